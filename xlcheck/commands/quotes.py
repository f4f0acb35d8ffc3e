"""`xlcheck quotes`: what one article says was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlcheck.commands.sink import put, say, width
from xlcheck.errors import InputError, SettingsError
from xlcheck.gate import CANNOT, CLEAN
from xlcheck.model import Quote
from xlcheck.quote import quotes_in
from xlcheck.read import read
from xlcheck.settings import Caps


def quotes(paths: Sequence[str], form: str, caps: Caps) -> int:
    """List the quotes of every article that can be read; 2 where one cannot or holds none."""
    if form not in ("table", "json"):
        raise SettingsError('--format: expected one of "table", "json"')
    found: list[Quote] = []
    code = CLEAN
    for number, path in enumerate(paths):
        try:
            article = replace(read(path, caps=caps), id=number)
            mine = quotes_in(article, caps).quotes
        except InputError as error:
            say(f"xlcheck: {error}")
            code = CANNOT
            continue
        if not mine:
            say(f"xlcheck: {article.path}: no quotes found")
            code = CANNOT
        found += mine
    put(_json(found) if form == "json" else _table(found, len(paths)))
    return code


def _json(found: Sequence[Quote]) -> str:
    from xlcheck.render.escape import json_text
    from xlcheck.render.json import quote_row

    return json_text([{"path": q.article.path, **quote_row(n, q)} for n, q in enumerate(found)]) + "\n"


def _table(found: Sequence[Quote], total: int) -> str:
    if not found:
        return ""
    from xlcheck.render.listing import quotes_table

    return quotes_table(found, width(), total) + "\n"
