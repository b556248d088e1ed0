"""The house's own laws, as far as a machine can hold them."""

import ast
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest
import yaml

from conftest import House
from pytest_prodready.explain import page_path
from pytest_prodready.gates import built_in
from pytest_prodready.testing import cases

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "pytest_prodready"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path.name != "__init__.py")
GATES = list(built_in())


def functions(path: Path) -> list[tuple[str, int]]:
    tree = ast.parse(path.read_text("utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [(f"{path.name}:{node.name}", (node.end_lineno or 0) - node.lineno + 1) for node in found]


def lines(path: Path) -> int:
    return path.read_text("utf-8").count("\n")


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)


def test_files_have_one_reason_to_exist() -> None:
    assert median(lines(path) for path in MODULES) < 80
    assert [path.name for path in [*MODULES, *ROOT.glob("tests/**/*.py")] if lines(path) > 400] == []


def test_functions_are_short() -> None:
    sizes = [function for path in MODULES for function in functions(path)]
    assert median(size for _, size in sizes) < 10
    assert [name for name, size in sizes if size > 50] == []


def test_a_gate_fits_on_a_screen() -> None:
    assert [gate.id for gate in GATES if lines(gate.source) > 80] == []


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.id)
def test_every_gate_has_cases_a_test_and_a_page(gate) -> None:  # type: ignore[no-untyped-def]
    bad = [case for case in cases(gate) if case.because]
    assert bad
    assert len({case.because for case in bad}) == len(bad), "two bad cases fail for the same reason"
    assert (ROOT / "tests" / "gates" / gate.gap / f"test_{gate.name}.py").is_file()
    assert page_path(ROOT / "docs" / "reference", gate).is_file()
    assert gate.source.name == f"{gate.name}.py"


def test_tests_mirror_the_source() -> None:
    wanted = {path.relative_to(SOURCE).parent / f"test_{path.name}" for path in MODULES}
    there = {path.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py")}
    strays = {path for path in there - wanted if len(path.parts) > 1}
    assert strays == set(), "a test file below a folder mirrors no module"


def test_every_module_opens_with_a_sentence() -> None:
    mute = [path.name for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert mute == []


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_every_module_imports_alone(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"import {dotted(path)}"], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""


def loaded(house: House, *words: str) -> set[str]:
    house.write(
        "conftest.py",
        (house.path / "conftest.py").read_text() if words else "",
    )
    spy = "import sys\ndef pytest_unconfigure():\n    open('loaded.txt', 'w').write('\\n'.join(sys.modules))\n"
    house.write("spy.py", spy)
    house.pytester.runpytest_subprocess("-p", "spy", "-p", "no:xdist", "-p", "no:randomly", *words)
    return set((house.path / "loaded.txt").read_text().split())


def test_switched_off_nothing_is_loaded(house: House) -> None:
    ours = {name for name in loaded(house) if name.startswith("pytest_prodready")}
    assert ours == {"pytest_prodready", "pytest_prodready.plugin", "pytest_prodready.hookspecs"}


def test_switched_on_nothing_heavy_is_loaded_before_it_is_needed(house: House) -> None:
    heavy = {"pandera", "pandas", "polars", "duckdb", "ibis", "numpy", "httpx", "openapi_spec_validator", "markdown_it"}
    assert loaded(house, "--prodready") & heavy == set()


def test_the_package_itself_imports_nothing() -> None:
    assert (SOURCE / "__init__.py").read_text("utf-8") == ""


def test_classifiers_and_ci_agree_on_the_commands() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_no_yaml_of_ours_is_broken() -> None:
    for path in [*SOURCE.rglob("*.yaml"), *ROOT.glob("examples/*/prodready.yaml")]:
        assert yaml.safe_load(path.read_text("utf-8")), path
