"""A small repo that the plugin judges in milliseconds: one gate of its own, and waivers for the house's gaps."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import pytest_prodready.session  # noqa: F401 - loaded once, not anew in every in-process run
from pytest_prodready.core.catalog import Catalog
from pytest_prodready.core.phase import Phase
from pytest_prodready.gates import built_in

pytest_plugins = ["pytester"]

UPCOMING = {phase: [gate.id for gate in Catalog(built_in()).values() if gate.since is phase] for phase in Phase}
"""The house's own gates by the phase that first asks for them."""
WAIVED = UPCOMING[Phase.VALIDATE]
"""What the toy house owes besides its own gate, and has waived."""
OWED = len(WAIVED) + 2

QUICK = ("-p", "no:hypothesispytest", "-p", "no:randomly")
"""hypothesis loads itself whole at the end of every run, which is most of the time that a small one takes;
the order of items is random in the one test that tries it."""

CONFTEST = '''
from collections.abc import Iterator

from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.gate import gate
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.measurement import Measurement, at_most
from pytest_prodready.core.phase import Phase
from pytest_prodready.declarations.model import Model
from pytest_prodready.reading.files import read


class Scales(Instrument):
    name = "scales"

    def weigh(self, path: str) -> int:
        content = read(self.bench.root, path)
        self.saw(Evidence(path, 1, "weights", content.sha256))
        return int(content.text())


@gate("team.weight", since=Phase.VALIDATE, needs=["artifact"])
def weight(model: Model, scales: Scales) -> Iterator[Measurement]:
    """No model weighs more than ten.

    Why: the bench breaks.
    To fix: make it lighter.
    """
    yield at_most("weight", scales.weigh(model.artifact), 10, unit="kilograms", where=model.at("artifact"))


def pytest_prodready_gates():
    return [weight]
'''

MANIFEST = """\
version: 1
project: {{name: toy, phase: validate, owner: toy-team}}
models:
  small: {{artifact: small.txt}}
  large: {{artifact: large.txt}}
waivers:
  - {{gate: "data.*", owner: toy-team, reason: no data here, expires: {expires}}}
  - {{gate: "integration.*", owner: toy-team, reason: no neighbours here, expires: {expires}}}
"""


class House:
    """The repo, and what a run of pytest over it said."""

    SMALL, LARGE = "prodready.yaml::team::weight[small]", "prodready.yaml::team::weight[large]"

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester = pytester
        self.path = pytester.path
        pytester.makeconftest(CONFTEST)
        self.write("pytest.ini", "[pytest]\n")
        expires = datetime.now(UTC).date() + timedelta(days=30)
        self.write("prodready.yaml", MANIFEST.format(expires=expires))
        self.write("small.txt", "3")
        self.write("large.txt", "9")
        self.write("tests/test_unit.py", "def test_unit():\n    assert True\n")

    def write(self, name: str, text: str) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.path / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def break_large(self) -> None:
        """Make one gate fail."""
        self.write("large.txt", "11")

    def run(self, *words: str) -> pytest.RunResult:
        return self.pytester.runpytest_inprocess(*QUICK, "--prodready", *words)

    def run_apart(self, *words: str) -> pytest.RunResult:
        return self.pytester.runpytest_subprocess(*QUICK, "--prodready", *words)

    @property
    def report(self) -> dict[str, Any]:
        return json.loads((self.path / ".prodready" / "report.json").read_text(encoding="utf-8"))

    @property
    def outcomes(self) -> dict[str, str]:
        return {verdict["node"]: verdict["outcome"] for verdict in self.report["verdicts"]}


@pytest.fixture
def house(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> House:
    for name in ("CI", "PYTEST_ADDOPTS", "BUILD_NUMBER"):
        monkeypatch.delenv(name, raising=False)
    return House(pytester)
