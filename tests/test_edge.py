"""The edge of the program: every failure is one line and an exit code; output is whole or not there."""

import errno
import os
import signal
import stat
import sys
from pathlib import Path

import pytest

from xlcheck.commands.edge import guarded
from xlcheck.commands.sink import LONGEST, PipeClosed, put, save, say
from xlcheck.errors import InputError, SettingsError


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
