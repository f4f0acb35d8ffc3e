"""Three promises, kept by the whole program: no false clean, no crash shown, input is inert.

Each test here runs the program as a user would, or breaks one part of it and watches the edge.
"""

import itertools
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from xlcheck.cli import main

FIXTURES = Path(__file__).parent.parent / "fixtures"
DRIFT = [str(FIXTURES / "negation-a-promise-loses-its-not" / name) for name in ("a.txt", "b.txt")]
CLEAN = [str(FIXTURES / "wording-manner-and-way" / name) for name in ("a.txt", "b.txt")]
PROGRAM = [sys.executable, "-m", "xlcheck.cli"]
FORMATS = ("table", "json", "markdown", "html", "sarif", "junit", "github", "csv")


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *arguments], capture_output=True, text=True, encoding="utf-8", timeout=120, check=False, **options
    )


def inside(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Run the program in this process, with the exit code that the shell would see."""
    monkeypatch.setattr(sys, "argv", ["xlcheck", *arguments])
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        return main()
    except SystemExit as stop:
        return int(stop.code or 0)
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)


class TestNoFalseClean:
    """Exit code 0 only where every named article was read and checked."""

    @pytest.mark.parametrize(("size", "bad"), [(s, i) for s in (2, 3, 5) for i in range(s)])
    def test_one_unreadable_article_outranks_everything(
        self, size: int, bad: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        missing = str(tmp_path / "missing.txt")
        articles = list(itertools.islice(itertools.cycle(DRIFT), size))
        articles[bad] = missing
        assert inside(monkeypatch, "compare", *articles) == 2
        assert f"{missing}: no such file" in capsys.readouterr().err

    def test_the_rest_is_checked_all_the_same(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert inside(monkeypatch, "compare", *DRIFT, "/nowhere/c.txt") == 2
        assert "will not fire" in capsys.readouterr().out

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("", id="nothing"),
            pytest.param("The council met. It rained all day long.\n", id="no quote"),
            pytest.param("\x00\x01\x02", id="no text"),
        ],
    )
    def test_an_article_with_nothing_to_check_is_no_pass(
        self, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "a.txt"
        path.write_text(text)
        assert inside(monkeypatch, "compare", str(path), CLEAN[1]) == 2
        assert inside(monkeypatch, "compare", CLEAN[0], str(path)) == 2

    def test_full_disk(self) -> None:
        for name in FORMATS:
            with Path("/dev/full").open("w") as full:
                done = subprocess.run(
                    [*PROGRAM, "compare", *CLEAN, "--format", name], stdout=full, stderr=subprocess.PIPE, check=False
                )
            assert done.returncode == 2, name
            assert b"Traceback" not in done.stderr


BREAKABLE = [
    ("xlcheck.check", "quotes_in"),
    ("xlcheck.check", "pair_up"),
    ("xlcheck.check", "compare_sides"),
    ("xlcheck.check", "findings_in"),
    ("xlcheck.compare", "align"),
    ("xlcheck.compare", "drifts_in"),
    ("xlcheck.compare", "final_risk"),
]


class TestNoCrashShown:
    """Whatever breaks inside: one line, exit code 2."""

    @pytest.mark.parametrize(("module", "name"), BREAKABLE, ids=lambda value: value)
    @pytest.mark.parametrize("error", [ZeroDivisionError("boom"), MemoryError(), RecursionError("deep")], ids=repr)
    def test_a_fault_in_any_stage(
        self,
        module: str,
        name: str,
        error: Exception,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        def broken(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr(sys.modules[module], name, broken)
        assert inside(monkeypatch, "compare", *CLEAN) == 2
        told = capsys.readouterr().err.strip().splitlines()
        assert len(told) == 1
        assert told[0].startswith("xlcheck: ")

    @pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
    @pytest.mark.parametrize("after", [0.05, 0.3, 0.6, 1.2])
    def test_a_signal_ends_the_run_soon(self, number: int, code: int, after: float) -> None:
        process = subprocess.Popen(
            [*PROGRAM, "compare", *DRIFT, "--no-cache"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        time.sleep(after)
        process.send_signal(number)
        asked = time.perf_counter()
        _, told = process.communicate(timeout=30)
        assert time.perf_counter() - asked < 5
        # Before the first line of the program ran, or after its last, the signal is the interpreter's own matter.
        assert process.returncode in (code, -number, 1)
        if process.returncode == code:
            assert told.strip() == f"xlcheck: stopped by {signal.Signals(number).name}"

    @pytest.mark.parametrize("name", FORMATS)
    def test_a_reader_that_goes_away(self, name: str) -> None:
        out, into = os.pipe()
        os.close(out)
        done = subprocess.run(
            [*PROGRAM, "compare", *CLEAN, "--format", name], stdout=into, stderr=subprocess.PIPE, check=False
        )
        os.close(into)
        assert done.returncode == 141
        assert done.stderr == b""


PLACES = [
    pytest.param({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, id="a locale that knows ASCII alone"),
    pytest.param({"HOME": "/dev/null", "XDG_CACHE_HOME": "/dev/null/x"}, id="a home that is a file"),
    pytest.param({"XLCHECK_CACHE": "/proc/nowhere"}, id="a cache folder that cannot be made"),
    pytest.param({"TERM": "dumb", "NO_COLOR": "1"}, id="a terminal without colour"),
]


class TestAnyPlace:
    """The same findings wherever the program runs."""

    @pytest.mark.parametrize("changes", PLACES)
    def test_findings_do_not_depend_on_the_surroundings(self, changes: dict[str, str]) -> None:
        usual = run("compare", *DRIFT, "--format", "json")
        there = run("compare", *DRIFT, "--format", "json", env={**os.environ, **changes})
        assert (there.returncode, "Traceback" in there.stderr) == (1, False)
        assert there.stdout.partition('"articles"')[2] == usual.stdout.partition('"articles"')[2]

    def test_no_standard_input(self) -> None:
        done = run("compare", "-", DRIFT[1], stdin=subprocess.DEVNULL)
        assert done.returncode == 2
        assert "standard input" in done.stderr

    def test_standard_input_is_an_article(self) -> None:
        done = run("compare", "-", DRIFT[1], input=Path(DRIFT[0]).read_text(encoding="utf-8"))
        assert done.returncode == 1

    def test_a_working_directory_that_is_gone(self, tmp_path: Path) -> None:
        gone = tmp_path / "gone"
        gone.mkdir()
        script = f"import os; os.chdir({str(gone)!r}); os.rmdir({str(gone)!r}); import sys; " + (
            f"sys.argv = ['xlcheck', 'compare', *{DRIFT!r}]; from xlcheck.cli import main; sys.exit(main())"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
        assert done.returncode == 1, done.stderr

    @pytest.mark.parametrize("runs", [4, pytest.param(20, marks=pytest.mark.slow)])
    def test_one_output_whatever_the_hash_seed_and_the_threads(self, runs: int) -> None:
        outputs = {
            run(
                "compare", *DRIFT, "--format", "json", "--no-cache",
                env={**os.environ, "PYTHONHASHSEED": seed, "OMP_NUM_THREADS": threads},
            ).stdout
            for seed, threads in ((str(n * n), "14"[n % 2]) for n in range(runs))
        }  # fmt: skip
        assert len(outputs) == 1


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """Every attempt to reach another machine is refused and kept."""
    attempts: list[object] = []

    def refuse(self: socket.socket, address: object) -> None:
        attempts.append(address)
        raise OSError("no network in this test")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: refuse(socket.socket(), a))
    yield attempts


class TestInertInput:
    """A run reaches for nothing and changes nothing."""

    def test_a_default_run_reaches_for_no_network(
        self, no_network: list[object], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert inside(monkeypatch, "compare", *DRIFT, "--no-cache") == 1
        assert no_network == []

    def test_the_network_test_would_see_an_attempt(self, no_network: list[object]) -> None:
        with pytest.raises(OSError, match="no network"):
            socket.create_connection(("127.0.0.1", 9))
        assert no_network

    def test_articles_are_not_touched(self, monkeypatch: pytest.MonkeyPatch) -> None:
        before = [Path(path).stat().st_mtime_ns for path in DRIFT]
        inside(monkeypatch, "compare", *DRIFT)
        assert [Path(path).stat().st_mtime_ns for path in DRIFT] == before

    @pytest.mark.parametrize("name", ["./a.txt", "link.txt", "hard.txt"])
    def test_an_article_is_never_written_over_by_whatever_name(
        self, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.chdir(tmp_path)
        for path, original in zip(("a.txt", "b.txt"), DRIFT, strict=True):
            Path(path).write_bytes(Path(original).read_bytes())
        Path("link.txt").symlink_to("a.txt")
        os.link("a.txt", "hard.txt")
        before = Path("a.txt").read_bytes()
        assert inside(monkeypatch, "compare", "a.txt", "b.txt", "--output", name) == 2
        assert "is one of the articles" in capsys.readouterr().err
        assert Path("a.txt").read_bytes() == before

    @pytest.mark.parametrize("command", ["compare", "quotes"])
    def test_a_cap_of_the_configuration_holds_and_is_named(
        self, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("xlcheck.toml").write_text("[caps]\nquote-characters = 3\n")
        assert inside(monkeypatch, command, *CLEAN) == 2
        assert "the cap quote-characters" in capsys.readouterr().err
        Path("xlcheck.toml").write_text("[caps]\nquote-characters = 300\n")
        assert inside(monkeypatch, command, *CLEAN) == 0
