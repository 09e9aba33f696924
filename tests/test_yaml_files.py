from pathlib import Path

import pytest

from ux_audit.errors import ConfigError
from ux_audit.model import Model
from ux_audit.yaml_files import decode, nearest, read_yaml


class Item(Model):
    name: str
    price: float = 0


class Shelf(Model):
    title: str
    items: tuple[Item, ...] = ()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "shelf.yaml"


def complaint(file: Path, text: str) -> str:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        decode(Shelf, *read_yaml(file))
    return str(caught.value)


def test_good_files_are_decoded(file: Path) -> None:
    file.write_text("title: 帽子\nitems:\n  - {name: 'no', price: 3}\n", encoding="utf-8")
    data, positions = read_yaml(file)
    assert decode(Shelf, data, positions) == Shelf(title="帽子", items=(Item(name="no", price=3),))
    assert type(data["items"]) is list
    assert positions.place(["items", 0, "name"]) == f"{file}:3"
    assert positions.place(["items", 7]) == f"{file}:2"


def test_yaml_is_of_version_1_2(file: Path) -> None:
    file.write_text("a: NO\nb: on\nc: 012\nd: true\n")
    assert read_yaml(file)[0] == {"a": "NO", "b": "on", "c": 12, "d": True}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("title: Hats\nitem: []\n", 2, "unknown key “item”. Did you mean “items”?"),
        ("items: []\n", 1, "the key “title” is missing."),
        (
            "title: Hats\nitems:\n  - name: hat\n    prise: 3\n",
            4,
            "unknown key “prise”. Did you mean “price”?",
        ),
        ("title: Hats\nitems:\n  - name: hat\n    price: dear\n", 4, "items.0.price:"),
        ("title: Hats\nitems:\n  - {price: 3}\n", 3, "the key “name” is missing."),
        ("title: Hats\ntitle: Caps\n", 2, "duplicate key"),
        ("title: [Hats\nitems: []\n", 2, "expected"),
    ],
)
def test_mistakes_are_answered_with_file_and_line(file: Path, text: str, line: int, words: str) -> None:
    said = complaint(file, text)
    assert said.startswith(f"{file}:{line}: ")
    assert words in said
    assert "\n" not in said.split(words)[0]


def test_a_missing_file_is_said_so(file: Path) -> None:
    with pytest.raises(ConfigError, match=r"shelf\.yaml: cannot be read: No such file"):
        read_yaml(file)


def test_nearest() -> None:
    assert nearest("devises", ["devices", "runs"]) == "Did you mean “devices”?"
    assert nearest("zzz", ["devices", "runs"]) == ""
