"""Would the team's own schema notice?"""

from collections.abc import Iterator, Sequence

from pytest_prodready.core.gate import gate
from pytest_prodready.core.measurement import Measurement, at_least
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.question import Question
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.instruments.schemas.instrument import Schemas
from pytest_prodready.instruments.tables.instrument import Tables
from pytest_prodready.instruments.tables.names import shown


@gate("data.schema_teeth", since=Phase.PROTOTYPE, answers=[Question.DATA], needs=["schema"])
def schema_teeth(subject: Dataset, tables: Tables, schemas: Schemas) -> Iterator[Measurement]:
    """The schema refuses copies of the team's own rows in which one thing is wrong.

    Up to 500 rows are copied and corrupted in up to 22 ways, column by column: an empty batch, repeated rows, shifted,
    missing, renamed and extra columns, repeated keys, lost values, words among numbers, decimal commas, units wrong by
    a thousand, flipped signs, infinity, unseen and misspelt categories, blanks, numbers for text, dates in another
    format or in a far future. A corruption counts as refused when the schema refuses it in every column that can
    suffer it. Every copy is judged by pandera alone, as the team's own code would, and a JSON Schema by what of it
    can be held against cells, else the promise stays unproven; the share is of these very copies
    and needs no bound. 80 %, the usual power of a test, is asked for where `teeth` asks for nothing else.

    Why: a schema that was drafted from a good day and never saw a bad one lets the bad one through, with a green tick.
    To fix: give each surviving column a type, a range, or its allowed values; where rows have a key, make it unique.
    """
    found = schemas.bites(subject.schema or "", tables.open(subject), subject.key or (), subject.name)
    refused = len(found.tried) - len(found.survivors)
    accepted = ", ".join(_survivor(name, columns) for name, columns in found.survivors.items())
    yield at_least(
        "corruptions that the schema refuses",
        refused / len(found.tried),
        subject.teeth,
        unit="share",
        where=subject.at("schema"),
        details=(f"accepted {len(found.survivors)} of {len(found.tried)}: {accepted}",) if accepted else (),
        limit_is_default="teeth" not in subject.places,
    )


def _survivor(name: str, columns: Sequence[str]) -> str:
    if not columns[0]:
        return name
    more = f" and {len(columns) - 1} more" if len(columns) > 1 else ""
    return f"{name} in {shown(columns[0])}{more}"
