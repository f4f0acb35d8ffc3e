"""The hook stops a commit for real; the action's script runs for real."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

yaml = pytest.importorskip("yaml")

ROOT = Path(__file__).parent.parent
A = "Minister Ada Lund said: “We will not reopen the harbour before 14 June.”\n"
SAME = "“We won't reopen the harbour before June 14,” minister Ada Lund said.\n"
DRIFT = "“We will reopen the harbour before 14 June,” minister Ada Lund said.\n"


@pytest.fixture
def environment(tmp_path):
    """A PATH on which `xlcheck` is this very checkout, and a git that knows nobody's settings."""
    program = tmp_path / "bin" / "xlcheck"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m xlcheck.cli "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return {
        **os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}", "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@example.org",
        "GIT_COMMITTER_NAME": "x", "GIT_COMMITTER_EMAIL": "x@example.org",
    }  # fmt: skip


def hooks():
    return {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}


@pytest.mark.parametrize(("name", "arguments"), [("xlcheck", "a.txt b.txt"), ("xlcheck-batch", "pairs.csv")])
def test_the_hook_stops_a_commit_with_drift_and_no_other(name, arguments, environment, tmp_path):
    hook = hooks()[name]
    assert hook["pass_filenames"] is False
    repository = tmp_path / "repository"
    repository.mkdir()

    def git(*command):
        return subprocess.run(
            ["git", *command], cwd=repository, env=environment, capture_output=True, text=True, check=False
        )

    def commit(text):
        (repository / "b.txt").write_text(text, encoding="utf-8")
        git("add", ".")
        return git("commit", "-m", "x")

    git("init", "-q")
    (repository / "a.txt").write_text(A, encoding="utf-8")
    (repository / "pairs.csv").write_text("a.txt,b.txt\n", encoding="utf-8")
    script = repository / ".git" / "hooks" / "pre-commit"
    script.parent.mkdir(exist_ok=True)
    script.write_text(f"#!/bin/sh\nexec {hook['entry']} {arguments}\n", encoding="utf-8")
    script.chmod(0o755)
    stopped = commit(DRIFT)
    assert stopped.returncode != 0
    assert "CHECK" in stopped.stdout + stopped.stderr
    assert commit(SAME).returncode == 0
    assert git("rev-list", "--count", "HEAD").stdout.strip() == "1"


ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step.get("name"): step for step in ACTION["runs"]["steps"]}


class TestAction:
    def test_no_input_is_pasted_into_a_script(self):
        assert not any("${{" in step.get("run", "") for step in STEPS.values())

    def test_every_input_is_used_and_every_use_declared(self):
        text = (ROOT / "action.yml").read_text(encoding="utf-8")
        assert all(f"inputs.{name}" in text for name in ACTION["inputs"])

    @pytest.mark.parametrize(("second", "code"), [(SAME, 0), (DRIFT, 1)])
    def test_its_script_checks_and_writes_sarif(self, second, code, environment, tmp_path):
        name = "b; touch owned.txt"
        (tmp_path / "a.txt").write_text(A, encoding="utf-8")
        (tmp_path / name).write_text(second, encoding="utf-8")
        inputs = {
            "XLCHECK_COMMAND": "compare", "XLCHECK_ARTICLES": f"a.txt\n{name}\n",
            "XLCHECK_ARGUMENTS": "--fail-on=major\n", "XLCHECK_SARIF": "x.sarif",
        }  # fmt: skip
        assert set(STEPS["Check"]["env"]) == set(inputs)
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", STEPS["Check"]["run"]],
            cwd=tmp_path, env={**environment, **inputs}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        assert (tmp_path / "x.sarif").exists()
        assert ("::error" in done.stdout) is bool(code)
        assert not (tmp_path / "owned.txt").exists()

    def test_an_odd_command_is_refused(self, environment, tmp_path):
        inputs = {"XLCHECK_COMMAND": "schema", "XLCHECK_ARTICLES": "", "XLCHECK_ARGUMENTS": "", "XLCHECK_SARIF": "x"}
        done = subprocess.run(
            ["bash", "-c", STEPS["Check"]["run"]], cwd=tmp_path, env={**environment, **inputs}, check=False
        )
        assert done.returncode == 2


def test_entries_are_plain_commands():
    assert all(shlex.split(hook["entry"])[0] == "xlcheck" for hook in hooks().values())
