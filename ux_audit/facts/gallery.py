"""The product's photos: how many, how large, and moving ones."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from bs4 import Tag

from ux_audit.facts.subjects import NO_PRODUCT, heading, middle, most, products
from ux_audit.facts.walk import Sight, Walk, seen, seen_at, unseen
from ux_audit.model import Fact
from ux_audit.reading.addresses import PICTURE
from ux_audit.reading.cards import find_card_groups
from ux_audit.reading.snapshot import Snapshot, attr, box_of, is_visible, stands_in
from ux_audit.reading.structured import read_structured

LEAST_MAIN_PX = 180
LEAST_THUMB_PX = 24
SIZES = re.compile(
    r"([-_@.](\d{1,4}x\d{0,4}|x\d{2,4}|small|medium|large|thumb(nail)?|grande|compact|master|pico|icon|\d{2,4}w|[23]x))+(?=\.|$)",
    re.I,
)
VIDEO_HOSTS = re.compile(
    r"youtube|youtu\.be|vimeo|bilibili|v\.qq\.com|youku|wistia|brightcove|dailymotion", re.I
)


def observe_gallery(walk: Walk) -> dict[str, Fact]:
    """Return product.gallery_images, image_zoom and video over the sampled products."""
    sights = products(walk)
    if not sights:
        return dict.fromkeys(
            ("product.gallery_images", "product.image_zoom", "product.video"), unseen(NO_PRODUCT)
        )
    counts, zooms, videos = [], [], []
    first_image: Tag | None = None
    for sight in sights:
        main = find_main_image(walk, sight)
        if first_image is None and sight is sights[0]:
            first_image = main
        if main is not None:
            counts.append(count_photos(walk, sight, main))
        zooms.append(has_zoom(sight, main))
        videos.append(has_video(sight.snapshot, main))
    where = seen_at(sights[0], first_image)
    said = f"per product: {', '.join(map(str, counts))}"
    photos = seen(middle(counts), where, note=said) if counts else unseen("no product picture was found")
    return {
        "product.gallery_images": photos,
        "product.image_zoom": seen(most(zooms), where, confidence=0.7),
        "product.video": seen(any(videos), where, confidence=0.9),
    }


def find_main_image(walk: Walk, sight: Sight) -> Tag | None:
    """Return the product's large picture: the largest near the heading that belongs to no list of other products."""
    snapshot = sight.snapshot
    title = heading(sight)
    title_box = box_of(title) if title is not None else None
    cards = [card.tag for group in find_card_groups(snapshot, walk.vocabulary) for card in group.cards]
    best: tuple[float, Tag] | None = None
    for image in snapshot.select_visible("img, [data-ux-image]"):
        box = box_of(image)
        if box is None or min(box.width, box.height) < LEAST_MAIN_PX or stands_in(image):
            continue
        if any(image is card or card in image.parents for card in cards):
            continue
        far = abs(box.y - title_box.y) if title_box else box.y
        if far > 1200:
            continue
        worth = box.area / (1 + far / 2000)
        if best is None or worth > best[0]:
            best = (worth, image)
    return best[1] if best else None


def count_photos(walk: Walk, sight: Sight, main: Tag | None) -> int:
    """Return the distinct photos of the gallery around the large picture; thumbnails of the same photo count once."""
    if main is None:
        return 0
    holder = find_gallery(sight, main)
    large, small = set(), set()
    for image in holder.find_all("img"):
        if not (
            is_visible(image)
            or image.get("data-ux-clip")
            or attr(image, "data-ux-natural") not in ("", "0x0")
            or attr(image, "loading") == "lazy"
        ):
            continue
        box = box_of(image)
        name = photo_name(attr(image, "data-ux-src") or attr(image, "src") or attr(image, "data-src"))
        if not name:
            continue
        if box is not None and is_visible(image) and min(box.width, box.height) < LEAST_MAIN_PX:
            if min(box.width, box.height) >= LEAST_THUMB_PX:
                small.add(name)
        else:
            large.add(name)
    linked = {
        photo_name(attr(a, "href"))
        for a in holder.find_all("a", href=re.compile(r"\.(jpe?g|png|webp|avif)(\?|$)", re.I))
    }
    return max(len(large), len(small), len(linked), 1)


def photo_name(address: str) -> str:
    """Return what stays the same between sizes of one photo: the path without size marks, parameters and folders."""
    if not address or address.startswith("data:"):
        return ""
    parts = urlsplit(address)
    # A picture server carries the photo's own path as a parameter; the size stands in others.
    inner = next((value for _, value in parse_qsl(parts.query) if PICTURE.search(value)), "")
    path = unquote(urlsplit(inner).path if inner else parts.path)
    stem = path.rsplit("/", 1)[-1]
    bare = SIZES.sub("", re.sub(r"\.(jpe?g|png|webp|avif|gif)(?=.*\.)", "", stem, flags=re.I))
    return re.sub(r"\.[a-z]{3,4}$", "", bare.casefold())


def find_gallery(sight: Sight, main: Tag) -> Tag:
    """Return the gallery around the large picture: the largest element that holds neither heading nor field."""
    title = heading(sight)
    best = main.parent if main.parent is not None else main
    for parent in main.parents:
        if parent.name in ("body", "main", "html") or (
            title is not None and title in parent.find_all(title.name)
        ):
            break
        if parent.find(["form", "h1", "input", "select", "textarea"]) is not None:
            break
        best = parent
    return best


def has_zoom(sight: Sight, main: Tag | None) -> bool:
    """Return whether a larger view can be had: a link to a picture, a zoom control, or more pixels than shown."""
    if main is None:
        return False
    link = main.find_parent("a")
    if link is not None and re.search(r"\.(jpe?g|png|webp|avif)(\?|$)", attr(link, "href"), re.I):
        return True
    holder = find_gallery(sight, main)
    marks = " ".join(
        f"{attr(t, 'class')} {attr(t, 'data-ux-name')} {attr(t, 'aria-label')}"
        for t in [main, *main.parents][:5]
        if isinstance(t, Tag)
    )
    if re.search(r"zoom|lightbox|magnif|fancybox|photoswipe|glightbox|enlarge", marks, re.I):
        return True
    return any(
        re.search(r"zoom|lightbox|fullscreen|enlarge", f"{attr(t, 'class')} {attr(t, 'data-ux-name')}", re.I)
        for t in holder.find_all(["button", "a", "dialog"])
    )


def has_video(snapshot: Snapshot, main: Tag | None) -> bool:
    """Return whether a video or 3D model stands in the product's own area."""
    if any(
        is_visible(t) or t.get("data-ux-clip")
        for t in snapshot.select("main video, model-viewer, main ux-frame, main ux-opaque-frame")
    ):
        frames = list(snapshot.select("main ux-frame, main ux-opaque-frame"))
        films = [
            t for t in snapshot.select("main video, model-viewer") if not stands_in(t, ["header", "footer"])
        ]
        if films or any(VIDEO_HOSTS.search(attr(f, "src")) for f in frames):
            return True
    for tag in snapshot.select("video, model-viewer, ux-opaque-frame, ux-frame, a[href]"):
        if stands_in(tag):
            continue
        address = attr(tag, "src") or (attr(tag, "href") if tag.find("img") is not None else "")
        if tag.name in ("video", "model-viewer") and (is_visible(tag) or tag.get("data-ux-clip")):
            return True
        if VIDEO_HOSTS.search(address) and is_visible(tag):
            return True
    return "VideoObject" in read_structured(snapshot).types
