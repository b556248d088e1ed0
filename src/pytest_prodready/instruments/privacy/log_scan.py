"""Personal data in the lines of a log."""

import gzip
import re
from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from pathlib import Path

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.privacy.detectors import CANARIES, kinds_in, rough
from pytest_prodready.instruments.privacy.tally import Tally
from pytest_prodready.reading.files import located

_LINE = 1 << 20
"""Bytes of a line that are looked at together; a longer one is cut there."""
MOST_BYTES = 1 << 30


def scan_log(root: Path, path: str, regions: Sequence[str]) -> tuple[Tally, int]:
    """What a log holds, and how many lines it has; the canaries stand below its last line.

    Raises:
        CannotLook: it is missing, empty, no text, or larger than a gibibyte.

    """
    suspect = re.compile(rough(regions))
    tally, lines = Tally(clean(path), "lines"), 0
    for line, planted in chain(zip(_lines(root, path), repeat(False)), zip(CANARIES.values(), repeat(True))):
        kinds = kinds_in(line, regions) if suspect.search(line) else ()
        if planted:
            tally.canaries.update(kinds)
        else:
            lines += 1
            tally.add(kinds, str(lines))
    return tally, lines


def _lines(root: Path, path: str) -> Iterator[str]:
    file = located(root, path)
    taken = 0
    opening = gzip.open if path.endswith(".gz") else open
    try:
        with opening(file, "rb") as stream:
            while line := stream.readline(_LINE):
                taken += len(line)
                if b"\0" in line or taken > MOST_BYTES:
                    why = "no text" if b"\0" in line else "larger than a gibibyte"
                    raise CannotLook(f"{clean(path)}: {why}", fix="name a log of text, or a part of it")
                yield line.decode("utf-8", "replace")
    except (OSError, EOFError) as error:
        raise CannotLook(f"{clean(path)}: cannot be read ({clean(error, width=80)})") from None
