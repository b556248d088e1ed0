"""Everything a manifest owes at its phase: each gate on each declaration, and every gap."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pytest_prodready.core.catalog import Catalog
from pytest_prodready.core.declaration import Declaration
from pytest_prodready.core.gate import Gate
from pytest_prodready.core.location import Location
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.problem import Problem
from pytest_prodready.manifest.load import Manifest
from pytest_prodready.policy.snippets import add_declaration, add_field
from pytest_prodready.policy.waivers import MANIFEST_GATE, idle_waivers


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One verdict that the run owes: `gate_id` on `declaration` (None for a gap), pointing at `where`."""

    gate_id: str
    declaration: str | None
    where: Location
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Owed):
    """A gate that has a declaration to judge."""

    gate: Gate
    subject: Declaration


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence(Owed):
    """What the phase requires and the manifest does not declare; `snippet` is the YAML to add."""

    gate: Gate
    missing: str
    snippet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsound(Owed):
    """Something in the manifest that cannot be read as it stands."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class Plan:
    """`owed`: the manifest's problems, then gates in the catalogue's order; `later`: gates not yet asked for."""

    phase: Phase
    owed: tuple[Owed, ...]
    later: tuple[Gate, ...]


def make_plan(manifest: Manifest, catalog: Catalog, phase: Phase | None = None) -> Plan:
    """What `manifest` owes at `phase`, its own unless another is looked ahead to."""
    asked = phase or manifest.project.phase
    owed = [item for gate in catalog.values() for item in _owed_to(gate, manifest, asked)]
    later = tuple(gate for gate in catalog.values() if not asked.reaches(gate.since))
    problems = (
        *manifest.problems,
        *idle_waivers(manifest.waivers, [(item.gate_id, item.declaration) for item in owed]),
    )
    return Plan(asked, (*_unsound(problems), *owed), later)


def _unsound(problems: tuple[Problem, ...]) -> Iterator[Unsound]:
    seen: dict[str, int] = {}
    for problem in problems:
        name = f"line{problem.where.line or 1}"
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            name = f"{name}_{seen[name]}"
        yield Unsound(gate_id=MANIFEST_GATE, declaration=name, where=problem.where, problem=problem)


def _owed_to(gate: Gate, manifest: Manifest, phase: Phase) -> Iterator[Owed]:
    required = phase.reaches(gate.since)
    found = False
    for subject in (entry for kind in gate.subjects for entry in manifest.of(kind) if _is_meant(gate, entry)):
        missing = [need for need in gate.needs if need not in subject.broken and getattr(subject, need) is None]
        if not missing:
            found = True
            yield Judgement(
                gate_id=gate.id,
                declaration=subject.name,
                where=_place(gate, subject),
                required=required,
                gate=gate,
                subject=subject,
            )
        elif required and not isinstance(subject, gate.optional_for):
            found = True
            yield _missing_fields(gate, subject, missing)
    if required and not found:
        yield _nothing_declared(gate, manifest)


def _is_meant(gate: Gate, subject: Declaration) -> bool:
    try:
        return bool(gate.applies(subject))
    except Exception:  # noqa: BLE001 - a third party's predicate, or a field that could not be read: nobody is let off by it
        return True


def _place(gate: Gate, subject: Declaration) -> Location:
    return subject.at(gate.needs[-1]) if gate.needs else subject.where


def _missing_fields(gate: Gate, subject: Declaration, missing: list[str]) -> Absence:
    return Absence(
        gate_id=gate.id,
        declaration=subject.name,
        where=subject.where,
        gate=gate,
        missing=f"{subject.section}.{subject.name} declares no {' and no '.join(missing)}",
        snippet=add_field(subject, missing),
    )


def _nothing_declared(gate: Gate, manifest: Manifest) -> Owed:
    sections: Mapping[str, Problem] = manifest.broken_sections
    for kind in gate.subjects:
        if kind.section in sections:
            return Unsound(
                gate_id=gate.id, declaration=None, where=sections[kind.section].where, problem=sections[kind.section]
            )
    names = " or ".join(kind.section for kind in gate.subjects)
    return Absence(
        gate_id=gate.id,
        declaration=None,
        where=Location(manifest.path, 1),
        gate=gate,
        missing=f"{manifest.path} declares nothing under {names}"
        + (f" with {' and '.join(gate.needs)}" if gate.needs else "")
        + (" that it is asked of" if any(manifest.of(kind) for kind in gate.subjects) else ""),
        snippet=add_declaration(gate),
    )
