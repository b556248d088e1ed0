"""Where personal data may be, and where else nobody may find any."""

import re
from dataclasses import dataclass
from typing import Annotated

from pytest_prodready.core.declaration import entry
from pytest_prodready.core.kind import GLOB


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy:
    """The columns in which personal data are expected, and the logs in which none are."""

    columns: tuple[str, ...] = entry(
        "The columns that may hold personal data; their values are never printed.", example="[email]", default=()
    )
    logs: tuple[Annotated[str, GLOB], ...] = entry(
        "Logs that must hold none: text, or gzipped text.", example="[logs/*.jsonl]", default=()
    )
    regions: tuple[str, ...] = entry(
        "Countries (ISO 3166) whose phone numbers are also found without their country code.",
        example="[DE, FR]",
        default=(),
    )

    def __post_init__(self) -> None:
        for region in self.regions:
            if not re.fullmatch("[A-Z]{2}", region):
                raise ValueError("a region is two capital letters, such as DE")
