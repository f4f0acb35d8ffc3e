"""SARIF, as the standard wants it and within what code scanning takes."""

import gzip
import json
import os
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from xlcheck.model import Kind
from xlcheck.render.sarif import MOST, render
from xlcheck.render.view import View

TEXT = {"type": "string"}
INDEX = {"type": "integer", "minimum": 0}
FROM_ONE = {"type": "integer", "minimum": 1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
BAG = {"type": "object"}


def closed(required: str, **properties):
    return {"type": "object", "additionalProperties": False, "required": required.split(), "properties": properties}


def listed(items, **more):
    return {"type": "array", "items": items, **more}


MESSAGE = closed("text", text={"type": "string", "minLength": 1})
ARTIFACT_LOCATION = closed("uri", uri={"type": "string", "format": "uri-reference"}, index=INDEX)
REGION = closed(
    "startLine", startLine=FROM_ONE, startColumn=FROM_ONE, endLine=FROM_ONE, endColumn=FROM_ONE,
    charOffset=INDEX, charLength=INDEX, snippet=closed("text", text=TEXT),
)  # fmt: skip
LOCATION = closed(
    "physicalLocation", id=INDEX, message=MESSAGE,
    physicalLocation=closed("artifactLocation region", artifactLocation=ARTIFACT_LOCATION, region=REGION),
)  # fmt: skip
SUPPRESSION = closed(
    "kind", kind={"enum": ["inSource", "external"]}, status={"enum": ["accepted", "underReview", "rejected"]},
    justification=TEXT,
)  # fmt: skip
RULE = closed(
    "id", id=TEXT, shortDescription=MESSAGE, help=MESSAGE,
    defaultConfiguration=closed("level", level=LEVEL), properties=BAG,
)  # fmt: skip
RESULT = closed(
    "message ruleId", ruleId=TEXT, ruleIndex=INDEX, level=LEVEL, rank={"type": "number", "minimum": 0, "maximum": 100},
    message=MESSAGE, locations=listed(LOCATION), relatedLocations=listed(LOCATION, uniqueItems=True),
    partialFingerprints={"type": "object", "additionalProperties": TEXT}, properties=BAG,
    suppressions=listed(SUPPRESSION, uniqueItems=True),
)  # fmt: skip
NOTIFICATION = closed("message", level=LEVEL, descriptor=closed("id", id=TEXT), message=MESSAGE)
RUN = closed(
    "tool results",
    tool=closed("driver", driver=closed("name", name=TEXT, version=TEXT, semanticVersion=TEXT, rules=listed(RULE))),
    newlineSequences=listed(TEXT, minItems=1, uniqueItems=True),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    artifacts=listed(
        closed("location", location=ARTIFACT_LOCATION, hashes={"type": "object", "additionalProperties": TEXT}),
        uniqueItems=True,
    ),
    invocations=listed(
        closed(
            "executionSuccessful", executionSuccessful={"type": "boolean"}, exitCode={"type": "integer"},
            toolExecutionNotifications=listed(NOTIFICATION),
        )
    ),
    results=listed(RESULT),
    properties=BAG,
)  # fmt: skip
# What section 3 of SARIF 2.1.0 says of the properties in use; any other is a mistake.
STANDARD = closed("version runs", **{"$schema": TEXT}, version={"const": "2.1.0"}, runs=listed(RUN))


def run_of(result, view=None):
    document = json.loads(render(result, view or View()))
    jsonschema.validate(document, STANDARD)
    return document["runs"][0]


def test_it_obeys_the_standard(result):
    assert len(run_of(result)["results"]) == 6


def test_every_kind_is_a_rule(result):
    rules = run_of(result)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [kind.value for kind in Kind]
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run_of(result)["results"])


def test_columns_are_code_points_and_both_renderings_have_a_place(result):
    run = run_of(result)
    number = next(r for r in run["results"] if r["ruleId"] == "number")
    assert run["columnKind"] == "unicodeCodePoints"
    place, other = number["locations"][0]["physicalLocation"], number["relatedLocations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], other["artifactLocation"]["uri"]) == ("wire/north.txt", "wire/state.txt")
    assert place["region"]["startColumn"] == 10
    assert place["region"]["snippet"]["text"] == "two hundred"


def test_a_finding_of_the_second_article_alone_stands_there(result):
    quotation = next(r for r in run_of(result)["results"] if r["ruleId"] == "quotation")
    assert quotation["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "wire/state.txt"


def test_what_was_accepted_stays_and_says_why(result):
    suppressed = [r for r in run_of(result)["results"] if r["suppressions"]]
    assert [(r["ruleId"], r["suppressions"][0]["justification"]) for r in suppressed] == [("addition", "fine")]


def test_rank_puts_severity_before_confidence(result):
    ranks = [r["rank"] for r in run_of(result)["results"] if not r["suppressions"]]
    assert ranks == sorted(ranks, reverse=True)


def test_a_path_is_a_uri(build):
    run = run_of(build(path_a="/srv/a b#1.txt", path_b="c:d/ü.txt"))
    assert [a["location"]["uri"] for a in run["artifacts"]] == ["file:///srv/a%20b%231.txt", "c%3Ad/%C3%BC.txt"]


def test_thirty_thousand_findings_stay_within_the_limits(result):
    many = [replace(result.findings[k % 5], fingerprint=f"{k:016x}") for k in range(30_000)]
    text = render(replace(result, findings=tuple(many)), View())
    run = json.loads(text)["runs"][0]
    assert len(run["results"]) == MOST
    assert {r["level"] for r in run["results"]} == {"error"}
    notices = [n["message"]["text"] for n in run["invocations"][0]["toolExecutionNotifications"]]
    assert any("25000 findings" in notice for notice in notices)
    assert len(gzip.compress(text.encode())) < 10_000_000


def test_what_could_not_be_checked_is_no_success(result):
    from xlcheck.model import Note

    run = run_of(replace(result, notes=(Note("unreadable", "c.txt: no such file"),)))
    assert run["invocations"][0]["executionSuccessful"] is False
    assert re.search("c.txt", json.dumps(run["invocations"]))


SCHEMA = os.environ.get("SARIF_SCHEMA", "")


@pytest.mark.skipif(not Path(SCHEMA).is_file(), reason="SARIF_SCHEMA does not name the OASIS schema, sarif-2.1.0.json")
def test_the_document_passes_the_schema_of_its_standard(result):
    schema = json.loads(Path(SCHEMA).read_text(encoding="utf-8-sig"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    errors = [f"{e.json_path}: {e.message}" for e in validator.iter_errors(json.loads(render(result, View())))]
    assert errors == []
