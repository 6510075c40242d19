"""What starting Django must not load."""

import subprocess
import sys


def test_setup_loads_neither_the_renderer_nor_the_signer() -> None:
    program = (
        "import os, sys, django; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'portal.settings'); django.setup();"
        "import workflows.outcomes.issuing, workflows.outcomes.documents, workflows.outcomes.seal,"
        " workflows.outcomes.sealcheck, workflows.outcomes.records, workflows.outcomes.qr;"
        "print([name for name in ('pyhanko', 'weasyprint', 'asn1crypto') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-W", "ignore", "-c", program], check=True, capture_output=True, text=True)
    assert said.stdout.strip() == "[]"
