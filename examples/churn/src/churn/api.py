"""The scoring service. It promises contracts/score.openapi.yaml, so FastAPI's generated document is switched off."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError

from churn.messages import Customer, Health, Score, Version
from churn.model import decision, served
from churn.version import SERVICE_VERSION


@asynccontextmanager
async def _load_first(app: FastAPI) -> AsyncIterator[None]:
    """Load the model before the first request: a service without one must not become ready."""
    served()
    yield


app = FastAPI(title="churn", lifespan=_load_first, openapi_url=None)


@app.post("/score")
async def score(customer: Customer) -> Score:
    """How likely this customer is to leave. Async on purpose: it takes less time than a thread's hand-over."""
    model = served()
    probability = round(model.predict_proba([customer.model_dump()])[0], 4)
    return Score(
        customer_id=customer.customer_id,
        churn_probability=probability,
        decision=decision(probability),
        model_version=model.version,
    )


@app.get("/health")
async def health() -> Health:
    """Ready: the model is loaded, or the service would not have started."""
    return Health()


@app.get("/version")
async def version() -> Version:
    """What is in service; the rollback plan reads it."""
    release = served().release
    return Version(service_version=SERVICE_VERSION, model_version=release.version, artifact_sha256=release.sha256)


@app.exception_handler(RequestValidationError)
async def malformed(_: Request, error: RequestValidationError) -> Response:
    """422 that names each problem and never repeats the customer's values."""
    problems = [
        {"loc": list(problem["loc"]), "msg": problem["msg"], "type": problem["type"]} for problem in error.errors()
    ]
    return Response(json.dumps({"detail": problems}), status_code=422, media_type="application/json")
