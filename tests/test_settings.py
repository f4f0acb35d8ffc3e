"""Settings, their signature, and where they come from."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from xlcheck import __version__, config
from xlcheck.config import find, in_force, load, resolve, resolved
from xlcheck.config.keys import KEYS
from xlcheck.errors import SettingsError
from xlcheck.gate import exit_code, gating, pair_severities, tuned
from xlcheck.model import Article, Finding, Kind, Note, Pair, Quote, Result, Severity, Span
from xlcheck.settings import VERSION, Caps, Color, FailOn, Settings, Show

ROOT = Path(__file__).parent.parent


def result(*severities: Severity, notes: tuple[Note, ...] = ()) -> Result:
    article = Article("a.txt", "words")
    findings = tuple(
        Finding(None, Kind.WORDING, severity, 1.0, "", Span(article, 0, 5), None, str(n))
        for n, severity in enumerate(severities)
    )
    return Result((article,), (), (), findings, (), notes, "")


def test_there_is_one_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    if "version" in project:
        assert project["version"] == VERSION
    assert __version__ == VERSION


class TestSignature:
    def test_a_default_run_names_version_model_and_backend(self):
        assert Settings().signature("m", "0123456789abcdef", "onnx") == f"xlcheck {VERSION} | m@01234567 | onnx"

    def test_what_changes_findings_is_named(self):
        settings = Settings(min_likeness=0.7, ignore=(Kind.WORDING,), severity=((Kind.NUMBER, Severity.MINOR),))
        said = settings.signature("m", "0" * 64, "onnx")
        assert said.endswith("| min-likeness 0.7 | ignore wording | severity number=minor")

    def test_a_cap_that_was_set_is_named(self):
        assert Settings(caps=Caps(quotes=9)).signature("m", "0" * 64, "onnx").endswith("| onnx | quotes 9")


@pytest.mark.parametrize(
    ("fail_on", "severities", "code"),
    [
        ("major", [], 0),
        ("major", ["minor"], 0),
        ("major", ["minor", "major"], 1),
        ("major", ["critical"], 1),
        ("critical", ["major"], 0),
        ("minor", ["minor"], 1),
        ("never", ["critical"], 0),
    ],
)
def test_the_exit_code_follows_findings(fail_on, severities, code):
    assert exit_code(result(*map(Severity, severities)), FailOn(fail_on)) == code


@pytest.mark.parametrize("code", ["unreadable", "no-text", "no-quotes", "beyond-cap"])
def test_what_could_not_be_checked_outranks_findings(code):
    assert exit_code(result(Severity.CRITICAL, notes=(Note(code, ""),)), FailOn.NEVER) == 2


def test_an_ignored_kind_stays_but_does_not_count():
    found = tuned(result(Severity.CRITICAL), (Kind.WORDING,), ())
    assert found.findings[0].suppressed == "the kind wording is ignored"
    assert gating(found, FailOn.MINOR) == ()


def test_what_is_suppressed_keeps_its_first_reason():
    accepted = replace(result(Severity.MAJOR).findings[0], suppressed="reviewed")
    found = tuned(replace(result(), findings=(accepted,)), (Kind.WORDING,), ())
    assert found.findings[0].suppressed == "reviewed"


def test_a_pair_is_as_severe_as_the_worst_of_its_findings_that_count():
    first = result(Severity.MINOR)
    span = first.findings[0].a
    quote = Quote(span.article, span.start, span.end)
    pairs = tuple(Pair(span, span, (quote, quote), 0.9, None) for _ in range(3))
    rows = (
        (0, Severity.MINOR, None), (0, Severity.MAJOR, None), (0, Severity.MINOR, None),
        (1, Severity.CRITICAL, "reviewed"), (None, Severity.CRITICAL, None),
    )  # fmt: skip
    findings = tuple(replace(first.findings[0], pair=pair, severity=level, suppressed=why) for pair, level, why in rows)
    found = pair_severities(replace(first, pairs=pairs, findings=findings))
    assert found == [Severity.MAJOR, Severity.NONE, Severity.NONE]


def test_a_kind_gets_another_severity():
    assert gating(tuned(result(Severity.CRITICAL), (), ((Kind.WORDING, Severity.MINOR),)), FailOn.MAJOR) == ()


class TestConfiguration:
    """[tool.xlcheck] in pyproject.toml, or xlcheck.toml."""

    def write(self, folder: Path, text: str, name: str = "xlcheck.toml") -> Path:
        path = folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def test_it_is_found_upwards(self, tmp_path):
        path = self.write(tmp_path, 'fail-on = "critical"')
        inner = tmp_path / "a" / "b"
        inner.mkdir(parents=True)
        assert (find(inner).path, find(inner).values) == (path, {"fail-on": FailOn.CRITICAL})

    def test_a_pyproject_without_a_table_is_passed_over(self, tmp_path):
        above = self.write(tmp_path, "quiet = true")
        inner = tmp_path / "a"
        inner.mkdir()
        self.write(inner, "[project]\nname = 'x'\n", "pyproject.toml")
        assert find(inner).path == above

    def test_the_table_of_a_pyproject_counts(self, tmp_path):
        self.write(tmp_path, "[tool.xlcheck]\nmin-likeness = 0.7\n", "pyproject.toml")
        assert find(tmp_path).values == {"min-likeness": 0.7}

    def test_every_option_can_be_set(self, tmp_path):
        text = """
            model = "my-model"
            backend = "onnx"
            offline = true
            cache = false
            min-likeness = 0.6
            fail-on = "minor"
            ignore = ["wording", "quotation"]
            severity = {omission = "critical"}
            termbase = "house.csv"
            baseline = "accepted.toml"
            caps = {file-mib = 40, quotes = 9}
            input-format = "text"
            format = "markdown"
            output = ["out/x.sarif"]
            show = ["pairs", "unpaired"]
            color = "never"
            quiet = true
            verbose = true
        """
        found = load(self.write(tmp_path, text))
        assert set(found.values) == set(KEYS)
        options, origins = resolve({}, found)
        assert set(origins.values()) == {str(found.path)}
        assert options.settings.termbase == str(tmp_path / "house.csv")
        assert options.settings.severity == ((Kind.OMISSION, Severity.CRITICAL),)
        assert options.output == (str(tmp_path / "out/x.sarif"),)
        assert options.settings.caps == Caps(file_mib=40, quotes=9)
        assert in_force(options)["caps"]["file-mib"] == 40
        assert (options.show, options.color) == ({Show.PAIRS, Show.UNPAIRED}, Color.NEVER)

    def test_the_readme_tells_every_cap_with_its_default(self):
        block = (ROOT / "README.md").read_text(encoding="utf-8").partition("```toml\n[tool.xlcheck.caps]")[2]
        told = tomllib.loads(block.partition("\n")[2].partition("```")[0])
        assert told == in_force(resolve({}, config.Found(None, {}))[0])["caps"]

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("fail_on = 'minor'", "fail_on: unknown key"),
            ("fail-on = 'sometimes'", 'fail-on: expected one of "critical", "major", "minor", "never"'),
            ("fail-on = 3", "fail-on: expected one of"),
            ("offline = 'yes'", "offline: expected true or false"),
            ("min-likeness = 1.5", "min-likeness: expected a number from 0 to 1"),
            ("min-likeness = '0.7'", "min-likeness: expected a number"),
            ("min-likeness = true", "min-likeness: expected a number"),
            ("ignore = 'wording'", "ignore: expected a list of kinds of drift"),
            ("ignore = ['wordings']", "ignore: expected a list of kinds of drift, each one of"),
            ("severity = {number = 'none'}", "severity: expected KIND=LEVEL"),
            ("model = ''", "model: expected a text that is not empty"),
            ("output = 'x.json'", "output: expected a list"),
            ("caps = 3", "caps: expected a table of caps, known are file-mib, expanded-mib"),
            ("caps = {size = 3}", "caps: expected a table of caps, known are file-mib"),
            ("caps = {depth = 251}", "caps: expected a table of caps, depth a whole number from 1 to 250"),
            ("caps = {quotes = 0}", "caps: expected a table of caps, quotes a whole number from 1 to"),
            ("caps = {quotes = true}", "caps: expected a table of caps, quotes a whole number"),
            ("caps = {quotes = 2.5}", "caps: expected a table of caps, quotes a whole number"),
            ("not toml at all", "not TOML"),
            ("a = " + "[" * 5000, "not TOML"),
        ],
    )
    def test_a_mistake_names_file_and_key(self, text, told, tmp_path):
        path = self.write(tmp_path, text)
        with pytest.raises(SettingsError) as caught:
            load(path)
        assert str(caught.value).startswith(f"{path}: {told}")

    @pytest.mark.parametrize(
        "text",
        ["termbase = '../x.csv'", "output = ['/srv/x.json']", "baseline = 'a/../../b.toml'", "model = '/srv/model'"],
    )
    def test_a_file_that_was_merely_found_names_no_path_outside_its_folder(self, text, tmp_path):
        path = self.write(tmp_path, text)
        with pytest.raises(SettingsError, match="outside this folder"):
            find(tmp_path)
        assert load(path).values

    def test_the_command_line_goes_before_the_file(self, tmp_path):
        found = load(self.write(tmp_path, 'fail-on = "critical"\nquiet = true'))
        options, origins = resolve({"fail-on": "minor", "quiet": None, "ignore": []}, found)
        assert (options.settings.fail_on, options.quiet) == (FailOn.MINOR, True)
        assert (origins["fail-on"], origins["quiet"], origins["color"]) == ("command line", str(found.path), "default")

    def test_a_mistake_on_the_command_line_names_the_option(self):
        with pytest.raises(SettingsError, match="--severity: expected KIND=LEVEL"):
            resolve({"severity": ["number:minor"]}, config.Found(None, {}))

    def test_isolated_reads_no_file(self, tmp_path, monkeypatch):
        self.write(tmp_path, "quiet = true")
        monkeypatch.chdir(tmp_path)
        assert resolved({}).options.quiet
        assert not resolved({"isolated": True}).options.quiet

    def test_what_is_in_force_covers_every_key(self):
        assert list(in_force(resolve({}, config.Found(None, {}))[0])) == list(KEYS)
