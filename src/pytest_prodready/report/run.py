"""A finished run as every writer receives it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pytest_prodready.core.evidence import Fact
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """One manifest of the run: its path from the root, the sha256 of its bytes, its project and the phase judged at."""

    manifest: str
    sha256: str
    project: str
    phase: Phase


@dataclass(frozen=True, slots=True)
class Note:
    """A waiver as the summary tells it, or anything else a reader must know besides the verdicts."""

    text: str
    urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """`nodes` maps each pytest node id to its verdict, in the order of the manifest, the unjudged included.

    `complete` says that everything owed was judged exactly once. `left_out` are nodes that the command line did
    not select, `not_run` those that a static run was allowed to leave out. `later` names gates that a later
    phase asks for, by phase. `doubts` are lines on why the run cannot be taken as a whole. `origins` maps gates
    to the modules they come from.
    """

    nodes: Mapping[str, Verdict]
    judged: tuple[Judged, ...]
    complete: bool
    commit: str | None
    dirty: bool
    origins: Mapping[str, str]
    later: Mapping[Phase, tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    doubts: tuple[str, ...] = ()
    left_out: frozenset[str] = frozenset()
    not_run: frozenset[str] = frozenset()
    collected_only: bool = False
    static: bool = False
    folder: str = ""
    environment: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts alone, in order."""
        return tuple(self.nodes.values())

    @property
    def phase(self) -> Phase | None:
        """The phase the whole run speaks for: the earliest of its manifests."""
        return min((one.phase for one in self.judged), key=lambda phase: phase.rank, default=None)

    @property
    def stopping(self) -> dict[str, Verdict]:
        """What fails the run, by node."""
        excused = self.left_out | self.not_run
        return {node: verdict for node, verdict in self.nodes.items() if verdict.stops and node not in excused}

    @property
    def ready(self) -> bool:
        """Whether everything the phase asks for was judged, and nothing stops it."""
        return bool(self.nodes) and self.complete and not self.stopping and not self.doubts and not self.not_run
