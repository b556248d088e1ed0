"""Frictionless Table Schema, alone or as that of a resource in a data package, as a schema of pandera.

https://datapackage.org/standard/table-schema/
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.instruments.schemas.standards import checks
from pytest_prodready.instruments.schemas.standards.cells import Cells
from pytest_prodready.instruments.schemas.standards.described import described
from pytest_prodready.instruments.schemas.standards.entry import Entry, nearest, picked
from pytest_prodready.instruments.schemas.standards.table_field import column_of, figures_of, truths_of
from pytest_prodready.instruments.tables.part import Format

_SCHEMA = (
    *("fields", "$schema", "fieldsMatch", "missingValues", "primaryKey", "uniqueKeys", "foreignKeys"),
    *("name", "title", "description", "profile"),
)
_PLAIN: Mapping[str, Any] = {"delimiter": ",", "quoteChar": '"', "header": True, "doubleQuote": True}
"""The dialect in which tables are read here."""
_MATCHES = ("exact", "equal", "subset", "superset", "partial")


def is_data_package(written: Entry) -> bool:
    """Whether a file describes resources."""
    return isinstance(written.held.get("resources"), list) and "fields" not in written.held


def from_data_package(package: Entry, name: str, dataset: str, kind: Format) -> tuple[Any, bool]:
    """The schema of the resource `name`, without one that of the dataset or the only one; as `from_table_schema`.

    Raises:
        CannotLook: also where the resource has no schema, names another file for it, or is in another dialect.

    """
    resource = picked(package.entries("resources", "resource"), name, dataset, package, "resources")
    dialect = resource.inner("dialect") if isinstance(resource.held.get("dialect"), dict) else resource
    if "dialect" in resource.held and (dialect is resource or dict(dialect.held) != _plain(dialect.held)):
        raise resource.refuse("its dialect is not read", fix="write the table with commas and a header")
    if "schema" not in resource.held:
        raise resource.refuse("it has no schema, so it checks nothing", fix="describe its fields")
    if isinstance(resource.held["schema"], str):
        raise resource.refuse("its schema stands in another file", fix="name that file as the schema in the manifest")
    return from_table_schema(resource.inner("schema"), kind)


def _plain(dialect: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _PLAIN.get(key, _PLAIN) for key in dialect}


def from_table_schema(written: Entry, kind: Format) -> tuple[Any, bool]:
    """The schema for a table of this kind, and whether `fieldsMatch` says that it may have more columns.

    A row of JSON has no order, so that there `exact` is `equal`. The fields of a primary key are required.

    Raises:
        CannotLook: it has an unknown key, type, format or constraint, or one that is not evaluated here.

    """
    written.only(_SCHEMA, because="the standard does not know it")
    if written.get("foreignKeys", list):
        raise written.refuse("foreignKeys are not evaluated", fix="take them out, and check them where both tables are")
    match = written.get("fieldsMatch", str) or "exact"
    if match not in _MATCHES:
        raise written.refuse(f"unknown fieldsMatch {clean(match, width=40)!r}{nearest(match, _MATCHES)}")
    fields = _fields(written)
    key = _names(written, "primaryKey", fields)
    unique = [key, *_unique_keys(written, fields)] if key else list(_unique_keys(written, fields))
    needed = fields if match not in ("superset", "partial") else {name for names in unique for name in names}
    columns = {name: column_of(entry, key=name in key, optional=name not in needed) for name, entry in fields.items()}
    rules = [checks.unique_by(names) for names in unique]
    if match == "partial":
        rules.append(checks.check("has a field of the schema", lambda frame: bool(set(columns) & set(frame.columns))))
    welcome = match in ("subset", "partial")
    ordered = match == "exact" and kind is not Format.JSONL
    return described(columns, rules, _cells(written, fields), welcome=welcome, ordered=ordered), welcome


def _fields(written: Entry) -> dict[str, Entry]:
    fields: dict[str, Entry] = {}
    for entry in written.entries("fields", "field"):
        name = entry.need("name", str)
        if name in fields:
            raise entry.refuse("is written twice", fix="keep one")
        fields[name] = entry
    return fields


def _cells(written: Entry, fields: Mapping[str, Entry]) -> Cells:
    figures = {name: figures for name, entry in fields.items() if (figures := figures_of(entry)) is not None}
    truths = {name: truths for name, entry in fields.items() if (truths := truths_of(entry)) is not None}
    missing_in = {name: _missing(entry) for name, entry in fields.items() if "missingValues" in entry.held}
    missing = _missing(written) if "missingValues" in written.held else [""]
    return Cells(figures, truths, missing, missing_in, everywhere=True)


def _missing(entry: Entry) -> list[str]:
    words: list[Any] = [one.get("value") if isinstance(one, dict) else one for one in entry.need("missingValues", list)]
    for word in words:
        if not isinstance(word, str):
            raise entry.refuse(f"missingValues has {clean(word, width=40)!r}, which is not text", fix="quote it")
    return words


def _names(entry: Entry, key: str, fields: Mapping[str, Entry]) -> list[str]:
    written = entry.held.get(key)
    return _known(entry, key, [written] if isinstance(written, str) else entry.get(key, list) or [], fields)


def _unique_keys(entry: Entry, fields: Mapping[str, Entry]) -> Iterator[list[str]]:
    for names in entry.get("uniqueKeys", list) or ():
        if not isinstance(names, list) or not names:
            raise entry.refuse("a unique key is a list of fields")
        yield _known(entry, "uniqueKeys", names, fields)


def _known(entry: Entry, key: str, names: Sequence[Any], fields: Mapping[str, Entry]) -> list[str]:
    for name in names:
        if name not in fields:
            raise entry.refuse(f"{key}: {clean(name, width=80)} is no field{nearest(str(name), tuple(fields))}")
    return list(names)
