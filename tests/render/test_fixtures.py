"""Every fixture, found by the real model, in every format."""

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from xlcheck.check import check
from xlcheck.read import read
from xlcheck.render import render
from xlcheck.render.json import schema
from xlcheck.render.view import View
from xlcheck.settings import FORMATS, Settings

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
CASES = sorted(path.parent for path in FIXTURES.glob("*/a.txt"))


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case.name)
def found(request, embedder):
    articles = [read(str(request.param / name)) for name in ("a.txt", "b.txt")]
    return check(articles, embedder, Settings())


def test_machine_formats_are_valid_and_tell_of_the_same_findings(found):
    view = View()
    out = json.loads(render("json", found, view))
    jsonschema.validate(out, json.loads(schema()))
    rows = list(csv.DictReader(io.StringIO(render("csv", found, view)[1:])))
    run = json.loads(render("sarif", found, view))["runs"][0]
    cases = ElementTree.fromstring(render("junit", found, view).encode())[0]
    key = sorted((f["kind"], f["severity"], f["fingerprint"]) for f in out["findings"])
    assert sorted((r["kind"], r["severity"], r["fingerprint"]) for r in rows) == key
    assert key == sorted(
        (r["ruleId"], r["properties"]["severity"], r["partialFingerprints"]["xlcheck/v1"]) for r in run["results"]
    )
    assert len(list(cases.iter("testcase"))) == len(found.pairs)


@pytest.mark.parametrize("name", FORMATS)
def test_a_second_rendering_is_the_same(name, found):
    assert render(name, found, View()) == render(name, found, View())
