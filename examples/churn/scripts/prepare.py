"""Make data/customers.csv from the delivery in data/raw/export.csv, or refuse the delivery as a whole.

A delivery that breaks schemas/customers.py leaves no table behind: yesterday's good one stays where it is.
"""

import importlib.util
import sys
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
from pandera.errors import SchemaErrors

ROOT = Path(__file__).resolve().parents[1]
EXTRACTED = date(2018, 9, 4)
"""The day of the delivery: tenure is counted in months up to it."""
RAW, TABLE = ROOT / "data" / "raw" / "export.csv", ROOT / "data" / "customers.csv"


def prepared(delivery: pd.DataFrame) -> pd.DataFrame:
    """One row a customer; churn is 0 or 1 like every other flag, since Yes and No are text to some readers."""
    keyed = zip(delivery["customer_id"], delivery["tenure"], strict=True)
    return delivery.assign(
        churn=(delivery["churn"] == "Yes").astype(int), signed_up=[signed_up(key, tenure) for key, tenure in keyed]
    )


def signed_up(customer_id: object, tenure: int) -> str | None:
    """The first day of a contract; the delivery knows its month alone, so the day within it is made of the key."""
    if not isinstance(customer_id, str):
        return None
    months = EXTRACTED.year * 12 + EXTRACTED.month - 1 - tenure
    day = date(months // 12, months % 12 + 1, EXTRACTED.day) - timedelta(days=int(customer_id[1:]) % 28)
    return day.isoformat()


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
