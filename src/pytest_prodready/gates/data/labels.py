"""Can the labels be learned at all?"""

from collections.abc import Iterator

from pytest_prodready.core.gate import gate
from pytest_prodready.core.measurement import Measurement, at_least, at_most
from pytest_prodready.core.phase import Phase
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.instruments.labels.instrument import LabelChecks
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.names import shown


@gate("data.labels", since=Phase.PROTOTYPE, needs=["labels"], optional_for=[Dataset])
def labels(subject: Dataset, tables: Tables, label_checks: LabelChecks) -> Iterator[Measurement]:
    """Rows that are equal have equal labels, and a second annotator agrees with the first.

    The share of rows whose features are those of another row with another label is judged on the upper end of a
    one-sided 95 % Wilson interval (Wilson 1927); all rows of such a group count, since nobody knows which is right.
    Cohen's kappa over the rows that both annotators labelled is judged on its lower end (Fleiss, Cohen and Everitt
    1969). A floor of 0.6 is where Landis and Koch (1977) call agreement substantial; a budget of 1 % is a convention.

    Why: no model is better than the labels that it learned and is measured by; where people disagree, it guesses.
    To fix: settle the rows that are named, and write down the rule by which both annotators decide.
    """
    found, declared = label_checks.contradictions(subject, tables), subject.labels
    agreement = label_checks.agreement(subject, tables)
    if declared is None:
        return
    yield at_most(
        "rows whose label contradicts another",
        found.share,
        declared.contradictions,
        unit="share",
        where=subject.at("labels.contradictions"),
        details=(found.said,),
        limit_is_default=not subject.wrote("labels.contradictions"),
    )
    if agreement is not None:
        yield at_least(
            f"kappa of {shown(declared.target)} and {shown(declared.second or '')}",
            agreement,
            declared.kappa,
            unit="",
            where=subject.at("labels.kappa"),
            limit_is_default=not subject.wrote("labels.kappa"),
        )
