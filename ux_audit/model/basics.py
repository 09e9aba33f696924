"""The small values everything else is made of."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Device = Literal["desktop", "mobile"]
PageKind = Literal[
    "home",
    "listing",
    "search",
    "product",
    "cart",
    "checkout",
    "account",
    "policy",
    "article",
    "error",
    "other",
]
WalkLevel = Literal["browse", "cart", "entry", "address", "payment"]
Stage = Literal["home", "listing", "product", "cart", "entry", "address", "delivery", "payment", "review"]
Outcome = Literal["pass", "warn", "fail", "not-applicable", "not-tested"]


class Model(BaseModel):
    """Base of all values: frozen, and strict about unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Model):
    """One text in both report languages."""

    en: str
    zh: str

    def of(self, language: str) -> str:
        """Return the text in `language` (`en` or `zh`)."""
        return self.zh if language == "zh" else self.en


class Box(Model):
    """A rectangle in CSS px, in page coordinates (unscrolled document)."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Bottom edge."""
        return self.y + self.height

    @property
    def area(self) -> float:
        """Area in px²."""
        return self.width * self.height

    @property
    def centre(self) -> tuple[float, float]:
        """Centre point."""
        return self.x + self.width / 2, self.y + self.height / 2

    def contains(self, other: "Box", grace_px: float = 1) -> bool:
        """Return whether `other` lies inside, with `grace_px` of tolerance."""
        return (
            other.x >= self.x - grace_px
            and other.y >= self.y - grace_px
            and other.right <= self.right + grace_px
            and other.bottom <= self.bottom + grace_px
        )


class Viewport(Model):
    """A device's first screen in CSS px."""

    width: int
    height: int
    scale: float = 1.0
