"""Does anybody know where the rows come from?"""

from collections.abc import Iterator
from datetime import UTC, datetime

from pytest_prodready.core.gate import gate
from pytest_prodready.core.location import Location
from pytest_prodready.core.measurement import Measurement, at_most, none_of
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.question import Question
from pytest_prodready.declarations.dataset import Dataset, Role
from pytest_prodready.instruments.provenance.instrument import Provenance
from pytest_prodready.instruments.provenance.record import Day


@gate("data.provenance", since=Phase.PROTOTYPE, answers=[Question.DATA], needs=["provenance"])
def provenance(subject: Dataset, provenance: Provenance) -> Iterator[Measurement]:
    """A record says where the rows come from, by which query and on which day, and its digests are those of the files.

    The record is a YAML sidecar (`source`, `query` or `method`, `extracted`, `files: {path: sha256}`), `dvc.lock` or a
    `.dvc` file (`md5` and `size`; what DVC keeps no word of stands in `meta`), or Croissant metadata
    (https://docs.mlcommons.org/croissant/docs/croissant-spec.html). Every file of the dataset is listed, every file
    listed is there, and each digest is computed anew. A dataset for evaluation is no curated benchmark, by its source,
    its name or its digest: the list stands in `instruments/provenance/benchmarks.py`.

    Why: nobody can draw data anew that nobody knows the source of, and a score on a set that the whole world has
    practised on says nothing about your customers.
    To fix: write the sidecar where the data are extracted, with the query as it ran; evaluate on rows of your own.
    """
    traced = provenance.trace(subject)
    record = traced.record
    place = Location(record.path, 1)
    yield none_of("files that the record does not list", traced.unlisted, unit="files", where=place)
    yield none_of("listed files that are not there", traced.missing, unit="files", where=place)
    yield none_of("files that are not as recorded", traced.changed, unit="files", where=place)
    for fact in record.facts:
        yield none_of(f"gaps in {fact.name}", fact.gaps(), unit="gaps", where=fact.where)
        if isinstance(fact, Day) and fact.date:
            ahead = fact.days_ahead(datetime.now(UTC))
            what = f"days to come until {fact.name}, {fact.date}"
            yield at_most(what, ahead, 0, unit="days", where=fact.where)
    if subject.role is Role.EVALUATION:
        marks = provenance.benchmark_marks(traced)
        yield none_of("signs of a curated benchmark", marks, unit="signs", where=subject.at("role"))
