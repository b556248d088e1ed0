"""What `prodready init` prints, and how it ends."""

import sys
from collections.abc import Sequence
from pathlib import Path

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.init.first_manifest import Suggestion, suggest, write
from pytest_prodready.init.first_schema import Draft, draft
from pytest_prodready.init.writing import Refused, write_new
from pytest_prodready.manifest.load import NAMES


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


def begin_schemas(root: Path, wanted: Sequence[str], *, stdout: bool) -> int:
    """Write a first schema for each table, or print them, and the lines of the manifest that bring them in.

    0; 1 where a table cannot be looked at; 2 where a schema is there already. All are drafted before one is written.
    """
    try:
        drafts = draft(root, wanted, anew=stdout)
        for one in drafts:
            if not stdout:
                write_new(root / one.path, one.text)
    except Refused as refusal:
        _say(str(refusal), err=True)
        return 2
    except CannotLook as blind:
        for line in (blind.reason, *blind.details, *([f"fix: {blind.fix}"] if blind.fix else [])):
            _say(line, err=True)
        return 1
    _tell_drafts(root, drafts, stdout=stdout)
    return 0


def _tell_drafts(root: Path, drafts: Sequence[Draft], *, stdout: bool) -> None:
    for one in drafts:
        if stdout:
            sys.stdout.write(one.text)
        else:
            _say(f"wrote      {one.path}: {one.told}")
    _say("\nPut into prodready.yaml, in place of what it says of the same table:\n", err=stdout)
    _say("\n".join(["datasets:", *(one.yaml for one in drafts)]), err=stdout)
    begun = any((root / name).is_file() for name in NAMES)
    _say(f"\nnext       {'pytest --prodready' if begun else 'prodready init'}", err=stdout)


def _tell(made: Suggestion, *, stdout: bool) -> None:
    for line in made.told:
        _say(line, err=stdout)
    if not stdout:
        _say(f"wrote      prodready.yaml; {made.text.count('# decide:')} lines in it wait for your decision")
        _say("next       pytest --prodready")


def _say(line: str, *, err: bool = False) -> None:
    print(line, file=sys.stderr if err else sys.stdout)
