"""A property of an Open Data Contract as a column of pandera."""

from collections.abc import Iterator, Mapping
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.instruments.schemas.standards import checks, moments
from pytest_prodready.instruments.schemas.standards.contract_quality import of_column
from pytest_prodready.instruments.schemas.standards.entry import Entry, nearest
from pytest_prodready.instruments.schemas.standards.formats import BASE64, format_check
from pytest_prodready.instruments.schemas.standards.patterns import compiled

ELEMENT = (
    *("id", "name", "physicalName", "physicalType", "description", "businessName", "authoritativeDefinitions"),
    *("tags", "customProperties", "logicalType", "quality", "relationships"),
)
"""Keys that a table has, and a property too."""

_PROPERTY = frozenset(
    (
        *(*ELEMENT, "primaryKey", "primaryKeyPosition", "logicalTypeOptions", "required", "unique", "partitioned"),
        *("partitionKeyPosition", "classification", "encryptedName", "transformSourceObjects", "transformLogic"),
        *("transformDescription", "examples", "criticalDataElement", "items", "properties"),
    )
)
_MOMENT = ("format", *checks.BOUNDS)
_NUMBER = ("format", "multipleOf", *checks.BOUNDS)
_OPTIONS: Mapping[str, tuple[str, ...]] = {
    "string": ("format", "minLength", "maxLength", "pattern"),
    "date": _MOMENT,
    "timestamp": (*_MOMENT, "timezone", "defaultTimezone"),
    "time": (*_MOMENT, "timezone", "defaultTimezone"),
    "number": _NUMBER,
    "integer": _NUMBER,
    "object": ("maxProperties", "minProperties", "required"),
    "array": ("maxItems", "minItems", "uniqueItems"),
    "boolean": (),
}
_ANY_TEXT = frozenset({"password", "binary"})
_BITS = (8, 16, 32, 64, 128)
_WIDTHS = {f"i{bits}": (-(1 << bits - 1), (1 << bits - 1) - 1) for bits in _BITS} | {
    f"u{bits}": (0, (1 << bits) - 1) for bits in _BITS
}
_LARGEST_F32 = 3.4028234663852886e38


def refuse_unjudged(entry: Entry) -> None:
    """Raise CannotLook for what the contract promises about other tables: this one alone is looked at."""
    if entry.get("relationships", list):
        raise entry.refuse("relationships are not evaluated", fix="take them out, and check them where both tables are")


def column_of(entry: Entry) -> Any:
    """The column with its checks, which must be in the table whether or not it may be null.

    Raises:
        CannotLook: it has an unknown key, type, option or format, or promises what is not evaluated here.

    """
    from pandera.pandas import Column  # noqa: PLC0415 - heavy

    entry.only(_PROPERTY, because="the standard does not know it")
    refuse_unjudged(entry)
    for key in ("items", "properties"):
        if entry.held.get(key):
            raise entry.refuse(f"{key} are not evaluated: a column is judged as a whole", fix=f"take {key} out")
    found = list(_checks(entry))
    if entry.get("unique", bool):
        found.append(checks.check("unique", checks.unique))
    found += of_column(entry)
    required = bool(entry.get("required", bool) or entry.get("primaryKey", bool))
    return Column(checks=found, nullable=not required)


def _checks(entry: Entry) -> Iterator[Any]:
    kind, options = entry.get("logicalType", str), entry.inner("logicalTypeOptions")
    if kind is None:
        if "physicalType" in entry.held or options.held:
            said = "physicalType" if "physicalType" in entry.held else "logicalTypeOptions"
            raise entry.refuse(f"{said} without a logicalType is not evaluated", fix="write its logicalType")
        return
    if kind not in _OPTIONS:
        raise entry.refuse(f"unknown logicalType {clean(kind, width=40)!r}{nearest(kind, tuple(_OPTIONS))}")
    options.only(_OPTIONS[kind], because=f"{kind} has no such option")
    if kind in ("date", "timestamp", "time"):
        yield from _of_moments(kind, options)
        return
    yield checks.of_type(kind)
    if kind == "string":
        yield from _of_text(options)
    elif kind in ("integer", "number"):
        yield from _of_numbers(kind, options)
    else:
        yield from _of_collections(options)


def _of_text(options: Entry) -> Iterator[Any]:
    yield from _lengths(options, "minLength", "maxLength")
    written, format_ = options.get("pattern", str), options.get("format", str)
    if written is not None:
        yield checks.pattern(compiled(written, options))
    if format_ == "byte":
        yield checks.each("format byte", lambda value: not isinstance(value, str) or bool(BASE64.fullmatch(value)))
    elif format_ is not None and format_ not in _ANY_TEXT:
        yield format_check(format_, options)


def _of_numbers(kind: str, options: Entry) -> Iterator[Any]:
    for word in checks.BOUNDS:
        if (limit := options.get(word, float)) is not None:
            yield checks.bound(word, limit)
    if (factor := options.get("multipleOf", float)) is not None:
        if factor <= 0:
            raise options.refuse(f"multipleOf {factor} is not above 0")
        yield checks.multiple_of(factor)
    written = options.get("format", str)
    if written is None or (kind, written) == ("number", "f64"):
        return
    if (kind, written) == ("number", "f32"):
        yield checks.each("format f32", lambda value: not checks.is_number(value) or not _beyond_f32(value))
        return
    if kind == "number" or written not in _WIDTHS:
        known = ("f32", "f64") if kind == "number" else tuple(_WIDTHS)
        raise options.refuse(f"unknown format {clean(written, width=40)!r}{nearest(written, known)}")
    least, most = _WIDTHS[written]
    yield checks.each(f"format {written}", lambda value: not checks.is_number(value) or least <= value <= most)


def _beyond_f32(value: Any) -> bool:
    return bool(abs(value) != float("inf") and abs(value) > _LARGEST_F32)


def _of_moments(kind: str, options: Entry) -> Iterator[Any]:
    written = options.get("format", str)
    try:
        form = moments.iso(kind) if written is None else moments.jdk(kind, written)
    except ValueError as error:
        raise options.refuse(
            f"format {clean(written, width=40)}: {clean(error, width=20)} is not read",
            fix="use letters such as yyyy-MM-dd",
        ) from None
    yield moments.of_form(form)
    zone = options.get("timezone", bool)
    if zone is not None:
        yield moments.with_offset(wanted=zone)
    bounds = [(word, limit) for word in checks.BOUNDS if (limit := options.get(word, str)) is not None]
    default = options.get("defaultTimezone", str)
    if bounds and default not in (None, "UTC", "Etc/UTC", "GMT", "Z"):
        raise options.refuse(
            f"{bounds[0][0]} in the defaultTimezone {clean(default, width=40)} is not evaluated", fix="use UTC"
        )
    for word, limit in bounds:
        try:
            yield moments.bound(word, limit, form)
        except ValueError:
            raise options.refuse(f"{word} {clean(limit, width=40)!r} is no {clean(form.said, width=60)}") from None


def _of_collections(options: Entry) -> Iterator[Any]:
    yield from _lengths(options, "minItems", "maxItems", "minProperties", "maxProperties")
    if options.get("uniqueItems", bool):
        yield checks.each("uniqueItems", lambda value: len({repr(item) for item in value}) == len(value))
    needed = options.get("required", list)
    if needed is not None:
        said = ", ".join(map(str, needed))
        yield checks.each(
            f"required [{said}]", lambda value: not isinstance(value, dict) or all(name in value for name in needed)
        )


def _lengths(options: Entry, *words: str) -> Iterator[Any]:
    for word in words:
        if (limit := options.get(word, int)) is not None:
            if limit < 0:
                raise options.refuse(f"{word} {limit} is below 0")
            yield checks.length(word, limit)
