"""Does the contract take what it must take, and refuse what it must refuse?"""

from collections.abc import Iterator

from pytest_prodready.core.gate import gate
from pytest_prodready.core.location import Location
from pytest_prodready.core.measurement import Measurement, at_least, none_of
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.question import Question
from pytest_prodready.declarations.integration import Integration
from pytest_prodready.declarations.service import Service
from pytest_prodready.instruments.contracts.instrument import Contracts


@gate(
    "integration.samples",
    since=Phase.VALIDATE,
    answers=[Question.INTEGRATION],
    needs=["contract", "samples"],
    optional_for=[Service],
)
def samples(subject: Service | Integration, contracts: Contracts) -> Iterator[Measurement]:
    """The contract accepts every valid sample and refuses every invalid one, formats included.

    The folder holds `valid/*.json` and `invalid/*.json`, at least one of each. Against a JSON Schema the whole file
    is the message; against an OpenAPI document a file names its operation:
    `{"operation": "POST /score", "request": ...}`, or `"status"` and `"response"`.

    Why: a contract that refuses nothing is a comment; the first message with a score of 1.7 goes through it.
    To fix: make the contract refuse what is named (required, bounds, enum, format, closed objects), or correct
    the sample.
    """
    contract = contracts.open(subject.contract or "")
    judged = contracts.judge_samples(contract, subject.samples or "")
    accepted = [one for one in judged if not one.sample.valid and not one.reasons]
    refused = [one for one in judged if one.sample.valid and one.reasons]
    place = Location(contract.path, 1)
    told = [f"{one.name} was accepted" for one in accepted]
    yield none_of("invalid samples accepted", told, unit="samples", where=place)
    told = [f"{one.name}: {one.reasons[0]}" for one in refused]
    yield none_of("valid samples refused", told, unit="samples", where=place)
    for kind in (True, False):
        count = sum(one.sample.valid is kind for one in judged)
        yield at_least(
            f"{'valid' if kind else 'invalid'} samples", count, 1, unit="samples", where=subject.at("samples")
        )
