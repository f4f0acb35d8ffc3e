"""What to fuzz: every reader, and the extraction of quotes. Only a refusal may come out.

Run one target under coverage guidance for as long as you like (needs `pip install atheris`):

    python tests/fuzz/targets.py nitf -max_total_time=600
    python tests/fuzz/targets.py quotes -max_total_time=600
"""

import sys
from collections.abc import Callable
from functools import partial

from xlcheck.errors import InputError
from xlcheck.model import Article
from xlcheck.quote import quotes_in
from xlcheck.read import READERS


def read_with(form: str, data: bytes) -> None:
    """A reader gives text that can be written out, or refuses in one line."""
    try:
        parsed = READERS[form].parse(data, "fuzz")
    except InputError as error:
        assert "\n" not in str(error)
    else:
        parsed.text.encode("utf-8")


def find_quotes(data: bytes) -> None:
    """Quotes cut the text they claim, and those in marks do not overlap."""
    article = Article("fuzz", data.decode("utf-8", "replace"))
    marked = []
    for quote in quotes_in(article).quotes:
        assert 0 <= quote.start < quote.end <= len(article.text)
        if quote.kind == "direct":
            marked.append((quote.start, quote.end))
    assert all(one[1] <= other[0] for one, other in zip(sorted(marked), sorted(marked)[1:], strict=False))


TARGETS: dict[str, Callable[[bytes], None]] = {
    **{form: partial(read_with, form) for form in READERS},
    "quotes": find_quotes,
}


def main() -> None:
    """Hand one target to atheris."""
    import atheris

    target = TARGETS[sys.argv.pop(1)]
    atheris.instrument_all()
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
