"""Rows of one table that stand in another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pytest_prodready.instruments.tables.comparable import comparable
from pytest_prodready.instruments.tables.table import EXAMPLES, Table, is_missing


@dataclass(frozen=True, slots=True)
class Shared:
    """How many rows of a table occur in the other one, and where the first of them stand."""

    count: int
    rows: tuple[str, ...] = ()


def shared(evaluation: Table, training: Table, names: Sequence[str], *, keys: bool = False) -> Shared:
    """Rows of `evaluation` whose values of `names` occur in `training`; two missing values are equal.

    As keys they are not: a row without its key is left out. Rows are compared by a 64-bit hash; only those whose hash
    occurs on both sides are compared by value, so equal hashes decide nothing.
    """
    ours, theirs = _hashed(evaluation, training, names, keys=keys)
    suspects = ours.semi_join(theirs, ours.hash == theirs.hash)
    if not evaluation.arrow(suspects.aggregate(n=suspects.count()))["n"][0].as_py():
        return Shared(0)
    others = theirs.semi_join(ours, theirs.hash == ours.hash)
    equal = [suspects[f"v{index}"].identical_to(others[f"v{index}"]) for index in range(len(names))]
    found = suspects.semi_join(others, [suspects.hash == others.hash, *equal])
    count = int(evaluation.arrow(found.aggregate(n=found.count()))["n"][0].as_py())
    first = evaluation.arrow(found.select("place").order_by("place").limit(EXAMPLES))["place"].to_pylist()
    return Shared(count, tuple(evaluation.row(place) for place in first))


def _hashed(evaluation: Table, training: Table, names: Sequence[str], *, keys: bool) -> tuple[Any, Any]:
    import ibis  # type: ignore[import-untyped] # noqa: PLC0415 - ships no types; heavy

    pairs = [comparable(evaluation.column(name), training.column(name)) for name in names]
    made = []
    for table, values in zip((evaluation, training), zip(*pairs, strict=True), strict=True):
        rows = table.expression
        for name in names if keys else ():
            rows = rows.filter(~is_missing(table.column(name)))
        named = {f"v{index}": value for index, value in enumerate(values)}
        chosen = rows.select("place", **named)
        one = chosen.v0 if len(names) == 1 else ibis.struct({name: chosen[name] for name in named})
        made.append(chosen.mutate(hash=one.hash()))
    # A view, since both may be one table, which could not be told from itself.
    return made[0], made[1].view()
