"""What a row of data/customers.csv must look like, column by column."""

import pandera.pandas as pa
from pandera.typing import Series

_SERVICE = ["No", "Yes", "No internet service"]


class Customers(pa.DataFrameModel):
    """The customer table: one row a customer, no column more or less."""

    customer_id: Series[str] = pa.Field(unique=True, str_matches=r"^C[0-9]{5}$")
    churn: Series[int] = pa.Field(isin=[0, 1], description="1: left within the last month")
    female: Series[int] = pa.Field(isin=[0, 1])
    senior_citizen: Series[int] = pa.Field(isin=[0, 1])
    partner: Series[int] = pa.Field(isin=[0, 1])
    dependents: Series[int] = pa.Field(isin=[0, 1])
    tenure: Series[int] = pa.Field(in_range={"min_value": 0, "max_value": 120}, description="months as a customer")
    phone_service: Series[int] = pa.Field(isin=[0, 1])
    multiple_lines: Series[str] = pa.Field(isin=["No", "Yes", "No phone service"])
    internet_service: Series[str] = pa.Field(isin=["DSL", "Fiber optic", "No"])
    online_security: Series[str] = pa.Field(isin=_SERVICE)
    online_backup: Series[str] = pa.Field(isin=_SERVICE)
    device_protection: Series[str] = pa.Field(isin=_SERVICE)
    tech_support: Series[str] = pa.Field(isin=_SERVICE)
    streaming_tv: Series[str] = pa.Field(isin=_SERVICE)
    streaming_movies: Series[str] = pa.Field(isin=_SERVICE)
    contract: Series[str] = pa.Field(isin=["Month-to-month", "One year", "Two year"])
    paperless_billing: Series[int] = pa.Field(isin=[0, 1])
    payment_method: Series[str] = pa.Field(
        isin=["Bank transfer (automatic)", "Credit card (automatic)", "Electronic check", "Mailed check"]
    )
    monthly_charges: Series[float] = pa.Field(in_range={"min_value": 15, "max_value": 150})
    total_charges: Series[float] = pa.Field(
        nullable=True,
        in_range={"min_value": 15, "max_value": 20_000},
        description="billed so far; missing until the first bill",
    )
    signed_up: Series[str] = pa.Field(str_matches=r"^20[0-9]{2}-[01][0-9]-[0-3][0-9]$")

    class Config:
        """A column nobody announced is a finding, not a bonus; so is a type that had to be converted."""

        strict = True
        coerce = False
