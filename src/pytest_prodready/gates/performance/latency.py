"""Does it answer in time, under the load that is expected of it?"""

from collections.abc import Iterator

from pytest_prodready.core.gate import gate
from pytest_prodready.core.measurement import Measurement, at_most, none_of
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.question import Question
from pytest_prodready.declarations.model import Model
from pytest_prodready.declarations.service import Service
from pytest_prodready.instruments.load.instrument import Load
from pytest_prodready.instruments.services.instrument import Services


@gate(
    "performance.latency",
    since=Phase.PROTOTYPE,
    answers=[Question.INFRASTRUCTURE],
    needs=["latency"],
    optional_for=[Model],
)
def latency(subject: Service | Model, services: Services, load: Load) -> Iterator[Measurement]:
    """Under its declared arrival rate, each percentile of the response time stays within its budget.

    The load is open loop and evenly spaced: requests leave at their moments whatever the answers do, and each is
    timed from the moment it was meant to leave, so a stall is seen by everyone it would have kept waiting.
    Percentiles are judged on order-statistic bounds. Batches of the declared length are pooled until the bounds
    decide, at most four; a run is never repeated until it is green. Requests that time out count with the time they
    were waited for. `errors: 0%`, the default, allows no failed request; any other share is judged on its Wilson
    bound.

    Why: a demo has one user; the first busy hour has fifty a second, and the slow ones are the ones who call.
    To fix: make it faster, serve it with more workers, or set the budget that its users really accept.
    """
    if isinstance(subject, Service):
        offered = load.offer_service(subject, services.running(subject))
        where = subject.at("golden")
        yield none_of("golden requests answered otherwise", offered.wrong_answers, unit="requests", where=where)
    else:
        offered = load.offer_model(subject)
    declared = subject.latency
    if declared is None:
        return
    for percentile, limit in declared.budgets.items():
        name = f"p{100 * percentile:g}"
        yield at_most(name, offered.percentiles[percentile], limit, unit="s", where=subject.at(f"latency.{name}"))
    failed, place = offered.failures, subject.at("latency.errors")
    if declared.errors == 0:
        yield at_most("failed requests", offered.failed, 0, unit="requests", where=place, details=failed)
    else:
        share = offered.failed_share
        yield at_most("failed requests", share, declared.errors, unit="share", where=place, details=failed)
