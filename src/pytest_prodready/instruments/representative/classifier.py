"""The domain classifier: how well rows of two tables are told apart that it has not seen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pytest_prodready.core.estimate import Estimate
from pytest_prodready.instruments.representative.sample import FOLDS, Sample
from pytest_prodready.instruments.statistics.ranks import auc_estimate

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

ROUNDS, ROUNDS_ALONE = 60, 20
_LEAVES = 15
_SMALL = 1000
"""Below so many rows leaves of twenty would hide what a person sees at a glance."""


def out_of_fold(sample: Sample, seed: int) -> Estimate:
    """The AUC on rows that were not learned from: the mean over the folds, weighted by their pairs of rows."""
    return _measured(sample, range(len(sample.names)), ROUNDS, seed)


def alone(sample: Sample, seed: int) -> tuple[Estimate, ...]:
    """The same for each column by itself."""
    return tuple(_measured(sample, [index], ROUNDS_ALONE, seed) for index in range(len(sample.names)))


def _measured(sample: Sample, chosen: Sequence[int], rounds: int, seed: int) -> Estimate:
    import numpy as np  # noqa: PLC0415 - heavy

    features = sample.features[:, list(chosen)]
    total = pairs = 0.0
    for fold in range(FOLDS):
        tested = sample.folds == fold
        production = int(sample.production[tested].sum())
        weight = production * (int(tested.sum()) - production)
        if weight:
            scores = _scores(features[~tested], sample.production[~tested], features[tested], rounds, seed)
            total += weight * _auc(scores, sample.production[tested])
            pairs += weight
    theirs = int(np.count_nonzero(sample.production))
    return auc_estimate(total / pairs if pairs else 0.5, theirs, len(sample.production) - theirs)


def _scores(learned: "Floats", production: object, tested: "Floats", rounds: int, seed: int) -> "Floats":
    from sklearn.ensemble import HistGradientBoostingClassifier  # type: ignore[import-untyped] # noqa: PLC0415 - heavy
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped] # noqa: PLC0415 - comes with it

    model = HistGradientBoostingClassifier(
        max_iter=rounds,
        max_leaf_nodes=_LEAVES,
        min_samples_leaf=20 if len(learned) >= _SMALL else 5,
        class_weight="balanced",
        early_stopping=False,
        random_state=seed,
    )
    # One thread: the sums are those of every machine, and small tables are not spent on waiting for each other.
    with threadpool_limits(1):
        found: Floats = model.fit(learned, production).predict_proba(tested)[:, 1].round(9)
    return found


def _auc(scores: "Floats", production: object) -> float:
    from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped] # noqa: PLC0415 - heavy

    return float(roc_auc_score(production, scores))
