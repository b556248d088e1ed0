"""The manifest's reference page, made from the declarations."""

import dataclasses
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any

from pytest_prodready.core.declaration import Declaration
from pytest_prodready.core.kind import Kind
from pytest_prodready.declarations.project import Project
from pytest_prodready.declarations.waiver import Waiver
from pytest_prodready.manifest.messages import wanted
from pytest_prodready.manifest.shape import Field, ListOf, MappingOf, fields


def manifest_page(kinds: Sequence[type[Declaration]]) -> str:
    """The page in Markdown: a section for each section of the manifest, a row for each field."""
    lines = [
        "# The manifest",
        "",
        "`prodready.yaml` describes a system; the gates judge it. It opens with `version: 1`.",
    ]
    sections: list[type[Declaration]] = [Project, *kinds, Waiver]
    for kind in sections:
        lines += [
            "",
            f"## {kind.section}",
            "",
            *_described(kind),
            "",
            "```yaml",
            *kind.example.rstrip().split("\n"),
            "```",
        ]
        lines += ["", *_table(kind)]
        for field in fields(kind):
            if isinstance(field.shape, type) and dataclasses.is_dataclass(field.shape):
                lines += [
                    "",
                    f"### {kind.section}: {field.key}",
                    "",
                    *_described(field.shape),
                    "",
                    *_table(field.shape),
                ]
    return "\n".join(lines) + "\n"


def _described(kind: type) -> Iterator[str]:
    yield " ".join((kind.__doc__ or "").split())


def _table(kind: type) -> Iterator[str]:
    yield from ("| key | | written as | default | example |", "| --- | --- | --- | --- | --- |")
    for field in fields(kind):
        yield f"| `{field.key}` | {field.help} | {_written_as(field.shape)} | {_default(field)} | `{field.example}` |"


def _written_as(shape: Any) -> str:
    if isinstance(shape, Kind):
        return shape.help
    if isinstance(shape, ListOf):
        return f"a list: {_written_as(shape.item)}"
    if isinstance(shape, MappingOf):
        return f"a mapping of names: {_written_as(shape.value)}"
    if issubclass(shape, Enum):
        return ", ".join(str(member.value) for member in shape)
    return wanted(shape)


def _default(field: Field) -> str:
    if field.required:
        return "required"
    if field.default in (None, (), {}):
        return "none"
    if isinstance(field.default, tuple):
        return ", ".join(str(item) for item in field.default)
    return f"{field.default:g}" if isinstance(field.default, float) else str(field.default)
