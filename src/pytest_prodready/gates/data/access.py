"""Does the team's own way to its data work?"""

from collections.abc import Iterator

from pytest_prodready.core.gate import gate
from pytest_prodready.core.measurement import Measurement, at_least, at_most
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.question import Question
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.instruments.access.instrument import Loaders


@gate("data.access", since=Phase.VALIDATE, answers=[Question.DATA], needs=["access"], optional_for=[Dataset])
def access(subject: Dataset, loaders: Loaders) -> Iterator[Measurement]:
    """The loader runs by itself and returns as many rows as are needed, in time.

    It is called once, without arguments, in a fresh Python with the variables that are declared and no other of
    yours. What it returns has a length (a frame, an Arrow table, an array, a list), or gives rows one by one or frame
    by frame; an iterator is read until it has given as many as are needed. Its time counts from its import to the
    last row; it is ended 10 s after that has run out.

    Why: data that only one person's notebook can reach are not there when the pipeline runs at night.
    To fix: give the loader what it needs (path, credentials, packages), or ask for the rows that it really has.
    """
    declared, loaded = subject.access, loaders.load(subject)
    if declared is None:
        return
    if loaded.ended:
        seen = loaded.why or f"a {loaded.kind}"
        yield at_least(
            f"rows from {loaded.loader}",
            loaded.rows,
            declared.rows,
            unit="rows",
            where=subject.at("access.rows" if not loaded.why else "access.loader"),
            details=(seen, *loaded.tail) if loaded.rows < declared.rows else (seen,),
        )
    late = loaded.seconds > declared.within
    yield at_most(
        f"time that {loaded.loader} {'took' if loaded.ended else 'ran before it was ended'}",
        loaded.seconds,
        declared.within,
        unit="s",
        where=subject.at("access.within"),
        details=loaded.tail if late else (),
    )
