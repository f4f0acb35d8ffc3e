"""What a user may set, with the defaults: one frozen value that travels through a run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xlcheck import __version__
from xlcheck.model import Kind, Severity

VERSION = __version__
DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


BASELINE = "xlcheck-baseline.toml"
"""Taken for the baseline where it lies in the working directory and none is named."""


class Backend(StrEnum):
    """What computes the embeddings. All give the same findings."""

    AUTO = "auto"
    SENTENCE_TRANSFORMERS = "sentence-transformers"
    ONNX = "onnx"


class FailOn(StrEnum):
    """The least severity that makes a run fail."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    NEVER = "never"

    def hit_by(self, severity: Severity) -> bool:
        """True where a finding of this severity makes the run fail."""
        return self is not FailOn.NEVER and severity.rank >= Severity(self.value).rank


class Show(StrEnum):
    """What a terminal report lists besides the findings."""

    PAIRS = "pairs"
    UNPAIRED = "unpaired"
    QUOTES = "quotes"
    ALL = "all"


class Color(StrEnum):
    """When to use colour; `auto` means on a terminal, and never where NO_COLOR is set."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


FORMATS: dict[str, tuple[str, ...]] = {
    "table": (".txt",),
    "json": (".json",),
    "markdown": (".md", ".markdown"),
    "html": (".html", ".htm"),
    "sarif": (".sarif", ".sarif.json"),
    "junit": (".xml",),
    "github": (".github",),
    "csv": (".csv",),
}
"""The formats of a result, each with the endings of file names that stand for it."""


@dataclass(frozen=True, slots=True)
class Caps:
    """How much a run takes in of each article. What goes beyond is refused by the cap's name, never cut."""

    file_mib: int = 20
    """Bytes of a file or of standard input, in MiB; a long novel is 2."""
    expanded_mib: int = 64
    """Bytes that a part of a Word file inflates to, in MiB."""
    depth: int = 200
    """Levels of nesting in XML, HTML and JSON. libxml2 ends at 256, and in HTML drops in silence what lies below."""
    elements: int = 100_000
    """Elements of XML or HTML. Long articles on the web have 5,000; a page of 350,000 took ten seconds to read."""
    attributes: int = 2000
    """Attributes of one tag; parsers take time that grows with their square (100,000: ten seconds)."""
    marks: int = 30
    """Combining marks on one letter, as in Unicode's stream-safe text; normalising takes time that grows with their
    square (100,000: five seconds)."""
    quotes: int = 5000
    """Quotes of one article; pairing compares each with each."""
    quote_characters: int = 10_000
    """Characters of one quote."""
    quoted_characters: int = 250_000
    """Characters of all quotes of one article together. Two articles of 24,000 each took 275 MB, and 1.2 kB for each
    character more, so two at the cap stay below 1 GiB."""

    def changed(self) -> dict[str, int]:
        """The caps that differ from their defaults, by the names they have in a configuration."""
        default = Caps()
        return {
            name.replace("_", "-"): getattr(self, name)
            for name in self.__slots__
            if getattr(self, name) != getattr(default, name)
        }


CAPS = Caps()
HIGHEST_CAPS = Caps(1024, 1024, 250, 1_000_000, 100_000, 1000, 50_000, 100_000, 2_500_000)
"""How far each cap may be raised: beyond, a parser gives up on its own terms, or memory ends."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that may change a result.

    `min_likeness` in 0..1 is the calibrated probability from which two stretches count as one statement, so a half
    means "rather yes than no". `ignore` and `severity` tune the gate, `termbase` and `baseline` name files.
    """

    model: str = DEFAULT_MODEL
    backend: Backend = Backend.AUTO
    offline: bool = False
    cache: bool = True
    min_likeness: float = 0.5
    fail_on: FailOn = FailOn.MAJOR
    ignore: tuple[Kind, ...] = ()
    severity: tuple[tuple[Kind, Severity], ...] = ()
    termbase: str | None = None
    baseline: str | None = None
    caps: Caps = CAPS

    def changed(self) -> tuple[str, ...]:
        """The settings that differ from their defaults and may change findings, for the signature."""
        default = Settings()
        parts = []
        if self.min_likeness != default.min_likeness:
            parts.append(f"min-likeness {self.min_likeness:g}")
        if self.fail_on is not default.fail_on:
            parts.append(f"fail-on {self.fail_on}")
        if self.ignore:
            parts.append("ignore " + ",".join(sorted(self.ignore)))
        if self.severity:
            parts.append("severity " + ",".join(f"{kind}={level}" for kind, level in sorted(self.severity)))
        for name, path in (("termbase", self.termbase), ("baseline", self.baseline)):
            if path is not None:
                parts.append(f"{name} {path.rsplit('/', 1)[-1]}")
        parts += (f"{name} {value}" for name, value in self.caps.changed().items())
        return tuple(parts)

    def signature(self, model: str, digest: str, backend: str) -> str:
        """How a result was made: version, model name and hash, backend, settings that differ from default."""
        return " | ".join((f"xlcheck {VERSION}", f"{model}@{digest[:8]}", backend, *self.changed()))
