"""What a trivial gate costs beside a bare pytest item, and what a manifest of a thousand declarations costs to plan."""

import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from machine import heading

from pytest_prodready.core.catalog import Catalog
from pytest_prodready.gates import built_in
from pytest_prodready.manifest.load import load_manifest
from pytest_prodready.policy.plan import make_plan

ITEMS, RUNS = 2000, 7
SAID = "collected and run in"
OTHERS = ("hypothesispytest", "typeguard", "randomly", "cacheprovider", "rerunfailures")
QUIET = ["-m", "pytest", "-q", *(f"-pno:{name}" for name in OTHERS)]

CONFTEST = '''
import time
import pytest
from collections.abc import Iterator
from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.gate import gate
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.measurement import Measurement, at_most
from pytest_prodready.core.phase import Phase
from pytest_prodready.declarations.model import Model

class Eyes(Instrument):
    name = "eyes"
    waits = False
    def look(self):
        self.saw(Evidence("nothing much", 1, "glances"))

@gate("team.trivial", since=Phase.VALIDATE)
def trivial(model: Model, eyes: Eyes) -> Iterator[Measurement]:
    """Nothing is too large.

    Why: it costs. To fix: measure.
    """
    eyes.look()
    yield at_most("size", 1, 2, unit="rows")

def pytest_prodready_gates():
    return [trivial]

class BareFile(pytest.File):
    def collect(self):
        for number in range({items}):
            yield BareItem.from_parent(self, name=str(number))

class BareItem(pytest.Item):
    def runtest(self):
        pass

def pytest_collect_file(file_path, parent):
    if file_path.name == "bare.txt":
        return BareFile.from_parent(parent, path=file_path)

@pytest.hookimpl(tryfirst=True)
def pytest_collection(session):
    session.config.collected_from = time.perf_counter()

@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config):
    print("collected and run in", time.perf_counter() - config.collected_from)
'''


def main() -> None:
    """Print the ratio of runs of many, each less what the same run costs with one."""
    heading("a trivial gate beside a bare pytest item")
    with tempfile.TemporaryDirectory() as name:
        many, one = Path(name) / "many", Path(name) / "one"
        write(many, ITEMS)
        write(one, 1)
        only = ["--prodready", "--prodready-only", "team.trivial", "prodready.yaml"]
        ways = [(words, folder) for words in (only, ["bare.txt"]) for folder in (many, one)]
        samples = [[timed(words, folder) for words, folder in ways] for _ in range(RUNS)]
        for part, what in enumerate(("collected, run and reported", "the whole process, from reading to its end")):
            gates, gates_one, bare, bare_one = (
                statistics.median(run[way][part] for run in samples) for way in range(len(ways))
            )
            per_gate, per_item = (gates - gates_one) / (ITEMS - 1), (bare - bare_one) / (ITEMS - 1)
            ratio = per_gate / per_item
            print(f"{what}: gate {1e6 * per_gate:.0f} us, bare item {1e6 * per_item:.0f} us: ratio {ratio:.2f}")
        print(f"{ITEMS} declarations read, checked and planned in {planned(many):.2f} s")


def timed(words: list[str], folder: Path) -> tuple[float, float]:
    """Seconds from pytest's collection to the end of its session, and of the whole process."""
    started = time.perf_counter()
    ran = subprocess.run([sys.executable, *QUIET, *words], cwd=folder, capture_output=True, text=True, check=True)
    whole = time.perf_counter() - started
    return float(ran.stdout.rpartition(SAID)[2].split()[0]), whole


def write(folder: Path, items: int) -> None:
    """A repo with `items` models, and a file of as many bare items."""
    folder.mkdir()
    (folder / "conftest.py").write_text(CONFTEST.replace("{items}", str(items)))
    (folder / "pytest.ini").write_text("[pytest]\n")
    (folder / "bare.txt").write_text("")
    models = "\n".join(f"  m{number}: {{artifact: model.bin}}" for number in range(items))
    manifest = f"version: 1\nproject: {{name: many, phase: validate, owner: us}}\nmodels:\n{models}\n"
    (folder / "prodready.yaml").write_text(manifest)


def planned(folder: Path) -> float:
    """Seconds to read, check and plan the manifest in `folder`."""
    started = time.perf_counter()
    manifest = load_manifest(folder / "prodready.yaml", folder, today=datetime.now(UTC).date())
    make_plan(manifest, Catalog(built_in()))
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
