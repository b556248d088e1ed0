"""The customers, as everybody on the project loads them."""

import pandas as pd


def load() -> pd.DataFrame:
    """The final table."""
    return pd.read_csv("/home/jana/Desktop/churn/customers_final_v3.csv")
