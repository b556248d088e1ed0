"""A gate: a promise, the kind of declaration it judges, the instruments it looks with, and its judge."""

import inspect
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pytest_prodready.core.declaration import Declaration
from pytest_prodready.core.gap import Gap
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.measurement import Measurement
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.promise import Promise
from pytest_prodready.core.question import Question

Judge = Callable[..., Iterator[Measurement]]
Applies = Callable[[Any], bool]
_ID = re.compile(r"([a-z]+)\.([a-z][a-z0-9_]{0,63})")


class GateError(TypeError):
    """A gate that is declared in a way that could let it pass without proof."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A promise that must hold for one kind of declaration; made by `@gate`, which refuses a toothless one."""

    id: str
    since: Phase
    answers: tuple[Question, ...]
    subjects: tuple[type[Declaration], ...]
    instruments: Mapping[str, type[Instrument]]
    needs: tuple[str, ...]
    optional_for: tuple[type[Declaration], ...]
    applies: Applies = field(repr=False)
    promise: Promise
    judge: Judge = field(repr=False)
    source: Path
    line: int
    deadline: float

    @property
    def gap(self) -> Gap:
        """The room it belongs to."""
        return Gap(self.id.partition(".")[0])

    @property
    def name(self) -> str:
        """Its name inside the gap."""
        return self.id.partition(".")[2]

    @property
    def executes(self) -> bool:
        """Whether judging it runs code of the judged repo."""
        return any(instrument.executes for instrument in self.instruments.values())

    @property
    def waits(self) -> bool:
        """Whether judging it may hang in something that no exception ends."""
        return any(instrument.waits for instrument in self.instruments.values())


def gate(
    gate_id: str,
    *,
    since: Phase,
    answers: Sequence[Question] = (),
    needs: Sequence[str] = (),
    optional_for: Sequence[type[Declaration]] = (),
    applies: Applies = lambda _: True,
    deadline: float = 900.0,
) -> Callable[[Judge], Gate]:
    """Declare a gate from its judge, a generator of measurements.

    The judge's first parameter is annotated with the declaration it judges (or a union of them); the others
    are instruments, each named after its class's `name`. `needs` are fields of the declaration without which
    there is nothing to judge: their absence is a gap, except for the kinds in `optional_for`, which are then
    left alone. `applies` says of one declaration whether the promise is meant for it at all; where it is meant for
    none, that is a gap too, so that no label takes a project out of it.
    `deadline` is in seconds; a judge that outlives it leaves the promise unproven.

    Raises:
        GateError: the id is malformed, the docstring lacks its promise, `Why:` or `To fix:`, the judge is not
            a generator, it names no instrument, or a name does not match its annotation.

    """

    def declare(judge: Judge) -> Gate:
        match = _ID.fullmatch(gate_id)
        if match is None or match[1] not in set(Gap):
            raise GateError(f"gate id {gate_id!r} is malformed: write gap.name, the gap one of {', '.join(Gap)}")
        if not inspect.isgeneratorfunction(judge):
            raise GateError(f"gate {gate_id}: its judge must be a generator that yields measurements")
        subjects, instruments = _parameters(gate_id, judge)
        _check_fields(gate_id, subjects, needs)
        return Gate(
            id=gate_id,
            since=since,
            answers=tuple(answers),
            subjects=subjects,
            instruments=instruments,
            needs=tuple(needs),
            optional_for=tuple(optional_for),
            applies=applies,
            promise=Promise.read(gate_id, judge.__doc__, GateError),
            judge=judge,
            source=Path(judge.__code__.co_filename),
            line=judge.__code__.co_firstlineno,
            deadline=deadline,
        )

    return declare


def _parameters(gate_id: str, judge: Judge) -> tuple[tuple[type[Declaration], ...], dict[str, type[Instrument]]]:
    hints = typing.get_type_hints(judge)
    names = list(inspect.signature(judge).parameters)
    if not names:
        raise GateError(f"gate {gate_id}: its first parameter must be the declaration it judges")
    subjects = _subjects(gate_id, hints.get(names[0]))
    if len(names) == 1:
        raise GateError(f"gate {gate_id}: it names no instrument, so it could only take the repo's word")
    return subjects, {name: _instrument(gate_id, name, hints.get(name)) for name in names[1:]}


def _subjects(gate_id: str, hint: object) -> tuple[type[Declaration], ...]:
    union = isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union
    kinds = typing.get_args(hint) if union else (hint,)
    if not all(isinstance(kind, type) and issubclass(kind, Declaration) for kind in kinds):
        raise GateError(f"gate {gate_id}: its first parameter must be annotated with a declaration, got {hint!r}")
    return kinds


def _instrument(gate_id: str, name: str, hint: object) -> type[Instrument]:
    if not (isinstance(hint, type) and issubclass(hint, Instrument)):
        raise GateError(f"gate {gate_id}: parameter {name!r} must be annotated with an instrument, got {hint!r}")
    if hint.name != name:
        raise GateError(f"gate {gate_id}: parameter {name!r} is annotated {hint.__name__}, whose name is {hint.name!r}")
    return hint


def _check_fields(gate_id: str, subjects: Sequence[type[Declaration]], needs: Sequence[str]) -> None:
    for subject in subjects:
        for name in needs:
            if name not in subject.__dataclass_fields__:
                raise GateError(f"gate {gate_id}: {subject.__name__} has no field {name!r}")
