"""What a document says that exists: programs, scripts, modules, targets of make, files and folders."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from urllib.parse import unquote

from pytest_prodready.instruments.documents.document import Code, Link, Section, Snippet
from pytest_prodready.instruments.documents.headings import Part
from pytest_prodready.instruments.repo.shell import BUILTINS, Command, commands, snippet_words

_FILE = re.compile(
    r"\.(?:py|ipynb|sh|bash|zsh|ps1|rb|pl|js|ts|go|sql|ya?ml|json|jsonl|toml|ini|cfg|conf|env|tf|tfvars|hcl|md|rst|txt|csv|"
    r"tsv|parquet|joblib|pkl|onnx|pt|safetensors|xml|html|service|dockerfile|lock)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w.@+-]+(?:/[\w.@+-]+)*/?")
_PYTHON = re.compile(r"(?:python|pypy)(?:\d(?:\.\d+)?)?|\{python\}")
_SHELLS = frozenset({"sh", "bash", "zsh", "dash", "source", "."})
_BEFORE_ANOTHER = frozenset({"sudo", "env", "exec", "nohup", "command", "nice", "time", "timeout", "xargs", "watch"})
_RUNNERS = frozenset({"uv", "poetry", "pdm", "hatch", "pipenv", "rye"})
_DEPLOYMENT_TOOLS = """
ansible-playbook argocd aws az bash bentoml curl docker dvc fly flyctl gcloud gh git helm heroku istioctl just kubectl
kustomize make mlflow nomad npm oc pip podman poetry psql pytest redis-cli rsync sh skaffold ssh sudo systemctl
terraform uv wget
"""
_KNOWN = frozenset(_DEPLOYMENT_TOOLS.split())
"""Inline code is ambiguous (`error rate`), so there a program is recognised by its name."""
_OUTPUT_OPTIONS = frozenset({"-o", "--out", "--output", "--output-file", "--log", "--log-file", "--junitxml"})
_MAKE_WITH_VALUE = frozenset({"-C", "-f", "-j", "-I", "-o", "-W"})


class Sort(StrEnum):
    """What kind of thing is mentioned."""

    PATH = "path"
    FOLDER_FIRST = "path, if its first folder exists"
    PROGRAM = "program"
    MODULE = "Python module"
    TARGET = "make target"
    BROKEN = "command"


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing by its name, and the line that names it; `folder` is where a `cd` before it has led.

    `why` says of a command that cannot be read what is wrong with it.
    """

    sort: Sort
    name: str
    line: int
    folder: str = ""
    why: str = ""


def in_code(code: Code) -> Iterator[Mention]:
    """What the commands of a block of code mention."""
    folder = ""
    for command in commands(code):
        if command.broken:
            yield Mention(Sort.BROKEN, "the command", command.line, why=command.broken)
            continue
        yield from _of_command(command.words, command.line, folder)
        if command.words[0] in ("cd", "pushd") and len(command.words) > 1 and _WORD.fullmatch(command.words[1]):
            folder = str(PurePosixPath(folder) / command.words[1])


def mentions(text: Section | Part) -> Iterator[Mention]:
    """What a piece of a document mentions in blocks of code, inline code and links to files."""
    for code in text.codes:
        yield from in_code(code)
    for passage in text.passages:
        for snippet in passage.snippets:
            yield from _in_snippet(snippet)
        for link in passage.links:
            yield from _in_link(link)


def command_lines(text: Section | Part) -> list[Command]:
    """The command lines in a piece of a document: in blocks of code, and inline where a script or program is named.

    Those that only speak to the shell (echo, cd, export) do nothing and are left out.
    """
    found = [command for code in text.codes for command in commands(code) if _acts(command.words)]
    for snippet in (snippet for passage in text.passages for snippet in passage.snippets):
        words = snippet_words(snippet.text)
        if words and _is_command(words):
            found.append(Command(words, snippet.line))
    return found


def _acts(words: tuple[str, ...]) -> bool:
    return bool(words) and words[0] not in BUILTINS - _SHELLS


def _in_snippet(snippet: Snippet) -> Iterator[Mention]:
    words = snippet_words(snippet.text)
    if words and _is_command(words):
        yield from _of_command(words, snippet.line, "")
    else:
        yield from (mention for word in words if (mention := _path(word, snippet.line, "")))


def _is_command(words: tuple[str, ...]) -> bool:
    first = words[0]
    if _is_path(first):
        return len(words) > 1 or first.startswith("./") or PurePosixPath(first).suffix in (".py", ".sh")
    return len(words) > 1 and bool(first in _KNOWN or _PYTHON.fullmatch(first))


def _in_link(link: Link) -> Iterator[Mention]:
    target = unquote(link.target.partition("#")[0].partition("?")[0])
    if target and not re.match(r"[a-z][a-z0-9+.-]*:|/", target, re.IGNORECASE):
        yield Mention(Sort.PATH, target, link.line)


def _of_command(words: tuple[str, ...], line: int, folder: str) -> Iterator[Mention]:
    first, rest = words[0], words[1:]
    if _is_path(first):
        yield Mention(Sort.PATH, first, line, folder)
    elif first not in BUILTINS:
        yield Mention(Sort.PROGRAM, first, line, folder)
    if first in _BEFORE_ANOTHER or (first in _RUNNERS and rest[:1] == ("run",)):
        inner = _after_options(rest[1:] if first in _RUNNERS else rest)
        yield from _of_command(inner, line, folder) if inner else ()
        return
    if _PYTHON.fullmatch(first) and "-c" in rest:
        return
    if _PYTHON.fullmatch(first) and rest[:1] == ("-m",) and len(rest) > 1:
        yield Mention(Sort.MODULE, rest[1], line, folder)
        rest = rest[2:]
    elif (_PYTHON.fullmatch(first) or first in _SHELLS) and "-c" not in rest:
        script = next((word for word in rest if not word.startswith("-")), None)
        if script is not None and _WORD.fullmatch(script.removeprefix("./")):
            yield Mention(Sort.PATH, script, line, folder)
            rest = rest[rest.index(script) + 1 :]
    elif first == "make":
        yield from _make_targets(rest, line, folder)
    yield from _arguments(rest, line, folder)


def _arguments(words: tuple[str, ...], line: int, folder: str) -> Iterator[Mention]:
    previous = ""
    for word in words:
        option, _, value = word.partition("=") if word.startswith("-") else (previous, "", word)
        if value and option not in _OUTPUT_OPTIONS:
            mention = _path(value, line, folder)
            if mention is not None:
                yield mention
        previous = word


def _make_targets(words: tuple[str, ...], line: int, folder: str) -> Iterator[Mention]:
    previous = ""
    for word in words:
        if previous == "-C":
            folder = str(PurePosixPath(folder) / word)
        elif previous not in _MAKE_WITH_VALUE and not word.startswith("-") and "=" not in word:
            yield Mention(Sort.TARGET, word, line, folder)
        previous = word


def _after_options(words: tuple[str, ...]) -> tuple[str, ...]:
    rest = list(words)
    while rest and (rest[0].startswith("-") or "=" in rest[0] or re.fullmatch(r"\d+[smh]?", rest[0])):
        rest.pop(0)
    return tuple(rest)


def _path(word: str, line: int, folder: str) -> Mention | None:
    if _is_path(word):
        return Mention(Sort.PATH, word, line, folder)
    if "/" in word and _WORD.fullmatch(word):
        return Mention(Sort.FOLDER_FIRST, word, line, folder)
    return None


def _is_path(word: str) -> bool:
    inside = word.removeprefix("./").removeprefix("../")
    if not _WORD.fullmatch(inside):
        return False
    return word != inside or bool(_FILE.fullmatch(PurePosixPath(inside).suffix))
