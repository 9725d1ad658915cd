"""Long work says how far it is, on a terminal only."""

from __future__ import annotations

import io
import sys

import pytest

from colofon.importing.progress import CLEAR, counted


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_every_tenth_and_is_left_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert list(counted(range(25), "page")) == list(range(25))
    assert isinstance(sys.stderr, Terminal)
    assert sys.stderr.getvalue() == f"{CLEAR}page 10{CLEAR}page 20{CLEAR}"


def test_a_pipe_sees_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert list(counted("abc", "page")) == ["a", "b", "c"]
    assert isinstance(sys.stderr, io.StringIO)
    assert sys.stderr.getvalue() == ""
