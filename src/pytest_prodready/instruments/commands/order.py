"""What a supervisor is asked to run."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pytest_prodready.core.hostile import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to run, and its limits in seconds; `log_limit` cuts an appended-to log down to its end (bytes)."""

    argv: Sequence[str]
    cwd: Path
    env: Mapping[str, str]
    deadline_s: float | None
    grace_s: float
    stdin: int | None = None
    log_limit: int = 0

    @property
    def name(self) -> str:
        """The program, safe to print."""
        return clean(self.argv[0], width=120)

    def line(self) -> bytes:
        """The order as its supervisor reads it."""
        spec = {
            "owner": os.getpid(),
            "argv": list(self.argv),
            "cwd": str(self.cwd),
            "env": dict(self.env),
            "deadline_s": self.deadline_s,
            "grace_s": self.grace_s,
            "stdin": self.stdin,
            "log_limit": self.log_limit,
        }
        return json.dumps(spec).encode() + b"\n"
