"""Write the golden requests of both releases: real held-out customers and what each release answers them.

Run it when a release is trained, look at what changed, and commit the answers with the release. The current release
has contracts/golden/, an older one contracts/golden_<version>/, which the rollback plan replays.
"""

import json
import sys
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from churn.messages import Customer
from churn.model import Model, decision
from churn.release import current, releases

CASES = {
    "first_month_not_billed": "C00754",
    "most_likely_leaver": "C01977",
    "most_loyal": "C03376",
    "just_above_the_threshold": "C04390",
    "just_below_the_threshold": "C00209",
    "no_phone": "C00186",
    "no_internet": "C00012",
    "offer_withdrawn_by_1.1.0": "C00178",
}


def request_of(row: dict[str, object]) -> dict[str, object]:
    """The body of POST /score for a row of the table."""
    body = {name: row[name] for name in Customer.model_fields}
    for name in ("partner", "dependents", "phone_service", "paperless_billing"):
        body[name] = bool(body[name])
    return {name: None if pd.isna(value) else value for name, value in body.items()}


def golden(model: Model, body: dict[str, object]) -> dict[str, object]:
    """A request with the answer of one release."""
    probability = round(model.predict_proba([body])[0], 4)
    answer = {
        "customer_id": body["customer_id"],
        "churn_probability": probability,
        "decision": decision(probability),
        "model_version": model.version,
    }
    return {
        "request": {"method": "POST", "path": "/score", "json": body},
        "response": {"status": 200, "json": answer},
    }


def main() -> None:
    """Write one folder a release."""
    rows = {row["customer_id"]: row for row in pd.read_csv(ROOT / "data" / "holdout.csv").to_dict("records")}
    for version, release in releases().items():
        folder = ROOT / "contracts" / ("golden" if release == current() else f"golden_{version}")
        folder.mkdir(exist_ok=True)
        for name, customer in CASES.items():
            written = json.dumps(golden(Model(release), request_of(rows[customer])), indent=2)
            (folder / f"{name}.json").write_text(written + "\n")
        print(f"{version}: {len(CASES)} golden requests in {folder.name}")


if __name__ == "__main__":
    main()
