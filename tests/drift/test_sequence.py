"""The order of events, and cause and effect, by their real alignment."""

import pytest

from xlcheck.drift import meaning

HARMLESS = [
    (
        "before and followed",
        "The minister resigned before the report was published",
        "The publication of the report followed the resignation of the minister",
    ),
    (
        "before, in front",
        "The minister resigned before the report was published",
        "Before the report appeared, the minister had resigned",
    ),
    (
        "because and so",
        "The harvest failed because the rains were late",
        "The rains were late, and so the harvest failed",
    ),
    (
        "because, in front",
        "The harvest failed because the rains were late",
        "Because the rains came late the harvest was lost",
    ),
    (
        "led to, because of",
        "The shelling led to the exodus of the villagers",
        "The villagers fled because of the shelling",
    ),
    ("after, once", "The crew was paid after the ship was sold", "Once the ship had been sold the crew got its pay"),
    (
        "before, preceded by",
        "The dogs had barked for an hour before the landslide",
        "The landslide was preceded by an hour of barking from the dogs",
    ),
    (
        "before an hour, and after what happened",
        "The auction was broken off shortly before noon after the owner raised his price",
        "Just before noon the auction was stopped, the owner having asked a higher price",
    ),
    ("caused by", "The flood was caused by the burst dam", "The burst dam caused the flood"),
    (
        "two things that came later",
        "The abbot retired before the roof was mended, ahead of the feast",
        "Ahead of the feast and before the roof was mended the abbot retired",
    ),
    (
        "once more",
        "She wanted to hear Schubert once more before she died",
        "Before her death she wished to hear Schubert",
    ),
    (
        "not before, only after",
        "The crew was not paid before the ship was sold",
        "The crew was paid only after the ship was sold",
    ),
]


@pytest.mark.parametrize(("a", "b"), [pytest.param(*case[1:], id=case[0]) for case in HARMLESS])
def test_silent(told_by, a, b):
    for x, y in ((a, b), (b, a)):
        assert not [told for told in told_by(meaning, x, y) if "turned round" in told.message]


TURNED = [
    (
        "because on both sides",
        "The siphons were opened because water had begun to seep through the moraine",
        "Water began seeping through the moraine because the siphons were opened",
    ),
    (
        "before on both sides",
        "The minister resigned before the report was published",
        "The report came out before the minister stepped down",
    ),
    (
        "after on both sides",
        "The crew was paid after the ship was sold",
        "The ship was sold after the crew had been paid",
    ),
    (
        "once and before",
        "Once the trucks had left, we noticed the stone on the sidewalk",
        "Before the trucks drove off, we saw the stone on the pavement",
    ),
    (
        "before and followed",
        "They were suspended before the search, and not for anything it found",
        "Their suspension followed the search, although it was not the reason",
    ),
]


@pytest.mark.parametrize(("a", "b"), [pytest.param(*case[1:], id=case[0]) for case in TURNED])
def test_turned(told_by, a, b):
    for x, y in ((a, b), (b, a)):
        (told,) = [told for told in told_by(meaning, x, y) if "turned round" in told.message]
        assert told.severity.serious
