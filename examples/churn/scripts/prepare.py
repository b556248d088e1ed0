"""Make data/customers.csv from the delivery in data/raw/export.csv, or refuse the delivery as a whole.

A delivery that breaks schemas/customers.py leaves no table behind: yesterday's good one stays where it is.
"""

import importlib.util
import sys
from pathlib import Path

import pandas as pd
from pandera.errors import SchemaErrors

ROOT = Path(__file__).resolve().parents[1]
RAW, TABLE = ROOT / "data" / "raw" / "export.csv", ROOT / "data" / "customers.csv"


def prepared(delivery: pd.DataFrame) -> pd.DataFrame:
    """One row a customer; churn is 0 or 1 like every other flag, since Yes and No are text to some readers."""
    return delivery.assign(churn=(delivery["churn"] == "Yes").astype(int))


def main() -> int:
    """Read, check, write."""
    described = importlib.util.spec_from_file_location("customers", ROOT / "schemas" / "customers.py")
    module = importlib.util.module_from_spec(described)
    described.loader.exec_module(module)
    table = prepared(pd.read_csv(RAW))
    try:
        module.Customers.validate(table, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
        print(f"{RAW.name} is refused, {len(cases)} violations, such as:", file=sys.stderr)
        print(cases[["column", "check", "failure_case"]].head(3).to_string(index=False), file=sys.stderr)
        return 1
    waiting = TABLE.with_suffix(".new")
    table.to_csv(waiting, index=False, lineterminator="\n")
    waiting.replace(TABLE)
    print(f"{len(table)} customers")
    return 0


if __name__ == "__main__":
    sys.exit(main())
