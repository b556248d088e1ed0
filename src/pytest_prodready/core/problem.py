"""One thing wrong with what a person wrote, said so that it can be mended."""

from dataclasses import dataclass

from pytest_prodready.core.location import Location


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """`what` is wrong at `where`; `saw` is the text that was met, `fix` the way out."""

    where: Location
    what: str
    saw: str = ""
    fix: str = ""

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.what}"]
        if self.saw:
            parts.append(f"got {self.saw}")
        if self.fix:
            parts.append(f"fix: {self.fix}")
        return "; ".join(parts)
