"""The instrument that opens contracts and holds sample messages against them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.contracts.apart import Late, apart
from pytest_prodready.instruments.contracts.contract import Contract
from pytest_prodready.instruments.contracts.dialects import demand_checkers
from pytest_prodready.instruments.contracts.messages import Job, refusals
from pytest_prodready.instruments.contracts.samples import Sample, read_samples
from pytest_prodready.instruments.contracts.shelf import Shelf
from pytest_prodready.instruments.contracts.standards import (
    Description,
    Violation,
    broken_by,
    standard_of,
    violations,
)
from pytest_prodready.instruments.contracts.survey import Finding, Survey


@dataclass(frozen=True, slots=True)
class Judged:
    """A sample and the contract's reasons to refuse it, none where it is accepted."""

    sample: Sample
    reasons: tuple[str, ...]

    @property
    def name(self) -> str:
        """The file's name."""
        return clean(self.sample.path.rpartition("/")[2], width=80)


class Contracts(Instrument):
    """Opens OpenAPI 3 and JSON Schema; follows references inside the repo only, and never asks the network.

    `patience_s` is how long the patterns of a contract may search its samples and defaults, all together.
    """

    name: ClassVar[str] = "contracts"
    extra: ClassVar[str | None] = "integration"
    patience_s: ClassVar[float] = 20.0

    def open(self, path: str) -> Contract:
        """A contract with what its own standard says of it.

        Raises:
            CannotLook: it cannot be read, is of a kind that is not read, or a package is missing.

        """
        shelf = Shelf(self.bench.root)
        value = shelf.open(path)
        try:
            demand_checkers()
            standard = standard_of(path, value)
            survey = Survey(shelf, path, standard)
            contract = Contract(path, standard, value, shelf, survey)
            placed = tuple(_of_schemas(contract))
            told = dict.fromkeys((*_told_first(self._of_document(contract), placed), *placed))
        except ImportError as error:
            raise self.missing_extra(error) from None
        contract.violations.extend(Finding(shelf.place(where, at), text) for where, at, text in told)
        for content in shelf.contents.values():
            lines = content.data.count(b"\n") + 1
            self.saw(Evidence(content.path, lines, "lines", content.sha256, facts={"standard": standard}))
        return contract

    def _of_document(self, contract: Contract) -> list[Violation]:
        """What holds of an API as a whole, as far as its references let it be seen."""
        if not contract.is_api:
            return []
        job = Description(contract.path, contract.standard, contract.documents, not contract.broken_references())
        try:
            if contract.has_patterns and any("default" in one.value for one in contract.survey.schemas):
                return [(where, tuple(at), text) for where, at, text in self._apart(job, contract)]
            return list(violations(job))
        except RecursionError:
            raise CannotLook(
                f"{clean(contract.path)}: openapi-spec-validator does not come to an end on it",
                fix="put the schema that contains itself below `properties`",
            ) from None

    def judge_samples(self, contract: Contract, folder: str) -> tuple[Judged, ...]:
        """Every sample of a folder with the contract's reasons to refuse it.

        Raises:
            CannotLook: the contract cannot judge (it breaks its standard, or a reference leads nowhere), a sample
                cannot be read, there are none, or a pattern does not come to an end.

        """
        unfit = (*contract.violations, *contract.broken_references(), *contract.broken_patterns())
        if unfit:
            raise CannotLook(
                f"{unfit[0].where}: the contract cannot judge samples: {unfit[0].text}",
                fix="correct the contract first",
            )
        samples = read_samples(self.bench.root, folder, contract)
        for sample in samples:
            self.saw(Evidence(sample.path, 1, "samples", sample.sha256))
        job = Job(contract.documents, contract.standard, [(one.schema, one.way, one.message) for one in samples])
        try:
            answers = self._apart(job, contract) if contract.has_patterns else refusals(job)
        except RecursionError:
            raise CannotLook(
                f"{clean(contract.path)}: a sample leads it round in a circle without end",
                fix="give the recursion an end",
            ) from None
        return tuple(Judged(sample, tuple(reasons)) for sample, reasons in zip(samples, answers, strict=True))

    def _apart(self, job: Job | Description, contract: Contract) -> Any:
        try:
            return apart(job, self.bench.scratch, self.patience_s)
        except Late:
            raise CannotLook(
                f"{clean(contract.path)}: its patterns did not come to an end within {self.patience_s:g} s",
                fix="rewrite patterns with repeated groups, such as (a+)+",
            ) from None


def _told_first(of_document: list[Violation], placed: tuple[Violation, ...]) -> Iterator[Violation]:
    """What is told of the document as a whole, without what is told again with its place."""
    texts = {text.partition(": ")[2] for _, _, text in placed}
    return (one for one in of_document if one[1] or one[2] not in texts)


def _of_schemas(contract: Contract) -> Iterator[Violation]:
    """What the standard says of every schema that is not judged as part of the document."""
    for one in contract.survey.schemas:
        judged = contract.standard == "OpenAPI 3.0" and one.path == contract.path
        if one.entry and not judged:
            yield from broken_by(one)
