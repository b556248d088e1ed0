"""Which kind of schema a file holds, told by its content."""

from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.schemas.standards.entry import document
from pytest_prodready.instruments.schemas.standards.open_data_contract import (
    from_open_data_contract,
    is_open_data_contract,
)
from pytest_prodready.instruments.schemas.yaml_file import from_yaml
from pytest_prodready.reading.files import Content

KINDS = "path/file.py:Name, pandera YAML, or an Open Data Contract (YAML)"
ENDINGS = (".py", ".yaml", ".yml", ".json")


def from_file(content: Content, name: str, dataset: str) -> tuple[Any, bool]:
    """The schema that a YAML or JSON file holds, and whether the file says that more columns are welcome.

    `name` is the table of the file that is meant, empty where none is named.

    Raises:
        CannotLook: the file is of no kind that is read, or what it says cannot be judged.

    """
    written = document(content)
    if written is not None and is_open_data_contract(written):
        return from_open_data_contract(written, name, dataset)
    if name or content.path.endswith(".json"):
        raise CannotLook(f"{clean(content.path)}: a schema is {KINDS}")
    return from_yaml(content)
