"""robots.txt: what may be read, how quickly, and where the sitemaps are."""

from protego import Protego

from ux_audit.discover.client import TOKEN


class Robots:
    """The rules of one host for this tool. Without a file everything is allowed."""

    def __init__(self, text: str = "") -> None:
        self._rules = Protego.parse(text)

    def allows(self, url: str) -> bool:
        """Return whether the file lets this tool read `url`."""
        return bool(self._rules.can_fetch(url, TOKEN))

    @property
    def crawl_delay_s(self) -> float | None:
        """The pause between two pages that the file asks for, in s."""
        delay = self._rules.crawl_delay(TOKEN)
        return float(delay) if delay is not None else None

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that the file names."""
        return tuple(self._rules.sitemaps)
