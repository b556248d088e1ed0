"""Messages held against schemas: a pure job, done here or in a process that can be killed."""

from dataclasses import dataclass
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.instruments.contracts.dialects import format_checker, validator_class

_MOST_REASONS = 5


@dataclass(frozen=True, slots=True)
class Job:
    """`documents` by address; of each sample the address of its schema, the way it goes, and the message itself."""

    documents: dict[str, Any]
    standard: str
    samples: list[tuple[str, str, Any]]


def refusals(job: Job) -> list[list[str]]:
    """For each sample the reasons to refuse it, at most five; none where it is accepted.

    Raises RecursionError where the schemas or the message come to no end.
    """
    return [_reasons(job, address, way, message) for address, way, message in job.samples]


def _reasons(job: Job, address: str, way: str, message: Any) -> list[str]:
    validator = validator_of(job, address, way)
    found = []
    for _, error in zip(range(_MOST_REASONS), validator.iter_errors(message), strict=False):
        schema_path = "/".join(str(step) for step in error.absolute_schema_path)
        found.append(
            f"{clean(error.json_path, width=80)}: {clean(error.message, width=80)} ({clean(schema_path, width=100)})"
        )
    return found


def validator_of(job: Job, address: str, way: str) -> Any:
    """The validator of the schema at an address, which knows the job's documents and no other."""
    from referencing import Registry, Resource  # noqa: PLC0415 - comes with jsonschema, which is loaded lazily
    from referencing.jsonschema import DRAFT202012, specification_with  # noqa: PLC0415 - the same

    specification = specification_with(job.standard, default=DRAFT202012)
    resources = [
        (name, Resource.from_contents(value, default_specification=specification))
        for name, value in job.documents.items()
    ]
    # Without a way to retrieve: an address that is not among the documents is known to nobody.
    known: Any = Registry().with_resources(resources)
    kind = validator_class(job.standard, way)
    return kind({"$ref": address}, registry=known, format_checker=format_checker(job.standard))
