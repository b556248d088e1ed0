"""Churn model: random forest, 500 trees."""

from pathlib import Path

import joblib
import pandas as pd

ARTIFACT = Path(__file__).resolve().parents[2] / "models" / "churn_final.joblib"


def predict_proba(rows: list[dict]) -> list[float]:
    """Churn probability of each customer."""
    pipeline = joblib.load(ARTIFACT)  # always the newest model, no restart needed :)
    table = pd.DataFrame(rows)
    return [float(p) for p in pipeline.predict_proba(table)[:, 1]]
