"""What the person at the command line asked for, told apart from what ini files and the environment add."""

import argparse
import contextlib
import os
import shlex
from collections.abc import Sequence

import pytest

_FLAGS = ("--lf", "--last-failed", "--nf", "--sw", "--stepwise", "--sw-skip", "--stepwise-skip")
_VALUES = ("-k", "-m", "--prodready-only")
_OTHERS = ("-v", "-q", "-s", "-l", "-x")


class _Refused(Exception):
    """The words are not what this parser knows."""


class _Words(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]  # argparse exits here; we only want to know
        raise _Refused(message)


def selects(words: Sequence[str]) -> bool:
    """Whether these pytest arguments choose some items among all: -k, -m, --lf, --sw, a node id, --prodready-only."""
    parser = _Words(add_help=False, allow_abbrev=False)
    for flag in _FLAGS:
        parser.add_argument(flag, action="store_true", dest="chosen")
    for option in _VALUES:
        parser.add_argument(option, action="append", dest="values")
    for option in _OTHERS:
        parser.add_argument(option, action="count")
    with contextlib.suppress(_Refused):
        known, rest = parser.parse_known_args(list(words))
        return bool(known.chosen or known.values or any("::" in word for word in rest if not word.startswith("-")))
    return False


def selected_by_hand(config: pytest.Config) -> bool:
    """Whether a selection was made at the command line, and none by ini files or the environment."""
    added = [*shlex.split(os.environ.get("PYTEST_ADDOPTS", "")), *_ini_words(config)]
    return selects([str(word) for word in config.invocation_params.args]) and not selects(added)


def _ini_words(config: pytest.Config) -> list[str]:
    return [str(word) for word in config.getini("addopts")]
