"""Whose words a stretch renders: candidate mentions around it, ranked by a linear model over what stands between."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xlcheck.quote import cues, forms
from xlcheck.quote.candidates import Candidate, candidates
from xlcheck.quote.forms import tag_of
from xlcheck.quote.layout import Layout
from xlcheck.quote.mentions import NOT_NAMES, Mention, MentionKind, Mentions
from xlcheck.quote.reported import BEGIN, INSIDE

SURE = 5.0  # the lead, in log odds, of a speaker without a rival
NO_CUE = (cues.PREPOSITIONS | NOT_NAMES) - {"to"}  # at the end of a cue: "said on Monday"
LONGEST_CLAUSE, LONGEST_CUE = 60, 4  # words
LONGEST_APPOSITION = 16
DUTY, LONGEST_DUTY = ("of", "for"), 9  # words of "for the drivers of the north"
PAST_DUTY = (
    frozenset(cues.SAYING) | cues.AUXILIARIES | cues.PRONOUNS | cues.CONJUNCTIONS | NOT_NAMES | cues.PREPOSITIONS
) - set(DUTY)
SPEAKER, CUE = (1, 2), (3, 4)  # labels of the tagger for words of a speaker and of a cue
OWNING = ("'s", "’s")
_GAPS = (0, 1, 2, 3, 5, 8, 14, 25)


def features(
    layout: Layout, labels: Sequence[int], pool: Sequence[Candidate], first: int, last: int, carried: Mention | None
) -> list[list[str]]:
    """What is known of each candidate of `pool` as the speaker of the words `first:last`."""
    low = layout.low
    frame = _frame(layout, first, last)
    ranks: dict[str, int] = {}
    tagged_ranks: dict[str, int] = {}
    tagged = [labels[c.mention.head] in SPEAKER for c in pool if c.side in ("before", "after")]
    said_by = None if carried is None else low[carried.head]
    rows = []
    nearest = {c.side: c for c in pool if c.side in ("before", "back1", "back2", "back3")}
    for candidate in pool:
        side, mention = candidate.side, candidate.mention
        rank = ranks[side] = ranks.get(side, -1) + 1
        before, after = _word(layout, mention.start - 1), _word(layout, mention.end)
        verb, distance = _verb_after(layout, mention)
        kind = mention.kind.value if mention.kind is not MentionKind.PRONOUN else low[mention.head]
        tag = labels[mention.head] in SPEAKER
        if tag:
            tagged_ranks[side] = tagged_ranks.get(side, -1) + 1
        rank_tagged = min(2, tagged_ranks.get(side, -1))
        gap = _gap(layout, mention, first, last)
        row = [
            f"s {side}",
            f"s {side} {frame}",
            f"k {side} {kind}",
            f"r {side} {min(rank, 3)} {frame}",
            f"n {side} {nearest.get(side) is candidate} {_class(after)}",
            f"g {side} {gap}",
            f"g {side} {gap} {kind}",
            f"a {side} {after}",
            f"ac {side} {_class(after)} {kind}",
            f"b {side} {before}",
            f"bc {side} {_class(before)} {_class(after)}",
            f"v {side} {verb} {distance}",
            f"vc {side} {verb in cues.SAYING.values()} {distance} {frame}",
            f"h {low[mention.head]}",
            f"p {side} {_paragraphs_apart(layout, mention, first)}",
            f"c {side} {low[mention.head] == said_by} {kind}",
            f"l {side} {_lead(layout, mention)} {frame}",
            f"by {before} {_class(_word(layout, mention.start - 2))} {side}",
            f"post {tag_of(layout, mention, last) if side == 'after' else side}",
            f"t {side} {tag} {sum(tagged) > 1} {kind}",
            f"t {side} {tag} {any(tagged)} {frame}",
            f"t {side} {tag} {_label(labels, mention.start - 1)} {_label(labels, mention.end)}",
            f"tn {side} {tag} {rank_tagged}",
            f"in {side} {_within(labels, candidate, first, last)} {kind}",
            f"in {side} {_within(labels, candidate, first, last)} {tag} {any(tagged)}",
            f"o {layout.words[mention.end - 1].text.endswith(OWNING)} {side}",
        ]
        rows.append([*row, _between(layout, candidate, first, last)])
    return rows


def pick(
    layout: Layout,
    labels: Sequence[int],
    mentions: Mentions,
    first: int,
    last: int,
    carried: Mention | None,
    score: Callable[[Sequence[Sequence[str]]], Sequence[float]],
) -> tuple[Candidate, float] | None:
    """The likeliest speaker of the words `first:last` and its lead over the second; None without any candidate."""
    pool = candidates(layout, mentions, first, last, carried)
    if not pool:
        return None
    sure = forms.speaker_by_form(layout, pool, first, last)
    if sure is not None:
        return sure, SURE
    scores = score(features(layout, labels, pool, first, last, carried))
    order = sorted(range(len(pool)), key=lambda i: -scores[i])
    lead = scores[order[0]] - scores[order[1]] if len(order) > 1 else SURE
    return pool[order[0]], float(lead)


def extent(layout: Layout, mention: Mention) -> tuple[int, int]:
    """The mention with what belongs to it: "Low, who farms there", "a spokesman for the drivers of the north"."""
    end = mention.end
    stop = layout.sentences[layout.sentence[mention.start]][1]
    if mention.kind is MentionKind.ROLE:
        return mention.start, _duty_end(layout, end, stop)
    single = mention.kind is MentionKind.NAME and mention.end - mention.start == 1
    if single and end + 1 < stop and layout.low[end] == "," and layout.low[end + 1] in ("who", "a", "an", "the"):
        for i in range(end + 2, min(stop, end + LONGEST_APPOSITION)):
            if layout.quoted[i] >= 0:
                break
            if layout.low[i] in (",", "."):
                return mention.start, i
    return mention.start, end


def _duty_end(layout: Layout, end: int, stop: int) -> int:
    """Where “of …” or “for …” after a role ends; `end` itself where none follows or it is too long to be sure."""
    low = layout.low
    if end >= stop or low[end] not in DUTY:
        return end
    for i in range(end + 1, min(stop, end + LONGEST_DUTY)):
        if low[i] in PAST_DUTY or layout.quoted[i] >= 0 or (layout.words[i].is_mark and low[i] != "-"):
            return end if low[i - 1] in DUTY or low[i - 1] in cues.DETERMINERS else i
    return end


def cue_of(
    layout: Layout, labels: Sequence[int], candidate: Candidate, first: int, last: int
) -> tuple[int, int] | None:
    """Words of the cue that ties the speaker to the words `first:last`: "said", "according to", "told"."""
    mention, low = candidate.mention, layout.low
    start, end = layout.sentences[layout.sentence[mention.start]]
    if mention.start - 2 >= start and low[mention.start - 2] == "according" and low[mention.start - 1] == "to":
        return mention.start - 2, mention.start
    outside = [i for i in range(start, end) if layout.quoted[i] < 0 and not first <= i < last]
    if mention.start - 1 >= start and low[mention.start - 1] in cues.PLAIN and layout.quoted[mention.start - 1] < 0:
        return mention.start - 1, mention.start
    ranked = []
    for i in outside:
        if mention.start <= i < mention.end or low[i] in cues.AUXILIARIES:
            continue
        told = low[i] in cues.PLAIN or (labels[i] in CUE and (low[i] in cues.SAYING or low[i] in cues.THINKING))
        strength = (
            0 if told else 4 if low[i] in cues.SAYING or labels[i] in CUE else 9 if low[i] in cues.THINKING else None
        )
        if strength is not None:
            # "attack", "plan", "report" are nouns as often as verbs.
            strength += 4 if not told and low[i] in (cues.SAYING.get(low[i]), cues.THINKING.get(low[i])) else 0
            ranked.append((strength + (i - mention.end if i >= mention.end else 2 * (mention.start - i)), i))
    return _whole_cue(layout, labels, min(ranked)[1], start, end) if ranked else None


def _whole_cue(layout: Layout, labels: Sequence[int], at: int, start: int, end: int) -> tuple[int, int]:
    """The words that the tagger takes for one cue with the word `at`: "was quoted as saying", "called for"."""
    first, last = at, at + 1
    while first > start and labels[first] in CUE and labels[first - 1] in CUE and at - first < LONGEST_CUE:
        first -= 1
    while last < end and labels[last - 1] in CUE and labels[last] in CUE and last - at < LONGEST_CUE:
        last += 1
    while last - 1 > at and (layout.words[last - 1].is_mark or layout.low[last - 1] in NO_CUE):
        last -= 1
    if last < end and layout.low[last] in ("for", "on") and cues.SAYING.get(layout.low[last - 1]) == "call":
        last += 1
    return first, last


def _between(layout: Layout, candidate: Candidate, first: int, last: int) -> str:
    """The words between mention and quote, where they are few."""
    mention = candidate.mention
    if candidate.side == "before" and first - mention.end <= 5:
        return "m " + " ".join(layout.low[mention.end : first])
    if candidate.side == "after" and mention.start - last <= 4:
        return "m " + " ".join(layout.low[last : mention.start])
    return f"m {candidate.side}"


def _within(labels: Sequence[int], candidate: Candidate, first: int, last: int) -> bool:
    """Whether the mention stands in the clause around the quote: who stands there is spoken of."""
    mention = candidate.mention
    if candidate.side not in ("before", "after"):
        return False
    between = labels[mention.start : first] if candidate.side == "before" else labels[last : mention.end]
    return len(between) <= LONGEST_CLAUSE and all(label in (BEGIN, INSIDE) for label in between)


def _label(labels: Sequence[int], i: int) -> int:
    return labels[i] if 0 <= i < len(labels) else 0


def _word(layout: Layout, i: int) -> str:
    if not 0 <= i < len(layout.low):
        return "|"
    return "“" if layout.quoted[i] >= 0 else layout.low[i]


def _class(word: str) -> str:
    if word in cues.PLAIN:
        return "plain"
    if word in cues.SAYING:
        return "say"
    if word in cues.THINKING:
        return "think"
    if word in cues.AUXILIARIES:
        return "aux"
    if word in cues.PREPOSITIONS:
        return "prep"
    if word in cues.CONJUNCTIONS:
        return "conj"
    return word if not word.isalpha() else "word"


def _verb_after(layout: Layout, mention: Mention) -> tuple[str, int]:
    """The first verb of speech or thought within a few words after the mention, and how far off it is."""
    end = layout.sentences[layout.sentence[mention.start]][1]
    for i in range(mention.end, min(end, mention.end + 25)):
        if layout.quoted[i] >= 0:
            break
        word = layout.low[i]
        if word in cues.SAYING or word in cues.THINKING:
            return cues.SAYING.get(word) or cues.THINKING[word], min(i - mention.end, 4)
    return "-", 9


def _gap(layout: Layout, mention: Mention, first: int, last: int) -> int:
    start, end = (mention.end, first) if mention.end <= first else (last, mention.start)
    if end - start > 80:
        return len(_GAPS)
    count = layout.narrated[max(start, end)] - layout.narrated[start]
    return sum(count > limit for limit in _GAPS)


def _paragraphs_apart(layout: Layout, mention: Mention, first: int) -> int:
    return max(-3, min(3, layout.paragraph[mention.start] - layout.paragraph[first]))


def _lead(layout: Layout, mention: Mention) -> str:
    """Whether the mention opens its sentence or clause."""
    start = layout.sentences[layout.sentence[mention.start]][0]
    if mention.start == start:
        return "opens"
    before = layout.low[mention.start - 1]
    return before if before in (",", "and", "that", "but", "as", ":", "—", "–", "”", '"') else "inside"


def _frame(layout: Layout, first: int, last: int) -> str:
    """How the quote stands in its sentence: what comes before and after it."""
    start = layout.sentences[layout.sentence[first]][0]
    end = layout.sentences[layout.sentence[max(first, last - 1)]][1]
    before = sum(1 for i in range(start, first) if not layout.words[i].is_mark)
    after = sum(1 for i in range(last, end) if not layout.words[i].is_mark)
    colon = any(layout.low[i] == ":" for i in range(max(start, first - 2), first))
    return f"{min(before, 2)}{':' if colon else ''}q{min(after, 2)}"
