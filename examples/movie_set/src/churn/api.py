"""Demo API for the board meeting."""

from fastapi import FastAPI

from churn.model import predict_proba

app = FastAPI(title="Churn AI")


@app.post("/score")
def score(customer: dict):
    probability = round(predict_proba([customer])[0], 4)
    return {
        "customer_id": customer["customer_id"],
        "churn_probability": probability,
        "decision": "offer" if probability >= 0.5 else "no_offer",
        "model_version": "final",
    }


@app.get("/health")
def health():
    return {"status": "ok"}


@app.get("/version")
def version():
    return {"model_version": "final"}
