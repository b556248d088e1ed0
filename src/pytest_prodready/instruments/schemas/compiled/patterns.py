"""Which regular expressions mean the same to Python and to RE2 on plain text, so that the engine may search."""

import re

_LITERAL = r"[A-Za-z0-9 _@:/,;'\"#%&=<>~!`-]"
_ESCAPED = r"\\[dwsDWS.\\/@+*?()\[\]{}|^$:;,#&=<>~!'\" _-]"
_IN_CLASS = rf"(?:{_LITERAL}|\\[dwsDWS.\\/@+*?()\[\]{{}}|^$:-]|[.+*?(){{}}|$])"
_CLASS = rf"\[\^?(?:{_IN_CLASS})+\]"
_ATOM = rf"(?:{_LITERAL}|{_ESCAPED}|{_CLASS}|\.)"
_TOKEN = re.compile(
    rf"(?P<atom>{_ATOM})|(?P<open>\((?:\?:)?)|(?P<close>\))|(?P<bar>\|)|(?P<anchor>[\^$])"
    r"|(?P<times>(?:[*+?]|\{[0-9]{1,3}(?:,[0-9]{0,3})?\})\??)"
)


def compilable(pattern: object) -> bool:
    """Whether a pattern is made of nothing but literals, classes, groups, alternatives, anchors and repetitions.

    A repetition must follow an atom or a group; RE2 refuses counts above 1,000, so three digits are the most.
    """
    if type(pattern) is not str or not _understood(pattern):
        return False
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _understood(pattern: str) -> bool:
    position, before = 0, "open"
    while position < len(pattern):
        token = _TOKEN.match(pattern, position)
        if token is None:
            return False
        if token.lastgroup == "times" and before not in ("atom", "close"):
            return False
        if "--" in token[0] or "&&" in token[0] or "~~" in token[0] or "||" in token[0]:
            return False
        position, before = token.end(), token.lastgroup or ""
    return True


def odd_characters(pattern: str) -> str | None:
    """A pattern for the ASCII characters that Python takes for blanks and RE2 does not, where `pattern` has blanks."""
    return r"[\x0b\x1c-\x1f]" if "\\s" in pattern or "\\S" in pattern else None
