"""What a row of data/outcomes.csv must look like: who left, as it becomes known."""

import pandera.pandas as pa
from pandera.typing import Series


class Outcomes(pa.DataFrameModel):
    """One row a customer; a customer leaves once."""

    customer_id: Series[str] = pa.Field(unique=True, str_matches=r"^C[0-9]{5}$")
    churned: Series[int] = pa.Field(isin=[0, 1])
    known_on: Series[str] = pa.Field(str_matches=r"^20[0-9]{2}-[01][0-9]-[0-3][0-9]$")
    landed_at: Series[str] = pa.Field(
        str_matches=r"^20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z$"
    )

    class Config:
        """Nothing more, nothing converted."""

        strict = True
        coerce = False
