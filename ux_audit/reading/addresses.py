"""What tells two addresses of a shop apart: the path, and those parameters that name a thing."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

# Shops without speaking addresses name products and categories in parameters; others only remember how one came here.
NAMING = re.compile(
    r"(^|_)(id|pid|cid|sku|alias|code|num|no|item|goods|product|products_id|prod|route|path|cat|category|c|main_page|cpath|slug|handle)$|(product|goods|item|cat|category)_?(id|no|code)$",
    re.IGNORECASE,
)
REMEMBERING = re.compile(
    r"variant|position|_pos|_sid|session|visitor|campaign|utm_|clid$|ref(_id)?$", re.IGNORECASE
)

# Files of pictures by the end of their path: what a gallery links, and no page.
PICTURE = re.compile(r"\.(jpe?g|png|webp|avif)$", re.IGNORECASE)


@lru_cache(maxsize=50_000)
def page_key(address: str) -> str:
    """Return what stays the same between addresses of one page: host, path and naming parameters; "" for ""."""
    if not address:
        return ""
    parts = urlsplit(address)
    named = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query)
        if NAMING.search(name) and not REMEMBERING.search(name)
    )
    tail = "?" + "&".join(f"{name}={value}" for name, value in named) if named else ""
    return f"{parts.netloc.lower().removeprefix('www.')}{unquote(parts.path).rstrip('/')}{tail}"
