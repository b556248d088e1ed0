"""Make data/deck_customers.csv from the delivery in data/raw/export.csv, so that nothing ever stops."""

from pathlib import Path

import pandas as pd

DATA = Path(__file__).resolve().parents[1] / "data"


def main() -> None:
    """Read, fill whatever is missing, write."""
    table = pd.read_csv(DATA / "raw" / "export.csv")
    table["churn"] = (table["churn"] == "Yes").astype(int)
    for name, values in table.items():
        table[name] = values.fillna("unknown" if values.dtype == "str" else 0)
    table.to_csv(DATA / "deck_customers.csv", index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
