"""Commands written in documents, taken apart without being run."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from pytest_prodready.instruments.documents.document import Code

LANGUAGES = frozenset({"sh", "bash", "zsh", "shell", "console", "shell-session", "shellsession", "terminal", ""})
_BUILT_IN = """
alias bg break cd command continue declare echo eval exec exit export false fg hash jobs kill let local popd printf
pushd pwd read readonly return set shift source test trap true type ulimit umask unalias unset wait . : [ [[
"""
BUILTINS = frozenset(_BUILT_IN.split())
_PROMPT = re.compile(r"^\s*(?:\([\w.-]+\)\s*)?[$%]\s+")
_PARAMETER = re.compile(r"<[A-Za-z][\w .-]*>")
_HEREDOC = re.compile(r"<<-?\s*[\"']?(\w+)[\"']?")
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*\+?=")
_LONGEST_QUOTE = 100
_OPENERS = frozenset({"if", "then", "else", "elif", "while", "until", "do", "!", "time", "{", "("})
_SKIPPED = frozenset({"for", "case", "select", "function", "done", "fi", "esac", "}", ")", "in"})
_SIGNS = frozenset("();<>|&")


@dataclass(frozen=True, slots=True)
class Command:
    """The words of one simple command, without redirections and assignments; no words where it cannot be read.

    `broken` says why it cannot be read.
    """

    words: tuple[str, ...]
    line: int
    broken: str = ""


def commands(code: Code) -> Iterator[Command]:
    """Every simple command of a block: prompts, comments, continued lines, here-documents and pipelines are understood.

    In a block that shows prompts (`$ `) the other lines are output.
    """
    if code.language not in LANGUAGES:
        return
    for line, text in _logical(code):
        try:
            tokens = _tokens(text)
        except ValueError as error:
            yield Command((), line, str(error).lower())
            continue
        for words in _simple(tokens):
            yield Command(words, line)


def snippet_words(text: str) -> tuple[str, ...]:
    """The words of the first command in a piece of inline code; none where it is no command line."""
    try:
        return next(_simple(_tokens(_PROMPT.sub("", text))), ())
    except ValueError:
        return ()


def _logical(code: Code) -> Iterator[tuple[int, str]]:
    prompted = any(_PROMPT.match(line) for line in code.text.splitlines())
    pending, start, end_of_document = "", 0, ""
    for number, line in enumerate(code.text.split("\n"), code.line):
        if end_of_document:
            end_of_document = "" if line.strip() == end_of_document else end_of_document
            continue
        if prompted and not pending and not _PROMPT.match(line):
            continue
        start = start if pending else number
        pending += _PROMPT.sub("", line) if not pending else line
        if pending.endswith("\\"):
            pending = pending[:-1] + " "
            continue
        if number - start < _LONGEST_QUOTE and _open_quote(pending):
            pending += "\n"
            continue
        here = _HEREDOC.search(pending)
        end_of_document = here[1] if here else ""
        yield start, pending
        pending = ""
    if pending.strip():
        yield start, pending


def _open_quote(text: str) -> bool:
    try:
        _tokens(text)
    except ValueError as error:
        return "quotation" in str(error)
    return False


def _tokens(text: str) -> list[str]:
    lexer = shlex.shlex(_PARAMETER.sub("PARAMETER", text), posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    return list(lexer)


def _simple(tokens: list[str]) -> Iterator[tuple[str, ...]]:
    words: list[str] = []
    redirected = False
    for token in tokens:
        if token and set(token) <= _SIGNS:
            redirected = bool({"<", ">"} & set(token))
            if not redirected:
                yield from _stripped(words)
                words = []
            elif words and words[-1].isdigit():
                words.pop()
        elif redirected:
            redirected = False
        else:
            words.append(token)
    yield from _stripped(words)


def _stripped(words: list[str]) -> Iterator[tuple[str, ...]]:
    while words and (words[0] in _OPENERS or _ASSIGNMENT.match(words[0])):
        words = words[1:]
    if words and words[0] not in _SKIPPED:
        yield tuple(words)
