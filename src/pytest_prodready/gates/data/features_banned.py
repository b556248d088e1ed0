"""Does the model decide by what it must not decide by?"""

from collections.abc import Iterator

from pytest_prodready.core.gate import gate
from pytest_prodready.core.measurement import Measurement, at_least, at_most
from pytest_prodready.core.phase import Phase
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.instruments.associations.instrument import Associations
from pytest_prodready.instruments.predictions.instrument import Predictions
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.names import shown


@gate("data.features_banned", since=Phase.PROTOTYPE, needs=["banned"], optional_for=[Dataset])
def features_banned(
    subject: Dataset, tables: Tables, predictions: Predictions, associations: Associations
) -> Iterator[Measurement]:
    """No prediction depends on a banned column, nor on a column that stands for one.

    What a model uses is found out by asking it, not by reading a list: in up to 500 rows of the table one column at a
    time takes another row's value, and every answer that changes counts. A column that is used may be associated with
    a banned one up to a Cramér's V of 0.3, a medium effect (J. Cohen, "Statistical Power Analysis", 2nd ed. 1988),
    corrected for its bias (Bergsma 2013) and judged on the upper end of its one-sided 95 % bootstrap interval. Numbers
    are compared by their tenths.

    Why: a model that was never shown the ethnicity learns it from the postcode, and decides by it all the same.
    To fix: leave the column out of the features and train again; where a proxy must stay, say why and raise its limit.
    """
    declared = subject.banned
    if declared is None:
        return
    table = tables.open(subject)
    dependence = predictions.dependence(declared.predict, table, must_vary=declared.columns)
    where = subject.at("banned.columns")
    used = [name for name, changed in dependence.items() if changed and name not in declared.columns]
    yield at_least("columns that predictions depend on", len(used), 1, unit="columns", where=where)
    for name in declared.columns:
        what = f"predictions that change with {shown(name)}"
        yield at_most(what, dependence[name], 0, unit="predictions", where=where)
    for name in used:
        for banned in declared.columns:
            yield at_most(
                f"{shown(name)} as a proxy of {shown(banned)} (Cramér's V)",
                associations.between(table, name, banned),
                declared.association,
                unit="",
                where=subject.at("banned.association"),
                limit_is_default=not subject.wrote("banned.association"),
            )
