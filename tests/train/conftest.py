"""A folder of training data in small: every file that the training modules read, a few invented rows each."""

import json
from itertools import count, islice
from pathlib import Path

import pytest

ACTORS = ("minister", "mayor", "envoy", "harbour master", "governor", "surgeon", "union leader")
NAMES = ("Omar Haddad", "Lena Brandt", "Yusuf Karim", "Ines Moreau", "Tariq Aziz", "Clara Nilsen", "Petra Vogel")
DEEDS = (
    ("closed the old bridge", "shut the old bridge", "opened the old bridge"),
    ("will pay the 40 drivers", "will give the 40 drivers their pay", "will pay the 90 drivers"),
    ("did not order the retreat", "never ordered the retreat", "ordered the retreat"),
    ("promised the farmers new wells", "vowed to give farmers new wells", "denied the farmers new wells"),
    ("may reopen the school", "might open the school again", "must reopen the school"),
)
TIMES = ("on Monday", "in the early morning", "after the long talks", "during the flood")


def remark(number: int) -> tuple[str, str, str]:
    """A statement, the same in other words, and one that says something else."""
    actor, person = ACTORS[number % len(ACTORS)], NAMES[number % len(NAMES)]
    said, again, changed = DEEDS[number % len(DEEDS)]
    time = TIMES[number % len(TIMES)]
    return (
        f"The {actor} {person} {said} {time}.",
        f"{time[0].upper()}{time[1:]} the {actor}, {person}, {again}.",
        f"The {actor} {person} {changed} {time}.",
    )


def groups(form: str, used: int = 2, kept: int = 2) -> list[int]:
    """Numbers that make groups to learn from, then such that make groups held out."""
    from xlcheck.train.renderings import Example

    def held_out(number: int) -> bool:
        return Example("", "", 0, 0, form.format(number), "").held_out

    return [*islice((n for n in count() if not held_out(n)), used), *islice((n for n in count() if held_out(n)), kept)]


def demetr() -> tuple[list[dict], list[dict]]:
    harmless, contrast = [], []
    for n in groups("demetr {}"):
        good, other, bad = remark(n)
        harmless.append({"item": n, "a": good, "b": other, "fold": 1})
        at = next(i for i, (x, y) in enumerate(zip(good, bad, strict=False)) if x != y)
        diff = [{"a": [at, at + 8], "b": [at, at + 8]}]
        row = {"item": n, "reference": other, "good": good, "fold": 1, "diff": diff}
        contrast.append(row | {"bad": bad, "phenomenon": "antonym", "severity": "critical"})
        contrast.append(row | {"bad": good.lower(), "phenomenon": "case", "severity": "minor", "diff": []})
        contrast.append(row | {"bad": "", "phenomenon": "empty", "severity": "critical", "diff": []})
    return harmless, contrast


def mqm(name: str) -> list[dict]:
    rows = []
    for n in groups(name + " talk {}"):
        good, other, bad = remark(n)
        row = {"doc": "talk", "seg": n, "ref": other}
        major = {"severity": "major", "category": "Accuracy/Mistranslation", "span": [4, 12]}
        rows.append(row | {"hyp": bad, "errors": [major]})
        rows.append(row | {"hyp": good, "errors": []})
        rows.append(row | {"hyp": good, "errors": [major | {"category": "Fluency/Grammar"}]})
        rows.append(row | {"hyp": good, "errors": [major | {"severity": "minor"}]})
        rows.append(row | {"hyp": good, "errors": [], "ref": None})
    return rows


def multiref(name: str) -> list[dict]:
    rows = []
    for n, severity in zip(groups(name + " news {}", 2, 1), ("minor", "major", ""), strict=True):
        errors = [{"severity": severity}] if severity else []
        renderings = dict(zip("ab", remark(n + 3), strict=False))
        rows.append({"doc": "news", "seg": n, "renderings": renderings, "mqm": {"a": {"errors": errors}}})
    return rows


def tokens(text: str) -> list[str]:
    return text.replace(",", " ,").replace(".", " .").split()


def mtref() -> list[dict]:
    rows = []
    for n in groups("t{}", 3, 1):
        a, b = (tokens(text) for text in remark(n)[:2])
        sure = [(i, b.index(token)) for i, token in enumerate(a) if token in b]
        for split in ("train", "dev", "test"):
            row = {"id": f"t{n}", "a_tokens": a, "b_tokens": b, "sure": sure, "possible": [(0, 0)]}
            rows.append(row | {"orig_split": split, "fold": 1})
    return rows


def article(number: int) -> dict:
    """An article with a direct and an indirect quote by one speaker, and a word in marks that nobody said."""
    person, other = NAMES[number % len(NAMES)], NAMES[(number + 1) % len(NAMES)]
    first = remark(number)[0]
    text = f'The so-called "peace road" was closed again.\n\n"{first}" {person} said.\n\n{other} said that rain fell.\n'
    said, heard = f'"{first}"', "that rain fell"

    def quote(content: str, speaker: str, kind: str) -> dict:
        start = text.index(content)
        who = text.index(speaker, text.index(said) + len(said))
        cue = text.index("said", who)
        return {
            "start": start, "end": start + len(content), "segments": [[start, start + len(content)]], "kind": kind,
            "speaker": speaker, "speaker_start": who, "speaker_end": who + len(speaker), "cue": "said",
            "cue_start": cue, "cue_end": cue + 4,
        }  # fmt: skip

    quotes = [quote(said, person, "direct"), quote(heard, other, "indirect")]
    nobodys, owned = text.index('"peace road"'), text.index(said)
    marked = [
        {"start": nobodys, "end": nobodys + 12, "quote": None},
        {"start": owned, "end": owned + len(said), "quote": 0},
    ]
    return {"id": f"p{number}", "text": text, "quotes": quotes, "marked": marked, "fold": 1}


def report(folder: Path, number: int) -> None:
    """Two reports that share two remarks, with what pairs."""
    pairs = [remark(number), remark(number + 1)]
    sides = [[pair[side] for pair in pairs] for side in (0, 1)]
    folder.mkdir(parents=True)
    for name, said in zip(("a.txt", "b.txt"), sides, strict=True):
        lines = [f"“{text[:-1]},” {NAMES[k]} said." for k, text in enumerate(said)]
        (folder / name).write_text("A bridge and a road\n\n" + "\n\n".join(lines) + "\n", encoding="utf-8")
    a, b = ([text[:-1] for text in said] for said in sides)
    gold = {
        "pairs": [{"a": x, "b": y} for x, y in zip(a, b, strict=True)],
        "quotes_a": [{"text": x} for x in a],
        "quotes_b": [{"text": y} for y in b],
    }
    (folder / "gold.json").write_text(json.dumps(gold), encoding="utf-8")


def document(number: int) -> dict:
    units = [remark(number + k)[:2] for k in range(12)]
    gold = [[[k], [k]] for k in range(11)] + [[[11], []]]
    return {"set": "bible" if number % 2 else "wmt", "a_units": [a for a, _ in units], "b_units": [b for _, b in units],
            "gold": gold}  # fmt: skip


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder, written once."""
    folder = tmp_path_factory.mktemp("data")
    harmless, contrast = demetr()
    files = {
        "harmless_demetr": harmless,
        "contrast_demetr": contrast,
        "para_paws": [
            {"id": f"paws {n}", "a": remark(n)[0], "b": remark(n)[b], "label": int(b == 1)}
            for n in groups("paws {}")
            for b in (1, 2)
        ],
        "mqm_ted": mqm("mqm_ted"),
        "mqm_news21": mqm("mqm_news21"),
        "multiref_ted": multiref("mqm_ted"),
        "multiref_news21": multiref("mqm_news21"),
        "multiref_wmt": [{"block": f"w{n}", "renderings": dict(zip("ab", remark(n), strict=False))}
                         for n in groups("w{}", 1, 1)],
        "multiref_bible": [{"doc": f"b{n}", "renderings": dict(zip("abc", remark(n), strict=True))}
                           for n in groups("b{}", 1, 1)],
        "mwa_mtref": mtref(),
        "docalign": [document(n) for n in range(6)],
        "polnear": [article(n) for n in range(9)] + [article(9) | {"fold": 0}],
    }  # fmt: skip
    for name, rows in files.items():
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{name}.dev.jsonl").write_text(lines, encoding="utf-8")
    for number in range(2):
        report(folder / "wire" / f"case{number}", 3 * number)
    return folder
