"""The instrument that finds what a document names: in the repo, and on the machine that judges it."""

import difflib
import importlib.machinery
import importlib.util
import os
import posixpath
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import ClassVar

from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.hostile import clean
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.repo.mentions import Mention, Sort

_MAKEFILES = ("GNUmakefile", "makefile", "Makefile")
_NOT_SEARCHED = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
_MOST_FILES = 20_000
_MAKEFILE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Missing:
    """A mention that leads nowhere, or to an `empty` file, and the names that are near to it."""

    mention: Mention
    near: tuple[str, ...] = ()
    empty: bool = False

    def __str__(self) -> str:
        said = f"line {self.mention.line}: {self._what()}"
        return f"{said} (near: {', '.join(self.near)})" if self.near else said

    def _what(self) -> str:
        name = clean(self.mention.name, width=120)
        if self.mention.sort is Sort.BROKEN:
            return f"{name} cannot be read: {clean(self.mention.why)}"
        if self.mention.sort in (Sort.MODULE, Sort.TARGET):
            return f"there is no {self.mention.sort} {name}"
        return f"{name} is empty" if self.empty else f"there is no {name}"


class Repo(Instrument):
    """Looks for files, modules, targets of make and programs; runs and imports none of them."""

    name: ClassVar[str] = "repo"
    waits: ClassVar[bool] = False

    def missing(self, mentions: Iterable[Mention], *, document: str) -> tuple[Missing, ...]:
        """The mentions of a document that do not exist; programs are looked for by `demand` instead.

        A path counts from the document's folder, the repo's root or where a `cd` has led.
        """
        looked_for = [mention for mention in mentions if mention.sort is not Sort.PROGRAM]
        beside = posixpath.dirname(document)
        absent = tuple(self._missing(mention, beside) for mention in looked_for if not self._there(mention, beside))
        if looked_for:
            facts = {"missing": len(absent)}
            self.saw(Evidence(f"what {document} names", len(looked_for), "names", facts=facts))
        return absent

    def demand(self, mentions: Iterable[Mention], *, document: str) -> None:
        """Look for every program that is mentioned on this machine's PATH and beside its Python.

        Raises:
            CannotLook: one is not here, so nobody can say whether the plan would run where it has to.

        """
        programs = [mention for mention in mentions if mention.sort is Sort.PROGRAM]
        absent = [mention for mention in programs if not self.program(mention.name)]
        if programs:
            self.saw(Evidence(f"programs that {document} names", len(programs), "programs"))
        if absent:
            places = tuple(f"{document}:{mention.line}: {clean(mention.name, width=80)}" for mention in absent)
            raise CannotLook(
                f"{document}:{absent[0].line}: the program {clean(absent[0].name, width=80)} is not on this machine",
                fix="judge it where the plan would be carried out, or install the program here; "
                "output is no command: write ```text",
                details=places[:20],
            )

    def exists(self, path: str, *, beside: str = "") -> bool:
        """Whether a folder or a file with content is at `path`, counted from the repo's root or from `beside`."""
        return any(self._is_there(posixpath.normpath(posixpath.join(folder, path))) for folder in ("", beside))

    def program(self, name: str) -> bool:
        """Whether a program is on PATH or lies beside the Python that runs."""
        return name == "{python}" or any(
            shutil.which(name, path=path) for path in (None, str(Path(sys.executable).parent))
        )

    def module(self, name: str, *, beside: str = "") -> bool:
        """Whether `python -m name` finds something: below the root, src/ or `beside`, or among installed packages."""
        relative = name.replace(".", "/")
        forms = (f"{relative}.py", f"{relative}/__main__.py")
        if any(self.exists(f"{base}{form}", beside=beside) for base in ("", "src/") for form in forms):
            return True
        first, _, rest = name.partition(".")
        spec = importlib.machinery.PathFinder.find_spec(first) if first.isidentifier() else None
        if spec is None or not rest:
            return spec is not None or first in sys.stdlib_module_names
        inner = rest.replace(".", "/")
        folders = [Path(folder) for folder in spec.submodule_search_locations or ()]
        return any((folder / form).is_file() for folder in folders for form in (f"{inner}.py", f"{inner}/__main__.py"))

    def target(self, name: str, *, folder: str = "") -> bool:
        """Whether the makefile in `folder` has a target of this name."""
        for makefile in _MAKEFILES:
            path = posixpath.normpath(posixpath.join(folder, makefile))
            if self._is_there(path):
                with (self.bench.root / path).open("rb") as file:
                    text = file.read(_MAKEFILE_BYTES).decode("utf-8", "replace")
                return any(name in _targets(line) for line in text.splitlines())
        return False

    def _there(self, mention: Mention, beside: str) -> bool:
        name, folder = mention.name, mention.folder
        if mention.sort is Sort.BROKEN:
            return False
        if mention.sort is Sort.MODULE:
            return self.module(name, beside=folder)
        if mention.sort is Sort.TARGET:
            return self.target(name, folder=folder)
        if mention.sort is Sort.FOLDER_FIRST and not self._is_there(name.partition("/")[0]):
            return True
        return self.exists(name, beside=folder) or self.exists(name, beside=beside)

    def _is_there(self, path: str) -> bool:
        if path.startswith(("..", "/")):
            return False
        try:
            target = (self.bench.root / path).resolve()
            inside = target.is_relative_to(self.bench.root.resolve())
            return inside and (target.is_dir() or (target.is_file() and target.stat().st_size > 0))
        except (OSError, ValueError):  # a name that is too long, or that no file system takes
            return False

    def _missing(self, mention: Mention, beside: str) -> Missing:
        if mention.sort not in (Sort.PATH, Sort.FOLDER_FIRST):
            return Missing(mention)
        files = self.bench.share("repo files", lambda: tuple(_files(self.bench.root)))
        places = {posixpath.normpath(posixpath.join(folder, mention.name)) for folder in ("", beside, mention.folder)}
        if places.intersection(files):
            return Missing(mention, empty=True)
        by_name = {PurePosixPath(path).name: path for path in reversed(files)}
        near = difflib.get_close_matches(PurePosixPath(mention.name).name, by_name, n=3, cutoff=0.8)
        return Missing(mention, tuple(clean(by_name[name], width=120) for name in near))


def _targets(line: str) -> list[str]:
    names, colon, rest = line.partition(":")
    is_rule = colon and not line[:1].isspace() and "=" not in names and not rest.lstrip(":").startswith("=")
    return names.partition("#")[0].split() if is_rule else []


def _files(root: Path) -> Iterator[str]:
    seen = 0
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _NOT_SEARCHED)
        for name in sorted(names):
            seen += 1
            if seen > _MOST_FILES:
                return
            yield (Path(folder) / name).relative_to(root).as_posix()
