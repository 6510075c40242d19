"""A starter to be killed: the parts that its arguments name, in the folder of ONEDOOR_VAR, until a signal comes."""

import os
import sys
from collections.abc import Callable
from functools import partial

from ops.chain import Chain
from ops.database import Database
from ops.layout import Layout, children
from ops.part import Part
from ops.redis import Redis
from ops.running import alone, tell
from ops.signals import heed
from ops.supervisor import Supervisor


def main() -> None:
    layout = Layout.of(os.environ)
    environment = children(layout)
    makers: dict[str, Callable[[], Part]] = {
        "postgres": lambda: Database(layout, environment),
        "redis": lambda: Redis(layout),
        "chain": lambda: Chain(layout),
    }
    supervisor = Supervisor([makers[name]() for name in sys.argv[1:]], [], environment)
    heed()
    with alone(layout):
        try:
            supervisor.lay_foundation()
            supervisor.told = partial(tell, layout, "none", supervisor.environment)
            supervisor.told(supervisor.pids())
            while True:
                supervisor.look()
        except KeyboardInterrupt:
            supervisor.stop()


if __name__ == "__main__":
    main()
