"""The text of a drafted schema: a pandera model as people write it, each line with what it was drafted from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pytest_prodready.core.hostile import clean
from pytest_prodready.init.inference import ANY, Inferred
from pytest_prodready.init.python_text import fields, listed, literal, sentence
from pytest_prodready.init.seen import Seen

_WIDTH = 120
_HEAD = '''\
"""A draft of what a row of {source} looks like.

Written by `prodready init` from the {rows:,} rows that were there. Each line says
what was seen; what may be is yours to say: a range that was observed is no limit.
"""
'''
_CONFIG = '''
    class Config:
        """A column nobody announced is a finding; so is a type that had to be converted."""

        strict = True
        coerce = False
'''


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the draft: `allowed` are the only values there are, where they are few."""

    seen: Seen
    inferred: Inferred
    allowed: tuple[str | int, ...] = ()
    unique: bool = False

    @property
    def told(self) -> str:
        """What was seen, in one comment."""
        missing = f"{self.seen.missing:,} of {self.seen.rows:,} missing" if self.seen.missing else "none missing"
        many = f"{self.seen.distinct:,} distinct" + (", a key?" if self.unique else "")
        lowest, highest = self.inferred.lowest, self.inferred.highest
        spread = f"{lowest} to {highest}" if lowest and highest and not self.allowed else ""
        undecided = "decide: its type" if self.inferred.annotation == ANY else ""
        return "; ".join(part for part in (f"seen: {missing}", many, spread, undecided) if part)


def schema_text(source: str, title: str, columns: Mapping[str, Column], taken: Iterable[str]) -> str:
    """The module with the model `title`; `taken` are the names that a model has already."""
    rows = next(iter(columns.values())).seen.rows
    names = fields(list(columns), taken)
    open_types = any(column.inferred.annotation == ANY for column in columns.values())
    lines = [
        _HEAD.format(source=sentence(source), rows=rows),
        *(["from typing import Any", ""] if open_types else []),
        "import pandera.pandas as pa",
        "from pandera.typing import Series",
        "",
        "",
        f"class {title}(pa.DataFrameModel):",
        '    """One row; give each column the limits that you stand for."""',
        "",
        *(line for name, column in columns.items() for line in _field(names[name], name, column)),
    ]
    return "\n".join(lines) + "\n" + _CONFIG


def _field(field: str, name: str, column: Column) -> Iterator[str]:
    head, told = f"    {field}: Series[{column.inferred.annotation}]", f"  # {clean(column.told)}"
    words = list(_words(field, name, column))
    if not words:
        yield head + told
        return
    line = f"{head} = pa.Field({', '.join(words)}){told}"
    if len(line) <= _WIDTH:
        yield line
        return
    yield f"{head} = pa.Field({told}"
    yield from (f"        {word}," for word in words)
    yield "    )"


def _words(field: str, name: str, column: Column) -> Iterator[str]:
    if field != name:
        yield f"alias={literal(name)}"
    if column.inferred.nullable:
        yield "nullable=True"
    if column.unique:
        yield "unique=True"
    if column.allowed:
        yield f"isin={listed(column.allowed)}"
