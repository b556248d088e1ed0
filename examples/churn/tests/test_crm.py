import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from churn.crm import crm_task
from jsonschema import Draft202012Validator, FormatChecker

CONTRACTS = Path(__file__).resolve().parents[1] / "contracts"
CONTRACT = Draft202012Validator(
    json.loads((CONTRACTS / "crm_task.schema.json").read_text()), format_checker=FormatChecker()
)
SCORE = {"customer_id": "C00028", "churn_probability": 0.7312, "decision": "offer", "model_version": "1.1.0"}


@pytest.mark.parametrize("reason", [None, "short tenure"])
def test_a_task_keeps_the_contract(reason):
    task = crm_task(SCORE, now=datetime(2026, 9, 1, 6, tzinfo=UTC), reason=reason)
    assert task["created_at"] == "2026-09-01T06:00:00Z"
    CONTRACT.validate(task)


def test_a_time_without_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        crm_task(SCORE, now=datetime(2026, 9, 1, 6))


@pytest.mark.parametrize("path", sorted((CONTRACTS / "samples" / "crm").glob("*/*.json")), ids=lambda path: path.stem)
def test_every_sample_is_what_its_folder_says(path):
    errors = list(CONTRACT.iter_errors(json.loads(path.read_text())))
    assert len(errors) == (0 if path.parent.name == "valid" else 1)
