"""Which commit of the repo is being judged."""

import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Commit:
    """`sha` is the full name of HEAD; `dirty` says that tracked files differ from it."""

    sha: str
    dirty: bool


def head(root: Path) -> Commit | None:
    """HEAD of the repository around `root`; None outside of one, before its first commit, or without git."""
    sha = _git(root, "rev-parse", "--verify", "HEAD")
    if sha is None:
        return None
    changed = _git(root, "status", "--porcelain", "--untracked-files=no", "--", ".")
    return Commit(sha.strip(), dirty=bool(changed is None or changed.strip()))


def _git(root: Path, *words: str) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, and words of our own
            # No lock on the index: somebody may be committing while we look.
            ["git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-C", str(root), *words],  # noqa: S607 - git as the user has it
            capture_output=True,
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def user_name(root: Path) -> str | None:
    """The name that git writes into a commit made at `root`; None where none is set, or without git."""
    name = (_git(root, "config", "--get", "user.name") or "").strip()
    return name or None
