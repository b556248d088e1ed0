"""Regular expressions of schemas, as Python reads them."""

import re

from pytest_prodready.core.hostile import clean
from pytest_prodready.instruments.schemas.standards.entry import Entry


def compiled(written: str, entry: Entry) -> re.Pattern[str]:
    """A regular expression; raises CannotLook where Python cannot read it."""
    try:
        return re.compile(written)
    except (re.error, RecursionError, OverflowError) as error:
        raise entry.refuse(
            f"pattern {clean(written, width=60)} is no regular expression ({clean(error, width=60)})"
        ) from None
