"""ninjs, news in JSON (IPTC, versions 1.x, 2.x and 3.x)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from xlcheck.errors import CapError, InputError
from xlcheck.model import Note
from xlcheck.read.decode import decode
from xlcheck.read.parsed import Parsed, joined
from xlcheck.settings import CAPS, Caps

_KEYS = re.compile(rb'"(?:uri|body_x?html|body_text|bodies|headlines?|versioncreated|versionCreated)"\s*:')
_SURROGATE = re.compile("[\ud800-\udfff]")
# A string is stepped over whole, to its end or to that of the file, so that no bracket in it counts; never backwards.
_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


def matches(head: bytes, path: str) -> bool:
    """True for a JSON object with one of the keys by which ninjs is known."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and _KEYS.search(head) is not None


def parse(data: bytes, name: str, caps: Caps = CAPS) -> Parsed:
    """Read headline, byline and body, whichever of its forms is there.

    Raises InputError for what is no JSON object, is nested too deeply or holds no body.
    """
    text, notes = decode(data, name)
    item = _load(text, name, caps)
    body, markup = _body(item)
    if body is None:
        raise InputError(name, "is ninjs without a body")
    if _SURROGATE.search(body):
        notes += (Note("characters", "half a character stands in the body; shown as U+FFFD"),)
        body = _SURROGATE.sub("\ufffd", body)
    return Parsed(
        text=_from_markup(body, name, caps) if markup else joined(re.split(r"\n[ \t\r]*\n", body)),
        outlet=_first(item, "copyrightholder", "copyrightHolder", "source", "infosources", "infoSources"),
        date=_first(item, "versioncreated", "versionCreated", "firstcreated", "firstCreated"),
        language=_first(item, "language"),
        headline=_first(item, "headline", "headlines", "title", "titles"),
        byline=_first(item, "byline", "bylines"),
        notes=notes,
    )


def _load(text: str, name: str, caps: Caps) -> dict[str, Any]:
    # The parser recurses; refusing depth before it runs keeps its stack out of the matter.
    if max(_depths(text), default=0) > caps.depth:
        raise CapError(name, f"is nested deeper than {caps.depth} levels", "depth")
    try:
        item = json.loads(
            text, parse_constant=_refuse_constant, parse_int=str, parse_float=str, object_pairs_hook=_object
        )
    except (ValueError, RecursionError) as error:
        raise InputError(name, f"not sound JSON ({error})") from error
    if not isinstance(item, dict):
        raise InputError(name, "not a ninjs item (a JSON object is expected)")
    return item


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # Of a key that stands twice one program shows the first value, another the last: nobody knows what was checked.
    item = dict(pairs)
    if len(item) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return item


def _refuse_constant(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _depths(text: str) -> Iterator[int]:
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(bracket.group(), 0)
        yield depth


def _body(item: dict[str, Any]) -> tuple[str | None, bool]:
    for key, markup in (("body_xhtml", True), ("body_html", True), ("body_text", False)):
        if isinstance(item.get(key), str) and item[key].strip():
            return item[key], markup
    for body in item.get("bodies") or []:
        if isinstance(body, dict) and isinstance(body.get("value"), str) and body["value"].strip():
            kind = str(body.get("contenttype") or body.get("contentType") or "")
            return body["value"], "html" in kind or ("text/plain" not in kind and "<p" in body["value"])
    return None, False


def _from_markup(body: str, name: str, caps: Caps) -> str:
    from xlcheck.read.html import blocks

    return joined(blocks(body, name, caps))


def _first(item: dict[str, Any], *keys: str) -> str | None:
    for key in keys:
        value = item.get(key)
        if isinstance(value, list):
            value = next((entry for entry in value if entry), None)
        if isinstance(value, dict):
            value = value.get("value") or value.get("name")
        if isinstance(value, str) and value.strip():
            return _SURROGATE.sub("\ufffd", " ".join(value.split()))
    return None
