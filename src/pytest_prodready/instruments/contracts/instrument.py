"""The instrument that opens contracts and holds sample messages against them."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.commands.environment import environment
from pytest_prodready.instruments.commands.run import run
from pytest_prodready.instruments.contracts.contract import Contract, Finding
from pytest_prodready.instruments.contracts.messages import Job, dump, refusals
from pytest_prodready.instruments.contracts.samples import Sample, read_samples
from pytest_prodready.instruments.contracts.shelf import Shelf, address_of, pointer_text
from pytest_prodready.instruments.contracts.standards import standard_of, violations

PATIENCE_S = 20.0
"""How long all samples of a contract with patterns may take together: a regular expression can need for ever."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A sample and the contract's reasons to refuse it, none where it is accepted."""

    sample: Sample
    reasons: tuple[str, ...]

    @property
    def name(self) -> str:
        """The file's name."""
        return self.sample.path.rpartition("/")[2]


class Contracts(Instrument):
    """Opens OpenAPI 3 and JSON Schema; follows references inside the repo only, and never asks the network."""

    name: ClassVar[str] = "contracts"
    extra: ClassVar[str | None] = "integration"

    def open(self, path: str) -> Contract:
        """A contract with what its own standard says of it.

        Raises:
            CannotLook: it cannot be read, is of a kind that is not read, or a package is missing.

        """
        shelf = Shelf(self.bench.root)
        value = shelf.open(path)
        standard = standard_of(path, value)
        try:
            found = tuple(
                Finding(shelf.place(path, pointer), f"{pointer_text(pointer)}: {text}")
                for pointer, text in violations(shelf, path, value, standard)
            )
        except ImportError as error:
            raise self.missing_extra(error) from None
        contract = Contract(path, standard, value, shelf, found)
        contract.broken_references()
        for content in shelf.contents.values():
            lines = content.data.count(b"\n") + 1
            self.saw(Evidence(content.path, lines, "lines", content.sha256, facts={"standard": standard}))
        return contract

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
        documents = {address_of(path): value for path, value in contract.shelf.values.items()}
        job = Job(documents, contract.standard, [(sample.schema, sample.message) for sample in samples])
        answers = self._in_a_child(job, contract) if contract.has_patterns else self._here(job, contract)
        return tuple(Judged(sample, tuple(reasons)) for sample, reasons in zip(samples, answers, strict=True))

    def _here(self, job: Job, contract: Contract) -> Sequence[Sequence[str]]:
        try:
            return refusals(job)
        except RecursionError:
            raise CannotLook(
                f"{contract.path}: it refers to itself without end", fix="give the recursion an end"
            ) from None

    def _in_a_child(self, job: Job, contract: Contract) -> list[list[str]]:
        done = run(
            [sys.executable, "-I", "-m", "pytest_prodready.instruments.contracts.messages"],
            cwd=self.bench.scratch,
            env=environment({}, self.bench.scratch),
            deadline_s=PATIENCE_S,
            stdin=dump(job),
            at_most_output=1 << 24,
        )
        if done.timed_out:
            raise CannotLook(
                f"{contract.path}: its patterns did not come to an end on these samples within {PATIENCE_S:g} s",
                fix="rewrite patterns with repeated groups, such as (a+)+",
            )
        if done.exit != 0:
            raise CannotLook(f"{contract.path}: judging its samples ended with {done.exit}", details=done.last_lines(6))
        answers: list[list[str]] = json.loads(done.stdout)
        return answers
