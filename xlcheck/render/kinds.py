"""One sentence about each kind of drift, for formats that carry a list of rules."""

from __future__ import annotations

from xlcheck.model import Kind, Severity

ABOUT: dict[Kind, tuple[Severity, str]] = {
    Kind.NUMBER: (Severity.CRITICAL, "A figure, share, unit, date or time differs."),
    Kind.NEGATION: (Severity.CRITICAL, "One rendering denies what the other affirms."),
    Kind.ACTOR: (Severity.CRITICAL, "Who does what to whom is swapped."),
    Kind.NAME: (Severity.CRITICAL, "Another person, place, body or thing is named."),
    Kind.MODALITY: (Severity.MAJOR, "Fact, plan, permission, duty or condition stand for one another."),
    Kind.OMISSION: (Severity.MAJOR, "Words of the first rendering are missing from the second."),
    Kind.ADDITION: (Severity.MAJOR, "The second rendering has words that the first does not."),
    Kind.INTENSITY: (Severity.MAJOR, "The same thing is said more strongly or more weakly."),
    Kind.MEANING: (Severity.MAJOR, "A phrase stands for another that means something else."),
    Kind.ATTRIBUTION: (Severity.MAJOR, "The same words are given to another speaker or source."),
    Kind.QUOTATION: (Severity.MINOR, "Words stand inside the marks here and outside there, or a mark is never closed."),
    Kind.TERM: (Severity.MAJOR, "A rendering is not the one that the termbase wants."),
    Kind.WORDING: (Severity.MINOR, "Other words say the same."),
}
"""Each kind with the severity it usually has."""
