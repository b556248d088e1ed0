"""One judged system: its manifest, what it owes, and the engine that decides; found from the command line."""

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pytest_prodready.core.catalog import Catalog
from pytest_prodready.core.declaration import Declaration
from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.gate import GateError
from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.verdict import Verdict
from pytest_prodready.engine import Engine
from pytest_prodready.manifest.load import BUILT_IN, Manifest, ManifestUnreadable, find_manifest, load_manifest
from pytest_prodready.policy.plan import Owed, Plan, make_plan
from pytest_prodready.policy.waivers import waive


@dataclass(frozen=True, slots=True)
class System:
    """`prefix` is the manifest's path from pytest's root, the first part of its node ids."""

    manifest: Manifest
    path: Path
    prefix: str
    plan: Plan
    engine: Engine
    today: date

    def judge(self, owed: Owed) -> Verdict:
        """The verdict on one owed item, waivers applied."""
        return waive(self.engine.decide(owed), self.manifest.waivers, self.today)

    @property
    def nodes(self) -> dict[str, Owed]:
        """Pytest node ids to what is owed under them."""
        return {f"{self.prefix}::{gap(owed)}::{item_name(owed)}": owed for owed in self.plan.owed}


def gap(owed: Owed) -> str:
    """The name of the collector an item stands under."""
    return owed.gate_id.partition(".")[0]


def item_name(owed: Owed) -> str:
    """The name of an item: the gate, and the declaration where pytest puts parameters."""
    name = owed.gate_id.partition(".")[2]
    return name if owed.declaration is None else f"{name}[{owed.declaration}]"


def manifests_of(config: pytest.Config) -> tuple[Path, ...]:
    """The manifests named by options or ini, else the one found from the arguments' folders upwards.

    Raises:
        pytest.UsageError: there is none, or one lies outside pytest's root.

    """
    here = config.invocation_params.dir
    named = [here / word for word in config.getoption("prodready_manifest")]
    named = named or [config.rootpath / word for word in config.getini("prodready_manifest")]
    try:
        found = [absolute(path) for path in named] or [_found_above(config)]
    except ManifestUnreadable as error:
        raise pytest.UsageError(str(error)) from None
    for path in found:
        if not path.is_relative_to(config.rootpath):
            raise pytest.UsageError(
                f"--prodready: {path} lies outside the root {config.rootpath}; run pytest there, or set --rootdir"
            )
    return tuple(dict.fromkeys(found))


def absolute(path: Path) -> Path:
    """The path without dots and without following links, as pytest tells its own."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links


def _found_above(config: pytest.Config) -> Path:
    here = config.invocation_params.dir
    starts = [absolute(here / str(word).split("::")[0]) for word in config.args] or [here]
    folders = [path if path.is_dir() else path.parent for path in starts]
    found: Path | None = find_manifest(folders, config.rootpath)
    if found is None:
        raise pytest.UsageError(
            f"--prodready: no prodready.yaml in {config.rootpath} or in the folders of the arguments\n"
            "  `prodready init` writes a first one, or name it with --prodready-manifest PATH"
        )
    return found


def systems_of(config: pytest.Config, announce: Callable[[str], None]) -> tuple[System, ...]:
    """Every system that this run judges, read and planned.

    Raises:
        pytest.UsageError: a manifest cannot be read at all, a gate id is taken, or the phase is unknown.

    """
    gates, sections, toolbox = _extensions(config)
    paths = manifests_of(config)
    today = datetime.now(UTC).date()
    phase = _phase(config)
    static = config.getoption("prodready_static") or os.environ.get("PRODREADY_UNTRUSTED") == "1"
    systems = []
    for path in paths:
        try:
            manifest = load_manifest(path, path.parent, declarations=sections, today=today)
        except ManifestUnreadable as error:
            raise pytest.UsageError(f"--prodready: {error}") from None
        scratch = Path(tempfile.mkdtemp(prefix="prodready-"))
        read = Evidence(manifest.path, max(1, len(manifest.declarations)), "declarations", manifest.sha256)
        engine = Engine(Bench(path.parent, scratch, announce), toolbox, read, static)
        prefix = path.relative_to(config.rootpath).as_posix()
        systems.append(System(manifest, path, prefix, make_plan(manifest, gates, phase), engine, today))
    return tuple(systems)


def _extensions(config: pytest.Config) -> tuple[Catalog, Sequence[type[Declaration]], Mapping[str, str]]:
    try:
        catalog = Catalog(gate for found in config.hook.pytest_prodready_gates() for gate in found)
    except GateError as error:
        raise pytest.UsageError(f"--prodready: {error}") from None
    sections = [kind for found in config.hook.pytest_prodready_declarations() for kind in found]
    toolbox: dict[str, str] = {}
    for found in reversed(config.hook.pytest_prodready_instruments()):
        toolbox.update(found)
    return catalog, [*BUILT_IN, *sections], toolbox


def _phase(config: pytest.Config) -> Phase | None:
    word = config.getoption("prodready_phase")
    if word is not None and word not in set(Phase):
        raise pytest.UsageError(f"--prodready-phase: no phase {word!r}; the phases are {', '.join(Phase)}")
    return None if word is None else Phase(word)


def origins(config: pytest.Config) -> dict[str, str]:
    """Each gate with the module it comes from."""
    return {gate.id: gate.judge.__module__ for found in config.hook.pytest_prodready_gates() for gate in found}
