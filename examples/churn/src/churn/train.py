"""Train a release from data/customers.csv. A fresh process gives the same version the same file, byte for byte."""

from dataclasses import dataclass
from pathlib import Path

import joblib
import pandas as pd
from sklearn.feature_extraction import DictVectorizer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler

from churn.features import CATEGORIES, FLAGS, NUMBERS, features_of
from churn.release import MODELS, Release, register

DATA = MODELS.parent / "data"


@dataclass(frozen=True)
class Recipe:
    """What a version learns from, and how strongly it is held back."""

    columns: tuple[str, ...]
    strength: float  # scikit-learn's C: smaller holds back more


RECIPES = {
    "1.0.0": Recipe(columns=("tenure", "monthly_charges", "contract", "internet_service"), strength=0.05),
    "1.1.0": Recipe(columns=(*NUMBERS, *FLAGS, *CATEGORIES), strength=1.0),
}


def training_rows(data: Path = DATA) -> pd.DataFrame:
    """Every customer that is not held out."""
    customers = pd.read_csv(data / "customers.csv")
    held_out = pd.read_csv(data / "holdout.csv")["customer_id"]
    return customers[~customers["customer_id"].isin(held_out)]


def fit(recipe: Recipe, rows: pd.DataFrame) -> Pipeline:
    """A fitted pipeline of scikit-learn classes only: it loads without this package."""
    features = [
        {name: value for name, value in features_of(row).items() if name in recipe.columns}
        for row in rows.to_dict("records")
    ]
    pipeline = Pipeline(
        [
            ("columns", DictVectorizer(sparse=False)),
            ("missing", SimpleImputer(strategy="median")),
            ("scale", StandardScaler()),
            ("model", LogisticRegression(C=recipe.strength, max_iter=2000)),
        ]
    )
    return pipeline.fit(features, rows["churn"].to_numpy())


def train(version: str, models: Path = MODELS) -> Release:
    """Train a version and enter it into the list of releases; what is served stays as it is."""
    artifact = models / f"churn-{version}.joblib"
    joblib.dump(fit(RECIPES[version], training_rows()), artifact, compress=3)
    return register(version, artifact, models)
