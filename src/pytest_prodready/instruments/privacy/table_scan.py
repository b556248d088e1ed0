"""Personal data in the columns of a table: the engine finds what might be, the detectors say what is."""

from collections.abc import Sequence
from typing import Any

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.privacy.detectors import CANARIES, kinds_in, rough
from pytest_prodready.instruments.privacy.tally import Tally
from pytest_prodready.instruments.tables.names import shown
from pytest_prodready.instruments.tables.table import Table

MOST = 200_000
"""Different values of a column that are looked at one by one: some seconds of work."""
_PLANTED = (1 << 63) - 1
"""The place of a canary: below every row."""


def scan_column(table: Table, name: str, regions: Sequence[str]) -> Tally:
    """What a column holds; the canaries stand below its last row.

    Raises:
        CannotLook: more different values have the form of personal data than can be looked at.

    """
    import ibis  # type: ignore[import-untyped] # noqa: PLC0415 - ships no types; heavy
    import pyarrow as pa  # type: ignore[import-untyped] # noqa: PLC0415 - ships no types; heavy

    real = table.expression.select(value=table.column(name).cast("string"), place=table.expression.place)
    planted = ibis.memtable(pa.table({"value": list(CANARIES.values()), "place": [_PLANTED] * len(CANARIES)}))
    rows = ibis.union(real, planted.select("value", place=planted.place.cast(real.place.type())))
    suspect = rows.filter(rows.value.re_search(rough(regions)))
    grouped = suspect.group_by("value").aggregate(
        n=suspect.count(where=suspect.place != _PLANTED), place=suspect.place.min()
    )
    found: Any = table.arrow(grouped.order_by(ibis.desc("place")).limit(MOST + 1))
    if len(found) > MOST:
        raise CannotLook(
            f"{table.source}: more than {MOST:,} different values of {shown(name)} look like personal data",
            fix="declare the column under privacy.columns, or leave regions out",
        )
    return _tallied(table, name, regions, found.to_pylist())


def _tallied(table: Table, name: str, regions: Sequence[str], records: list[dict[str, Any]]) -> Tally:
    tally = Tally(shown(name), "rows")
    for record in reversed(records):
        kinds = set(kinds_in(record["value"], regions))
        tally.canaries |= {kind for kind in kinds if CANARIES[kind] == record["value"]}
        if record["n"]:
            tally.add(sorted(kinds), table.row(record["place"]), record["n"])
    return tally
