"""The trained model: rows in, probabilities out."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import joblib

from churn.features import Row, features_of
from churn.release import MODELS, Release, current, verified

THRESHOLD = 0.5


class Model:
    """A loaded release. Its pipeline takes feature dicts, so one row costs no data frame."""

    def __init__(self, release: Release, models: Path = MODELS) -> None:
        self.release = release
        self.version = release.version
        self._pipeline: Any = joblib.load(verified(release, models))

    def predict_proba(self, rows: Sequence[Row]) -> list[float]:
        """The probability that each customer leaves."""
        if not rows:
            return []
        features = [features_of(row) for row in rows]
        return [float(pair[1]) for pair in self._pipeline.predict_proba(features)]


@cache
def served() -> Model:
    """The current release, loaded once a process."""
    return Model(current())


def predict_proba(rows: Sequence[Row]) -> list[float]:
    """The probability that each customer leaves, by the release in service."""
    return served().predict_proba(rows)


def decision(probability: float) -> str:
    """Who gets the offer."""
    return "offer" if probability >= THRESHOLD else "no_offer"
