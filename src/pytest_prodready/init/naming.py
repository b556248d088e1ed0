"""Names for what was found: as the manifest takes them, each given once."""

import re
import unicodedata
from collections.abc import Iterable

_LONGEST = 60
"""The manifest takes 64 characters; four are kept for the number that tells two of a name apart."""

_TAKEN = frozenset({"Any", "False", "None", "Series", "True"})


def name_of(text: str, otherwise: str) -> str:
    """Lower-case letters, digits and _, a letter first; `otherwise` where nothing is left of `text`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    name = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    if name[:1].isdigit():
        name = f"{otherwise}_{name}"
    return name[:_LONGEST].strip("_") or otherwise


def without_version(stem: str) -> str:
    """A stem without its numbers at the end: `churn` of `churn-1.1.0` and of `churn_v2`."""
    return re.sub(r"(?:[-_.]?v?[0-9]+)+$", "", stem) or stem


def told_apart(names: Iterable[str]) -> list[str]:
    """The names in their order, a later one of the same name with a number at its end."""
    taken: set[str] = set()
    given = []
    for name in names:
        number, one = 2, name
        while one in taken:
            one, number = f"{name}_{number}", number + 1
        taken.add(one)
        given.append(one)
    return given


def natural(text: str) -> list[tuple[int, int, str]]:
    """A sort key by which 1.10 comes behind 1.9."""
    parts = re.split(r"([0-9]+)", text)
    return [(1, int(part), "") if part.isascii() and part.isdigit() else (0, 0, part) for part in parts]


def alike(text: str) -> str:
    """A name with its numbers taken out: the same for all parts of one table."""
    return re.sub(r"[0-9]+", "*", text)


def class_name(name: str) -> str:
    """The name of a dataset as that of a class, and none that a schema's module needs itself."""
    made = "".join(part.capitalize() for part in name.split("_"))
    return f"{made}Table" if made in _TAKEN else made
