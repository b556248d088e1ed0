"""pandera itself over the rows, for what the engine does not answer."""

from collections.abc import Iterator
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.schemas.findings import Finding, Reader
from pytest_prodready.instruments.schemas.losses import losses
from pytest_prodready.instruments.tables.table import Table


def findings(schema: Any, frame: Any, table: Table, path: str) -> Iterator[Finding]:
    """What pandera finds in a frame, and what coercion would lose in it.

    Raises:
        CannotLook: a check raises, or pandera stops.

    """
    reader = Reader(frame, table, path)
    yield from reader.findings(_errors(schema, frame, path))
    yield from reader.losses(losses(schema, frame))


def _errors(schema: Any, frame: Any, path: str) -> list[Any]:
    from pandera.config import ValidationDepth, config_context  # noqa: PLC0415 - heavy
    from pandera.errors import SchemaErrors  # noqa: PLC0415 - heavy

    try:
        with config_context(validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_AND_DATA):
            schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        return list(errors.schema_errors)
    except Exception as error:  # noqa: BLE001 - a check of the repo raises what it likes
        said = clean(f"{type(error).__name__}: {error}", width=200)
        raise CannotLook(f"{clean(path)}: pandera stopped with {said}", fix="mend the schema") from None
    return []
