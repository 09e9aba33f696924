"""What is known of store software: fingerprints, addresses, controls, and the requests that must never be sent."""

import fnmatch
import re
from collections.abc import Sequence
from functools import cache
from urllib.parse import urlsplit

from ux_audit.yaml_files import decode, read_yaml
from ux_audit.model import Model
from ux_audit.resources import find_resources


class KillRule(Model):
    """A request that may place an order: method (`*` any), glob on path and query, pattern in the body; why."""

    method: str = "*"
    url_pattern: str = "*"
    body_pattern: str | None = None
    why: str
    platform: str = "generic"


class Platform(Model):
    """One store software."""

    id: str
    name: str
    fingerprints: dict[str, tuple[str, ...]] = {}
    pages: dict[str, tuple[str, ...]] = {}
    selectors: dict[str, tuple[str, ...]] = {}
    commit: tuple[KillRule, ...] = ()
    commit_selectors: tuple[str, ...] = ()


@cache
def load_platforms() -> tuple[Platform, ...]:
    """Return every platform of rules/platforms."""
    files = sorted((find_resources("rules") / "platforms").glob("[a-z]*.yaml"))
    return tuple(decode(Platform, *read_yaml(file)) for file in files)


@cache
def load_kill_list() -> tuple[KillRule, ...]:
    """Return the kill rules of all platforms and the generic ones."""
    rules = [rule.model_copy(update={"platform": p.id}) for p in load_platforms() for rule in p.commit]
    generic = find_resources("rules") / "platforms" / "_generic.yaml"
    data, positions = read_yaml(generic)
    return (*rules, *(decode(KillRule, item, positions) for item in data["commit"]))


def match_kill_rule(rules: Sequence[KillRule], method: str, url: str, body: str = "") -> KillRule | None:
    """Return the first rule that a request matches by method, path with query, and body."""
    parts = urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    for rule in rules:
        if rule.method not in ("*", method.upper()):
            continue
        if not (fnmatch.fnmatchcase(target.lower(), rule.url_pattern.lower()) or fnmatch.fnmatchcase(url.lower(), rule.url_pattern.lower())):
            continue
        if rule.body_pattern and not re.search(rule.body_pattern, body):
            continue
        return rule
    return None
