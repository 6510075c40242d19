"""No library of the chain may let nested input burst the C stack of a process that also reads strangers' JSON."""

import subprocess
import sys

NESTED = """
import django, json
django.setup()
import eth_account, eth_keyfile, web3
try:
    json.loads("[" * 100_000)
except RecursionError:
    print("refused")
"""


def test_brackets_nested_without_end_are_an_error_and_not_a_crash() -> None:
    done = subprocess.run([sys.executable, "-c", NESTED], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "refused\n"), done.stderr
