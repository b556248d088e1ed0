"""Which kind of schema a file holds, told by its content."""

from pathlib import Path
from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.schemas.standards.entry import document
from pytest_prodready.instruments.schemas.standards.open_data_contract import (
    from_open_data_contract,
    is_open_data_contract,
)
from pytest_prodready.instruments.schemas.standards.record_schema import is_record_schema, open_record_schema
from pytest_prodready.instruments.schemas.standards.table_schema import (
    from_data_package,
    from_table_schema,
    is_data_package,
)
from pytest_prodready.instruments.schemas.yaml_file import from_yaml
from pytest_prodready.instruments.tables.part import Format
from pytest_prodready.reading.files import Content

KINDS = "path/file.py:Name, pandera YAML, an Open Data Contract, a Table Schema, a data package or a JSON Schema"
ENDINGS = (".py", ".yaml", ".yml", ".json")


_CONTRACTS_OWN = ("schema", "apiVersion", "kind")


def from_file(root: Path, content: Content, name: str, dataset: str, kind: Format) -> tuple[Any, bool]:
    """The schema that a YAML or JSON file holds for a table of this kind, and whether it says that it is open.

    `name` is the table of the file that is meant, empty where none is named. A JSON Schema is given as it is, as a
    `RecordSchema`.

    Raises:
        CannotLook: the file is of no kind that is read, or what it says cannot be judged.

    """
    written, flaws = document(content)
    contract = written is not None and is_open_data_contract(written)
    for path, problem in flaws.items():
        # Of a contract a single part is read; what is odd in the others does not concern it.
        if not contract or path[:1] in ((), *((key,) for key in _CONTRACTS_OWN)):
            raise CannotLook(clean(problem, width=300))
    if written is not None and contract:
        return from_open_data_contract(written, name, dataset)
    if written is not None and is_data_package(written):
        return from_data_package(written, name, dataset, kind)
    if written is not None and "fields" in written.held and not name:
        return from_table_schema(written, kind)
    if written is not None and is_record_schema(written) and not name:
        records = open_record_schema(root, content.path)
        return records, records.welcome
    if name or content.path.endswith(".json"):
        raise CannotLook(f"{clean(content.path)}: a schema is {KINDS}")
    return from_yaml(content)
