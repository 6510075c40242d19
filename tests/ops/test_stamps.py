"""Tests of stamps: what was made is not made again, and what has changed is."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ops.stamps import Stamp, digest


def test_a_changed_byte_changes_the_digest(tmp_path: Path) -> None:
    file = tmp_path / "requirements.txt"
    file.write_text("django==5.2")
    before = digest([file])
    file.write_text("django==5.3")
    assert digest([file]) != before


def test_the_order_of_files_does_not_matter(tmp_path: Path) -> None:
    files = [tmp_path / name for name in "ab"]
    for file in files:
        file.write_text(file.name)
    assert digest(files) == digest(reversed(files))


@given(
    st.lists(st.text(alphabet="ab", max_size=3), max_size=4), st.lists(st.text(alphabet="ab", max_size=3), max_size=4)
)
def test_two_lists_of_words_never_run_together(left: list[str], right: list[str]) -> None:
    assert (digest([], *left) == digest([], *right)) == (left == right)


def test_an_interrupted_making_does_not_look_finished(tmp_path: Path) -> None:
    stamp = Stamp(tmp_path / "deep" / "stamp")
    stamp.put("made")
    assert stamp.holds("made")
    stamp.drop()
    assert not stamp.holds("made")
