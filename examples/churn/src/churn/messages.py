"""What the service reads and answers, as contracts/score.openapi.yaml promises it."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Service = Literal["No", "Yes", "No internet service"]
# A float on purpose: JSON has one kind of number, and to a JSON Schema 3.0 is an integer too.
Months = Annotated[float, Field(ge=0, le=120, multiple_of=1)]


class Customer(BaseModel):
    """The body of POST /score: nothing is guessed, so text is no number and an unknown field is an error."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)

    customer_id: Annotated[str, Field(pattern=r"^C[0-9]{5}$")]
    tenure: Months
    monthly_charges: Annotated[float, Field(ge=0, le=500)]
    total_charges: Annotated[float, Field(ge=0, le=50_000)] | None
    partner: bool
    dependents: bool
    phone_service: bool
    paperless_billing: bool
    multiple_lines: Literal["No", "Yes", "No phone service"]
    internet_service: Literal["DSL", "Fiber optic", "No"]
    online_security: Service
    online_backup: Service
    device_protection: Service
    tech_support: Service
    streaming_tv: Service
    streaming_movies: Service
    contract: Literal["Month-to-month", "One year", "Two year"]
    payment_method: Literal["Bank transfer (automatic)", "Credit card (automatic)", "Electronic check", "Mailed check"]


class Score(BaseModel):
    """The answer of POST /score."""

    customer_id: str
    churn_probability: float
    decision: Literal["offer", "no_offer"]
    model_version: str


class Health(BaseModel):
    """The answer of GET /health."""

    status: Literal["ok"] = "ok"


class Version(BaseModel):
    """The answer of GET /version."""

    service_version: str
    model_version: str
    artifact_sha256: str
