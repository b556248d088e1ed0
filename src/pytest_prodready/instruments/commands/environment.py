"""The environment of a command: an allowlist and what is declared, so that the repo's code sees no secret of ours."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

PASSED_ON = ("LANG", "LC_ALL", "LD_LIBRARY_PATH", "TZ", "VIRTUAL_ENV")
"""What a command gets of our own environment, besides PATH; the library path is what some Pythons start with."""


def environment(extra: Mapping[str, str], scratch: Path) -> dict[str, str]:
    """PATH with this Python's folder first, a home and a temp folder in `scratch`, locale, time zone, and `extra`.

    Python writes unbuffered, as in an image: a killed process leaves its last words. Variables of pytest and
    coverage are not passed on, so a command neither measures nor collects on our behalf.
    """
    home = str(scratch)
    ours = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
    return {**ours, "PATH": path, "HOME": home, "TMPDIR": home, "PYTHONUNBUFFERED": "1", **extra}
