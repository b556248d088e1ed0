"""The instrument that looks for training data in evaluation data."""

from typing import ClassVar

from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.declarations.leakage import Leakage
from pytest_prodready.instruments.leakage.features import Feature, single_features
from pytest_prodready.instruments.leakage.order import Order, order
from pytest_prodready.instruments.leakage.shared import Shared, shared
from pytest_prodready.instruments.tables.comparable import sibling
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.near import no_such_column
from pytest_prodready.instruments.tables.table import Table


class Leaks(Instrument):
    """Compares an evaluation table with the training table that it names; it runs no code of the judged repo."""

    name: ClassVar[str] = "leaks"
    extra: ClassVar[str | None] = "data"

    def keys(self, subject: Dataset, tables: Tables) -> Shared | None:
        """Evaluation rows whose key occurs in training; None where no key is declared.

        Raises:
            CannotLook: the training dataset, or a column of the key, is not there.

        """
        evaluation, training, _ = self._opened(subject, tables)
        if not subject.key:
            return None
        for name in subject.key:
            for table in (evaluation, training):
                no_such_column(name, table.columns, table.source, f"datasets.{subject.name}.key")
        return shared(evaluation, training, subject.key, keys=True)

    def rows(self, subject: Dataset, tables: Tables) -> Shared:
        """Evaluation rows that occur in training, over the columns that both have; raises as `keys`."""
        evaluation, training, declared = self._opened(subject, tables)
        for name in declared.excluding:
            no_such_column(name, evaluation.columns, evaluation.source, "leakage.excluding")
        common = [name for name in evaluation.columns if name in training.columns and name not in declared.excluding]
        if not common:
            raise CannotLook(
                f"{evaluation.source} and {training.source} have no column in common", fix="correct leakage.training"
            )
        return shared(evaluation, training, common)

    def order(self, subject: Dataset, tables: Tables) -> Order | None:
        """Evaluation rows from before training ended; None where no time is declared. Raises as `order.order`."""
        evaluation, training, declared = self._opened(subject, tables)
        if declared.time is None:
            return None
        for table in (evaluation, training):
            no_such_column(declared.time, table.columns, table.source, "leakage.time")
        return order(evaluation, training, declared.time)

    def features(self, subject: Dataset, tables: Tables) -> tuple[Feature, ...]:
        """What each column alone predicts: those of both tables but for target, key and time.

        Raises:
            CannotLook: the target or the training dataset is not there, there is nothing to predict, or no feature.

        """
        evaluation, training, declared = self._opened(subject, tables)
        for table in (evaluation, training):
            no_such_column(declared.target, table.columns, table.source, "leakage.target")
        apart = {declared.target, declared.time, *(subject.key or ())}
        names = [name for name in evaluation.columns if name in training.columns and name not in apart]
        if not names:
            raise CannotLook(f"{evaluation.source} and {training.source} have no feature in common")
        self.bench.announce(f"looking for the target in {len(names)} columns of {evaluation.source}")
        return single_features(evaluation, training, names, declared.target)

    def _opened(self, subject: Dataset, tables: Tables) -> tuple[Table, Table, Leakage]:
        declared = subject.leakage
        if declared is None:
            raise CannotLook(f"datasets.{subject.name} declares no leakage")
        other = sibling(subject, declared.training, "leakage.training")
        try:
            import ibis  # type: ignore[import-untyped] # noqa: F401, PLC0415 - ships no types; heavy
        except ImportError as error:
            raise self.missing_extra(error) from None
        return tables.open(subject), tables.open(other), declared
