"""Case files: one good repo, and for each way to fail the same repo with one edit."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pytest_prodready.core.gate import Gate
from pytest_prodready.core.outcome import Outcome
from pytest_prodready.reading.strict_yaml import load

MANIFEST = "prodready.yaml"


class CaseFileError(ValueError):
    """A case file that does not prove its gate able to fail."""


@dataclass(frozen=True, slots=True)
class Case:
    """A small repo, and what its gate has to say of it.

    `files` maps paths to texts. `because` is a regular expression searched for in the failure's text; a
    derived case (a file removed or emptied) has none, and `outcome` None: anything but PASSED.
    """

    gate: Gate
    name: str
    files: Mapping[str, str]
    outcome: Outcome | None
    because: str = ""

    def __str__(self) -> str:
        return f"{self.gate.id}-{self.name}"


def cases(gate: Gate, path: Path | None = None) -> list[Case]:
    """Every case of a gate: the good one, each bad one, and those derived from the good one's files.

    Raises:
        CaseFileError: there is no case file, no bad case, a bad case without its reason, one whose edit
            changes nothing, or an exemption without a reason.

    """
    path = path or gate.source.with_suffix(".yaml")
    content = _read(gate, path)
    good = content["good"]
    bad = [_bad(gate, path, name, about, good) for name, about in content["bad"].items()]
    derived = list(_derived(gate, good, content.get("exempt", {})))
    return [Case(gate, "good", good, Outcome.PASSED), *bad, *derived]


def _read(gate: Gate, path: Path) -> Mapping[str, Any]:
    if not path.is_file():
        raise CaseFileError(f"gate {gate.id} has no case file {path.name} beside {gate.source}")
    document = load(path.read_bytes(), path.name)
    content = document.value
    if document.problems:
        raise CaseFileError("; ".join(str(problem) for problem in document.problems))
    if not isinstance(content, dict) or set(content) - {"good", "bad", "exempt"}:
        raise CaseFileError(f"{path.name}: a case file has the keys good, bad and exempt, and no other")
    for part in ("good", "bad"):
        if not isinstance(content.get(part), dict) or not content[part]:
            raise CaseFileError(f"{path.name}: it has no {part} case")
    if MANIFEST not in content["good"]:
        raise CaseFileError(f"{path.name}: the good case has no {MANIFEST}")
    for name, text in content["good"].items():
        if not isinstance(text, str):
            raise CaseFileError(f"{path.name}: the file {name} of the good case is no text: write it as a block: |")
    _check_exempt(path, content.get("exempt", {}), content["good"])
    return content


def _check_exempt(path: Path, exempt: Any, good: Mapping[str, str]) -> None:
    if not isinstance(exempt, dict):
        raise CaseFileError(f"{path.name}: exempt maps a file to the reason why its loss does not concern the gate")
    for name, reason in exempt.items():
        if name not in good:
            raise CaseFileError(f"{path.name}: exempt: the good case has no file {name!r}")
        if not isinstance(reason, str) or not reason.strip():
            raise CaseFileError(f"{path.name}: exempt: {name} is exempted without a reason")


def _bad(gate: Gate, path: Path, name: str, about: Any, good: Mapping[str, str]) -> Case:
    place = f"{path.name}: bad case {name!r}"
    if not isinstance(about, dict) or set(about) - {"edit", "replace", "content", "remove", "outcome", "because"}:
        raise CaseFileError(f"{place}: the keys are edit, one of replace, content and remove, outcome and because")
    if about.get("outcome") not in (Outcome.FAILED, Outcome.UNPROVEN):
        raise CaseFileError(f"{place}: its outcome is failed or unproven, got {about.get('outcome')!r}")
    if not isinstance(about.get("because"), str) or len(about["because"]) < 8:  # noqa: PLR2004 - a shorter one matches by chance
        raise CaseFileError(f"{place}: 'because' names its reason in at least eight characters")
    try:
        re.compile(about["because"])
    except re.error as error:
        raise CaseFileError(f"{place}: 'because' is no regular expression: {error}") from None
    files = _edited(place, about, good)
    if files == good:
        raise CaseFileError(f"{place}: its edit changes nothing")
    return Case(gate, name, files, Outcome(about["outcome"]), about["because"])


def _edited(place: str, about: Mapping[str, Any], good: Mapping[str, str]) -> Mapping[str, str]:
    edits = [key for key in ("replace", "content", "remove") if key in about]
    target = about.get("edit")
    if len(edits) != 1 or not isinstance(target, str):
        raise CaseFileError(f"{place}: it is the good case with exactly one edit of one file")
    if edits == ["content"]:
        return {**good, target: _text(place, "content", about["content"])}
    if target not in good:
        raise CaseFileError(f"{place}: the good case has no file {target!r}")
    if edits == ["replace"]:
        return {**good, target: _replaced(place, good[target], about["replace"])}
    if about["remove"] is not True:
        raise CaseFileError(f"{place}: remove is true, or not written")
    return {path: text for path, text in good.items() if path != target}


def _replaced(place: str, text: str, replacements: Any) -> str:
    if not isinstance(replacements, dict):
        raise CaseFileError(f"{place}: replace maps old text to new text")
    for old, new in replacements.items():
        if old not in text or old == _text(place, f"what replaces {old!r}", new):
            raise CaseFileError(f"{place}: replacing {old!r} changes nothing")
        text = text.replace(old, new)
    return text


def _text(place: str, what: str, value: Any) -> str:
    if not isinstance(value, str):
        raise CaseFileError(f"{place}: {what} is text: quote it")
    return value


def _derived(gate: Gate, good: Mapping[str, str], exempt: Mapping[str, str]) -> Iterator[Case]:
    for path in good:
        if path != MANIFEST and path not in exempt:
            yield Case(gate, f"without {path}", {name: text for name, text in good.items() if name != path}, None)
            yield Case(gate, f"with {path} emptied", {**good, path: ""}, None)
