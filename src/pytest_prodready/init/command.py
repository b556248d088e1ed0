"""What `prodready init` prints, and how it ends."""

import sys
from pathlib import Path

from pytest_prodready.init.first_manifest import Suggestion, suggest, write
from pytest_prodready.init.writing import Refused


def begin(root: Path, *, stdout: bool) -> int:
    """Write the first manifest, or print it; 0, or 2 where one is there already."""
    try:
        made = suggest(root) if stdout else write(root)
    except Refused as refusal:
        _say(str(refusal), err=True)
        return 2
    if stdout:
        sys.stdout.write(made.text)
    _tell(made, stdout=stdout)
    return 0


def _tell(made: Suggestion, *, stdout: bool) -> None:
    for line in made.told:
        _say(line, err=stdout)
    if not stdout:
        _say(f"wrote      prodready.yaml; {made.text.count('# decide:')} lines in it wait for your decision")
        _say("next       pytest --prodready")


def _say(line: str, *, err: bool = False) -> None:
    print(line, file=sys.stderr if err else sys.stdout)
