"""Measure the current release on data/holdout.csv, which it never saw, and print what the model card says.

Shares carry a 95 % Wilson interval; AUC and Brier score a 95 % percentile interval from 2,000 seeded resamples.
"""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import brier_score_loss, roc_auc_score

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from churn.model import THRESHOLD, Model
from churn.release import current, releases

Z = 1.959964
GROUPS = {
    "senior_citizen = 1": ("senior_citizen", 1),
    "senior_citizen = 0": ("senior_citizen", 0),
    "female = 1": ("female", 1),
    "female = 0": ("female", 0),
}


def share(hits: int, total: int) -> list[float]:
    """A share with its Wilson interval: value, low, high."""
    p, spread = hits / total, Z * Z / total
    middle = (p + spread / 2) / (1 + spread)
    half = Z / (1 + spread) * (p * (1 - p) / total + spread / (4 * total)) ** 0.5
    return [round(number, 3) for number in (p, middle - half, middle + half)]


def resampled(measure: Callable[..., float], truth: np.ndarray, score: np.ndarray) -> list[float]:
    """A measure with its percentile interval: value, low, high."""
    chance = np.random.default_rng(2018)
    draws = (chance.integers(0, len(truth), len(truth)) for _ in range(2000))
    values = [measure(truth[draw], score[draw]) for draw in draws]
    return [round(float(n), 3) for n in (measure(truth, score), *np.quantile(values, [0.025, 0.975]))]


def measures(truth: np.ndarray, score: np.ndarray) -> dict[str, list[float]]:
    """Every number of the card, for the customers given. `score` is rounded like the service's answer."""
    offer, left = score >= THRESHOLD, truth == 1
    return {
        "churn_rate": share(int(left.sum()), len(left)),
        "offer_rate": share(int(offer.sum()), len(offer)),
        "accuracy": share(int((offer == left).sum()), len(left)),
        "precision": share(int((offer & left).sum()), int(offer.sum())),
        "recall": share(int((offer & left).sum()), int(left.sum())),
        "false_positive_rate": share(int((offer & ~left).sum()), int((~left).sum())),
        "roc_auc": resampled(roc_auc_score, truth, score),
        "brier_score": resampled(brier_score_loss, truth, score),
    }


def evaluate(model: Model) -> dict[str, dict[str, object]]:
    """The numbers for all held-out customers and for each group."""
    table = pd.read_csv(ROOT / "data" / "holdout.csv")
    truth, score = table["churn"].to_numpy(), np.round(model.predict_proba(table.to_dict("records")), 4)
    found: dict[str, dict[str, object]] = {"all": {"customers": len(table), **measures(truth, score)}}
    for name, (column, value) in GROUPS.items():
        chosen = (table[column] == value).to_numpy()
        found[name] = {"customers": int(chosen.sum()), **measures(truth[chosen], score[chosen])}
    return found


def main() -> None:
    """Print the numbers as a table or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--version", help="the release to measure (default: the current one)")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    release = releases()[asked.version] if asked.version else current()
    found = evaluate(Model(release))
    if asked.json:
        print(json.dumps({"model_version": release.version, **found}, indent=2))
        return
    print(f"churn {release.version}, threshold {THRESHOLD}")
    for name, numbers in found.items():
        print(f"\n{name}: {numbers.pop('customers')} customers")
        for measure, (value, low, high) in numbers.items():
            print(f"  {measure:<20} {value:.3f}  [{low:.3f}, {high:.3f}]")


if __name__ == "__main__":
    main()
