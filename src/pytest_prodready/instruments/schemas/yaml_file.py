"""A schema in pandera's YAML, whose every key must be one that pandera reads."""

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.reading.files import Content
from pytest_prodready.reading.strict_yaml import Unreadable, load

_TABLE = frozenset(
    (
        *("schema_type", "version", "api", "dataframe_library", "columns", "checks", "index", "multiindex", "dtype"),
        *("coerce", "strict", "name", "ordered", "unique", "report_duplicates", "unique_column_names", "metadata"),
        *("add_missing_columns", "title", "description", "drop_invalid_rows"),
    )
)
_COLUMN = frozenset(
    (
        *("title", "description", "dtype", "nullable", "checks", "name", "unique", "coerce", "required", "regex"),
        *("default", "report_duplicates", "drop_invalid_rows"),
    )
)

_ALIASES = frozenset(("eq", "ne", "gt", "ge", "lt", "le", "between"))


def from_yaml(content: Content) -> tuple[Any, bool]:
    """The pandera schema, and whether the file says itself that more columns are welcome (`strict: false`).

    pandera passes over a key that it does not know, and over a second column of the same name; both would
    be a check that is written and never made.

    Raises:
        CannotLook: the file is no YAML mapping, has an unknown key, a key twice or no columns, or pandera
            refuses it.

    """
    written = _read(content)
    for where, key, known in _unknown(written):
        near = difflib.get_close_matches(key, sorted(known), n=1)
        meant = f"; did you mean {near[0]}?" if near else ""
        raise CannotLook(
            f"{clean(content.path)}: {clean(where, width=80)}: unknown key {clean(key, width=80)!r}{meant}",
            fix="correct the key: pandera ignores it",
        )
    _refuse_two_forms(content.path, written)
    if not written.get("columns"):
        raise CannotLook(f"{clean(content.path)}: the schema has no columns, so it checks nothing", fix="add columns")
    from pandera.io.pandas_io import deserialize_schema  # noqa: PLC0415 - heavy

    try:
        schema = deserialize_schema(written)  # type: ignore[no-untyped-call]  # pandera ships it so
    except Exception as error:  # noqa: BLE001 - pandera raises whatever the values provoke
        said = clean(f"{type(error).__name__}: {error}", width=200)
        raise CannotLook(f"{clean(content.path)}: pandera cannot read it: {said}", fix="correct the schema") from None
    return schema, written.get("strict") in (False, "filter")


def _read(content: Content) -> dict[str, Any]:
    try:
        document = load(content.data, content.path)
    except Unreadable as error:
        raise CannotLook(clean(error, width=300)) from None
    if document.problems:
        raise CannotLook(clean(document.problems[0], width=300))
    if not isinstance(document.value, dict):
        raise CannotLook(f"{clean(content.path)}: a pandera schema is a mapping with the key columns")
    written = document.value
    for key in ("columns", "index"):
        about = written.get(key) or []
        listed = isinstance(about, list) and all(isinstance(one, dict) for one in about)
        if not listed and (key == "index" or not isinstance(about, dict)):
            raise CannotLook(
                f"{clean(content.path)}: {key} is a list of mappings{', or a mapping of names' * (key == 'columns')}"
            )
    return written


def _unknown(written: Mapping[str, Any]) -> Iterator[tuple[str, str, frozenset[str]]]:
    from pandera.api.checks import Check  # noqa: PLC0415 - heavy

    checks = _ALIASES | set(Check.CHECK_FUNCTION_REGISTRY) | set(Check.REGISTERED_CUSTOM_CHECKS)
    known = frozenset(_COLUMN | checks)
    yield from (("the schema", str(key), _TABLE) for key in written if key not in _TABLE)
    for name, about in _components(written):
        yield from ((name, str(key), known) for key in about if key not in known)


def _refuse_two_forms(path: str, written: Mapping[str, Any]) -> None:
    """Pandera reads the list under `checks` and passes over the checks beside it."""
    for name, about in _components(written):
        beside = sorted(str(key) for key in about if key not in _COLUMN)
        if about.get("checks") is not None and beside:
            raise CannotLook(
                f"{clean(path)}: {clean(name, width=80)}: {beside[0]} stands beside checks, where pandera ignores it",
                fix=f"move {beside[0]} under checks",
            )


def _components(written: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    columns = written.get("columns") or {}
    named = columns.items() if isinstance(columns, dict) else ((about.get("name"), about) for about in columns)
    for name, about in named:
        yield f"column {name}", about if isinstance(about, dict) else {}
    for about in written.get("index") or []:
        yield "index", about
