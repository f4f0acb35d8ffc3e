"""The JSON form is a contract."""

import json

import jsonschema

from xlcheck.render.json import document, render, schema


def test_it_obeys_its_own_schema(result, view):
    jsonschema.Draft202012Validator.check_schema(json.loads(schema()))
    jsonschema.validate(json.loads(render(result, view)), json.loads(schema()))


def test_offsets_cut_the_text_out_of_the_article(result):
    out = document(result)
    text = {article.id: article.text for article in result.articles}
    sides = [row[side] for row in (*out["pairs"], *out["findings"]) for side in "ab" if row[side]]
    spans = [*out["quotes"], *sides]
    assert all(text[span["article"]][span["start"] : span["end"]] == span["text"] for span in spans)


def test_links_count_from_the_start_of_the_article(result):
    a_start, a_end, b_start, b_end, score = document(result)["pairs"][1]["links"][3]
    assert result.articles[0].text[a_start:a_end] == "manner"
    assert result.articles[1].text[b_start:b_end] == "way"
    assert score == 0.7


def test_quotes_are_referred_to_by_their_number(result):
    out = document(result)
    assert [out["quotes"][k]["text"] for k in out["unpaired"]] == ["the pilots acted bravely.", "a sad day"]
    assert [out["quotes"][k]["text"] for k in out["pairs"][0]["quotes"]] == [
        "will not reopen before 14 June", "will reopen before 14 June",
    ]  # fmt: skip


def test_what_is_suppressed_counts_neither_for_the_pair_nor_for_the_summary(result):
    out = document(result)
    assert [pair["severity"] for pair in out["pairs"]] == ["critical", "critical", "major"]
    assert out["summary"]["findings"] == {"minor": 2, "major": 1, "critical": 2}
    assert out["summary"]["suppressed"] == 1
    assert out["findings"][5]["suppressed"] == "fine"
