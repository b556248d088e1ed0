"""Records of provenance as Croissant metadata, the vocabulary of MLCommons in JSON-LD.

Layout: https://docs.mlcommons.org/croissant/docs/croissant-spec.html (`distribution` of FileObjects with `contentUrl`
and `sha256` or `md5`), and its RAI vocabulary for how the rows were collected (`rai:dataCollection`).
"""

import posixpath
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.provenance.record import Day, Fact, Listed, Record, below, first, said
from pytest_prodready.reading import strict_json
from pytest_prodready.reading.files import Content
from pytest_prodready.reading.unreadable import Unreadable

_COLLECTION = ("rai:dataCollection", "dataCollection")


def croissant(content: Content) -> Record:
    """The record of a Croissant file; paths count from its folder, a URL's file is looked for beside it.

    Raises:
        CannotLook: it is no strict JSON, or no dataset with a `distribution`.

    """
    try:
        value = strict_json.load(content.data, content.path)
    except Unreadable as error:
        raise CannotLook(clean(error), fix="correct the JSON") from None
    distribution = _unprefixed(value).get("distribution")
    if isinstance(distribution, Mapping):
        distribution = [distribution]
    if not isinstance(distribution, list):
        raise CannotLook(f"{clean(content.path)}: no Croissant metadata: it has no distribution", fix="write one")
    about = _unprefixed(value)
    parts = [_unprefixed(part) for part in distribution]
    listed = tuple(_listed(parts, content.path))
    lines = content.data.count(b"\n") + 1
    title = said(about.get("name"))
    return Record(content.path, content.sha256, lines, _facts(about, parts, content.path), listed, (title,))


def _unprefixed(value: object) -> dict[str, Any]:
    """A node's properties without the prefixes of schema.org and Croissant, which a context may or may not need."""
    prefixes = ("sc:", "cr:", "schema:", "https://schema.org/", "http://schema.org/", "http://mlcommons.org/croissant/")
    found: dict[str, Any] = {}
    for key, inner in value.items() if isinstance(value, dict) else ():
        short = next((key.removeprefix(prefix) for prefix in prefixes if key.startswith(prefix)), key)
        found.setdefault(short, inner)
    return found


def _facts(about: Mapping[str, Any], parts: list[dict[str, Any]], path: str) -> tuple[Fact, ...]:
    where = Location(path)
    source = [_words(about.get(key)) for key in ("creator", "isBasedOn", "url", "sameAs")]
    urls = [said(part.get("contentUrl")) for part in parts]
    remote = ", ".join(url for url in urls if urlsplit(url).netloc)
    collected = said(first(about, _COLLECTION)) or (f"downloaded from {remote}" if remote else "")
    day = said(first(about, ("dateCreated", "datePublished")))
    beside = f"in {clean(path)}"
    return (
        Fact("the source", ", ".join(filter(None, source)), where, f"write creator and url {beside}"),
        Fact("the query", collected, where, f"write rai:dataCollection {beside}"),
        Day("the extraction date", day, where, f"write dateCreated or datePublished {beside}"),
    )


def _words(value: object) -> str:
    """What people or works are called."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value)))
    return said(first(_unprefixed(value), ("name", "url", "@id"))) if isinstance(value, dict) else said(value)


def _listed(parts: list[dict[str, Any]], path: str) -> Iterator[Listed]:
    for part in parts:
        # A set of files has a pattern and no digest; what lies in an archive is covered by the archive's.
        if said(part.get("@type")).endswith("FileSet") or "containedIn" in part:
            continue
        url = said(part.get("contentUrl"))
        split = urlsplit(url)
        name = posixpath.basename(split.path) if split.netloc else split.path
        algorithm = "md5" if part.get("md5") and not part.get("sha256") else "sha256"
        local = below(posixpath.dirname(path), unquote(name) or said(part.get("name")), path)
        yield Listed(local, algorithm, said(part.get(algorithm)), Location(path))
