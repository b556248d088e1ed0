"""The ledger: what the run owes, what was judged, and what the exit code may say of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pytest_prodready.core.outcome import Outcome
from pytest_prodready.core.verdict import Verdict
from pytest_prodready.policy.plan import Owed


@dataclass(slots=True)
class Ledger:
    """Node ids to what is owed; filled by reports, closed once.

    `selected` are the node ids that were left to judge after every selection, None while nobody has told.
    """

    owed: Mapping[str, Owed]
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    judged: Counter[str] = field(default_factory=Counter)
    selected: set[str] | None = None

    def select(self, nodes: Iterable[str]) -> None:
        """Take note of what is left to judge."""
        self.selected = (self.selected or set()) | (set(nodes) & set(self.owed))

    def record(self, node: str, verdict: Verdict) -> None:
        """Take down a verdict as it comes in; only what is owed counts."""
        if node in self.owed and (verdict.gate, verdict.declaration) == (
            self.owed[node].gate_id,
            self.owed[node].declaration,
        ):
            self.judged[node] += 1
            self.verdicts[node] = verdict

    @property
    def left_out(self) -> tuple[str, ...]:
        """What is owed and was not selected for this run."""
        selected = set(self.judged) if self.selected is None else self.selected | set(self.judged)
        return tuple(node for node in self.owed if node not in selected)

    @property
    def lost(self) -> tuple[str, ...]:
        """What was selected and has not exactly one verdict."""
        left_out = set(self.left_out)
        return tuple(node for node in self.owed if node not in left_out and self.judged[node] != 1)

    @property
    def complete(self) -> bool:
        """Whether everything that is owed was judged exactly once."""
        return bool(self.owed) and all(self.judged[node] == 1 for node in self.owed)

    def closed(self, why_left_out: str) -> dict[str, Verdict]:
        """A verdict for everything that is owed: what was not judged exactly once is unproven."""
        left_out = set(self.left_out)
        return {
            node: self.verdicts[node]
            if self.judged[node] == 1
            else self._unjudged(node, owed, why_left_out if node in left_out else "")
            for node, owed in self.owed.items()
        }

    def _unjudged(self, node: str, owed: Owed, why: str) -> Verdict:
        reason = f"judged {self.judged[node]} times, not once" if self.judged[node] else "owed, but not judged"
        return Verdict(
            gate=owed.gate_id,
            declaration=owed.declaration,
            outcome=Outcome.UNPROVEN,
            location=owed.where,
            required=owed.required,
            reason=f"{reason}: {why}" if why else reason,
        )
