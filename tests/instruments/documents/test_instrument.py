import builtins

import pytest

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.looking import CannotLook, Look
from pytest_prodready.instruments.documents.instrument import Documents


@pytest.fixture
def look():
    return Look()


@pytest.fixture
def documents(tmp_path, look):
    return Documents(Bench(tmp_path, tmp_path), look)


def test_a_document_is_evidence_with_its_hash(documents, look, tmp_path):
    (tmp_path / "a.md").write_text("# T\n\none two\n")
    document = documents.open("a.md")
    (evidence,) = look.evidence
    assert (evidence.subject, evidence.inspected, evidence.unit) == ("a.md", 2, "lines")
    assert evidence.sha256 == document.sha256
    assert evidence.facts == {"headings": 1, "words": 2}


def test_a_document_is_read_once_and_is_evidence_for_each_gate(documents, tmp_path):
    (tmp_path / "a.md").write_text("# T\n")
    other = Look()
    assert Documents(documents.bench, other).open("a.md") is documents.open("a.md")
    assert len(other.evidence) == 1


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("card.json", b"{}", r"card.json: a document is read in Markdown \(.md, .markdown, .mdown\)"),
        ("a.md", b"", "a.md: the file is empty"),
        ("a.md", b"# a\n\n\xff\n", r"a.md:3: not UTF-8 text \(byte 0xff\)"),
        ("a.md", b"version https://git-lfs.github.com/spec/v1\n", "a.md: a Git LFS pointer, not the file"),
        ("a.md", b"x" * ((4 << 20) + 1), "a.md: larger than the 4 MiB that are read of such a file"),
    ],
)
def test_what_cannot_be_read_leaves_the_gate_blind(documents, tmp_path, name, data, reason):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(CannotLook, match=reason):
        documents.open(name)


def test_a_missing_package_says_what_to_install(documents, tmp_path, monkeypatch):
    (tmp_path / "a.md").write_text("# T\n")
    original = builtins.__import__

    def without(name, *rest, **more):
        if name.startswith("markdown_it"):
            raise ImportError("no", name="markdown_it")
        return original(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(CannotLook, match="markdown_it is not installed") as caught:
        documents.open("a.md")
    assert caught.value.fix == "pip install 'pytest-prodready[governance]'"
