"""Was the answer known before the question was asked?"""

from collections.abc import Iterator

from pytest_prodready.core.gate import gate
from pytest_prodready.core.measurement import Measurement, at_most
from pytest_prodready.core.phase import Phase
from pytest_prodready.declarations.dataset import Dataset, Role
from pytest_prodready.instruments.leakage.instrument import Leaks
from pytest_prodready.instruments.leakage.shared import Shared
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.names import shown


def _is_judged_on(subject: Dataset) -> bool:
    return subject.role is Role.EVALUATION or subject.leakage is not None


@gate("data.leakage", since=Phase.PROTOTYPE, needs=["leakage"], applies=_is_judged_on)
def leakage(subject: Dataset, tables: Tables, leaks: Leaks) -> Iterator[Measurement]:
    """The evaluation data hold nothing that the model was trained on, and no column that gives the answer away.

    No key and no row of the training data occurs in them, counted exactly; where a time is declared, every row is
    later than the last of training. Each column alone is scored by the area under the ROC curve that it reaches on the
    evaluation data, and judged as every estimate is, on the unfavourable bound: the upper end of a one-sided 95 %
    interval (Newcombe 2006, method 5). An AUC above the limit fails; one whose bound alone lies above it is unproven,
    and says how many rows would decide. Categories are scored by how often their value met the class in training. Of
    more than two classes the one that is predicted best counts; an amount is split at its median. Without a declared
    limit it is 0.95, a convention.

    Why: a model that was shown the answers looks brilliant until the day it meets customers it was not shown.
    To fix: split by key and time before anything else, and drop columns that are written after the outcome.
    """
    keys = leaks.keys(subject, tables)
    total = tables.open(subject).rows
    if keys is not None:
        named = ", ".join(shown(name) for name in subject.key or ())
        yield _none_shared(subject, f"evaluation rows whose {named} occurs in training", keys, total)
    yield _none_shared(subject, "evaluation rows that occur in training", leaks.rows(subject, tables), total)
    order = leaks.order(subject, tables)
    if order is not None:
        said = f"training ends {order.last}, evaluation begins {order.first}"
        details = (said, *((f"first rows {', '.join(order.rows)}",) if order.rows else ()))
        what = "evaluation rows from before the end of training"
        yield at_most(what, order.early, 0, unit="rows", where=subject.at("leakage.time"), details=details)
    features, declared = leaks.features(subject, tables), subject.leakage
    if declared is None:
        return
    for feature in features:
        yield at_most(
            f"AUC of {feature.column} alone",
            feature.auc,
            declared.single_feature_at_most,
            unit="",
            where=subject.at("leakage.single_feature_at_most"),
            details=(feature.said,),
            limit_is_default=not subject.wrote("leakage.single_feature_at_most"),
        )


def _none_shared(subject: Dataset, what: str, found: Shared, total: int) -> Measurement:
    said = f"{found.count:,} of {total:,} evaluation rows occur in training; first rows {', '.join(found.rows)}"
    details = (said,) if found.count else ()
    return at_most(what, found.count, 0, unit="rows", where=subject.at("leakage.training"), details=details)
