"""Does the training sample look like what production sends?"""

from collections.abc import Iterator

from pytest_prodready.core.gate import gate
from pytest_prodready.core.measurement import Measurement, at_most
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.question import Question
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.instruments.representative.instrument import Representatives
from pytest_prodready.instruments.tables.instrument import Tables


@gate(
    "data.representative",
    since=Phase.PROTOTYPE,
    answers=[Question.DATA],
    needs=["representative"],
    optional_for=[Dataset],
)
def representative(subject: Dataset, tables: Tables, representatives: Representatives) -> Iterator[Measurement]:
    """No classifier tells the training sample from production, and as many values are missing in both.

    Gradient-boosted trees (scikit-learn) learn in five folds which table a row comes from: a two-sample test by
    classifier (D. Lopez-Paz and M. Oquab, "Revisiting classifier two-sample tests", ICLR 2017). Their area under the
    ROC curve on rows that they have not seen is 0.5 where nothing tells the tables apart; it is judged on the upper
    end of a one-sided 95 % interval (Newcombe 2006, method 5). At most 20,000 rows of each table are taken, chosen by
    hash and seed. Keys and the declared time are left out, and so are columns that one table lacks. Missing values
    are counted over whole tables; the difference of their shares is judged on its upper bound (Newcombe 1998, method
    10). Limits of 0.6 and 5 points are conventions.

    Why: a model learns the world of its sample; where production is another one, its measured quality means nothing.
    To fix: look at the columns that are named: draw the sample anew from production, or leave out what only one has.
    """
    found, declared = representatives.compare(subject, tables), subject.representative
    if declared is None:
        return
    yield at_most(
        "AUC of telling it from production",
        found.auc,
        declared.auc,
        unit="",
        where=subject.at("representative.auc"),
        details=("; ".join(found.told_by),) if found.told_by else (),
        limit_is_default=not subject.wrote("representative.auc"),
    )
    for column in found.missing:
        yield at_most(
            f"missing {column.column}, apart from production",
            column.apart,
            declared.missing,
            unit="share",
            where=subject.at("representative.missing"),
            details=(column.said,),
            limit_is_default=not subject.wrote("representative.missing"),
        )
