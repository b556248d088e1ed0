"""What a row of data/deck_customers.csv looks like, as a tool drafted it from those very rows."""

import pandera.pandas as pa
from pandera.typing import Series


class Deck(pa.DataFrameModel):
    """Names and types, and nothing that a wrong value would have to fear."""

    customer_id: Series[str]
    churn: Series[int]
    female: Series[int]
    senior_citizen: Series[int]
    partner: Series[int]
    dependents: Series[int]
    tenure: Series[int]
    phone_service: Series[int]
    multiple_lines: Series[str]
    internet_service: Series[str]
    online_security: Series[str]
    online_backup: Series[str]
    device_protection: Series[str]
    tech_support: Series[str]
    streaming_tv: Series[str]
    streaming_movies: Series[str]
    contract: Series[str]
    paperless_billing: Series[int]
    payment_method: Series[str]
    monthly_charges: Series[float]
    total_charges: Series[float]
    signed_up: Series[str]
