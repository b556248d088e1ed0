"""Rows that repeat the values of others, as pandas compares them: missing values are equal, and so are both zeros."""

from collections.abc import Sequence
from typing import Any

from pytest_prodready.instruments.schemas.compiled.reading import Kind, Reading
from pytest_prodready.instruments.schemas.findings import Finding, said, unique_by
from pytest_prodready.instruments.tables.table import EXAMPLES, Table


def comparable(seen: Reading) -> Any:
    """The value, null where it is missing, with one zero, since pandas takes -0.0 and 0.0 for the same."""
    import ibis  # type: ignore[import-untyped] # noqa: PLC0415 - ships no types; heavy

    if seen.kind is not Kind.FLOAT:
        return seen.value
    return ibis.ifelse(seen.missing, ibis.null(seen.value.type()), seen.value + 0.0)


def repeated(rows: Any, values: Sequence[Any]) -> Any:
    """The rows whose values stand there more than once; only rows with a hash that is not their own are compared."""
    import ibis  # noqa: PLC0415 - heavy

    names = [f"key{number}" for number in range(len(values))]
    keyed = rows.mutate(**dict(zip(names, values, strict=True)))
    hashed = keyed.mutate(hash=ibis.struct({name: keyed[name] for name in names}).hash())
    shared = hashed.group_by("hash").aggregate(n=hashed.count())
    suspects = hashed.semi_join(shared.filter(shared.n > 1), "hash")
    numbered = suspects.mutate(times=suspects.count().over(group_by=names))
    return numbered.filter(numbered.times > 1)


def findings(table: Table, unique: Sequence[str], seen: Sequence[Reading]) -> list[Finding]:
    """What pandera finds where several columns must be unique together; `seen` are those that the table has."""
    import ibis  # noqa: PLC0415 - heavy

    if not seen:
        return []
    values = [comparable(reading) for reading in seen]
    key = ibis.struct({f"key{number}": value for number, value in enumerate(values)})
    hashes = table.arrow(table.expression.aggregate(n=key.hash().nunique())).to_pylist()[0]["n"]
    if hashes == table.rows:
        return []
    rows = repeated(table.expression, values)
    # Of the repeated rows pandera tells those with a value, the first column's before the others'.
    absent = [rows[f"key{number}"].isnull().cast("int64") for number in range(len(values))]
    first = absent[-1] + len(values) - 1
    for number in reversed(range(len(values) - 1)):
        first = ibis.ifelse(absent[number] == 0, number, first)
    told = rows.mutate(first=first).filter(first < len(values))
    count = table.arrow(rows.aggregate(all=rows.count(), told=rows.count(where=first < len(values)))).to_pylist()[0]
    if not count["all"]:
        return []
    places = table.arrow(told.order_by("first", "place").select("place").limit(EXAMPLES)).to_pylist()
    shown = said([table.row(one["place"]) for one in places], count["told"])
    return [Finding(None, unique_by(unique), max(1, count["told"]), "rows", shown)]
