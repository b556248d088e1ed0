"""What every instrument is built on: the only code that looks at the world."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, TypeVar

from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.looking import CannotLook, Look

T = TypeVar("T")


class Bench:
    """What the instruments of one manifest share for a whole run: the repo's root, a scratch folder, started things.

    `announce` receives one short line about what is going on; it may be called often. `now` is the time of the run,
    in UTC: one for all gates, so that no two of them disagree on what is old.
    """

    def __init__(
        self, root: Path, scratch: Path, announce: Callable[[str], object] = str, *, now: datetime | None = None
    ) -> None:
        self.now = now or datetime.now(UTC)
        self.root = root
        self.scratch = scratch
        self.announce = announce
        self._shared: dict[object, object] = {}
        self._open = ExitStack()

    def share(self, key: object, make: Callable[[], T]) -> T:
        """What `make` returned the first time it was asked for under `key`; what it raised is not kept."""
        if key not in self._shared:
            self._shared[key] = make()
        return self._shared[key]  # type: ignore[return-value]  # one key, one maker, one type

    def keep_open(self, key: object, make: Callable[[], AbstractContextManager[T]]) -> T:
        """Enter a context once, share what it gives, and leave it when the run ends."""
        return self.share(key, lambda: self._open.enter_context(make()))

    def forget(self, key: object) -> None:
        """Make the next `share` under `key` start afresh; what it held stays open until the run ends."""
        self._shared.pop(key, None)

    def close(self) -> None:
        """Undo everything that was kept open, the newest first."""
        self._shared.clear()
        self._open.close()


class Instrument:
    """Looks at one kind of subject on behalf of one gate.

    A gate asks for an instrument by naming a parameter after `name` and annotating it with the class.
    `extra` is the optional dependency group whose packages it needs; `executes` says whether it runs code
    of the judged repo, which a static run never does. `waits` says whether a look may hang in something that no
    exception ends (a process, a socket, a query): only an instrument that reads bounded files and computes in
    Python may deny it; its gates are then judged where pytest runs. Whatever it looks at it must report with `saw`.
    Modules of instruments import heavy libraries inside methods.
    """

    name: ClassVar[str] = ""
    extra: ClassVar[str | None] = None
    executes: ClassVar[bool] = False
    waits: ClassVar[bool] = True

    def __init__(self, bench: Bench, look: Look) -> None:
        self.bench = bench
        self._look = look

    def saw(self, evidence: Evidence) -> None:
        """Leave a piece of evidence for the verdict."""
        self._look.saw(evidence)

    def missing_extra(self, error: ImportError) -> CannotLook:
        """The one line to say when a package of the instrument's extra is not installed."""
        return CannotLook(
            f"{error.name or error} is not installed",
            fix=f"pip install 'pytest-prodready[{self.extra}]'",
        )
