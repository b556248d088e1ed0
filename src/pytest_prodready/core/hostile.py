"""Text from the judged repo made safe to print: it moves no cursor, hides no word, speaks to no CI runner."""

import unicodedata

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def clean(text: object, *, width: int | None = None) -> str:
    """One line of printable text: control, bidirectional, zero-width and surrogate characters become visible escapes.

    `width` bounds the length; what is cut is marked by an ellipsis.
    """
    text = str(text)
    if text.isascii() and text.isprintable() and (width is None or len(text) <= width):
        return text
    line = "".join(_visible(character) for character in text[: 10_000 if width is None else 4 * width])
    return line if width is None or len(line) <= width else line[: max(0, width - 1)] + "…"


def _visible(character: str) -> str:
    if character.isascii() and character.isprintable():
        return character
    if unicodedata.category(character) not in _HIDDEN:
        return character
    return character.encode("unicode_escape").decode("ascii")
