"""The task that the CRM gets for a scored customer; contracts/crm_task.schema.json is what both teams agreed on."""

from collections.abc import Mapping
from datetime import UTC, datetime


def crm_task(
    score: Mapping[str, object], *, now: datetime | None = None, reason: str | None = None
) -> dict[str, object]:
    """A task from an answer of POST /score. `now` is when it was decided, with its time zone."""
    created = now or datetime.now(UTC)
    if created.tzinfo is None:
        raise ValueError("created_at needs a time zone")
    task: dict[str, object] = {
        "customer_id": score["customer_id"],
        "churn_probability": score["churn_probability"],
        "decision": score["decision"],
        "model_version": score["model_version"],
        "created_at": created.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
    }
    return task if reason is None else {**task, "reason": reason}
