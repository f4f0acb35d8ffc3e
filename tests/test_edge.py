"""The edge of the program: every failure is one line and an exit code; output is whole or not there."""

import errno
import io
import os
import signal
import stat
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from xlcheck.commands.edge import guarded
from xlcheck.commands.sink import LONGEST, PipeClosed, colored, put, save, say, width
from xlcheck.embed.folder import tell
from xlcheck.errors import InputError, SettingsError
from xlcheck.settings import Color


@pytest.fixture(autouse=True)
def keep_handlers():
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in handlers.items():
        signal.signal(number, handler)


class UsageError(Exception):
    """What a command-line library raises: it can say what is wrong with the arguments."""

    def format_message(self) -> str:
        return "No such option: --x"


def raising(error):
    def command():
        raise error

    return command


@pytest.mark.parametrize(("value", "code"), [(0, 0), (1, 1), (2, 2), (None, 0)])
def test_a_command_that_ends_gives_its_own_code(value, code):
    assert guarded(lambda: value) == code


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (InputError("a.txt", "is a folder"), "a.txt: is a folder"),
        (SettingsError("--fail-on: expected more"), "--fail-on: expected more"),
        (MemoryError(), "out of memory"),
        (OSError(errno.ENOSPC, "No space left on device"), "No space left on device"),
        (PermissionError(errno.EACCES, "Permission denied", "x.json"), "x.json: Permission denied"),
        (UsageError(), "No such option: --x (xlcheck --help)"),
        (ZeroDivisionError("boom"), "internal error (bug): ZeroDivisionError: boom; XLCHECK_DEBUG=1 shows where"),
        (RecursionError("deep"), "internal error (bug): RecursionError: deep; XLCHECK_DEBUG=1 shows where"),
    ],
    ids=repr,
)
def test_a_failure_is_one_line_and_exit_2(error, told, capsys, monkeypatch):
    monkeypatch.delenv("XLCHECK_DEBUG", raising=False)
    assert guarded(raising(error)) == 2
    assert capsys.readouterr().err == f"xlcheck: {told}\n"


def test_a_developer_sees_where(monkeypatch):
    monkeypatch.setenv("XLCHECK_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        guarded(raising(ZeroDivisionError("boom")))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_gives_128_and_its_number(number, capsys):
    assert guarded(lambda: os.kill(os.getpid(), number)) == 128 + number
    assert capsys.readouterr().err == f"xlcheck: stopped by {signal.Signals(number).name}\n"


@pytest.mark.parametrize("error", [PipeClosed(), BrokenPipeError()])
def test_a_reader_that_went_away_is_no_failure_of_ours(error, capfd):
    saved = os.dup(1)
    try:
        assert guarded(raising(error)) == 141
    finally:
        os.dup2(saved, 1)
        os.close(saved)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("error", [None, ZeroDivisionError("boom")], ids=repr)
def test_without_standard_output_the_code_still_counts(error, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdout", None)
    assert guarded(raising(error) if error else lambda: 1) == (2 if error else 1)
    assert capsys.readouterr().err.count("\n") == (1 if error else 0)


@pytest.mark.parametrize(
    "then, told",
    [
        pytest.param("return 0", "No space left on device", id="the output is all that fails"),
        pytest.param(
            "raise InputError('a.txt', 'is a folder')", "a.txt: is a folder", id="a command fails, output still waiting"
        ),
    ],
)
def test_output_that_could_not_be_written_does_not_fail_again_at_exit(then, told):
    program = (
        "import sys\nfrom xlcheck.commands.edge import guarded\nfrom xlcheck.errors import InputError\n"
        f"def command():\n    sys.stdout.write('x')\n    {then}\n"
        "sys.exit(guarded(command))\n"
    )
    buffered = os.environ | {"PYTHONUNBUFFERED": ""}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", program], stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=buffered
        )
    assert (done.returncode, done.stderr) == (2, f"xlcheck: {told}\n")


def test_a_narrow_standard_error_gets_what_it_can_show(monkeypatch):
    stream = Terminal("ascii")
    monkeypatch.setattr(sys, "stderr", stream)
    say("xlcheck: 平")
    assert stream.shown == b"xlcheck: \\u5e73\n"


def test_with_no_standard_error_nobody_is_told_and_nothing_breaks(monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    say("xlcheck: a line")
    tell("a line")


def test_a_full_standard_error_breaks_nothing(monkeypatch):
    with Path("/dev/full").open("w", buffering=1) as full:
        monkeypatch.setattr(sys, "stderr", full)
        say("xlcheck: a line")
        tell("a line")
        monkeypatch.undo()
        with suppress(OSError):
            full.close()


class Terminal(io.TextIOWrapper):
    """A terminal of one encoding that keeps what it was shown."""

    def __init__(self, encoding):
        super().__init__(io.BytesIO(), encoding=encoding)

    def isatty(self):
        return True

    @property
    def shown(self):
        self.flush()
        return self.buffer.getvalue()


class TestStandardOutput:
    def test_none_is_told(self, monkeypatch, capsys):
        monkeypatch.setattr(sys, "stdout", None)
        assert not colored(Color.AUTO)
        assert guarded(lambda: put("x")) == 2
        assert capsys.readouterr().err.endswith("standard output is closed\n")

    def test_a_terminal_that_knows_unicode_gets_it(self, monkeypatch):
        terminal = Terminal("utf-8")
        monkeypatch.setattr(sys, "stdout", terminal)
        put("manner → way “平”\n")
        assert terminal.shown == "manner → way “平”\n".encode()

    def test_a_terminal_that_knows_ascii_alone_gets_signs_that_resemble(self, monkeypatch):
        terminal = Terminal("ascii")
        monkeypatch.setattr(sys, "stdout", terminal)
        put("manner → way “평” …\n")
        assert terminal.shown == b'manner -> way "\\ud3c9" ...\n'

    def test_what_was_written_before_stays_before(self, capfdbinary, monkeypatch):
        with open(1, "w", encoding="utf-8", closefd=False) as pipe:
            monkeypatch.setattr(sys, "stdout", pipe)
            pipe.write("first ")
            put("second\n")
        assert capfdbinary.readouterr().out == b"first second\n"

    def test_a_stream_without_bytes_gets_text(self, monkeypatch):
        stream = io.StringIO()
        monkeypatch.setattr(sys, "stdout", stream)
        put("manner → way\n")
        assert stream.getvalue() == "manner → way\n"

    def test_a_reader_that_went_away_is_told_apart(self, monkeypatch):
        out, into = os.pipe()
        os.close(out)
        stream = os.fdopen(into, "w")
        monkeypatch.setattr(sys, "stdout", stream)
        with pytest.raises(PipeClosed):
            put("x")
        monkeypatch.undo()
        with suppress(BrokenPipeError):
            stream.close()

    @pytest.mark.parametrize(
        ("choice", "environment", "terminal", "expected"),
        [
            (Color.ALWAYS, {"NO_COLOR": "1"}, False, True),
            (Color.NEVER, {}, True, False),
            (Color.AUTO, {"TERM": "xterm"}, True, True),
            (Color.AUTO, {"TERM": "xterm"}, False, False),
            (Color.AUTO, {"TERM": "xterm", "NO_COLOR": "1"}, True, False),
            (Color.AUTO, {"TERM": "dumb"}, True, False),
        ],
    )
    def test_colour(self, choice, environment, terminal, expected, monkeypatch):
        for name in ("NO_COLOR", "TERM"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "stdout", Terminal("utf-8") if terminal else io.StringIO())
        assert colored(choice) is expected

    @pytest.mark.parametrize(("columns", "seen"), [("100", 100), ("0", 80), ("-3", 80), ("wide", 80)])
    def test_width(self, columns, seen, monkeypatch):
        monkeypatch.setenv("COLUMNS", columns)
        monkeypatch.setattr(sys, "__stdout__", io.StringIO())
        assert width() == seen


def test_a_line_is_never_longer_than_helps(capsys):
    say(f"xlcheck: {'x' * 1000}: no such file")
    told = capsys.readouterr().err.rstrip("\n")
    assert len(told) == LONGEST
    assert told.startswith("xlcheck: xxx") and told.endswith("xxx: no such file")
    say("x" * LONGEST)
    assert capsys.readouterr().err == "x" * LONGEST + "\n"


def test_a_line_steers_no_terminal(capsys):
    say("xlcheck: a\x1b[31m\u202eb.txt: no\nsuch ##[error] file")
    assert capsys.readouterr().err == "xlcheck: aU+001B[31mU+202Eb.txt: no such ## [error] file\n"


def test_a_pipe_gets_utf_8_whatever_the_locale(capfdbinary, monkeypatch):
    with open(1, "w", encoding="ascii", closefd=False) as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        put("平\n")
    assert capfdbinary.readouterr().out == "平\n".encode()


class TestSavedFile:
    def test_it_is_replaced_whole_and_keeps_its_permissions(self, tmp_path):
        path = tmp_path / "x.json"
        path.write_text("old")
        path.chmod(0o640)
        save(path, "new\n")
        assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("new\n", 0o640)
        assert [p.name for p in tmp_path.iterdir()] == ["x.json"]

    def test_a_new_file_is_readable_as_any_other(self, tmp_path):
        other = tmp_path / "other"
        other.write_text("")
        save(tmp_path / "x", "new")
        assert (tmp_path / "x").stat().st_mode == other.stat().st_mode

    def test_a_device_is_written_to(self):
        save(Path(os.devnull), "text")

    def test_a_full_device_is_told(self):
        with pytest.raises(SettingsError, match="/dev/full: cannot be written: No space left"):
            save(Path("/dev/full"), "text")

    def test_a_folder_is_told(self, tmp_path):
        with pytest.raises(SettingsError, match="cannot be written"):
            save(tmp_path, "text")

    def test_a_failure_leaves_the_old_file(self, tmp_path):
        path = tmp_path / "x.json"
        path.write_text("old")
        with pytest.raises(UnicodeEncodeError):
            save(path, "\ud800")
        assert path.read_text() == "old"
        assert [p.name for p in tmp_path.iterdir()] == ["x.json"]
