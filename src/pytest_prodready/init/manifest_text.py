"""The text of a first manifest: what was found is declared, what only people can decide is a comment."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pytest_prodready.init.finds import Artifact, Contract, Finds
from pytest_prodready.init.naming import class_name, name_of, told_apart, without_version
from pytest_prodready.init.tables import Counted
from pytest_prodready.init.walk import File
from pytest_prodready.init.yaml_lines import command, comment, listed, scalar

_HEAD = """\
# What this repo promises. `pytest --prodready` measures each promise; one that
# cannot be measured counts as unproven, not as kept. `prodready init` wrote
# down what it found and nothing else: each `found:` names its source, each
# `decide:` waits for you. Write down why a limit is what it is.
version: 1
"""


UNDECIDED = "decide"


@dataclass(frozen=True, slots=True)
class Project:
    """What the project is called, and who answers for it; an unknown owner is `decide`."""

    name: str
    owner: str


def manifest_text(project: Project, data: Sequence[Counted], more: int, finds: Finds) -> str:
    """The manifest; `more` tables were found beside `data`."""
    sections = [
        [_HEAD, *_project(project)],
        _datasets(data, more, finds.schemas),
        _models(project, finds),
        _services([contract for contract in finds.contracts if contract.openapi]),
        _integrations([contract for contract in finds.contracts if not contract.openapi], finds.samples),
        _operations(finds.rollbacks),
    ]
    return "\n".join("\n".join(lines).rstrip() + "\n" for section in sections if (lines := list(section)))


def _project(project: Project) -> Iterator[str]:
    source = "git config user.name" if project.owner != UNDECIDED else "no git config user.name"
    yield "project:"
    yield f"  name: {scalar(project.name)}"
    yield "  # decide: validate, prototype, pilot or scale; a later phase requires more"
    yield "  phase: validate"
    yield f"  # decide: the team that answers for it (found: {source})"
    yield f"  owner: {scalar(project.owner)}"


def _datasets(data: Sequence[Counted], more: int, schemas: Mapping[str, str]) -> Iterator[str]:
    readable = [one for one in data if not one.unread]
    names = told_apart(name_of(without_version(one.source.first.stem), "table") for one in readable)
    if readable:
        yield "datasets:"
    for number, (name, one) in enumerate(zip(names, readable, strict=True)):
        yield f"  {name}:"
        yield comment(f"found: {one.source.pattern}, {extent(one)}", 4)
        yield f"    source: {scalar(one.source.pattern)}"
        if name in schemas:
            yield comment(f"found: {schemas[name]}", 4)
            yield f"    schema: {schemas[name]}"
        elif not number:
            yield from _undecided_schema(name, one)
        yield from _undecided_table() if not number else ()
    for one in data:
        if one.unread:
            yield comment(f"found, and no table: {one.unread}", 2 if readable else 0)
    if more:
        yield comment(f"found: {more:,} smaller data files; declare those that matter", 2)


def _undecided_schema(name: str, one: Counted) -> Iterator[str]:
    yield "    # decide: what a row must look like. A draft from the rows that are there:"
    yield comment(command("prodready", "init", "--data", one.source.pattern), 4)
    yield f"    # schema: schemas/{name}.py:{class_name(name)}"


def _undecided_table() -> Iterator[str]:
    yield "    # decide: the columns that name a row, so that no row comes twice"
    yield "    # key: []"
    yield "    # decide: the share of cells that may be empty, column by column. Which"
    yield "    # share was shown not to change the answers?"
    yield "    # missing: {}"
    yield "    # decide: training, evaluation or production"
    yield "    # role:"


def extent(one: Counted) -> str:
    """How much there is: rows where they were counted, bytes otherwise."""
    parts = f" in {one.source.parts:,} files" if one.source.parts > 1 else ""
    return f"{one.rows:,} rows{parts}" if one.rows else f"{size(one.source.size)}{parts}, rows not counted"


def size(count: int) -> str:
    """A number of bytes as people say it."""
    amount, unit = float(count), "bytes"
    for larger in ("KiB", "MiB", "GiB"):
        if amount < 1024:  # noqa: PLR2004 - what a KiB is
            break
        amount, unit = amount / 1024, larger
    return f"{amount:,.3g} {unit}" if unit != "bytes" else f"{count} bytes"


def _models(project: Project, finds: Finds) -> Iterator[str]:
    artifacts = finds.artifacts
    if not artifacts and not finds.cards:
        return
    names = told_apart(name_of(one.title, "model") for one in artifacts) or [name_of(project.name, "model")]
    yield "models:"
    for number, name in enumerate(names):
        yield f"  {name}:"
        yield from _artifact(artifacts[number]) if artifacts else ()
        yield from _card(artifacts[number : number + 1], finds.cards)
    yield "    # decide: which function answers (list of rows in, one score a row out), on"
    yield "    # which rows it is timed, and how fast it must be. What does its caller bear?"
    yield "    # predict:"
    yield "    # rows:"
    yield "    # latency: {}"


def _artifact(one: Artifact) -> Iterator[str]:
    yield comment(f"found: {one.file.path}, {size(one.file.size)}", 4)
    if one.older:
        yield comment(f"found beside it: {', '.join(older.name for older in one.older)}", 4)
        yield "    # decide: which of them is served"
    yield f"    artifact: {scalar(one.file.path)}"


def _card(artifacts: Sequence[Artifact], cards: Sequence[File]) -> Iterator[str]:
    beside = [card for card in cards for one in artifacts if card.folder == one.file.folder]
    if not cards:
        yield "    # decide: write a model card, and name it"
        yield "    # card: MODEL_CARD.md"
        return
    card = (beside or cards)[0]
    yield comment(f"found: {card.path}, {size(card.size)}", 4)
    yield f"    card: {scalar(card.path)}"


def _services(found: Sequence[Contract]) -> Iterator[str]:
    """In comments throughout: how a service is started can be told from no file."""
    if not found:
        return
    names = told_apart(name_of(one.file.stem, "api") for one in found)
    yield "# decide: the command that starts it, as a list of words; {python} and {port}"
    yield "# are replaced. How fast must it answer, under which load? When does its"
    yield "# caller give up?"
    yield "# services:"
    for name, one in zip(names, found, strict=True):
        yield f"#   {name}:"
        yield comment(f"    # found: {one.file.path}, OpenAPI {one.openapi}, {one.paths} paths", 0)
        yield f"#     contract: {scalar(one.file.path)}"
        yield "#     start: []"
        yield "#     health: /health"
        yield "#     latency: {}"


def _integrations(found: Sequence[Contract], samples: Sequence[str]) -> Iterator[str]:
    if not found:
        return
    names = told_apart(name_of(one.file.stem, "neighbour") for one in found)
    yield "integrations:"
    for number, (name, one) in enumerate(zip(names, found, strict=True)):
        yield f"  {name}:"
        if not number:
            yield "    # decide: downstream is fed by us, upstream feeds us. This is a guess."
        yield "    direction: downstream"
        yield comment(f"found: {one.file.path}, a JSON Schema", 4)
        yield f"    contract: {scalar(one.file.path)}"
        if len(found) == len(samples) == 1:
            yield comment(f"found: {samples[0]}, with valid/ and invalid/", 4)
            yield f"    samples: {scalar(samples[0])}"
    if len(samples) > 1 or (samples and len(found) > 1):
        yield comment(f"decide: which samples belong to which: {listed(tuple(samples))}", 2)


def _operations(found: Sequence[File]) -> Iterator[str]:
    if not found:
        return
    yield "operations:"
    yield "  rollback:"
    yield comment(f"found: {found[0].path}, {size(found[0].size)}", 4)
    yield from (comment(f"found beside it: {other.path}", 4) for other in found[1:])
    yield f"    plan: {scalar(found[0].path)}"
    yield "    # decide: within how long the previous version is back. How long can people"
    yield "    # bear with a bad one?"
    yield "    # within:"
