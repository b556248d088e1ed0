"""CommonMark with tables and front matter, parsed by markdown-it-py into sections."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pytest_prodready.instruments.documents import front_matter
from pytest_prodready.instruments.documents.document import Code, Document, Form, Passage, Section, Table
from pytest_prodready.instruments.documents.inline import passage, visible

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode


@dataclass
class _Draft:
    """A section while its text is still being read."""

    title: str
    level: int
    line: int
    passages: list[Passage] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)

    def finished(self, subsections: Sequence[Section]) -> Section:
        passages = tuple(sorted(self.passages, key=lambda one: one.line))
        return Section(
            self.title, self.level, self.line, passages, tuple(self.tables), tuple(self.codes), tuple(subsections)
        )


def parse(text: str, path: str, sha256: str) -> Document:
    """The document that `text` is; a heading counts where it stands by itself, not in a list or a quotation.

    Raises:
        ImportError: markdown-it-py or mdit-py-plugins is not installed.

    """
    root = _tree(text)
    blocks = list(root.children)
    matter, problems = None, front_matter.unclosed(text, path)
    if blocks and blocks[0].type == "front_matter":
        matter, problems = front_matter.read(blocks[0].content, path, 2)
        del blocks[0]
    lines = sum(1 for line in text.splitlines() if line.strip())
    return Document(path, sha256, lines, matter, problems, _nested(_drafts(blocks)))


def _tree(text: str) -> "SyntaxTreeNode":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - an optional package
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415 - an optional package
    from mdit_py_plugins.front_matter import front_matter_plugin  # noqa: PLC0415 - an optional package

    parser = MarkdownIt("commonmark").use(front_matter_plugin).enable("table")
    return SyntaxTreeNode(parser.parse(text))


def _drafts(blocks: Sequence["SyntaxTreeNode"]) -> list[_Draft]:
    drafts = [_Draft("", 0, 1)]
    for block in blocks:
        if block.type == "heading":
            title = passage(block.children[0], _line(block), Form.HEADING)
            drafts.append(_Draft(" ".join(title.text.split()), int(block.tag[1:]), title.line))
        else:
            _read(block, drafts[-1], Form.PARAGRAPH)
    return drafts


def _read(node: "SyntaxTreeNode", draft: _Draft, form: Form) -> None:
    if node.type == "inline":
        draft.passages.append(passage(node, _line(node), form))
    elif node.type in ("fence", "code_block"):
        words = node.info.split()
        first = _line(node) + (node.type == "fence")
        draft.codes.append(Code(node.content, words[0].strip("{}.").lower() if words else "", first))
    elif node.type == "html_block":
        shown = visible(node.content)
        draft.passages.append(Passage(shown, shown, _line(node), Form.HTML))
    elif node.type == "table":
        rows = tuple(_row(row) for part in node.children for row in part.children)
        draft.tables.append(Table(rows, _line(node)))
        draft.passages.extend(cell for row in rows for cell in row)
    else:
        inner = Form.ITEM if node.type == "list_item" else form
        for child in node.children:
            _read(child, draft, inner)


def _row(row: "SyntaxTreeNode") -> tuple[Passage, ...]:
    return tuple(passage(cell.children[0], _line(row), Form.CELL) for cell in row.children if cell.children)


def _nested(drafts: Sequence[_Draft]) -> tuple[Section, ...]:
    if not drafts[0].passages and not drafts[0].codes:
        drafts = drafts[1:]
    return tuple(_siblings(drafts))


def _siblings(drafts: Sequence[_Draft]) -> Iterator[Section]:
    start = 0
    while start < len(drafts):
        head, end = drafts[start], start + 1
        while head.level and end < len(drafts) and drafts[end].level > head.level:
            end += 1
        yield head.finished(tuple(_siblings(drafts[start + 1 : end])))
        start = end


def _line(node: "SyntaxTreeNode") -> int:
    return node.map[0] + 1 if node.map else 1
