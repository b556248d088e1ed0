"""Text of the judged repo as YAML, and as a comment in it."""

import shlex

from pytest_prodready.core.hostile import clean
from pytest_prodready.reading.scalars import Refused, read_scalar

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-")
_LAST_OF_BMP = 0xFFFF


def scalar(text: str) -> str:
    """The text as one scalar, with quotes where plain it would be read as something else."""
    return text if _plain(text) else f'"{"".join(_escaped(character) for character in text)}"'


def listed(texts: tuple[str, ...]) -> str:
    """The texts as a list on one line."""
    return f"[{', '.join(map(scalar, texts))}]"


def comment(text: str, indent: int) -> str:
    """One line of comment, in which nothing of the repo's can end the line."""
    return f"{' ' * indent}# {clean(text)}"


def command(*words: str) -> str:
    """Words as they are typed into a shell, on one line."""
    return clean(" ".join(map(shlex.quote, words)))


def _plain(text: str) -> bool:
    if not text or not set(text) <= _PLAIN or text[0] in "-.":
        return False
    try:
        return read_scalar(text, plain=True) == text
    except Refused:
        return False


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\U{code:08x}" if code > _LAST_OF_BMP else f"\\u{code:04x}"
