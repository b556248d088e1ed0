"""What a gate's docstring says: the promise, why it matters, and how to mend what breaks it."""

import inspect
import re
from dataclasses import dataclass

_PARTS = re.compile(r"\A(?P<promise>.+?)\n\s*\n(?P<more>.*?)Why:(?P<why>.+?)To fix:(?P<fix>.+)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Promise:
    """`sentence` is true when the gate passes; `more` is further reading, formulas and sources."""

    sentence: str
    why: str
    fix: str
    more: str = ""

    @classmethod
    def read(cls, gate_id: str, docstring: str | None, error: type[Exception]) -> "Promise":
        """Take a docstring apart; raises `error` naming the part that is missing."""
        text = inspect.cleandoc(docstring or "")
        if not text:
            raise error(f"gate {gate_id}: it has no docstring: write the promise, 'Why:' and 'To fix:'")
        for part in ("Why:", "To fix:"):
            if part not in text:
                raise error(f"gate {gate_id}: its docstring has no '{part}'")
        match = _PARTS.match(text)
        if match is None or not match["promise"].rstrip().endswith("."):
            raise error(
                f"gate {gate_id}: its docstring opens with one sentence, ends it with a period, and then a blank line"
            )
        sentence, why, fix = (" ".join(match[part].split()) for part in ("promise", "why", "fix"))
        return cls(sentence, why, fix, more=match["more"].strip())
