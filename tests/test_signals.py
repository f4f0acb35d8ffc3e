"""A signal ends a run soon, in one line, with the exit code that shells expect, and leaves nothing half done."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import xlcheck.__main__ as start
from xlcheck.commands.edge import guarded
from xlcheck.commands.signals import NUMBERS, Stopped, leave, listen

FIXTURES = Path(__file__).parent.parent / "fixtures"
DRIFT = [str(FIXTURES / "negation-a-promise-loses-its-not" / name) for name in ("a.txt", "b.txt")]
PROGRAM = [sys.executable, "-m", "xlcheck", "compare", *DRIFT, "--no-cache", "--isolated", "--output", "out.json"]


@pytest.fixture(autouse=True)
def keep_handlers():
    handlers = {number: signal.getsignal(number) for number in NUMBERS}
    yield
    leave()
    for number, handler in handlers.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_signal_raises_once_and_then_ends_the_process(number: signal.Signals) -> None:
    listen()
    with pytest.raises(Stopped) as stopped:
        os.kill(os.getpid(), number)
    assert (stopped.value.code, str(stopped.value)) == (128 + number, f"xlcheck: stopped by {number.name}")
    assert [signal.getsignal(n) for n in NUMBERS] == [signal.SIG_DFL] * 2


def test_no_handler_stays_behind() -> None:
    listen()
    leave()
    assert [signal.getsignal(n) for n in NUMBERS] == [signal.SIG_DFL] * 2


def test_a_command_that_ended_leaves_no_handler() -> None:
    assert guarded(lambda: 0) == 0
    assert [signal.getsignal(n) for n in NUMBERS] == [signal.SIG_DFL] * 2


def test_in_another_thread_the_host_decides_about_signals() -> None:
    before = [signal.getsignal(n) for n in NUMBERS]
    thread = threading.Thread(target=listen)
    thread.start()
    thread.join()
    assert [signal.getsignal(n) for n in NUMBERS] == before


def test_a_signal_during_the_first_imports(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Interrupted:
        @staticmethod
        def find_spec(name: str, *_: object) -> None:
            if name == "xlcheck.cli":
                os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.delitem(sys.modules, "xlcheck.cli", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Interrupted, *sys.meta_path])
    assert start.main() == 130
    assert capsys.readouterr().err == "xlcheck: stopped by SIGINT\n"


class Wrapping:
    """Python turns what is raised here into a RuntimeError, as it did when a signal came while numpy was imported."""

    def __set_name__(self, owner: type, name: str) -> None:
        os.kill(os.getpid(), signal.SIGTERM)


def test_a_signal_that_became_another_error_is_still_told_as_a_signal(capsys: pytest.CaptureFixture[str]) -> None:
    assert guarded(lambda: type("Owner", (), {"x": Wrapping()})) == 143
    assert capsys.readouterr().err == "xlcheck: stopped by SIGTERM\n"


def swallow_signals(seconds: float, times: int) -> None:
    """Go on for so long whatever is raised, so many times, as libraries do that take any error for their own."""
    end, seen = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        try:
            if not seen:
                os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(0.05)
        except BaseException:
            seen += 1
            if seen > times:
                raise


def test_a_signal_that_a_library_swallows_is_sent_again(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xlcheck.commands.signals.AGAIN", 0.1)
    assert guarded(lambda: swallow_signals(5, 2)) == 143
    assert capsys.readouterr().err == "xlcheck: stopped by SIGTERM\n"
    time.sleep(0.2)  # and no more once it is heard
    assert signal.getsignal(signal.SIGALRM) == signal.SIG_DFL


def test_a_run_that_swallows_every_signal_ends_all_the_same(tmp_path: Path) -> None:
    program = (
        "import os, signal, time\nfrom xlcheck.commands.edge import guarded\n"
        "def run():\n    end = time.monotonic() + 20\n    first = True\n"
        "    while time.monotonic() < end:\n        try:\n"
        "            if first:\n                first = False\n                os.kill(os.getpid(), signal.SIGTERM)\n"
        "            time.sleep(0.05)\n        except BaseException:\n            pass\n"
        "guarded(run)\n"
    )
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (143, "xlcheck: stopped by SIGTERM\n")
    assert time.perf_counter() - start < 5


def test_a_signal_swallowed_before_the_command_began_is_not_forgotten() -> None:
    listen()
    with pytest.raises(Stopped):
        os.kill(os.getpid(), signal.SIGTERM)
    with pytest.raises(Stopped):
        guarded(lambda: 0)
    leave()


def test_an_old_signal_explains_no_new_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert guarded(lambda: os.kill(os.getpid(), signal.SIGTERM)) == 143
    assert guarded(lambda: 1 // 0) == 2
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_an_error_of_the_first_imports_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlcheck.cli", None)
    with pytest.raises(ImportError):
        start.main()


def test_before_signals_are_heard_nothing_is_imported_that_takes_time() -> None:
    code = "import sys; before = set(sys.modules); import xlcheck.__main__; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    own = {name for name in done.stdout.split() if name.startswith("xlcheck")}
    assert own == {"xlcheck", "xlcheck.__main__", "xlcheck.commands", "xlcheck.commands.signals"}
    assert "typer" not in done.stdout


def stopped_after(seconds: float, number: int, folder: Path, limit: float = 5.0) -> str:
    """What came of a run that was sent a signal after so long; asserts all that must hold whenever it comes."""
    process = subprocess.Popen(
        PROGRAM, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder, start_new_session=True
    )
    time.sleep(seconds)
    process.send_signal(number)
    asked = time.perf_counter()
    out, told = process.communicate(timeout=60)
    assert time.perf_counter() - asked < limit
    left = sorted(path.name for path in folder.iterdir())
    if process.returncode == 128 + number:
        assert told == f"xlcheck: stopped by {signal.Signals(number).name}\n"
        assert left in ([], ["out.json"])
        kind = "stopped"
    elif process.returncode == -number:  # by the interpreter, before the program's first line or after its last
        assert left in ([], ["out.json"])
        kind = "interpreter"
    else:
        assert (process.returncode, left) == (1, ["out.json"]), told
        assert out.endswith("exit 1\n")
        kind = "finished"
    for path in folder.iterdir():
        assert path.read_text(encoding="utf-8").endswith("}\n")
        path.unlink()
    with pytest.raises(ProcessLookupError):  # nothing of its process group is left
        os.killpg(process.pid, 0)
    return kind


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("after", [0.2, 0.5])
def test_a_run_is_stopped_whenever_it_is_asked_to(after: float, number: int, tmp_path: Path) -> None:
    assert stopped_after(after, number, tmp_path)


@pytest.mark.slow
def test_a_run_is_stopped_at_every_hundredth_of_its_time(tmp_path: Path) -> None:
    started = time.perf_counter()
    subprocess.run(PROGRAM, capture_output=True, check=False, cwd=tmp_path)
    whole = time.perf_counter() - started
    moments = [(whole * percent / 100, number) for percent in range(1, 100) for number in NUMBERS]
    kinds = [stopped_after(after, number, tmp_path) for after, number in moments]
    sys.stderr.write(f"{ {kind: kinds.count(kind) for kind in kinds} }\n")
    assert kinds.count("stopped") >= 150
