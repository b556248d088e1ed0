"""The cells of a table, read as a schema means them that says what text stands for what value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pytest_prodready.instruments.tables.loading import MISSING_WORDS
from pytest_prodready.instruments.tables.part import Format

_INTEGER = r"[+-]?[0-9]{1,300}"
_SAFE_DIGITS = 18
"""Whole numbers of so many characters fit into 64 bits."""
_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?(?:[iI][nN][fF])|[nN][aA][nN]"
TRUE, FALSE = ("true", "True", "TRUE"), ("false", "False", "FALSE")


@dataclass(frozen=True, slots=True)
class Figures:
    """How the numbers of a column are written; `whole` says that they have no fraction."""

    whole: bool
    decimal: str = "."
    group: str = ""


@dataclass(frozen=True, slots=True)
class Cells:
    """What the text of a CSV stands for; every column that is named neither number nor truth value stays text.

    `missing` are the words for a missing value, `missing_in` those of a single column; they mean that in a CSV alone
    unless it is said `everywhere`. pandas' own reading would
    make 7 of the text 007, and floats of whole numbers as soon as one is missing.
    """

    figures: Mapping[str, Figures] = field(default_factory=dict)
    truths: Mapping[str, tuple[Sequence[str], Sequence[str]]] = field(default_factory=dict)
    missing: Sequence[str] = MISSING_WORDS
    missing_in: Mapping[str, Sequence[str]] = field(default_factory=dict)
    everywhere: bool = False

    def read(self, source: Any, kind: Format) -> Any:
        """A file, or text in memory, as a frame whose numbers are still text; parquet says itself what it holds."""
        import pandas as pd  # noqa: PLC0415 - heavy

        if kind is Format.CSV:
            return pd.read_csv(source, dtype=str, keep_default_na=False, na_filter=False, index_col=False)
        return pd.read_json(source, lines=True, dtype=False)

    def typed(self, frame: Any, kind: Format) -> Any:
        """The frame with the values that its text stands for; text that stands for none stays as it is."""
        if kind is not Format.CSV:
            return frame.assign(**{name: self._filled(name, frame[name]) for name in frame.columns if self.everywhere})
        return frame.assign(**{name: self._column(name, frame[name]) for name in frame.columns})

    def as_pandas_writes(self) -> "Cells":
        """The same columns in a CSV that pandas wrote: its words for truth, its decimal point, nothing for missing."""
        figures = {name: replace(one, decimal=".", group="") for name, one in self.figures.items()}
        truths = {name: ((*true, "True"), (*false, "False")) for name, (true, false) in self.truths.items()}
        missing_in = {name: (*words, "") for name, words in self.missing_in.items()}
        return Cells(figures, truths, (*self.missing, ""), missing_in, self.everywhere)

    def _filled(self, name: str, values: Any) -> Any:
        words = self.missing_in.get(name, self.missing)
        missing = values.map(lambda value: isinstance(value, str | int) and str(value) in words)
        return values.mask(missing.astype(bool)) if missing.any() else values

    def _column(self, name: str, text: Any) -> Any:
        text = text.mask(text.isin(list(self.missing_in.get(name, self.missing))))
        if name in self.figures:
            return _numbers(text, self.figures[name])
        if name in self.truths:
            true, false = self.truths[name]
            return text.astype(object).mask(text.isin(list(true)), True).mask(text.isin(list(false)), False)
        return text


def _numbers(text: Any, written: Figures) -> Any:
    import pandas as pd  # noqa: PLC0415 - heavy

    there = text.dropna()
    if there.empty:
        return text
    plain = there.str.replace(written.group, "", regex=False) if written.group else there
    plain = plain.str.replace(written.decimal, ".", regex=False) if written.decimal != "." else plain
    fits = plain.str.fullmatch(_INTEGER if written.whole else _NUMBER).astype(bool)
    if "." not in (written.decimal, written.group):
        fits &= ~there.str.contains(".", regex=False)
    if written.whole and fits.all() and plain.str.len().max() <= _SAFE_DIGITS:
        # Int64 keeps whole numbers whole beside a missing one.
        whole = pd.to_numeric(plain)
        return whole if len(whole) == len(text) else whole.astype("Int64").reindex(text.index)
    if not written.whole and fits.all():
        return plain.map(float).astype("float64").reindex(text.index)
    exact = int if written.whole else float
    values = [exact(new) if fit else old for fit, new, old in zip(fits, plain, there, strict=True)]
    return pd.Series(values, index=there.index, dtype=object).reindex(text.index)
