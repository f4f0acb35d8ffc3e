"""The values that pass from stage to stage: frozen, comparable, free of behaviour that needs a library.

Offsets count Unicode code points and are half open, `start <= i < end`. An article's text is never altered,
so every span cuts exactly the characters that stand in the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """The kinds of drift."""

    NUMBER = "number"
    NEGATION = "negation"
    ACTOR = "actor"
    NAME = "name"
    MODALITY = "modality"
    OMISSION = "omission"
    ADDITION = "addition"
    INTENSITY = "intensity"
    MEANING = "meaning"
    ATTRIBUTION = "attribution"
    QUOTATION = "quotation"
    TERM = "term"
    WORDING = "wording"


class Severity(StrEnum):
    """What a drift costs the reader; how sure the tool is, is another question (`confidence`)."""

    NONE = "none"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for `none` up to 3 for `critical`: the order in which severities are compared."""
        return _RANKS[self]

    @property
    def serious(self) -> bool:
        """True for major and critical: what an editor must see before the copy runs."""
        return self.rank >= Severity.MAJOR.rank


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Verdict(StrEnum):
    """What became of a statement between its two renderings."""

    VERBATIM = "verbatim"
    FORMATTING = "formatting"
    WORDING = "wording"
    MEANING = "meaning"
    UNCERTAIN = "uncertain"


class QuoteKind(StrEnum):
    """Direct stands in marks, indirect has none, mixed is a clause of which a part stands in marks."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Stretch(NamedTuple):
    """Offsets into one bare rendering."""

    start: int
    end: int


class Link(NamedTuple):
    """A run of characters of one rendering that answers a run of the other; `score` in 0..1."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    score: float


class Word(NamedTuple):
    """A word, a figure or a single punctuation mark, with its offsets in the text it was cut from."""

    start: int
    end: int
    text: str

    @property
    def is_mark(self) -> bool:
        """True for punctuation, which carries no meaning of its own (`%`, `$` and their like do)."""
        text = self.text  # asked of every word many times over, and most are letters alone
        return not text.isalnum() and not any(c.isalnum() or c in "%‰$€£¥₩°+" for c in text)


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader should know that is no finding: an encoding guessed, boilerplate left out."""

    code: str
    message: str
    article: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One report as it was read. `id` is its place on the command line, `sha256` that of the bytes read.

    `format` names the reader. Where it is not `text`, the text was taken out of a richer file, paragraphs parted by an
    empty line, and lines mean nothing to the reader of that file: places are then told by paragraph.
    """

    path: str
    text: str = field(repr=False)
    sha256: str = ""
    id: int = 0
    format: str = "text"
    outlet: str | None = None
    date: str | None = None
    language: str | None = None
    headline: str | None = None
    byline: str | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article."""

    article: Article = field(repr=False)
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of an article that renders somebody's words; the span leaves out the marks.

    `speaker` is the mention as it stands, `speaker_name` whom it stands for, `source` the agency or document the
    words came through. `attributed` is false for titles, nicknames, terms and scare quotes. `closed` is false where
    the closing mark is missing. Pieces of one utterance share its number, which is unique within the article. `free`
    is true for a sentence beside a quote that has neither marks nor a cue: it may go on with it, or be the reporter's.
    """

    article: Article = field(repr=False)
    start: int
    end: int
    kind: QuoteKind = QuoteKind.DIRECT
    speaker: str | None = None
    speaker_name: str | None = None
    source: str | None = None
    cue: str | None = None
    attributed: bool = True
    closed: bool = True
    utterance: int = 0
    free: bool = False

    @property
    def text(self) -> str:
        """The words between the marks."""
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Drift:
    """One drift between two bare renderings. `a` or `b` is None where that rendering has nothing to show."""

    kind: Kind
    severity: Severity
    confidence: float
    message: str
    a: Stretch | None
    b: Stretch | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two bare renderings compared: offsets count from the start of each."""

    a: str
    b: str
    likeness: float
    risk: float
    verdict: Verdict
    severity: Severity
    links: tuple[Link, ...]
    findings: tuple[Drift, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two stretches that render the same statement, the quotes they are cut from, and what comparing them gave.

    `likeness` is the calibrated probability in 0..1 that they do render one statement. `comparison` is None between
    the stages pair and align.
    """

    a: Span
    b: Span
    quotes: tuple[Quote, Quote]
    likeness: float
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One drift, located in the articles. `pair` indexes `Result.pairs`; `suppressed` says why it does not count."""

    pair: int | None
    kind: Kind
    severity: Severity
    confidence: float
    message: str
    a: Span | None
    b: Span | None
    fingerprint: str
    suppressed: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """Everything one run found out; `unpaired` holds the attributed quotes in marks that met no counterpart."""

    articles: tuple[Article, ...]
    quotes: tuple[Quote, ...]
    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...]
    unpaired: tuple[Quote, ...]
    notes: tuple[Note, ...]
    signature: str


@dataclass(frozen=True, slots=True)
class Rendering:
    """One side of a pair as alignment and the kinds see it: its words, and what stands around it.

    `words` are those of `text.words(text)`. `before` and `after` hold the rest of the paragraph; `quote` is the quote
    that the rendering is cut from, None for a bare rendering; `whole` is false where it is a part of that quote.
    """

    text: str
    words: tuple[Word, ...]
    before: str = ""
    after: str = ""
    quote: Quote | None = None
    whole: bool = True


class WordLink(NamedTuple):
    """Word `a` of one rendering answers word `b` of the other (indices into `words`).

    `score` in 0..1 is how sure the aligner is; `cosine` in -1..1 is how alike the two words' vectors are.
    """

    a: int
    b: int
    score: float
    cosine: float


class Phrase(NamedTuple):
    """Words of one rendering that together answer words of the other; either may be discontinuous, both ascending."""

    a: tuple[int, ...]
    b: tuple[int, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the learned judge makes of an alignment, before any kind has spoken.

    `risk` in 0..1 is the chance that the meaning changed materially; `a` and `b` give each word's share in 0..1.
    """

    risk: float
    a: tuple[float, ...]
    b: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two renderings of one statement with their words aligned: everything that a kind of drift may look at.

    Every word is in exactly one phrase or left over on its side (`left_a`, `left_b`: indices, ascending).
    `judgement` is None where no judge was trained for the model in use.
    """

    a: Rendering
    b: Rendering
    links: tuple[WordLink, ...]
    phrases: tuple[Phrase, ...]
    left_a: tuple[int, ...]
    left_b: tuple[int, ...]
    likeness: float
    judgement: Judgement | None = None
