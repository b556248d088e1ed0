"""How well one column alone predicts the target, counted in the engine."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.leakage.target import Side, sides
from pytest_prodready.instruments.statistics.ranks import auc_estimate
from pytest_prodready.instruments.tables.comparable import comparable
from pytest_prodready.instruments.tables.names import shown
from pytest_prodready.instruments.tables.numbers import continuous, number
from pytest_prodready.instruments.tables.table import Table

FEW_VALUES = 1000
"""A column of numbers with no more values in training is also taken as one of codes."""


@dataclass(frozen=True, slots=True)
class Feature:
    """The AUC of one column alone, for which class, and how it was turned into a score."""

    column: str
    auc: Estimate
    said: str


def single_features(evaluation: Table, training: Table, names: Sequence[str], target: str) -> tuple[Feature, ...]:
    """The best that each column alone can do on the evaluation table, for the class that it predicts best.

    A column of numbers or times ranks rows by its value, its missing values below or above all others; either way
    round, so that no AUC is below 0.5. Categories, and numbers of few values, rank rows by how often their value met
    the class in training; a value that training lacks has the rate of all.

    Raises:
        CannotLook: there is nothing to predict, as `sides` says, or no row has a target.

    """
    on_line = continuous(evaluation, names) & continuous(training, names)
    codes = _of_few_values(training, sorted(on_line))
    chosen = sides(evaluation, training, target)
    found = []
    for name in names:
        scores = [score for side in chosen for score in _scores(evaluation, training, name, side, on_line, codes)]
        found.append(max(scores, key=lambda one: one.auc.value))
    return tuple(found)


def auc(table: Table, counted: Any) -> tuple[float, int, int]:
    """The AUC of `score` over a relation of counts (`score`, `p` of the class, `q` of the others), and both totals.

    The Mann-Whitney statistic, ties counted half: each group of equal scores, with what lies below it.
    """
    import ibis  # type: ignore[import-untyped] # noqa: PLC0415 - ships no types; heavy

    groups = counted.group_by("score").aggregate(p=counted.p.sum().cast("float64"), q=counted.q.sum().cast("float64"))
    up_to = ibis.cumulative_window(order_by=groups.score)
    ranked = groups.mutate(below=groups.q.sum().over(up_to) - groups.q / 2)
    wins = (ranked.p * ranked.below).sum()
    answer = table.arrow(ranked.aggregate(wins=wins, p=ranked.p.sum(), q=ranked.q.sum())).to_pylist()[0]
    positives, negatives = int(answer["p"] or 0), int(answer["q"] or 0)
    if not positives or not negatives:
        raise CannotLook(f"{table.source}: rows with a target are {positives:,} of one class, {negatives:,} of others")
    return min(1.0, max(0.0, answer["wins"] / (positives * negatives))), positives, negatives


def _scores(
    evaluation: Table, training: Table, name: str, side: Side, on_line: frozenset[str], codes: frozenset[str]
) -> Iterator[Feature]:
    if name in on_line:
        ours, theirs = number(evaluation.column(name)), number(training.column(name))
        counted = _counted(evaluation.expression, ours, side.evaluation)
        for far, word in ((float("-inf"), "below"), (float("inf"), "above")):
            filled = counted.mutate(score=counted.x.coalesce(far))
            yield _feature(name, auc(evaluation, filled), f"for {side.said}, by its value, missing ones {word}")
        if name not in codes:
            return
    else:
        ours, theirs = comparable(evaluation.column(name), training.column(name))
    rated = _rated(_counted(evaluation.expression, ours, side.evaluation), training, theirs, side.training)
    yield _feature(name, auc(evaluation, rated), f"for {side.said}, by the rate of each value in training")


def _feature(name: str, measured: tuple[float, int, int], said: str) -> Feature:
    value, positives, negatives = measured
    return Feature(shown(name), auc_estimate(max(value, 1 - value), positives, negatives), said)


def _counted(rows: Any, value: Any, flag: Any) -> Any:
    """Rows with a target, counted by value and class."""
    chosen = rows.select(x=value, y=flag)
    chosen = chosen.filter(chosen.y.notnull())
    return chosen.group_by("x").aggregate(p=chosen.y.sum(), q=(~chosen.y).sum())


def _rated(counted: Any, training: Table, theirs: Any, flag: Any) -> Any:
    known = _counted(training.expression, theirs, flag)
    rates = known.select(value=known.x, rate=known.p / (known.p + known.q))
    overall = known.aggregate(overall=known.p.sum() / (known.p + known.q).sum())
    joined = counted.left_join(rates, counted.x.identical_to(rates.value)).cross_join(overall)
    return joined.select("p", "q", score=joined.rate.coalesce(joined.overall))


def _of_few_values(training: Table, names: Sequence[str]) -> frozenset[str]:
    if not names:
        return frozenset()
    asked = {f"n{index}": number(training.column(name)).approx_nunique() for index, name in enumerate(names)}
    answer = training.arrow(training.expression.aggregate(**asked)).to_pylist()[0]
    return frozenset(name for index, name in enumerate(names) if answer[f"n{index}"] <= FEW_VALUES)
