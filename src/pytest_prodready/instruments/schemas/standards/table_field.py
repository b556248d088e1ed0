"""A field of a Table Schema as a column of pandera."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.instruments.schemas.standards import checks, moments
from pytest_prodready.instruments.schemas.standards.cells import FALSE, TRUE, Figures
from pytest_prodready.instruments.schemas.standards.entry import Entry, nearest
from pytest_prodready.instruments.schemas.standards.formats import BASE64, format_check
from pytest_prodready.instruments.schemas.standards.patterns import compiled

_FIELD = (
    *("name", "type", "format", "title", "description", "example", "examples", "constraints", "missingValues"),
    "rdfType",
)
_LENGTHS = ("minLength", "maxLength")
_KNOWN: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "string": ((*_LENGTHS, "pattern"), ("categories", "categoriesOrdered")),
    "number": (checks.BOUNDS, ("decimalChar", "groupChar", "bareNumber")),
    "integer": (checks.BOUNDS, ("groupChar", "bareNumber", "categories", "categoriesOrdered")),
    "boolean": ((), ("trueValues", "falseValues")),
    "date": (checks.BOUNDS, ()),
    "datetime": (checks.BOUNDS, ()),
    "time": (checks.BOUNDS, ()),
    "year": (checks.BOUNDS, ()),
    "yearmonth": (checks.BOUNDS, ()),
    "duration": ((), ()),
    "object": (_LENGTHS, ()),
    "array": (_LENGTHS, ()),
    "any": ((), ()),
}
"""For each type the constraints beside required, unique and enum, and the keys of its own, that are evaluated."""
_UNJUDGED = ("list", "geopoint", "geojson")
_MOMENTS = {"date": "date", "datetime": "timestamp", "time": "time"}
_FORMATS = ("default", "email", "uri", "binary", "uuid")
_SHAPES = {
    "year": re.compile(r"[0-9]{4}"),
    "yearmonth": re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])"),
    "duration": re.compile(
        r"-?P(?=.)(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?(?:T(?=.)(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?)?"
    ),
}


def column_of(entry: Entry, *, key: bool, optional: bool) -> Any:
    """The column with its checks; one of the primary key is required, an `optional` one need not be in the table.

    Raises:
        CannotLook: it has an unknown key, type, format or constraint, or one that is not evaluated here.

    """
    from pandera.pandas import Column  # noqa: PLC0415 - heavy

    constraints = entry.inner("constraints")
    required = bool(constraints.get("required", bool)) or key
    return Column(checks=list(_checks(entry, constraints)), nullable=not required, required=not optional)


def figures_of(entry: Entry) -> Figures | None:
    """How the numbers of a field are written in text, None where it has none."""
    kind = entry.get("type", str)
    if kind not in ("number", "integer"):
        return None
    return Figures(kind == "integer", entry.get("decimalChar", str) or ".", entry.get("groupChar", str) or "")


def truths_of(entry: Entry) -> tuple[Sequence[str], Sequence[str]] | None:
    """The words for true and for false of a field, None where it has none."""
    if entry.get("type", str) != "boolean":
        return None
    true, false = entry.get("trueValues", list), entry.get("falseValues", list)
    return (*TRUE, "1") if true is None else true, (*FALSE, "0") if false is None else false


def _checks(entry: Entry, constraints: Entry) -> Iterator[Any]:
    kind = entry.get("type", str) or "any"
    if kind in _UNJUDGED:
        raise entry.refuse(f"the type {kind} is not evaluated", fix="write it as string with a pattern")
    if kind not in _KNOWN:
        raise entry.refuse(f"unknown type {clean(kind, width=40)!r}{nearest(kind, (*_KNOWN, *_UNJUDGED))}")
    words, own = _KNOWN[kind]
    entry.only((*_FIELD, *own), because=f"a field of type {kind} has no such key")
    constraints.only(("required", "unique", "enum", *words), because=f"{kind} has no such constraint here")
    if entry.get("bareNumber", bool) is False:
        raise entry.refuse("bareNumber: false is not evaluated", fix="write the numbers bare")
    form = _form(entry, kind) if kind in _MOMENTS else None
    yield from _of_type(entry, kind, form)
    for word in words:
        if word in constraints.held:
            yield _constraint(constraints, kind, word, form)
    if constraints.get("unique", bool):
        yield checks.check("unique", checks.unique)
    yield from _listed(entry, constraints, kind)


def _of_type(entry: Entry, kind: str, form: moments.Form | None) -> Iterator[Any]:
    written = entry.get("format", str) or "default"
    if form is not None:
        yield moments.of_form(form)
        return
    if kind == "string":
        yield checks.of_type("string")
        yield from _of_format(entry, written)
        return
    if written != "default":
        raise entry.refuse(f"unknown format {clean(written, width=40)!r} of the type {kind}")
    if kind in _SHAPES:
        shape = _SHAPES[kind]
        yield checks.each(kind, lambda value: shape.fullmatch(_plain(value)) is not None)
    elif kind in ("object", "array"):
        wanted = dict if kind == "object" else list
        yield checks.each(kind, lambda value: isinstance(parsed(value), wanted))
    elif kind != "any":
        yield checks.of_type(kind)


def _of_format(entry: Entry, written: str) -> Iterator[Any]:
    if written == "binary":
        yield checks.each("format binary", lambda value: not isinstance(value, str) or bool(BASE64.fullmatch(value)))
    elif written != "default":
        if written not in _FORMATS:
            raise entry.refuse(f"unknown format {clean(written, width=40)!r}{nearest(written, _FORMATS)}")
        yield format_check(written, entry)


def _form(entry: Entry, kind: str) -> moments.Form:
    written = (entry.get("format", str) or "default").removeprefix("fmt:")
    if written == "default":
        return moments.iso(_MOMENTS[kind], said=kind, strict=True)
    if written == "any":
        raise entry.refuse("the format any is not evaluated", fix="write the pattern of the dates")
    return moments.Form(_MOMENTS[kind], f"{kind} {written}", written)


def _constraint(constraints: Entry, kind: str, word: str, form: moments.Form | None) -> Any:
    if word == "pattern":
        return checks.pattern(compiled(constraints.need(word, str), constraints), whole=True)
    if word in _LENGTHS:
        limit = constraints.need(word, int)
        compare = checks.length(word, limit)
        return compare if kind == "string" else checks.of_parsed(word, limit, parsed)
    limit = constraints.held[word]
    if form is not None:
        try:
            return moments.bound(word, str(constraints.need(word, str)), form)
        except ValueError:
            raise constraints.refuse(f"{word} {clean(limit, width=40)!r} is no {kind}") from None
    if kind in _SHAPES:
        return _shaped_bound(constraints, kind, word, _plain(limit))
    return checks.bound(word, _number(constraints, word, limit))


def _shaped_bound(constraints: Entry, kind: str, word: str, limit: str) -> Any:
    """Years and months of four digits are in the order of their letters."""
    if _SHAPES[kind].fullmatch(limit) is None:
        raise constraints.refuse(f"{word} {clean(limit, width=40)!r} is no {kind}")

    def holds(value: Any) -> bool:
        written = _plain(value)
        return _SHAPES[kind].fullmatch(written) is None or bool(checks.in_order(word, written, limit))

    return checks.each(f"{word} {limit}", holds)


def _number(constraints: Entry, word: str, limit: Any) -> float:
    try:
        return float(limit) if not isinstance(limit, int) or isinstance(limit, bool) else limit
    except (TypeError, ValueError):
        raise constraints.refuse(f"{word} is {clean(limit, width=40)!r}, not a number") from None


def _listed(entry: Entry, constraints: Entry, kind: str) -> Iterator[Any]:
    for word, holder in (("enum", constraints), ("categories", entry)):
        values = holder.get(word, list)
        if values is None:
            continue
        plain = [value.get("value") if isinstance(value, dict) else value for value in values]
        if not plain:
            raise holder.refuse(f"{word} is empty, so that nothing is allowed")
        if kind in ("object", "array", *_MOMENTS):
            raise holder.refuse(f"{word} of the type {kind} is not evaluated", fix="write it as string")
        yield checks.one_of(word, [_logical(entry, holder, kind, word, value) for value in plain], kind)


def _logical(entry: Entry, holder: Entry, kind: str, word: str, value: Any) -> Any:
    if kind in ("integer", "number") and isinstance(value, str):
        return _number(holder, word, value)
    if kind == "boolean" and isinstance(value, str):
        true, false = truths_of(entry) or ((), ())
        return True if value in true else False if value in false else value
    return _plain(value) if kind in _SHAPES or kind == "string" else value


def _plain(value: Any) -> str:
    """Text, and a whole number of a column that holds years as numbers."""
    return str(int(value)) if checks.is_whole(value) else str(value)


def parsed(value: Any) -> Any:
    """What a cell holds; text is read as JSON, and is None where it is none."""
    if not isinstance(value, str):
        return list(value) if type(value).__name__ == "ndarray" else value
    try:
        return json.loads(value)
    except ValueError:
        return None
