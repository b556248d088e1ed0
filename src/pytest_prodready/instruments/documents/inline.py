"""What a reader sees of one inline run of Markdown."""

import re
from typing import TYPE_CHECKING

from pytest_prodready.instruments.documents.document import Form, Link, Passage, Snippet

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?(?P<name>[A-Za-z][\w-]*+)[^<>]*+>")
_TEMPLATE_TAG = re.compile(
    r"(?:your|insert|enter|fill|replace|add|placeholder).*|todo|tbd|fixme|owner|team|name|e-?mail|date|threshold|duration",
    re.IGNORECASE,
)


class Reader:
    """Collects the text of an inline run, with its lines."""

    def __init__(self, line: int) -> None:
        self.first = self.line = line
        self.text: list[str] = []
        self.prose: list[str] = []
        self.snippets: list[Snippet] = []
        self.links: list[Link] = []

    def passage(self, form: Form) -> Passage:
        """What was read so far."""
        text, prose = "".join(self.text), "".join(self.prose)
        return Passage(text, prose, self.first, form, tuple(self.snippets), tuple(self.links))

    def read(self, node: "SyntaxTreeNode") -> None:
        """Take in a node and what is in it."""
        if node.type in ("softbreak", "hardbreak"):
            self._say("\n")
        elif node.type == "code_inline":
            self.snippets.append(Snippet(node.content, self.line))
            self.text.append(node.content)
            self.prose.append(" ")
        elif node.type == "html_inline":
            self._say(visible(node.content))
        elif node.type == "image":
            self.links.append(Link(str(node.attrs.get("src", "")), self.line))
        else:
            if node.type == "link":
                self.links.append(Link(str(node.attrs.get("href", "")), self.line))
            self._say(node.content if node.type == "text" else "")
            for child in node.children:
                self.read(child)

    def _say(self, text: str) -> None:
        self.text.append(text)
        self.prose.append(text)
        self.line += text.count("\n")


def visible(html: str) -> str:
    """HTML without its comments and tags, line for line; `<your name>` is no tag but something to fill in."""
    shown = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), html)
    return _TAG.sub(lambda tag: tag[0] if _TEMPLATE_TAG.fullmatch(tag["name"]) else "\n" * tag[0].count("\n"), shown)


def passage(node: "SyntaxTreeNode", line: int, form: Form) -> Passage:
    """The passage of an inline node that begins on `line`."""
    reader = Reader(line)
    reader.read(node)
    return reader.passage(form)
