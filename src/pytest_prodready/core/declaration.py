"""An entry of the manifest as a frozen value, and how its fields describe themselves.

One dataclass is the typed value, the JSON Schema and the documentation table.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field
from typing import Any, ClassVar

from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import CannotLook


def entry(
    help: str,  # noqa: A002 - the word that people know
    *,
    example: str,
    key: str | None = None,
    default: Any = MISSING,
    default_factory: Any = MISSING,
) -> Any:
    """A field of a declaration: one line of help, an example as YAML, and a default where one is sensible.

    `key` is how the manifest writes it, where that is no good name for a field (`from`, `for`).

    A field that only the team can decide and that not every entry needs has the default None: a gate that
    needs it names it, and its absence is a gap.
    """
    metadata = {"help": help, "example": example, "key": key}
    if default_factory is not MISSING:
        return field(default_factory=default_factory, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Declaration:
    """What the manifest says of one thing.

    `section` is where it is written: a mapping of names (`datasets`) or, when `named` is false, one entry
    (`operations.rollback`), whose name is the section's last word. `example` is the YAML that a gap shows.
    `places` gives the line of every field by its dotted path; `broken` says of a field why it could not be
    read: asking for such a field is a look that failed, so no gate can judge by a value nobody wrote. `siblings`
    are the entries of the same section, itself among them: what a field that names another entry means.
    """

    section: ClassVar[str] = ""
    named: ClassVar[bool] = True
    example: ClassVar[str] = ""

    name: str
    where: Location
    places: Mapping[str, Location] = field(default_factory=dict, repr=False)
    broken: Mapping[str, str] = field(default_factory=dict, repr=False)
    siblings: Mapping[str, "Declaration"] = field(default_factory=dict, repr=False)

    def at(self, path: str) -> Location:
        """The line of a field by its dotted path, or of the nearest thing above it that was written."""
        while path:
            if path in self.places:
                return self.places[path]
            path = path.rpartition(".")[0]
        return self.where

    def wrote(self, path: str) -> bool:
        """Whether the manifest sets this field, rather than leaving it to its default."""
        return path in self.places

    def declared(self, path: str) -> Any:
        """The value of a field by its dotted path; None where it, or the entry around it, was not declared."""
        value: Any = self
        for part in path.split("."):
            value = None if value is None else getattr(value, part)
        return value

    def __getattr__(self, attribute: str) -> Any:
        broken = {} if attribute.startswith("_") or attribute == "broken" else self.broken
        if attribute in broken:
            raise CannotLook(f"{self.section}.{self.name}.{attribute} cannot be read: {broken[attribute]}")
        raise AttributeError(attribute)
