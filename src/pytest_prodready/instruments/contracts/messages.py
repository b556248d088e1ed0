"""Messages held against schemas: a pure job, done here or in a process that can be killed.

Run as `python -m`; reads a job from standard input and writes its answers to standard output.
"""

import json
import sys
from dataclasses import asdict, dataclass
from typing import Any

from pytest_prodready.core.hostile import clean


@dataclass(frozen=True, slots=True)
class Job:
    """`documents` by address; each sample is the address of its schema and the message itself."""

    documents: dict[str, Any]
    standard: str
    samples: list[tuple[str, Any]]


def refusals(job: Job) -> list[list[str]]:
    """For each sample the reasons to refuse it, at most five; none where it is accepted."""
    return [_reasons(job, address, message) for address, message in job.samples]


def _reasons(job: Job, address: str, message: Any) -> list[str]:
    validator = _validator(job, address)
    found = []
    for _, error in zip(range(5), validator.iter_errors(message), strict=False):
        schema_path = "/".join(str(step) for step in error.absolute_schema_path)
        found.append(
            f"{clean(error.json_path, width=80)}: {clean(error.message, width=80)} ({clean(schema_path, width=100)})"
        )
    return found


def _validator(job: Job, address: str) -> Any:
    import jsonschema  # noqa: PLC0415 - loaded when a sample is judged
    from referencing import Registry, Resource  # noqa: PLC0415 - comes with it
    from referencing.jsonschema import DRAFT202012  # noqa: PLC0415 - the same

    resources = [
        (name, Resource.from_contents(value, default_specification=DRAFT202012))
        for name, value in job.documents.items()
    ]
    known = Registry().with_resources(resources)
    schema = known.resolver().lookup(address).contents
    wrapped = {"$ref": address}
    if job.standard == "OpenAPI 3.0":
        import openapi_schema_validator as oas  # noqa: PLC0415 - only for OpenAPI

        return oas.OAS30Validator(wrapped, registry=known, format_checker=oas.oas30_format_checker)
    if job.standard.startswith("OpenAPI"):
        return jsonschema.Draft202012Validator(wrapped, registry=known, format_checker=jsonschema.FormatChecker())
    kind = jsonschema.validators.validator_for(schema, default=jsonschema.Draft202012Validator)
    return kind(wrapped, registry=known, format_checker=jsonschema.FormatChecker())


def main() -> None:
    """Do the job that standard input holds."""
    job = json.load(sys.stdin)
    print(json.dumps(refusals(Job(job["documents"], job["standard"], [tuple(one) for one in job["samples"]]))))  # noqa: T201 - the answer


def dump(job: Job) -> bytes:
    """A job as `main` reads it."""
    return json.dumps(asdict(job)).encode()


if __name__ == "__main__":
    main()
