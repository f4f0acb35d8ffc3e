"""A count for somebody who waits at a terminal, and for nobody else."""

import io
import sys

import pytest

from xlcheck.embed import progress
from xlcheck.embed.ahead import Ahead


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
    with progress.Progress(2) as told:
        told.at(1)
        told.beyond(1)(1)
    assert sys.stderr.getvalue() == shown


def test_texts_are_counted_while_they_are_embedded(monkeypatch, engine):
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(progress, "PACE", 0.0)
    monkeypatch.setattr(sys, "stderr", Screen(True))
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    Ahead(engine, ["We shall pay.", "nobody knows", "They will pay by Friday, or so they said."])()
    assert sys.stderr.getvalue() == "".join(f"\r{number} of 3 texts embedded" for number in (1, 2, 3)) + "\r\x1b[K"
