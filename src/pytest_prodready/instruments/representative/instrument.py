"""The instrument that tries to tell a training sample from production."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.core.evidence import Evidence, Fact
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.core.wording import quantity
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.declarations.representative import Representative
from pytest_prodready.instruments.representative.classifier import alone, out_of_fold
from pytest_prodready.instruments.representative.sample import FOLDS, MOST_ROWS, take
from pytest_prodready.instruments.statistics.differences import apart
from pytest_prodready.instruments.tables.comparable import sibling
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.names import shown
from pytest_prodready.instruments.tables.near import no_such_column
from pytest_prodready.instruments.tables.refusals import quietly
from pytest_prodready.instruments.tables.table import Table

FEWEST_ROWS = 30
"""Below it not every one of five folds can be expected to hold rows of both tables."""
_TOLD = 3


@dataclass(frozen=True, slots=True)
class Missing:
    """How far the shares of missing values of one column lie apart, and both shares as they are said."""

    column: str
    apart: Estimate
    said: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the classifier reached, the columns that give the sample away, and the missing values of each column."""

    auc: Estimate
    told_by: tuple[str, ...]
    missing: tuple[Missing, ...]


class Representatives(Instrument):
    """Trains a classifier on two tables; it runs no code of the judged repo."""

    name: ClassVar[str] = "representatives"
    extra: ClassVar[str | None] = "data"

    def compare(self, subject: Dataset, tables: Tables) -> Comparison:
        """How far a training sample is told apart from the dataset that it stands for.

        Raises:
            CannotLook: that dataset or a column is not there, the tables have no column in common or fewer than 30
                rows, a column is empty in both, or scikit-learn is not installed.

        """
        declared = subject.representative
        if declared is None:
            raise CannotLook(f"datasets.{subject.name} declares no representative")
        other = sibling(subject, declared.of, "representative.of")
        training, production = tables.open(subject), tables.open(other)
        apart = {declared.time, *(subject.key or ()), *(other.key or ())}
        names = _names(training, production, declared, apart)
        missing = _missing(training, production, names)
        try:
            with quietly():
                auc, told_by = self._told_apart(training, production, names, declared)
        except ImportError as error:
            raise self.missing_extra(error) from None
        said = {one.column: one.said for one in missing}
        return Comparison(auc, tuple(f"{line}, {said[name]})" for name, line in told_by), missing)

    def _told_apart(
        self, training: Table, production: Table, names: Sequence[str], declared: Representative
    ) -> tuple[Estimate, tuple[tuple[str, str], ...]]:
        self.bench.announce(f"training a classifier to tell {training.source} from {production.source}")
        sample = take(training, production, names, declared.seed)
        auc = out_of_fold(sample, declared.seed)
        self._leave_evidence(training, production, names, len(sample.production))
        if auc.high <= declared.auc:
            return auc, ()
        ranked = sorted(zip(alone(sample, declared.seed), names, strict=True), key=lambda one: -one[0].value)
        return auc, tuple(
            (shown(name), f"told apart by '{shown(name)}' (AUC {quantity(one.value, '')}")
            for one, name in ranked[:_TOLD]
        )

    def _leave_evidence(self, training: Table, production: Table, names: Sequence[str], rows: int) -> None:
        left = sorted({*training.columns, *production.columns} - set(names))
        facts: dict[str, Fact] = {
            "rows": f"{min(MOST_ROWS, training.rows):,} of {training.rows:,} and "
            f"{min(MOST_ROWS, production.rows):,} of {production.rows:,}, by the order of their hash",
            "classifier": f"HistGradientBoostingClassifier of scikit-learn, {FOLDS} folds",
            "columns": len(names),
            "not compared": clean(", ".join(shown(name) for name in left), width=300),
        }
        self.saw(Evidence(clean(f"{training.source} and {production.source}", width=200), rows, "rows", facts=facts))


def _names(training: Table, production: Table, declared: Representative, left: set[str | None]) -> tuple[str, ...]:
    for table in (training, production):
        if table.rows < FEWEST_ROWS:
            raise CannotLook(
                f"{table.source}: {table.rows:,} rows; {FEWEST_ROWS} is the fewest that are told apart",
                fix="take more rows",
            )
        for name in declared.columns or ():
            no_such_column(name, table.columns, table.source, "representative.columns")
    if declared.time is not None:
        no_such_column(declared.time, training.columns, training.source, "representative.time")
    common = [name for name in training.columns if name in production.columns and name not in left]
    names = tuple(common if declared.columns is None else declared.columns)
    if not names:
        raise CannotLook(f"{training.source} and {production.source} have no column in common but keys and time")
    return names


def _missing(training: Table, production: Table, names: Sequence[str]) -> tuple[Missing, ...]:
    ours, theirs = training.missing(names), production.missing(names)
    found = []
    for name in names:
        sides = (ours[name], training.rows), (theirs[name], production.rows)
        if all(count == rows for count, rows in sides):
            raise CannotLook(
                f"{shown(name)} is empty in {training.source} and in {production.source}: nothing can be compared",
                fix="fill it, or name the other columns under representative.columns",
            )
        shares = " / ".join(quantity(count / rows, "share") for count, rows in sides)
        found.append(Missing(shown(name), apart(*sides[0], *sides[1]), f"null {shares}"))
    return tuple(found)
