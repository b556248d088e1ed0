"""The instrument that holds labels against each other, in the engine."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.instruments.statistics.agreement import cohens_kappa
from pytest_prodready.instruments.statistics.proportion import wilson
from pytest_prodready.instruments.tables.comparable import comparable
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.names import shown
from pytest_prodready.instruments.tables.near import no_such_column
from pytest_prodready.instruments.tables.table import EXAMPLES, Table

MOST_LABELS = 100


@dataclass(frozen=True, slots=True)
class Contradictions:
    """The share of rows that contradict another, how many they are of how many, and the first of them."""

    share: Estimate
    said: str


class LabelChecks(Instrument):
    """Finds labels that contradict each other; it runs no code of the judged repo."""

    name: ClassVar[str] = "label_checks"
    extra: ClassVar[str | None] = "data"

    def contradictions(self, subject: Dataset, tables: Tables) -> Contradictions:
        """Rows with a label whose features are those of another row with another label.

        Raises:
            CannotLook: a column is not there, no row has a label, or all have the same.

        """
        table, declared = tables.open(subject), subject.labels
        if declared is None:
            raise CannotLook(f"datasets.{subject.name} declares no labels")
        for name in (declared.target, *([declared.second] if declared.second else []), *(declared.columns or ())):
            no_such_column(name, table.columns, table.source, "labels")
        left = {declared.target, declared.second, *(subject.key or ())}
        names = declared.columns or tuple(name for name in table.columns if name not in left)
        if not names:
            raise CannotLook(f"{table.source} has no column but labels and key", fix="correct labels.columns")
        return _contradictions(table, names, declared.target)

    def agreement(self, subject: Dataset, tables: Tables) -> Estimate | None:
        """Cohen's kappa over the rows that both annotators labelled; None where no second one is declared.

        Raises:
            CannotLook: a column is not there, no row has both labels, there are more than a hundred different ones,
                or all are the same.

        """
        table, declared = tables.open(subject), subject.labels
        if declared is None or declared.second is None:
            return None
        for name in (declared.target, declared.second):
            no_such_column(name, table.columns, table.source, "labels")
        one, other = comparable(table.column(declared.target), table.column(declared.second))
        rows = table.expression.select(one=one.cast("string"), other=other.cast("string")).drop_null()
        pairs = rows.group_by(["one", "other"]).aggregate(n=rows.count()).limit(MOST_LABELS**2 + 1)
        counts = {(pair["one"], pair["other"]): int(pair["n"]) for pair in table.arrow(pairs).to_pylist()}
        labels = {label for pair in counts for label in pair}
        both = f"{shown(declared.target)} and {shown(declared.second)}"
        if not 2 <= len(labels) <= MOST_LABELS:  # noqa: PLR2004 - agreement on one label is none
            raise CannotLook(
                f"{table.source}: {sum(counts.values()):,} rows have {both}, with {len(labels):,} different labels; "
                f"agreement is measured on 2 to {MOST_LABELS}",
                fix="let the second annotator label rows of every class",
            )
        return cohens_kappa(counts)


def _contradictions(table: Table, names: Sequence[str], target: str) -> Contradictions:
    rows = _hashed(table, names, target)
    total = table.arrow(rows.aggregate(n=rows.count(), labels=rows.label.nunique())).to_pylist()[0]
    if total["labels"] < 2:  # noqa: PLR2004 - labels that can differ
        raise CannotLook(
            f"{table.source}: {shown(target)} holds {total['labels']} different labels: nothing can contradict",
            fix="take rows of every class",
        )
    hashes = rows.group_by("hash").aggregate(labels=rows.label.nunique())
    suspects = rows.semi_join(hashes.filter(hashes.labels > 1), "hash")
    groups = suspects.group_by([f"v{index}" for index in range(len(names))]).aggregate(
        n=suspects.count(),
        labels=suspects.label.nunique(),
        places=suspects.place.collect(order_by=suspects.place)[:EXAMPLES],
    )
    groups = groups.filter(groups.labels > 1)
    counted = groups.mutate(all=groups.n.sum().over(), first=groups.places[0])
    found = table.arrow(counted.order_by("first").limit(EXAMPLES).select("all", "places")).to_pylist()
    count = int(found[0]["all"]) if found else 0
    said = f"{count:,} of {total['n']:,} rows" + "".join(
        f"; rows {', '.join(map(table.row, group['places']))} have the same features and different labels"
        for group in found
    )
    return Contradictions(wilson(count, total["n"]), said)


def _hashed(table: Table, names: Sequence[str], target: str) -> Any:
    import ibis  # type: ignore[import-untyped] # noqa: PLC0415 - ships no types; heavy

    values = {f"v{index}": comparable(table.column(name), table.column(name))[0] for index, name in enumerate(names)}
    label = comparable(table.column(target), table.column(target))[0]
    rows = table.expression.select("place", label=label, **values)
    rows = rows.filter(rows.label.notnull())
    return rows.mutate(hash=ibis.struct({name: rows[name] for name in values}).hash())
