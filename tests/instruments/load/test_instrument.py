import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import CannotLook, Look, looking
from pytest_prodready.declarations.latency import Latency
from pytest_prodready.declarations.model import Model
from pytest_prodready.declarations.service import Service
from pytest_prodready.instruments.load.instrument import Load
from pytest_prodready.instruments.load.offered import Offered
from pytest_prodready.instruments.services.instrument import Services

pytestmark = pytest.mark.load
GOLDEN = {"request": {"method": "GET", "path": "/score"}, "response": {"status": 200, "json": {"score": 0.5}}}
SERVER = """
import os, sys, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked = 0
    def do_GET(self):
        Handler.asked += self.path == "/score"
        {do}
        body = b'{{"score": 0.5}}'
        self.wfile.write(b"HTTP/1.1 200 OK\\r\\nContent-Length: %d\\r\\n\\r\\n%s" % (len(body), body))

class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 100

Server(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


class Site:
    """A repo with a service and a predictor, and the load instrument pointed at them."""

    def __init__(self, folder: Path) -> None:
        self.root, self.announced, self.look = folder / "repo", [], Look()
        (self.root / "golden").mkdir(parents=True)
        (folder / "scratch").mkdir()
        (self.root / "golden" / "score.json").write_text(json.dumps(GOLDEN))
        self.bench = Bench(self.root, folder / "scratch", self.announced.append)

    def offer_service(self, latency: Latency, *, do: str = "pass", golden: str | None = "golden/*.json") -> Offered:
        (self.root / "server.py").write_text(SERVER.format(do=do))
        start = ("{python}", "server.py", "{port}")
        where = Location("prodready.yaml", 3)
        service = Service(name="api", where=where, places={}, start=start, golden=golden, latency=latency)
        with looking(Look()) as self.look:
            running = Services(self.bench, self.look).running(service)
            return Load(self.bench, self.look).offer_service(service, running)

    def offer_model(self, latency: Latency, source: str, **changes: str | None) -> Offered:
        (self.root / "model.py").write_text(source)
        (self.root / "rows.csv").write_text("tenure\n3\n40\n")
        fields = {"predict": "model.py:predict", "rows": "rows.csv"} | changes
        model = Model(name="m", where=Location("prodready.yaml", 7), places={}, latency=latency, **fields)
        with looking(Look()) as self.look:
            return Load(self.bench, self.look).offer_model(model)

    @property
    def batches(self) -> list[str]:
        return [line for line in self.announced if line.startswith("load on")]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    site = Site(tmp_path)
    yield site
    site.bench.close()


def latency(**fields: float) -> Latency:
    return Latency(**({"p95": 1.0, "at": 200.0, "duration": 0.5} | fields))


def test_a_service_under_load_is_timed_and_leaves_evidence(site: Site) -> None:
    offered = site.offer_service(latency())
    assert (offered.failed, offered.n, offered.wrong_answers, offered.failures) == (0, 100, (), ())
    assert 0 < offered.percentiles[0.95].value <= offered.percentiles[0.95].high < 1
    service, golden, load = site.look.evidence
    assert (service.subject, golden.subject, golden.inspected) == ("service api", "golden/score.json", 1)
    assert (load.subject, load.inspected, load.unit) == ("GET /score at 200/s for 0.5 s", 100, "requests")
    assert load.facts["answered"] == 100
    assert 0 < load.facts["p50_s"] <= load.facts["p95_s"] <= load.facts["p99_s"] < 1
    assert site.batches == ["load on api: batch 1 of at most 4"]


def test_what_is_undecided_is_pooled_up_to_four_batches_and_not_retried(site: Site) -> None:
    """5 of 100 answers are over the budget in each batch: the value holds, and its bound never does."""
    with contextlib.suppress(CannotLook):  # on a noisy machine, which is never asked about a close decision
        site.offer_service(latency(p95=0.4), do="time.sleep(0.6 * (Handler.asked % 24 == 10))")
    load = site.look.evidence[-1]
    assert (len(site.batches), load.inspected, load.facts["answered"]) == (4, 400, 400)


def test_a_broken_service_is_not_asked_for_more(site: Site) -> None:
    offered = site.offer_service(latency(p95=0.1), do="time.sleep(1)")
    assert offered.percentiles[0.95].low >= 1
    assert len(site.batches) == 1


def refusal(site: Site) -> CannotLook:
    (met,) = site.look.blind
    return met


def test_a_rate_that_no_generator_keeps_proves_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A budget so wide that it is held; few connections, so that the little server survives."""
    monkeypatch.setattr("pytest_prodready.instruments.load.instrument._MOST_CONNECTIONS", 16)
    with pytest.raises(CannotLook, match="the load generator could not keep up"):
        site.offer_service(latency(at=1e8, duration=5e-5, p95=20.0))
    assert "of 100,000,000 requests a second: nothing is said of the service" in refusal(site).reason


def test_a_service_that_dies_under_load_is_told_with_its_last_words(site: Site) -> None:
    do = "Handler.asked == 20 and (print('out of memory', flush=True), os._exit(9))"
    with pytest.raises(CannotLook):
        site.offer_service(latency(), do=do)
    assert "api" in refusal(site).reason
    assert "out of memory" in "\n".join(refusal(site).details)


def test_no_golden_requests(site: Site) -> None:
    with pytest.raises(CannotLook, match=r"prodready\.yaml:3: services\.api has no golden requests to load it with"):
        site.offer_service(latency(), golden=None)


def test_a_load_too_short_is_refused_before_anything_is_sent(site: Site) -> None:
    with pytest.raises(CannotLook, match="5 requests cannot decide p95: it needs at least 59"):
        site.offer_service(latency(at=10.0))
    assert site.batches == []


def test_a_predictor_is_timed_and_leaves_evidence(site: Site) -> None:
    offered = site.offer_model(latency(), "def predict(rows):\n    return [row['tenure'] for row in rows]\n")
    assert (offered.failed, offered.n) == (0, 100)
    rows, load = site.look.evidence
    assert (rows.subject, rows.inspected, len(rows.sha256)) == ("rows.csv", 2, 64)
    assert load.subject == "model.py:predict, one row at a time, at 200/s for 0.5 s"


@pytest.mark.parametrize(
    ("source", "reason", "detail"),
    [
        (
            "import no_such_package\n",
            "the predictor process ended with exit code 1",
            "No module named 'no_such_package'",
        ),
        ("raise SystemExit(0)\n", "the predictor process ended without its samples", ""),
        ("def predict(rows):\n    return []\n", "no request of 100 succeeded", "50 x row 1: 0 scores for one row"),
    ],
)
def test_a_predictor_that_cannot_be_timed(site: Site, source: str, reason: str, detail: str) -> None:
    with pytest.raises(CannotLook, match=reason):
        site.offer_model(latency(), source)
    assert detail in "\n".join(refusal(site).details)


@pytest.mark.parametrize("missing", ["predict", "rows"])
def test_a_model_without_predictor_or_rows(site: Site, missing: str) -> None:
    with pytest.raises(CannotLook, match=r"models\.m has no predict and rows to time it with"):
        site.offer_model(latency(), "", **{missing: None})
