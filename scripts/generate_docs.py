"""Write docs/reference from the declarations and gates; with --check, only say what is stale."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from pytest_prodready.core.catalog import Catalog
from pytest_prodready.explain import page, page_path
from pytest_prodready.gates import built_in
from pytest_prodready.manifest.load import BUILT_IN
from pytest_prodready.manifest.page import manifest_page
from pytest_prodready.manifest.schema import schema
from pytest_prodready.report.json_schema import report_schema

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "reference"


def pages() -> Mapping[Path, str]:
    """Every generated file with its text."""
    catalog = Catalog(built_in())
    made = {page_path(REFERENCE, gate): page(gate) for gate in catalog.values()}
    made[REFERENCE / "gates" / "README.md"] = "\n".join(_index(catalog)) + "\n"
    made[REFERENCE / "manifest.md"] = manifest_page(BUILT_IN)
    manifest_schema = json.dumps(schema(BUILT_IN), indent=2) + "\n"
    for folder in (REFERENCE, *(path.parent for path in ROOT.glob("examples/*/prodready.yaml"))):
        made[folder / ("manifest.schema.json" if folder == REFERENCE else "prodready.schema.json")] = manifest_schema
    made[REFERENCE / "report.schema.json"] = json.dumps(report_schema(), indent=2) + "\n"
    return made


def _index(catalog: Catalog) -> Iterator[str]:
    yield from ("# Gates", "", "| gate | since | promise |", "| --- | --- | --- |")
    for gate in catalog.values():
        yield f"| [{gate.id}]({gate.id}.md) | {gate.since} | {gate.promise.sentence} |"


def main() -> int:
    """Write what differs; exit 1 under --check when something does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    made = pages()
    stale = [path for path, text in made.items() if not path.is_file() or path.read_text("utf-8") != text]
    orphans = [path for path in REFERENCE.rglob("*") if path.is_file() and path not in made]
    for path in [*stale, *orphans]:
        print(f"{'stale' if check else 'writing'}: {path.relative_to(ROOT)}")
    if check:
        return 1 if stale or orphans else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made[path], "utf-8")
    for path in orphans:
        path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
