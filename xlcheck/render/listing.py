"""Quotes as a table: where, in which marks, who said it, through whom it came, the words."""

from __future__ import annotations

from collections.abc import Sequence

from xlcheck.model import Quote, QuoteKind
from xlcheck.render.context import Place, letter, position
from xlcheck.render.escape import line, wrapped

LEAST = 16  # columns that the words get at least
NAMES = 16  # columns of a name before it is wrapped


def quotes_table(quotes: Sequence[Quote], width: int, total: int) -> str:
    """A row a quote of one of `total` articles; what nobody claims (a title, a term) is marked as such."""
    from tabulate import tabulate

    rows = []
    for quote in quotes:
        at = f"{letter(quote.article, total)} {position(Place(quote.article, quote.start, quote.end))}"
        who = line(quote.speaker_name or quote.speaker or "") or ("–" if quote.attributed else "nobody")
        rows.append([at.strip(), _mark(quote), who, line(quote.source or ""), line(quote.cue or ""), line(quote.text)])
    head = ["at", "marks", "who", "through", "cue", "words"]
    # A column that no row fills only takes room from the words.
    kept = [k for k in range(len(head)) if any(row[k] for row in rows)]
    rows, head = [[row[k] for k in kept] for row in rows], [head[k] for k in kept]
    taken = sum(min(NAMES, max(len(name), *(len(row[k]) for row in rows))) + 2 for k, name in enumerate(head[:-1]))
    # tabulate parses numbers unless told not to, and 2:10 is none
    drawn = tabulate(
        rows,
        headers=head,
        tablefmt="simple",
        disable_numparse=True,
        maxcolwidths=[NAMES] * (len(head) - 1) + [max(LEAST, width - taken)],
    )
    return wrapped(drawn)


def _mark(quote: Quote) -> str:
    if quote.kind is QuoteKind.DIRECT and not quote.closed:
        return "not closed"
    return quote.kind.value
