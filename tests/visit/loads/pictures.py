"""Pictures that do not compress, so that their weight is known."""

import io
import random
from functools import cache

from PIL import Image


@cache
def draw_noise(width: int, height: int) -> bytes:
    """Return a JPEG of coarse noise, the same every time."""
    noise = random.Random(7).randbytes(width // 4 * height // 4 * 3)
    image = Image.frombytes("RGB", (width // 4, height // 4), noise).resize((width, height))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()
