"""A count for somebody who waits at a terminal, and for nobody else."""

import io
import sys

import pytest

from xlcheck.embed import progress


class Screen(io.StringIO):
    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("terminal", "patience", "shown"),
    [
        pytest.param(True, 60.0, "", id="short work says nothing"),
        pytest.param(False, 0.0, "", id="a file or pipe gets nothing"),
        pytest.param(True, 0.0, "\r1 of 2 texts embedded\r2 of 2 texts embedded\r\x1b[K", id="long work counts"),
    ],
)
def test_progress(monkeypatch, terminal, patience, shown):
    monkeypatch.setattr(progress, "PATIENCE", patience)
    monkeypatch.setattr(progress, "PACE", 0.0)
    monkeypatch.setattr(sys, "stderr", Screen(terminal))
    assert list(progress.counted(iter("ab"), 2)) == ["a", "b"]
    assert sys.stderr.getvalue() == shown
