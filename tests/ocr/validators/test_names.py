"""Names of persons."""

import pytest

from ocr.validators import Unfit, normalise_name, person_name


@pytest.mark.parametrize("dot", "•‧・･⋅∙．.·")
def test_every_dot_between_han_becomes_the_interpunct(dot: str) -> None:
    assert person_name(f"古丽{dot}艾山") == "古丽·艾山"


@pytest.mark.parametrize("name", ["张三", "欧阳若溪", "古丽·艾山·卡德尔", "王𬭎", "张㛃", "查〇", "SMITH, JOHN"])
def test_names_of_every_plane_pass(name: str) -> None:
    assert person_name(name) == name


@pytest.mark.parametrize("name", ["", "·艾山", "古丽··艾山", "张三1", "张<b>", "古丽·"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(Unfit, match="name"):
        person_name(name)


def test_spaces_between_han_go_and_between_latin_stay() -> None:
    assert (normalise_name(" 张 三 "), normalise_name("John  Smith")) == ("张三", "John Smith")
