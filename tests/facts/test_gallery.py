import pytest

from ux_audit.facts.gallery import photo_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/media/lamp-1-75x75.jpg", "/media/lamp-1-0x300.jpg"),
        ("/files/lamp_small.png?v=1", "/files/lamp_1024x1024.png?v=1"),
        ("/images?src=%2Fassets%2Flamp-1.jpg&w=200", "/images?src=%2Fassets%2Flamp-1.jpg&w=1200"),
        ("https://cdn.example/lamp@2x.webp", "https://cdn.example/lamp.webp"),
    ],
)
def test_sizes_of_one_photo_have_one_name(one: str, other: str) -> None:
    assert photo_name(one) == photo_name(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/media/lamp-1-75x75.jpg", "/media/lamp-2-75x75.jpg"),
        ("/images?src=%2Fassets%2Flamp-1.jpg&w=200", "/images?src=%2Fassets%2Flamp-2.jpg&w=200"),
    ],
)
def test_different_photos_have_different_names(one: str, other: str) -> None:
    assert photo_name(one) != photo_name(other)
