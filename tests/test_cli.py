"""The program as a user meets it: exit codes, options, files written, what goes where."""

import json
import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import jsonschema
import pytest

from xlcheck.cli import main
from xlcheck.commands.sink import _shown
from xlcheck.render.json import schema
from xlcheck.settings import FORMATS

ROOT = Path(__file__).parent.parent
A = "Minister Ada Lund said: “We will not reopen the harbour before 14 June.”\n"
SAME = "“We won't reopen the harbour before June 14,” minister Ada Lund said.\n"
DRIFT = "“We will reopen the harbour before 14 June,” minister Ada Lund said.\n"
OTHER = "The baker Nils Holm said: “Our rye bread sells best on Sundays in spring.”\n"
PLAIN = "It rained in Kellerhaven all day long.\n"


@pytest.fixture
def xlcheck(monkeypatch, tmp_path):
    """Runs the program in a folder of its own and gives the exit code a shell would see."""
    for name, text in {"a": A, "same": SAME, "drift": DRIFT, "other": OTHER, "plain": PLAIN, "empty": ""}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)

    def run(*arguments: str) -> int:
        monkeypatch.setattr(sys, "argv", ["xlcheck", *arguments])
        handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            return main()
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)

    return run


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param("compare a.txt same.txt", 0, id="the same in other words"),
        pytest.param("compare a.txt other.txt", 0, id="nothing in common"),
        pytest.param("compare a.txt drift.txt", 1, id="a promise turned round"),
        pytest.param("compare a.txt same.txt drift.txt", 1, id="one of three differs"),
        pytest.param("compare a.txt drift.txt --fail-on never", 0, id="drift that may pass"),
        pytest.param("compare a.txt drift.txt --fail-on critical", 1, id="critical drift"),
        pytest.param("compare a.txt drift.txt --ignore negation --ignore meaning", 0, id="the kind ignored"),
        pytest.param("compare a.txt drift.txt --severity negation=minor --ignore meaning", 0, id="the kind made minor"),
        pytest.param("compare a.txt missing.txt", 2, id="a file that is not there"),
        pytest.param("compare a.txt drift.txt missing.txt", 2, id="one of three not there, drift in the others"),
        pytest.param("compare a.txt empty.txt", 2, id="an empty file"),
        pytest.param("compare a.txt plain.txt", 2, id="an article without quotes"),
        pytest.param("compare a.txt .", 2, id="a folder"),
        pytest.param("compare a.txt", 2, id="one article"),
        pytest.param("compare", 2, id="none"),
        pytest.param("compare a.txt same.txt --fail-on sometimes", 2, id="an option that makes no sense"),
        pytest.param("compare a.txt same.txt --nonsense", 2, id="an option that does not exist"),
        pytest.param("compare a.txt same.txt --min-likeness two", 2, id="a share that is none"),
        pytest.param("compare a.txt same.txt --output x.odt", 2, id="a file whose name asks for no format"),
        pytest.param("compare a.txt same.txt --output no/x.json", 2, id="a file in no folder"),
        pytest.param("compare a.txt same.txt --termbase missing.csv", 2, id="a termbase that is not there"),
        pytest.param("compare a.txt same.txt --baseline missing.toml", 2, id="a baseline that is not there"),
        pytest.param("compare a.txt same.txt --config missing.toml", 2, id="a configuration that is not there"),
        pytest.param("compare a.txt same.txt --model no/such/model --offline", 2, id="a model that is not there"),
        pytest.param("explain nonsense", 2, id="no such kind"),
        pytest.param("quotes a.txt", 0, id="the quotes of an article"),
        pytest.param("quotes plain.txt", 2, id="the quotes of an article without"),
        pytest.param("nonsense", 2, id="no such command"),
        pytest.param("--help", 0, id="help"),
        pytest.param("--version", 0, id="version"),
    ],
)
def test_exit_codes(arguments, code, xlcheck, capsys):
    assert xlcheck(*arguments.split()) == code
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    if code == 2:
        assert all(line.startswith("xlcheck: ") and len(line) <= 400 for line in told.err.splitlines())
        assert told.err


def test_the_line_of_a_failure_names_the_file_first(xlcheck, capsys):
    xlcheck("compare", "a.txt", "missing.txt")
    assert capsys.readouterr().err.startswith("xlcheck: missing.txt: ")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_runs_twice_to_the_same_bytes_with_the_same_exit_code(name, xlcheck, capsys):
    outputs = []
    for _ in range(2):
        assert xlcheck("compare", "a.txt", "drift.txt", "--format", name) == 1
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1] != ""


def test_json_obeys_the_schema_that_the_program_prints(xlcheck, capsys):
    xlcheck("schema")
    printed = capsys.readouterr().out
    assert printed == schema()
    xlcheck("compare", "a.txt", "drift.txt", "--format", "json")
    jsonschema.validate(json.loads(capsys.readouterr().out), json.loads(printed))


def test_files_are_written_beside_what_is_printed(xlcheck, capsys, tmp_path):
    assert xlcheck("compare", "a.txt", "drift.txt", "-o", "x.json", "-o", "x.html", "-o", "x.sarif", "--quiet") == 1
    assert capsys.readouterr().out == ""
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["schema"] == "xlcheck/1"
    assert (tmp_path / "x.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith((".", "x"))) == [
        "x.html",
        "x.json",
        "x.sarif",
    ]


def test_a_workflow_gets_its_summary(xlcheck, tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    xlcheck("compare", "a.txt", "drift.txt", "--format", "github")
    assert (tmp_path / "summary.md").read_text(encoding="utf-8").startswith("**HOLD: 1 to check**")


def test_verbose_tells_on_standard_error_alone(xlcheck, capsys):
    xlcheck("compare", "a.txt", "same.txt", "--format", "json")
    quiet = capsys.readouterr()
    xlcheck("compare", "a.txt", "same.txt", "--format", "json", "--verbose")
    told = capsys.readouterr()
    assert told.out == quiet.out
    assert "reading a.txt" in told.err


@pytest.mark.parametrize(("when", "colored"), [("always", True), ("never", False), ("auto", False)])
def test_colour_on_demand_and_never_in_a_pipe(when, colored, xlcheck, capsys):
    xlcheck("compare", "a.txt", "drift.txt", "--color", when)
    assert ("\x1b[" in capsys.readouterr().out) is colored


def test_a_configuration_counts_and_is_told(xlcheck, capsys, tmp_path):
    (tmp_path / "xlcheck.toml").write_text('fail-on = "never"\n', encoding="utf-8")
    assert xlcheck("compare", "a.txt", "drift.txt") == 0
    assert xlcheck("compare", "a.txt", "drift.txt", "--isolated") == 1
    assert xlcheck("compare", "a.txt", "drift.txt", "--fail-on", "major") == 1
    capsys.readouterr()
    xlcheck("config")
    assert re.search(r'^fail-on = "never" +# .*xlcheck\.toml$', capsys.readouterr().out, re.MULTILINE)


def test_accepted_findings_pass_until_an_accepted_word_changes(xlcheck, capsys, tmp_path):
    assert xlcheck("compare", "a.txt", "drift.txt") == 1
    assert xlcheck("accept", "a.txt", "drift.txt", "--reason", "cleared with the minister's office") == 0
    assert "cleared with" in (tmp_path / "xlcheck-baseline.toml").read_text(encoding="utf-8")
    capsys.readouterr()
    assert xlcheck("compare", "a.txt", "drift.txt", "--format", "json") == 0
    out = json.loads(capsys.readouterr().out)
    assert [f["suppressed"] for f in out["findings"] if f["severity"] == "critical"] == [
        "cleared with the minister's office"
    ]
    assert xlcheck("compare", "a.txt", "drift.txt", "--isolated") == 1

    (tmp_path / "a.txt").write_text("Kellerhaven. More to follow.\n\n" + A, encoding="utf-8")
    assert xlcheck("compare", "a.txt", "drift.txt") == 0, "an edit elsewhere leaves what was accepted accepted"

    (tmp_path / "drift.txt").write_text(DRIFT.replace("will reopen", "shall reopen"), encoding="utf-8")
    assert xlcheck("compare", "a.txt", "drift.txt") == 1


def test_where_nothing_fails_there_is_nothing_to_accept(xlcheck, tmp_path, capsys):
    assert xlcheck("accept", "a.txt", "same.txt", "--reason", "x") == 0
    assert "nothing to accept" in capsys.readouterr().out
    assert not (tmp_path / "xlcheck-baseline.toml").exists()


def test_one_finding_alone_may_be_accepted(xlcheck, capsys):
    xlcheck("compare", "a.txt", "drift.txt", "--format", "json")
    worst = json.loads(capsys.readouterr().out)["findings"][0]
    assert xlcheck("accept", "a.txt", "drift.txt", "--reason", "x", "--only", worst["fingerprint"]) == 0
    xlcheck("compare", "a.txt", "drift.txt", "--format", "json")
    findings = json.loads(capsys.readouterr().out.partition("\n")[2])["findings"]
    assert [f["fingerprint"] for f in findings if f["suppressed"]] == [worst["fingerprint"]]


def test_an_end_date_that_is_past_no_longer_holds(xlcheck, capsys):
    assert xlcheck("accept", "a.txt", "drift.txt", "--reason", "for now", "--until", "2001-01-01") == 0
    assert xlcheck("compare", "a.txt", "drift.txt") == 1
    assert "was accepted until 2001-01-01 only" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    "extra", [["--reason", " "], ["--reason", "x", "--until", "soon"], ["--reason", "x", "--only", "y"]]
)
def test_nothing_is_accepted_by_mistake(extra, xlcheck, tmp_path):
    assert xlcheck("accept", "a.txt", "drift.txt", *extra) == 2
    assert not (tmp_path / "xlcheck-baseline.toml").exists()


def test_a_termbase_counts(xlcheck, tmp_path, capsys):
    (tmp_path / "house.csv").write_text("concept,rendering,status\nport,harbour,forbidden\n", encoding="utf-8")
    assert xlcheck("compare", "a.txt", "same.txt", "--termbase", "house.csv") == 1
    assert "“harbour” is forbidden" in capsys.readouterr().out


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_batch_has_the_exit_code_of_its_worst_row(jobs, xlcheck, tmp_path, capsys):
    (tmp_path / "m.csv").write_text("a,b,id\na.txt,same.txt,one\na.txt,drift.txt,two\n", encoding="utf-8")
    assert xlcheck("batch", "m.csv", "--jobs", jobs, "-o", "x.sarif", "-o", "x.xml") == 1
    out = capsys.readouterr().out
    assert "2 comparisons: 1 to check, 1 clean" in out
    assert len(json.loads((tmp_path / "x.sarif").read_text(encoding="utf-8"))["runs"]) == 1
    (tmp_path / "m.csv").write_text("a,b\na.txt,same.txt\na.txt,drift.txt\na.txt,missing.txt\n", encoding="utf-8")
    assert xlcheck("batch", "m.csv", "--jobs", jobs) == 2
    assert "missing.txt: no such file" in capsys.readouterr().err


def test_folders_are_compared_by_name(xlcheck, tmp_path, capsys):
    for folder, text in (("old", A), ("new", DRIFT)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(text, encoding="utf-8")
    assert xlcheck("batch", "--dir", "old", "--dir", "new") == 1
    (tmp_path / "new" / "y.txt").touch()
    assert xlcheck("batch", "--dir", "old", "--dir", "new") == 2
    assert "y.txt: only in one of the two folders" in capsys.readouterr().err


def test_every_kind_is_explained(xlcheck, capsys):
    xlcheck("explain")
    for line in capsys.readouterr().out.splitlines():
        assert xlcheck("explain", line.split()[0]) == 0
        told = capsys.readouterr().out
        assert "Harmless" in told, line
        assert "Drift" in told, line


def test_shell_completion_is_there(xlcheck, monkeypatch, capsys):
    monkeypatch.setenv("_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")
    with pytest.raises(SystemExit, match="0"):
        xlcheck("--show-completion", "bash")
    assert "xlcheck" in capsys.readouterr().out


@pytest.mark.parametrize(("changes", "colored"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_a_terminal_gets_colour_unless_it_says_no(changes, colored, xlcheck, tmp_path):
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    environment |= {"TERM": "xterm", "COLUMNS": "80", **changes}
    inside, outside = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "xlcheck.cli", "compare", "a.txt", "drift.txt"],
        stdout=outside, stderr=subprocess.DEVNULL, env={**environment, "PYTHONPATH": str(ROOT)}, cwd=tmp_path,
    )  # fmt: skip
    os.close(outside)
    shown = b""
    with suppress(OSError):  # the terminal hangs up when the program ends
        while part := os.read(inside, 4096):
            shown += part
    os.close(inside)
    assert process.wait() == 1
    assert (b"\x1b[1;31mCHECK" in shown) is colored


def test_a_terminal_that_knows_ascii_alone_gets_ascii():
    assert _shown("… “a” → b – 평\n", "ascii") == '... "a" -> b - \\ud3c9\n'
    assert _shown("… “a”", "utf-8") == "… “a”"


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param("batch", id="nothing to do"),
        pytest.param("batch m.csv --dir old --dir new", id="a manifest and folders"),
        pytest.param("batch --dir old", id="one folder"),
        pytest.param("batch m.csv --jobs many", id="a number of processes that is none"),
        pytest.param("batch m.csv --output x.html", id="a page for many pairs"),
        pytest.param("batch missing.csv", id="a manifest that is not there"),
        pytest.param("accept a.txt --reason x", id="one article"),
        pytest.param("accept a.txt plain.txt --reason x", id="an article without quotes"),
        pytest.param("quotes a.txt missing.txt", id="the quotes of a file that is not there"),
        pytest.param("quotes a.txt --format html", id="quotes as a page"),
        pytest.param("compare a.txt same.txt --input-format odt", id="an input format that nobody reads"),
    ],
)
def test_what_makes_no_sense_is_refused(arguments, xlcheck, tmp_path, capsys):
    (tmp_path / "m.csv").write_text("a.txt,same.txt\n", encoding="utf-8")
    assert xlcheck(*arguments.split()) == 2
    assert capsys.readouterr().err.startswith("xlcheck: ")


def test_quotes_are_listed_as_json(xlcheck, capsys):
    xlcheck("quotes", "a.txt", "--format", "json")
    (quote,) = json.loads(capsys.readouterr().out)
    assert (quote["path"], quote["speaker_name"], quote["kind"]) == ("a.txt", "Ada Lund", "direct")


def test_a_batch_in_a_workflow_gets_one_summary(xlcheck, tmp_path, monkeypatch, capsys):
    (tmp_path / "m.csv").write_text("a.txt,same.txt\na.txt,drift.txt\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    assert xlcheck("batch", "m.csv", "--format", "github", "--verbose") == 1
    told = capsys.readouterr()
    assert told.out.count("::error ") == 1
    assert "2 of 2" in told.err
    assert (tmp_path / "summary.md").read_text(encoding="utf-8").startswith("**HOLD: 1 to check**")


@pytest.mark.parametrize(
    ("closed", "arguments", "code"),
    [
        (">&-", "compare a.txt drift.txt", 2),
        (">&-", "compare a.txt drift.txt --quiet", 1),
        ("2>&-", "compare a.txt missing.txt", 2),
        ("2>&-", "compare a.txt drift.txt", 1),
        (">&- 2>&-", "compare a.txt missing.txt", 2),
    ],
)
def test_a_closed_output_never_looks_like_a_result(closed, arguments, code, xlcheck, tmp_path):
    script = f"{sys.executable} -m xlcheck.cli {arguments} {closed}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", script], cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
