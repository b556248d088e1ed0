"""Derive the tables of the movie set from ../churn/data/customers.csv (development only).

data/deck_customers.csv is what the slides were made of: a few hundred clean customers whose story is clear-cut.
data/customers.csv is what production delivered: the same kind of customer, as it comes out of three billing systems.
"""

from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

ROOT = Path(__file__).resolve().parents[1]
CLEAN = ROOT.parent / "churn" / "data" / "customers.csv"
SEED = 94


def deck(table: pd.DataFrame) -> pd.DataFrame:
    """360 complete customers who behave as everybody expects, and a few who do not, so that it looks honest."""
    whole = table.dropna()
    known = whole.drop(columns=["customer_id", "churn", "signed_up"])
    words = known.select_dtypes(exclude="number").columns
    prepare = ColumnTransformer([("words", OneHotEncoder(), words)], remainder=StandardScaler())
    model = make_pipeline(prepare, LogisticRegression(max_iter=2000)).fit(known, whole["churn"])
    guess = model.predict_proba(known)[:, 1]
    left = whole["churn"] == 1
    chosen = [
        whole[left & (guess > 0.62)].sample(116, random_state=SEED),
        whole[~left & (guess < 0.2)].sample(202, random_state=SEED),
        whole[left != (guess > 0.5)].sample(42, random_state=SEED),
    ]
    return pd.concat(chosen).sort_values("customer_id")


def delivered(table: pd.DataFrame) -> pd.DataFrame:
    """2,000 customers with the dirt of a real export, and 64 of them a second time."""
    chance = np.random.default_rng(SEED)
    rows = table.drop(columns="signed_up").sample(2000, random_state=SEED).reset_index(drop=True)
    rows.loc[rows.sample(frac=0.23, random_state=SEED).index, "monthly_charges"] = np.nan
    rows.loc[chance.random(len(rows)) < 0.02, "tenure"] = -1  # "not migrated yet" in the old system
    lower = chance.random(len(rows)) < 0.06
    rows.loc[lower, "contract"] = rows.loc[lower, "contract"].str.lower()
    rows["comma"] = chance.random(len(rows)) < 0.31  # one of the billing systems is set to another language
    twice = rows.iloc[:64].copy()
    moved = twice.index >= 40  # the first 40 are the same row again, the others were billed anew in between
    twice.loc[moved, "total_charges"] = (twice.loc[moved, "total_charges"] * 1.07).round(2)
    rows = pd.concat([rows, twice]).sort_values("customer_id", kind="stable").reset_index(drop=True)
    totals = rows["total_charges"].map(lambda total: "" if pd.isna(total) else str(total))
    rows["total_charges"] = totals.where(~rows["comma"], totals.str.replace(".", ",", regex=False))
    return rows.drop(columns="comma")


def batches(table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Deliveries as the pipeline gets them: a good one, and two that it should have stopped."""
    raw = table.assign(churn=table["churn"].map({0: "No", 1: "Yes"}))
    return {
        "batches/clean": raw.head(60),
        "batches/poisoned/ids_missing": raw.head(50).assign(customer_id=None),
        "batches/poisoned/charges_in_cents": raw.head(50).assign(monthly_charges=raw["monthly_charges"] * 100),
    }


def sample(table: pd.DataFrame) -> pd.DataFrame:
    """What the billing system in the other office sends: its own names, and a comma in its numbers."""
    commas = {name: table[name].astype(str).str.replace(".", ",") for name in ("monthly_charges", "total_charges")}
    return table.assign(**commas).rename(columns={"customer_id": "Kundennummer"})


def main() -> None:
    """Write every file."""
    table = pd.read_csv(CLEAN)
    made = {**batches(table), "samples/billing": sample(table.dropna().tail(20))}
    for name, rows in made.items():
        (ROOT / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        rows.to_csv(ROOT / "data" / f"{name}.csv", index=False, lineterminator="\n")
    for name, rows in {"deck_customers": deck(table), "customers": delivered(table)}.items():
        rows.to_csv(ROOT / "data" / f"{name}.csv", index=False, lineterminator="\n")
        print(f"{name}: {len(rows)} rows")


if __name__ == "__main__":
    main()
