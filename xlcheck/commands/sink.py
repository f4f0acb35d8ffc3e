"""The way out: text to standard output, standard error or a file, whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from xlcheck.errors import SettingsError
from xlcheck.render.escape import line
from xlcheck.settings import Color

LONGEST = 400  # characters of a line on standard error

# For terminals that know no Unicode.
_PLAIN = str.maketrans({
    "…": "...", "→": "->", "·": "|", "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " ",
    "─": "-", "│": "|", "≈": "~",
})  # fmt: skip


class PipeClosed(BaseException):
    """Nobody reads standard output any more. No Exception: the command-line library would exit with 1, as for drift."""


def put(text: str) -> None:
    """Write to standard output: UTF-8, but plainer on a terminal that takes nothing else."""
    out = sys.stdout
    if out is None:
        raise OSError(errno.EBADF, "standard output is closed")
    try:
        if not out.isatty() and hasattr(out, "buffer"):
            out.flush()
            out.buffer.write(text.encode("utf-8"))
        else:
            out.write(_shown(text, out.encoding or "utf-8"))
        out.flush()
    except BrokenPipeError as error:
        raise PipeClosed from error


def _shown(text: str, encoding: str) -> str:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN).encode(encoding, "backslashreplace").decode(encoding)
    return text


def say(text: str) -> None:
    """One line of progress or warning on standard error."""
    shown = line(text)
    if len(shown) > LONGEST:  # the name of the file stands first and the reason last: what is too long lies between
        half = (LONGEST - 1) // 2
        shown = f"{shown[: LONGEST - 1 - half]}…{shown[-half:]}"
    if sys.stderr is None:  # closed by whoever started the program: there is nobody to tell
        return
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    with suppress(OSError):
        sys.stderr.write(shown.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        sys.stderr.flush()


def save(path: Path, text: str) -> None:
    """Write a file by renaming a finished one, so that nobody ever reads half of it."""
    temporary: Path | None = None
    try:
        if path.exists() and not path.is_file():  # a device or a pipe cannot be renamed over
            path.write_text(text, encoding="utf-8")
            return
        import tempfile

        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
        temporary = None
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:  # a signal may end the run here as well
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def width() -> int:
    """Columns of the terminal, 80 where there is none; COLUMNS counts."""
    return shutil.get_terminal_size((80, 24)).columns


def colored(choice: Color) -> bool:
    """Whether standard output gets colour."""
    if choice is Color.AUTO:
        return (
            sys.stdout is not None
            and sys.stdout.isatty()
            and not os.environ.get("NO_COLOR")
            and os.environ.get("TERM") != "dumb"
        )
    return choice is Color.ALWAYS
