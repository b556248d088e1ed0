"""The instrument that compares a sample with its reference."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from pytest_prodready.core.evidence import Evidence, Fact
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.declarations.drift import Detector, Drift
from pytest_prodready.instruments.drift.brought import Brought
from pytest_prodready.instruments.drift.categories import count_categories
from pytest_prodready.instruments.drift.cells import count_cells
from pytest_prodready.instruments.drift.finding import Finding
from pytest_prodready.instruments.drift.histogram import Histogram, exact, of_categories, on_a_line, wide
from pytest_prodready.instruments.drift.measures import effects, p_values
from pytest_prodready.instruments.drift.operating import (
    Operating,
    at_resolution,
    bootstrapped,
    bound,
    corrected,
    operating,
)
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.names import shown
from pytest_prodready.instruments.tables.near import no_such_column
from pytest_prodready.instruments.tables.numbers import continuous
from pytest_prodready.instruments.tables.table import REDACTED, Table

_LABELS = 12
"""Bins of a histogram that are kept as evidence; further categories are told together."""


@dataclass(frozen=True, slots=True)
class _Pair:
    drift: Drift
    reference: Table
    current: Table
    histograms: tuple[Histogram, ...]


class Drifts(Instrument):
    """Measures drift on the engine's histograms; a detector of the repo's own runs in a fresh process."""

    name: ClassVar[str] = "drifts"
    extra: ClassVar[str | None] = "data"
    executes: ClassVar[bool] = True

    def compare(self, subject: Dataset, tables: Tables) -> tuple[Finding, ...]:
        """How far each declared column of a sample lies from its reference.

        Raises:
            CannotLook: the reference or a column is not there, a column of the reference is empty, the detector
                cannot judge a column, or the repo's own one failed.

        """
        pair = self._pair(subject, tables)
        seen = {one.name: _missing(one) for one in pair.histograms}
        if pair.drift.brought:
            return self.bench.share(self._key("findings", pair), lambda: self._brought(pair).findings(seen))
        return self.bench.share(self._key("findings", pair), lambda: _findings(pair, seen))

    def operating(self, subject: Dataset, tables: Tables) -> Operating:
        """How the declared detector works on data like these; raises as `compare`."""
        pair = self._pair(subject, tables)
        self.bench.announce(f"resampling {clean(pair.reference.source)} for its drift detector")
        if pair.drift.brought:
            return self.bench.share(self._key("operating", pair), self._brought(pair).operating)
        return self.bench.share(self._key("operating", pair), lambda: operating(pair.drift, pair.histograms))

    def _pair(self, subject: Dataset, tables: Tables) -> _Pair:
        drift = subject.drift
        if drift is None:
            raise CannotLook(f"datasets.{subject.name} declares no drift")
        other = subject.siblings.get(drift.reference)
        if not isinstance(other, Dataset) or other is subject:
            raise CannotLook(f"{subject.at('drift.reference')}: no other dataset is called {clean(drift.reference)}")
        reference, current = tables.open(other), tables.open(subject)
        key = ("drift histograms", subject.source, other.source, subject.redact, other.redact, drift.columns)
        try:
            made = self.bench.share(key, lambda: histograms(reference, current, drift))
        except ImportError as error:
            raise self.missing_extra(error) from None
        pair = _Pair(drift, reference, current, made)
        if drift.detector == Detector.KS:
            for one in made:
                if not one.continuous:
                    raise CannotLook(
                        f"{subject.at('drift.detector')}: ks has no distance for the categories of {shown(one.name)}",
                        fix="use psi, jensen_shannon or chi_squared",
                    )
        self._leave_evidence(pair)
        return pair

    def _brought(self, pair: _Pair) -> Brought:
        on_a_line = frozenset(one.name for one in pair.histograms if one.continuous)
        return Brought(self.bench, pair.drift, pair.reference, pair.current, on_a_line)

    def _leave_evidence(self, pair: _Pair) -> None:
        """Both histograms of each column, small, for the reports."""
        facts: dict[str, Fact] = {"detector": clean(pair.drift.detector, width=120)}
        for one in pair.histograms:
            hidden = one.name in pair.current.redact or one.name in pair.reference.redact
            facts[f"histogram {shown(one.name)}"] = _told(one, hidden=hidden)
        subject = f"{pair.current.source} against {pair.reference.source}"
        rows = pair.current.rows + pair.reference.rows
        self.saw(Evidence(clean(subject, width=200), rows, "rows", facts=facts))

    @staticmethod
    def _key(what: str, pair: _Pair) -> tuple[object, ...]:
        return ("drift", what, pair.current.source, pair.reference.source, pair.drift)


def histograms(reference: Table, current: Table, drift: Drift) -> tuple[Histogram, ...]:
    """Both tables' histograms of each declared column; raises CannotLook as `Drifts.compare` does."""
    for name in drift.columns:
        for table in (reference, current):
            no_such_column(name, table.columns, table.source, "drift.columns")
    gone = reference.missing(drift.columns), current.missing(drift.columns)
    empty = [name for name in drift.columns if gone[0][name] == reference.rows]
    if empty:
        raise CannotLook(
            f"{reference.source}: {shown(empty[0])} is empty in every row: nothing can drift from it",
            fix="fill it, or take it from drift.columns",
        )
    on_line = continuous(reference, drift.columns)
    made = []
    for name in drift.columns:
        missing = gone[0][name], gone[1][name]
        if name in on_line:
            cells = count_cells(reference, current, name)
            other = (
                reference.rows - missing[0] - int(cells.reference.sum()),
                current.rows - missing[1] - int(cells.current.sum()),
            )
            made.append(on_a_line(name, cells, other, missing))
        else:
            counts, other = count_categories(reference, current, name)
            made.append(of_categories(name, counts, other, missing))
    return tuple(made)


def _findings(pair: _Pair, seen: Mapping[str, str]) -> tuple[Finding, ...]:
    import numpy as np  # noqa: PLC0415 - heavy

    drift, detector = pair.drift, Detector(pair.drift.detector)
    found, raw = [], []
    for one in pair.histograms:
        sides = (
            exact(one)
            if detector is Detector.KS
            else tuple(at_resolution(drift, one, side) for side in (one.reference, one.current))
        )
        found.append(bound(float(effects(detector, *sides)), bootstrapped(drift, one), pair.current.rows))
        raw.append(float(p_values(detector, *sides)[0]) if drift.significance is not None else 1.0)
    adjusted = corrected(drift, np.array([raw]))[0]
    return tuple(
        Finding(one.name, effect, None if drift.significance is None else float(p), seen[one.name])
        for one, effect, p in zip(pair.histograms, found, adjusted, strict=True)
    )


def _missing(histogram: Histogram) -> str:
    (ours, theirs) = (side / side.sum() for side in (histogram.reference, histogram.current))
    text = f"missing {100 * ours[-1]:.3g}% in the reference, {100 * theirs[-1]:.3g}% now"
    odd = int(histogram.current[-2])
    return f"{text}; {odd:,} values are {histogram.labels[-2]}" if odd else text


def _told(histogram: Histogram, *, hidden: bool) -> str:
    """Labels and shares as JSON; what stands beyond the first bins is added up."""
    sides = [wide(histogram, side) for side in (histogram.reference, histogram.current)]
    labels = list(histogram.labels)
    if len(labels) > _LABELS + 2:
        kept = [*labels[: _LABELS - 1], "others", *labels[-2:]]
        sides = [[*side[: _LABELS - 1], side[_LABELS - 1 : -2].sum(), *side[-2:]] for side in sides]
        labels = kept
    labels = [REDACTED for _ in labels] if hidden else [clean(label, width=40) for label in labels]
    shares = [[round(float(count / max(1, sum(side))), 5) for count in side] for side in sides]
    return json.dumps({"bins": labels, "reference": shares[0], "current": shares[1]}, separators=(",", ":"))
