"""Deeds of which doer and receiver have changed places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from xlcheck.drift._doers import can_act
from xlcheck.drift._matching import is_name
from xlcheck.drift._roles import MUTUAL, OWNERS, Roles, is_noun, is_verb, person, roles
from xlcheck.lexicon import Relation, are_converse, forms, normalise, related
from xlcheck.model import Word

Indices = tuple[int, ...]

# What their subject meets with is told as another's deed, too: faced protesters, was heckled by protesters.
_UNDERGO = frozenset(
    "face meet have get receive suffer endure undergo draw attract lose need follow obey hear see know want owe".split()
)
_STAND_INS = frozenset("he she they".split())  # for somebody named before, who may be the other doer


def reversed_roles(
    a: Sequence[Word], b: Sequence[Word], answers: Mapping[int, int], links: Iterable[tuple[int, int]] = ()
) -> Iterator[tuple[Roles, Roles]]:
    """Verbs, or nouns of deeds, of which agent and patient have changed places.

    Both must have: where only one has, the parse is wrong more often than the report (none of eight right on two
    translators' renderings of one text, 3,193 pairs). `answers` are words kept in both renderings, `links` all words
    that answer each other: verbs may be other words.
    """
    linked = set(links)
    for mine, theirs in product(roles(a), roles(b)):
        if mine.agent is None or mine.patient is None or theirs.agent is None or theirs.patient is None:
            continue
        if not _is_one(_group(a, mine, mine.agent), _group(b, theirs, theirs.patient), answers):
            continue
        if not _is_one(_group(a, mine, mine.patient), _group(b, theirs, theirs.agent), answers):
            continue
        same = answers.get(mine.verb) == theirs.verb
        if (same or _answers(a, b, mine, theirs, linked)) and not _is_mutual(a, mine.verb):
            yield mine, theirs


def _answers(a: Sequence[Word], b: Sequence[Word], mine: Roles, theirs: Roles, linked: set[tuple[int, int]]) -> bool:
    """Whether two different verbs tell of one deed, from the same end of it: sued, was taken to court."""
    verbs = a[mine.verb].text, b[theirs.verb].text
    if are_converse(*verbs) or _is_mutual(b, theirs.verb) or not _is_told(mine, theirs, linked):
        return False
    if any(_recurs(words, i) for words, role in ((a, mine), (b, theirs)) for i in (role.agent, role.patient)):
        return False
    relation = related(*verbs)
    if relation is Relation.ANTONYM:
        return False
    # Verbs that are no synonyms may be said of either end, as “admire” and “charm”; persons seldom change ends.
    return relation is not Relation.UNKNOWN or (
        mine.passive != theirs.passive
        and not any(_leads_to(words, r) for words, r in ((a, mine), (b, theirs)))
        and not any(_UNDERGO.intersection(forms(verb)) for verb in verbs)
        and all(_acts(words, i) for words, r in ((a, mine), (b, theirs)) for i in (r.agent, r.patient))
    )


def _leads_to(words: Sequence[Word], role: Roles) -> bool:
    """Whether “to” stands before the patient of an active: belongs to, goes down to."""
    return not role.passive and any(normalise(word.text) == "to" for word in words[role.verb : _end(role)])


def _is_told(mine: Roles, theirs: Roles, linked: set[tuple[int, int]]) -> bool:
    """Whether the verbs are linked, or one of them with what belongs to the other: apologised, said sorry."""
    return any(
        (i == mine.verb and theirs.verb <= j < _end(theirs)) or (j == theirs.verb and mine.verb <= i < _end(mine))
        for i, j in linked
    )


def _end(role: Roles) -> int:
    """Where the next of the two begins after the verb."""
    return min((i for i in (role.agent, role.patient) if i is not None and i > role.verb), default=role.verb + 1)


def _recurs(words: Sequence[Word], i: int | None) -> bool:
    """Whether a word stands more than once, so that which of them answers which is a guess."""
    return i is not None and sum(not forms(word.text).isdisjoint(forms(words[i].text)) for word in words) > 1


def _acts(words: Sequence[Word], i: int | None) -> bool:
    return i is not None and (bool(person(words[i])) or is_name(words, i) or can_act(words[i].text))


def _is_one(x: Sequence[int], y: Sequence[int], answers: Mapping[int, int]) -> bool:
    """Whether the head of one group is a word of the other: the villagers, the villagers bee-keeping."""
    return answers.get(x[0]) in y or any(answers.get(i) == y[0] for i in x)


def _group(words: Sequence[Word], role: Roles, head: int) -> list[int]:
    """A head and the nouns right before it, no genitives and nothing from beyond the verb."""
    found = [head]
    for i in range(head - 1, role.verb if head > role.verb else -1, -1):
        if not is_noun(words, i) or is_verb(words, i) or words[i].text.endswith(("'s", "’s", "s'", "s’")):
            break
        found.append(i)
    return found


def _owned_alike(a: Sequence[Word], b: Sequence[Word], i: int, j: int) -> bool:
    """Whether two heads that are one noun may be one thing: our scientists are not their scientists."""
    mine, theirs = _owner(a, i), _owner(b, j)
    return not mine or not theirs or mine == theirs


def _owner(words: Sequence[Word], head: int) -> str:
    """What tells one bearer of a noun from another right before it: a possessive, a name; “” for neither."""
    if head == 0 or words[head - 1].is_mark:
        return ""
    plain = normalise(words[head - 1].text)
    return plain if plain in OWNERS or is_name(words, head - 1) else ""


def _is_mutual(words: Sequence[Word], verb: int) -> bool:
    return not forms(words[verb].text).isdisjoint(MUTUAL)


def swapped_agents(
    a: Sequence[Word], b: Sequence[Word], answers: Mapping[int, int], converse: Iterable[tuple[int, int]]
) -> Iterator[tuple[Indices, Indices]]:
    """Deeds that have changed hands, as the words of both renderings.

    Either two verbs that both renderings have, each with the other's doer (they proposed, we accepted; we proposed,
    they accepted), or one doer of an event told from its other end (we borrowed, we lent). `converse` are the words
    linked that tell so.
    """
    mine = {r.verb: r.agent for r in roles(a) if r.agent is not None and not r.passive}
    theirs = {r.verb: r.agent for r in roles(b) if r.agent is not None and not r.passive}
    both = [(i, answers[i]) for i in mine if answers.get(i) in theirs]
    for (i, j), (k, m) in combinations(both, 2):
        doers = [a[mine[v]] for v in (i, k)]
        told_apart = doers[0].text.lower() != doers[1].text.lower() and not any(person(d) in _STAND_INS for d in doers)
        if told_apart and answers.get(mine[i]) == theirs[m] and answers.get(mine[k]) == theirs[j] != theirs[m]:
            yield (mine[i], i, mine[k], k), (theirs[j], j, theirs[m], m)
    for i, j in converse:
        if i in mine and j in theirs and answers.get(mine[i]) == theirs[j] and _owned_alike(a, b, mine[i], theirs[j]):
            yield (mine[i], i), (theirs[j], j)
