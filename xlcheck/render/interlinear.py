"""Two wordings drawn one above the other, what answers what in one column, each line in the order of its own text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from xlcheck.model import Drift, Link, Stretch
from xlcheck.render import escape

LEGEND = {
    "=": "=1 answers the other =1",
    "-": "- only in A",
    "+": "+ only in B",
    "~": "~ names a drift",
}
LEAST_WIDTH = 20
MARGIN = " A "  # before each line

Cells = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Column:
    """What stands above each other; None where the column is blank. `groups` are the phrases it holds a part of."""

    a: Stretch | None
    b: Stretch | None
    groups: frozenset[int] = frozenset()
    label: str = ""


def render(a_text: str, b_text: str, links: Sequence[Link], findings: Sequence[Drift], width: int = 80) -> str:
    """Draw two bare renderings, wrapped to `width` terminal columns (at least 20).

    Under every two lines a third says what differs: `~kind` names a drift, `-` marks words that only A has, `+` words
    that only B has, and `=1` what answers another `=1`, because the order differs. Offsets in `links` and `findings`
    count from the start of each text. The last line explains the marks in use.
    """
    room = max(width, LEAST_WIDTH) - len(MARGIN)
    columns = _labelled(_columns(a_text, b_text, links), findings)
    rows: list[list[str]] = []
    previous: _Column | None = None
    for column in columns:
        for cells in _pieces((_cut(a_text, column.a), _cut(b_text, column.b), column.label), room):
            used = max((escape.columns(text) for text in rows[-1]), default=0) if rows else 0
            start = used + _gap(previous, column, a_text, b_text)
            if not rows or start + _width(cells) > room:
                rows.append(["", "", ""])
                start = 0
            rows[-1] = [
                _padded(text, start) + cell if cell else text for text, cell in zip(rows[-1], cells, strict=True)
            ]
            previous = column
    marks = set().union(*(column.label for column in columns))
    legend = " · ".join(meaning for mark, meaning in LEGEND.items() if mark in marks)
    blocks = [_block(row) for row in rows or [["", "", ""]]]
    return "\n".join([*blocks, f"   {legend}\n"] if legend else blocks)


def _columns(a_text: str, b_text: str, links: Sequence[Link]) -> list[_Column]:
    """Lay both texts out from left to right: every stretch of either is in exactly one column."""
    group_of_a, group_of_b = _groups(links)
    spine = _spine(links)
    a_rest = _stretches(a_text, group_of_a)
    b_rest = _stretches(b_text, group_of_b)
    columns: list[_Column] = []
    i = j = 0
    for a, b in [*spine, (None, None)]:
        while i < len(a_rest) and a_rest[i] != a:
            columns.append(_Column(a_rest[i], None, _known(group_of_a, a_rest[i])))
            i += 1
        while j < len(b_rest) and b_rest[j] != b:
            columns.append(_Column(None, b_rest[j], _known(group_of_b, b_rest[j])))
            j += 1
        if a is not None and b is not None:
            columns.append(_Column(a, b, _known(group_of_a, a)))
            i, j = i + 1, j + 1
    return columns


def _known(group_of: dict[Stretch, int], stretch: Stretch) -> frozenset[int]:
    return frozenset({group_of[stretch]} if stretch in group_of else ())


def _groups(links: Sequence[Link]) -> tuple[dict[Stretch, int], dict[Stretch, int]]:
    """Number the phrases: stretches that links join, directly or through others, have the same number."""
    groups: list[tuple[set[Stretch], set[Stretch]]] = []
    for link in links:
        a, b = Stretch(link.a_start, link.a_end), Stretch(link.b_start, link.b_end)
        touched = [group for group in groups if a in group[0] or b in group[1]]
        merged = ({a}.union(*(group[0] for group in touched)), {b}.union(*(group[1] for group in touched)))
        groups = [group for group in groups if group not in touched] + [merged]
    return (
        {a: number for number, group in enumerate(groups) for a in group[0]},
        {b: number for number, group in enumerate(groups) for b in group[1]},
    )


def _spine(links: Sequence[Link]) -> list[tuple[Stretch, Stretch]]:
    """Return the heaviest chain of links that run in the same order in both texts; a link weighs its characters."""
    ordered = sorted(links)
    best: list[tuple[int, int]] = []  # weight of the heaviest chain that ends in this link, and the link before
    for k, link in enumerate(ordered):
        before = max(
            (
                (best[p][0], p)
                for p in range(k)
                if ordered[p].a_end <= link.a_start and ordered[p].b_end <= link.b_start
            ),
            default=(0, -1),
        )
        weight = link.a_end - link.a_start + link.b_end - link.b_start
        best.append((before[0] + weight, before[1]))
    at = max(range(len(best)), key=lambda k: best[k][0], default=-1)
    chain: list[tuple[Stretch, Stretch]] = []
    while at >= 0:
        link = ordered[at]
        chain.append((Stretch(link.a_start, link.a_end), Stretch(link.b_start, link.b_end)))
        at = best[at][1]
    return chain[::-1]


def _stretches(text: str, linked: dict[Stretch, int]) -> list[Stretch]:
    """Cut `text` into its linked stretches and the rest between them, blanks at the ends of the rest left out."""
    stretches: list[Stretch] = []
    at = 0
    for stretch in [*sorted(linked), Stretch(len(text), len(text))]:
        rest = text[at : stretch.start]
        if rest.strip():
            start = at + len(rest) - len(rest.lstrip())
            stretches.append(Stretch(start, start + len(rest.strip())))
        if stretch.end > stretch.start:
            stretches.append(stretch)
        at = stretch.end
    return stretches


def _labelled(columns: Sequence[_Column], findings: Sequence[Drift]) -> list[_Column]:
    """Write under every column what differs in it."""
    spread = [group for column in columns for group in column.groups]
    number: dict[int, int] = {}
    labelled: list[_Column] = []
    for column in columns:
        moved = [group for group in column.groups if spread.count(group) > 1]
        for group in moved:
            number.setdefault(group, len(number) + 1)
        kinds = dict.fromkeys(f"~{drift.kind}" for drift in findings if _touches(drift, column))
        marks = [f"={number[group]}" for group in moved] or ["-"] * (column.b is None) or ["+"] * (column.a is None)
        labelled.append(replace(column, label=" ".join([*marks, *kinds])))
    return labelled


def _touches(drift: Drift, column: _Column) -> bool:
    return any(
        mine is not None and theirs is not None and mine.start < theirs.end and theirs.start < mine.end
        for mine, theirs in ((drift.a, column.a), (drift.b, column.b))
    )


def _gap(previous: _Column | None, column: _Column, a_text: str, b_text: str) -> int:
    """Blanks before a column: none where neither text has any, one between what is the same, else two."""
    if previous is None:
        return 0
    if previous.a and previous.b and column.a and column.b:
        between = a_text[previous.a.end : column.a.start], b_text[previous.b.end : column.b.start]
        if between == ("", ""):
            return 0
        if all(a_text[c.a.start : c.a.end] == b_text[c.b.start : c.b.end] for c in (previous, column) if c.a and c.b):
            return 1
    return 2


def _pieces(cells: Cells, room: int) -> Iterator[Cells]:
    """Break a column that is wider than the room, each line where its words end; the label stays with the first."""
    lines = [_wrapped(cell, room) for cell in cells[:2]]
    label = cells[2][:room]
    for k in range(max(map(len, lines))):
        a, b = (line[k] if k < len(line) else "" for line in lines)
        yield a, b, label if k == 0 else ""


def _wrapped(text: str, room: int) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        if lines and escape.columns(lines[-1]) + 1 + escape.columns(word) <= room:
            lines[-1] += " " + word
            continue
        while escape.columns(word) > room:
            end = next(k for k in range(1, len(word) + 1) if escape.columns(word[: k + 1]) > room)
            lines.append(word[:end])
            word = word[end:]
        lines.append(word)
    return lines


def _cut(text: str, stretch: Stretch | None) -> str:
    return "" if stretch is None else escape.line(text[stretch.start : stretch.end])


def _width(cells: Cells) -> int:
    return max(escape.columns(cell) for cell in cells)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - escape.columns(text))


def _block(row: Sequence[str]) -> str:
    a, b, labels = row
    lines = [f" A {a}".rstrip(), f" B {b}".rstrip(), *([f"   {labels}".rstrip()] if labels.strip() else [])]
    return "\n".join(lines) + "\n"
