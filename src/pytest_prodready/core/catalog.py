"""Every gate of a run, by id."""

from collections.abc import Iterable, Iterator, Mapping

from pytest_prodready.core.gap import Gap
from pytest_prodready.core.gate import Gate, GateError


class Catalog(Mapping[str, Gate]):
    """The gates in the order of their gaps, then by name.

    Raises:
        GateError: two gates share an id; both places are named.

    """

    def __init__(self, gates: Iterable[Gate]) -> None:
        self._gates: dict[str, Gate] = {}
        for gate in sorted(gates, key=lambda gate: (list(Gap).index(gate.gap), gate.name)):
            other = self._gates.get(gate.id)
            if other is not None:
                raise GateError(
                    f"gate id {gate.id!r} is declared twice: {other.source}:{other.line} and {gate.source}:{gate.line}"
                )
            self._gates[gate.id] = gate

    def __getitem__(self, gate_id: str) -> Gate:
        return self._gates[gate_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._gates)

    def __len__(self) -> int:
        return len(self._gates)
