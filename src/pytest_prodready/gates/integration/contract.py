"""Is the contract one that a neighbour could build on?"""

from collections.abc import Iterator, Sequence

from pytest_prodready.core.gate import gate
from pytest_prodready.core.location import Location
from pytest_prodready.core.measurement import Measurement, at_least, none_of
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.question import Question
from pytest_prodready.declarations.integration import Integration
from pytest_prodready.declarations.service import Service
from pytest_prodready.instruments.contracts.instrument import Contracts
from pytest_prodready.instruments.contracts.survey import Finding


@gate("integration.contract", since=Phase.VALIDATE, answers=[Question.INTEGRATION], needs=["contract"])
def contract(subject: Service | Integration, contracts: Contracts) -> Iterator[Measurement]:
    """The contract is valid by its own standard, says something about every message, and misspells nothing.

    OpenAPI 3.0 to 3.2 are held against the OpenAPI Initiative's schemas by openapi-spec-validator, JSON Schemas
    against their draft's meta-schema. Validators pass over a keyword or a format that they do not know, and in older
    drafts over whatever stands beside a `$ref`; here it is found. References are followed inside the repo, and
    nowhere else. Whether the contract also refuses what is wrong is for integration.samples.

    Why: a neighbour builds on what the contract says; `minimun: 0` says nothing, and nobody notices.
    To fix: correct the lines that are named, and give every response and every property a type.
    """
    opened = contracts.open(subject.contract or "")
    top = Location(opened.path, 1)
    yield _none(f"violations of {opened.title}", opened.violations, "violations", top)
    yield _none("references that lead nowhere", opened.broken_references(), "references", top)
    if opened.is_api:
        yield at_least("operations", len(opened.operations), 1, unit="operations", where=top)
        yield _none("operations without a typed response", opened.untyped_operations(), "operations", top)
    else:
        yield at_least("schemas that can refuse anything", int(opened.can_refuse), 1, unit="schemas", where=top)
    yield _none("keywords that say nothing", opened.unknown_keywords(), "keywords", top)
    yield _none("formats that nothing checks", opened.unchecked_formats(), "formats", top)
    yield _none("patterns that are no regular expression", opened.broken_patterns(), "patterns", top)
    yield _none("properties that may be anything", opened.silent_properties(), "properties", top)


def _none(what: str, found: Sequence[Finding], unit: str, top: Location) -> Measurement:
    return none_of(what, [finding.text for finding in found], unit=unit, where=found[0].where if found else top)
