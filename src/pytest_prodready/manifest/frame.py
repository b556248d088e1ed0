"""What frames the sections: the version, the project, the waivers, and no key beside the known ones."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from pytest_prodready.core.declaration import Declaration
from pytest_prodready.core.location import Location
from pytest_prodready.core.phase import Phase
from pytest_prodready.declarations.project import Project
from pytest_prodready.declarations.waiver import Waiver
from pytest_prodready.manifest.assemble import Assembly
from pytest_prodready.manifest.messages import meant, shown
from pytest_prodready.manifest.schema import VERSION
from pytest_prodready.manifest.shape import fields
from pytest_prodready.manifest.typed import TypedReader, Unread
from pytest_prodready.reading.strict_yaml import BAD

MAX_WAIVER = timedelta(days=90)
"""The design's bound: a waiver without a near end hides a gap for ever."""


def check_version(assembly: Assembly) -> None:
    """A problem unless the document says that it is of the one version there is."""
    reader, version = assembly.reader, assembly.top.get("version")
    supported = f"version: {VERSION} (supported: {VERSION})"
    if "version" not in assembly.top:
        reader.refuse(_top(reader), "there is no version", fix=supported)
    elif version is not BAD and (type(version) is not int or version != VERSION):
        reader.refuse(reader.at(("version",)), "unsupported version", version, supported)


def read_project(assembly: Assembly) -> Project:
    """The project; a phase that cannot be read counts as the last, which asks the most."""
    path = ("project",)
    broken: dict[str, str] = {}
    values: dict[str, object] = {}
    if "project" not in assembly.top:
        assembly.reader.refuse(_top(assembly.reader), "there is no project", fix=f"add {Project.example}")
        broken = dict.fromkeys((field.attribute for field in fields(Project)), "there is no project")
    else:
        try:
            values, broken = assembly.reader.entry(Project, assembly.top["project"], path)
        except Unread:
            broken = dict.fromkeys((field.attribute for field in fields(Project)), "the project cannot be read")
    if "phase" in broken:
        values = {**values, "phase": Phase.SCALE}
        broken.pop("phase")
    return assembly.built(Project, "project", values, broken, path)


def read_waivers(assembly: Assembly, today: date) -> tuple[Waiver, ...]:
    """The waivers, each with what is sound of it; one that would last too long has no last day."""
    value = assembly.top.get("waivers", [])
    if value is BAD:
        return ()
    if not isinstance(value, list):
        assembly.reader.refuse(
            assembly.reader.at(("waivers",)), "waivers must be a list", value, "start each with '- '"
        )
        return ()
    return tuple(_waiver(assembly, number, item, today) for number, item in enumerate(value))


def _waiver(assembly: Assembly, number: int, item: object, today: date) -> Waiver:
    made = assembly.declaration(Waiver, str(number), item, ("waivers", number))
    last = today + MAX_WAIVER
    if "expires" in made.broken or made.expires <= last:
        return made
    where = made.at("expires")
    assembly.reader.refuse(where, "a waiver lasts at most 90 days", made.expires, f"the last day possible is {last}")
    broken = {**made.broken, "expires": str(assembly.reader.problems[-1])}
    sound = [field.attribute for field in fields(Waiver) if field.attribute not in broken]
    values = {attribute: getattr(made, attribute) for attribute in sound}
    return assembly.built(Waiver, made.name, values, broken, ("waivers", number))


def check_keys(assembly: Assembly, kinds: Sequence[type[Declaration]]) -> None:
    """A problem for each key that is no section, at the top and inside of sections with sections."""
    inner: dict[str, list[str]] = {}
    for kind in kinds:
        outer, _, rest = kind.section.partition(".")
        inner.setdefault(outer, []).extend([rest] if rest else [])
    _known(assembly.reader, assembly.top, (), ["version", "project", *inner, "waivers"])
    for outer, known in inner.items():
        value = assembly.top.get(outer)
        if known and isinstance(value, dict):
            _known(assembly.reader, value, (outer,), known)


def _known(reader: TypedReader, written: Mapping[str, object], path: tuple[str, ...], known: list[str]) -> None:
    for key in written:
        if key not in known:
            what = f"unknown key {shown(key)!r} in {path[0]}" if path else f"unknown section {shown(key)!r}"
            reader.refuse(reader.key_at((*path, key)), what, fix=meant(key, known))


def _top(reader: TypedReader) -> Location:
    return Location(reader.path, 1, 1)
