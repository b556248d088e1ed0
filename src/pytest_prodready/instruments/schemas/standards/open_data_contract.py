"""The Open Data Contract Standard, version 3: one table of a contract as a schema of pandera.

https://bitol-io.github.io/open-data-contract-standard/v3.1.0/
"""

from typing import Any

from pytest_prodready.core.hostile import clean
from pytest_prodready.instruments.schemas.standards import checks
from pytest_prodready.instruments.schemas.standards.cells import FALSE, TRUE, Cells, Figures
from pytest_prodready.instruments.schemas.standards.contract_property import ELEMENT, column_of, refuse_unjudged
from pytest_prodready.instruments.schemas.standards.contract_quality import of_table
from pytest_prodready.instruments.schemas.standards.described import described
from pytest_prodready.instruments.schemas.standards.entry import Entry, picked

_CONTRACT = frozenset(
    (
        *("version", "kind", "apiVersion", "id", "name", "tenant", "tags", "status", "servers", "dataProduct"),
        *("description", "domain", "schema", "support", "price", "team", "roles", "slaDefaultElement"),
        *("slaProperties", "authoritativeDefinitions", "customProperties", "contractCreatedTs"),
    )
)
_TABLE = frozenset((*ELEMENT, "dataGranularityDescription", "properties"))


def is_open_data_contract(written: Entry) -> bool:
    """Whether a file says of itself that it is a data contract."""
    return "apiVersion" in written.held or written.held.get("kind") == "DataContract"


def from_open_data_contract(contract: Entry, name: str, dataset: str) -> tuple[Any, bool]:
    """The table called `name`, without one that of the dataset or the only one; and whether it may have more columns.

    The standard has no word for columns that a contract does not name; `customProperties: [{property: open, value:
    true}]` of a table says that they are welcome.

    Raises:
        CannotLook: it is of another version, has a key that the standard does not know, says nothing of a table, or
            says something of it that is not evaluated here.

    """
    contract.only(_CONTRACT, because="the standard does not know it")
    version = contract.need("apiVersion", str)
    if not version.startswith("v3."):
        raise contract.refuse(f"apiVersion {clean(version, width=20)} is not read", fix="write it in version 3")
    if contract.need("kind", str) != "DataContract":
        raise contract.refuse(f"kind {clean(contract.held['kind'], width=40)!r} is no DataContract")
    table = picked(contract.entries("schema", "table"), name, dataset, contract, "tables")
    table.only(_TABLE, because="the standard does not know it")
    refuse_unjudged(table)
    if table.get("logicalType", str) not in (None, "object"):
        raise table.refuse("logicalType of a table is object")
    welcome = _is_open(table)
    return _schema(table, welcome=welcome), welcome


def _schema(table: Entry, *, welcome: bool) -> Any:
    columns: dict[str, Any] = {}
    figures: dict[str, Figures] = {}
    key: list[str] = []
    truths = {}
    for entry in table.entries("properties", "property"):
        name = entry.get("physicalName", str) or entry.need("name", str)
        if name in columns:
            raise entry.refuse("is written twice", fix="keep one")
        columns[name] = column_of(entry)
        kind = entry.get("logicalType", str)
        if kind in ("integer", "number"):
            figures[name] = Figures(whole=kind == "integer")
        if kind == "boolean":
            truths[name] = (TRUE, FALSE)
        key += [name] if entry.get("primaryKey", bool) else []
    if len(key) == 1 and not any(check.name == "unique" for check in columns[key[0]].checks):
        columns[key[0]].checks.append(checks.check("unique", checks.unique))
    together = [checks.unique_by(key)] if len(key) > 1 else []
    rules = [*together, *of_table(table, tuple(columns))]
    return described(columns, rules, Cells(figures, truths), welcome=welcome)


def _is_open(table: Entry) -> bool:
    return any(
        entry.held.get("property") == "open" and entry.held.get("value") is True
        for entry in table.entries("customProperties", "property")
    )
