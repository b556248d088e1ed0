"""The embedded DuckDB that answers: in memory, with bounds, and with no way out of the repo."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

MEMORY = "1GB"
"""What a query may hold in memory; beyond it DuckDB spills to the scratch folder."""
THREADS = 2


@contextmanager
def backend(root: Path, scratch: Path) -> Iterator[Any]:
    """An ibis backend that reads below `root` and writes below `scratch` only.

    Nothing is downloaded: extensions are neither installed nor loaded. The optimizer may not answer from the
    statistics in a file's footer, nor leave out the rows that they rule out: they are what the file says of itself,
    and NaN is in none of them. The values are read.
    """
    import ibis  # type: ignore[import-untyped] # noqa: PLC0415 - ships no types; heavy

    spill = scratch / "tables"
    spill.mkdir(parents=True, exist_ok=True)
    connection = ibis.duckdb.connect(threads=THREADS, memory_limit=MEMORY, temp_directory=str(spill))
    try:
        allowed = ", ".join(quoted(str(folder.resolve())) for folder in (root, scratch))
        for setting in (
            "autoinstall_known_extensions = false",
            "autoload_known_extensions = false",
            "disabled_optimizers = 'statistics_propagation,filter_pushdown'",
            f"allowed_directories = [{allowed}]",
            "enable_external_access = false",
            "lock_configuration = true",
        ):
            run(connection, f"SET {setting}")
        yield connection
    finally:
        connection.disconnect()
        # A traceback that somebody keeps must not keep DuckDB: it complains of that when Python ends.
        connection.con = None


def quoted(text: str) -> str:
    """A string literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def run(connection: Any, statement: str) -> list[tuple[Any, ...]]:
    """The rows of one statement, all of them: a result left half read blocks the connection."""
    rows: list[tuple[Any, ...]] = connection.raw_sql(statement).fetchall()
    return rows
