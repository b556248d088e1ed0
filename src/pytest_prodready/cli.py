"""The prodready command: what one asks for outside of a pytest run. Thin, over the same parts."""

import argparse
import difflib
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pytest_prodready.core.gate import Gate


def main(words: Sequence[str] | None = None) -> int:
    """Run one subcommand; 0 when all is well, 1 when something is wrong with what was asked about, 2 for bad usage."""
    arguments = _parser().parse_args(words)
    code: int = arguments.run(arguments)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="prodready", description="Production readiness of an ML repo, beside pytest --prodready."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    init = commands.add_parser("init", help="write a first manifest from what lies in this folder")
    init.add_argument("--stdout", action="store_true", help="print it instead of writing it")
    init.add_argument(
        "--data",
        action="append",
        metavar="PATH",
        help="draft a schema of this table instead; repeatable, may be a glob",
    )
    init.set_defaults(run=_init)
    check = commands.add_parser("check", help="check a manifest; judges nothing")
    check.add_argument("manifest", nargs="*", type=Path, default=[Path("prodready.yaml")])
    check.set_defaults(run=_check)
    schema = commands.add_parser("schema", help="print the JSON Schema of the manifest")
    schema.add_argument("--report", action="store_true", help="print the schema of report.json instead")
    schema.set_defaults(run=_schema)
    explain = commands.add_parser("explain", help="print a gate's page")
    explain.add_argument("gate", help="such as data.schema")
    explain.set_defaults(run=_explain)
    verify = commands.add_parser("verify", help="check that a report is whole, unedited, green and about this repo")
    verify.add_argument("report", type=Path)
    verify.add_argument("--root", type=Path, default=Path(), help="the folder pytest ran in (default: this one)")
    verify.set_defaults(run=_verify)
    return parser


def _init(arguments: argparse.Namespace) -> int:
    from pytest_prodready.init.command import begin, begin_schemas

    if arguments.data:
        return begin_schemas(Path.cwd(), arguments.data, stdout=arguments.stdout)
    return begin(Path.cwd(), stdout=arguments.stdout)


def _check(arguments: argparse.Namespace) -> int:
    from pytest_prodready.manifest.load import ManifestUnreadable, load_manifest

    problems: list[str] = []
    for path in arguments.manifest:
        try:
            manifest = load_manifest(path.absolute(), path.absolute().parent, today=datetime.now(UTC).date())
        except ManifestUnreadable as error:
            problems.append(_from_here(path, str(error)))
            continue
        found = [_from_here(path, str(problem)) for problem in manifest.problems]
        problems += found
        if not found:
            print(f"{path}: {len(manifest.declarations)} declarations, no problems")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _from_here(path: Path, message: str) -> str:
    """The message with the manifest's path as it was given: a place that opens, and tells two manifests apart."""
    return f"{path}{message.removeprefix(path.name)}" if message.startswith(f"{path.name}:") else message


def _schema(arguments: argparse.Namespace) -> int:
    if arguments.report:
        from pytest_prodready.report.json_schema import report_schema

        schema = report_schema()
    else:
        from pytest_prodready.manifest.load import BUILT_IN
        from pytest_prodready.manifest.schema import schema as manifest_schema

        schema = manifest_schema(BUILT_IN)
    print(json.dumps(schema, indent=2, ensure_ascii=False))
    return 0


def _explain(arguments: argparse.Namespace) -> int:
    from pytest_prodready.core.catalog import Catalog
    from pytest_prodready.explain import page
    from pytest_prodready.gates import built_in

    wanted = arguments.gate.partition("[")[0]
    catalog = Catalog(built_in())
    if wanted not in catalog:
        catalog = Catalog([*catalog.values(), *_gates_of_others()])
    if wanted not in catalog:
        near = difflib.get_close_matches(wanted, catalog, n=3, cutoff=0.3)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        print(f"no gate {wanted!r}{hint}", file=sys.stderr)
        return 1
    print(page(catalog[wanted]), end="")
    return 0


def _gates_of_others() -> "list[Gate]":
    """The gates that installed packages and the conftest.py of this folder bring, as a run of pytest here has them."""
    import pytest

    found: list[Gate] = []

    class Asking:
        @staticmethod
        @pytest.hookimpl(tryfirst=True)
        def pytest_cmdline_main(config: pytest.Config) -> int:
            found.extend(gate for gates in config.hook.pytest_prodready_gates() for gate in gates)
            return 0

    pytest.main([], plugins=[Asking()])
    return found


def _verify(arguments: argparse.Namespace) -> int:
    from pytest_prodready.report.verification import complaints

    found = complaints(arguments.report, arguments.root.absolute())
    for complaint in found:
        print(f"{arguments.report}: {complaint}", file=sys.stderr)
    if not found:
        print(f"{arguments.report}: whole, unedited and green")
    return 1 if found else 0
