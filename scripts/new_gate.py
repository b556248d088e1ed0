"""Scaffold a gate: its module, its case file and its test, each refusing to pass until it is written."""

import sys
from pathlib import Path

from pytest_prodready.core.gap import Gap

ROOT = Path(__file__).parent.parent

MODULE = '''"""The gate {id}."""

from collections.abc import Iterator

from pytest_prodready.core.gate import gate
from pytest_prodready.core.measurement import Measurement, at_most
from pytest_prodready.core.phase import Phase
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.instruments.tables.instrument import Tables


@gate("{id}", since=Phase.PROTOTYPE)
def {name}(dataset: Dataset, tables: Tables) -> Iterator[Measurement]:
    """One sentence that is true when the gate passes.

    Why: what happens in production when it does not hold.
    To fix: what to do, concretely.
    """
    table = tables.open(dataset)
    yield at_most("what is measured", table.rows, 0, unit="rows", where=dataset.where)
'''

CASES = """# One good case, and for each way to fail the same with one edit; its files are also removed and emptied.
good:
  prodready.yaml: |
    version: 1
    project: {name: demo, phase: prototype, owner: demo-team}
bad:
  the_way_it_fails:
    edit: prodready.yaml
    replace: {"demo-team": "other-team"}
    outcome: failed
    because: the words of its own reason
"""

TEST = """from pathlib import Path

import pytest
from pytest_prodready.gates.{gap}.{name} import {name}
from pytest_prodready.testing import Case, cases, prove


@pytest.mark.parametrize("case", cases({name}), ids=str)
def test_the_gate_says_what_its_case_file_says(case: Case, tmp_path: Path) -> None:
    prove(case, tmp_path)
"""


def main() -> int:
    """Write the three files; never over one that stands."""
    gate_id = sys.argv[1] if len(sys.argv) > 1 else ""
    gap, _, name = gate_id.partition(".")
    if gap not in set(Gap) or not name.isidentifier():
        print(f"usage: new_gate.py GAP.NAME, the gap one of {', '.join(Gap)}")
        return 2
    package = ROOT / "src" / "pytest_prodready" / "gates" / gap
    wanted = {
        package / f"{name}.py": MODULE.format(id=gate_id, name=name),
        package / f"{name}.yaml": CASES,
        ROOT / "tests" / "gates" / gap / f"test_{name}.py": TEST.format(gap=gap, name=name),
    }
    standing = [path for path in wanted if path.exists()]
    if standing:
        print(f"there already: {', '.join(str(path.relative_to(ROOT)) for path in standing)}")
        return 1
    init = package / "__init__.py"
    if not init.exists():
        wanted[init] = f'"""Gates on {gap}."""\n'
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
