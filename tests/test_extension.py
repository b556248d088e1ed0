"""Gates of others: from an installed package with its case file, and from a repo's own conftest.py."""

import subprocess
import sys
import venv
from pathlib import Path

import pytest

from conftest import QUICK, House

PYPROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "house-rules"
version = "0.1"

[project.entry-points.pytest11]
house_rules = "house_rules.plugin"
"""

PLUGIN = '''
"""Rules of one house, for every repo in it."""


def pytest_prodready_gates():
    from house_rules.motto import motto

    return [motto]


def pytest_prodready_declarations():
    from house_rules.motto import Team

    return [Team]


def pytest_prodready_instruments():
    return {"ears": "house_rules.motto:Ears"}


def pytest_prodready_report(report, config):
    path = config.rootpath / "verdicts.txt"
    path.write_text("\\n".join(f"{one.subject} {one.outcome}" for one in report.verdicts))
'''

MOTTO = '''
"""A gate, an instrument and a section of a third party."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from pytest_prodready.core.declaration import Declaration, entry
from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.gate import gate
from pytest_prodready.core.instrument import Instrument
from pytest_prodready.core.kind import PATH
from pytest_prodready.core.measurement import Measurement, at_least
from pytest_prodready.core.phase import Phase
from pytest_prodready.reading.files import read


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Team(Declaration):
    """A team with a motto."""

    section: ClassVar[str] = "extensions.teams"
    example: ClassVar[str] = "extensions:\\n  teams:\\n    us: {motto: MOTTO.txt}"

    motto: Annotated[str, PATH] = entry("Where the motto is written.", example="MOTTO.txt")


class Ears(Instrument):
    """Listens."""

    name = "ears"

    def words(self, path: str) -> int:
        """How many words a text has."""
        content = read(self.bench.root, path)
        self.saw(Evidence(path, 1, "mottos", content.sha256))
        return len(content.text().split())


@gate("team.motto", since=Phase.VALIDATE)
def motto(team: Team, ears: Ears) -> Iterator[Measurement]:
    """Every team has a motto of three words.

    Why: two are too few.
    To fix: find another word.
    """
    yield at_least("words in the motto", ears.words(team.motto), 3, unit="words", where=team.at("motto"))
'''

CASES = """\
good:
  prodready.yaml: |
    version: 1
    project: {name: demo, phase: validate, owner: us}
    extensions:
      teams:
        us: {motto: MOTTO.txt}
  MOTTO.txt: look before leaping
bad:
  two_words:
    edit: MOTTO.txt
    content: just leap
    outcome: failed
    because: "words in the motto: 2 < 3 words"
"""

OWN_TEST = """
import pytest
from house_rules.motto import Team, motto
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(motto), ids=str)
def test_motto(case, tmp_path):
    prove(case, tmp_path, declarations=[Team], instruments={"ears": "house_rules.motto:Ears"})
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that sees what is installed here, and the third party's package besides."""
    folder = tmp_path_factory.mktemp("third-party")
    package = folder / "src" / "house_rules"
    package.mkdir(parents=True)
    for name, text in {"__init__.py": "", "plugin.py": PLUGIN, "motto.py": MOTTO, "motto.yaml": CASES}.items():
        (package / name).write_text(text)
    (folder / "pyproject.toml").write_text(PYPROJECT)
    (folder / "test_motto.py").write_text(OWN_TEST)
    venv.create(folder / "env", with_pip=False)
    site = next((folder / "env" / "lib").glob("python*/site-packages"))
    here = [path for path in sys.path if path.endswith("site-packages")]
    (site / "here.pth").write_text("\n".join(f"import site; site.addsitedir({path!r})" for path in here))
    words = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--target",
        str(site),
        str(folder),
    ]
    subprocess.run(words, check=True)
    return folder / "env" / "bin" / "python"


def run(python: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [python, "-m", "pytest", *QUICK, *words], cwd=folder, capture_output=True, text=True, check=False
    )


def test_a_package_brings_a_gate_a_section_an_instrument_and_a_report(python: Path, house: House) -> None:
    house.write(
        "prodready.yaml",
        (house.path / "prodready.yaml").read_text() + "extensions:\n  teams:\n    us: {motto: MOTTO.txt}\n",
    )
    house.write("MOTTO.txt", "look before leaping")
    done = run(python, house.path, "--prodready")
    assert done.returncode == 0, done.stdout + done.stderr
    assert house.outcomes["prodready.yaml::team::motto[us]"] == "passed"
    assert house.report["origins"]["team.motto"] == "house_rules.motto"
    assert "team.motto[us] passed" in (house.path / "verdicts.txt").read_text()
    house.write("MOTTO.txt", "leap")
    assert run(python, house.path, "--prodready").returncode == 1
    assert house.outcomes["prodready.yaml::team::motto[us]"] == "failed"


def test_its_absence_from_a_manifest_is_a_gap_like_any_other(python: Path, house: House) -> None:
    done = run(python, house.path, "--prodready")
    assert done.returncode == 1
    assert "not declared: prodready.yaml declares nothing under extensions.teams" in done.stdout
    assert "us: {motto: MOTTO.txt}" in done.stdout


def test_it_proves_its_gate_with_the_same_kit(python: Path) -> None:
    folder = python.parent.parent.parent
    done = run(python, folder, "-v", "test_motto.py")
    assert done.returncode == 0, done.stdout + done.stderr
    for name in ("good", "two_words", "without MOTTO.txt", "with MOTTO.txt emptied"):
        assert f"test_motto[team.motto-{name}] PASSED" in done.stdout


def test_an_id_that_is_taken_stops_the_run_and_names_both(house: House) -> None:
    house.edit("conftest.py", '"team.weight"', '"data.schema"')
    result = house.run()
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*gate id 'data.schema' is declared twice: *schema.py:* and *conftest.py:*"])


def test_a_toothless_gate_in_a_conftest_stops_the_run(house: House) -> None:
    house.edit("conftest.py", "Why: the bench breaks.", "")
    result = house.run()
    assert result.ret != pytest.ExitCode.OK
    assert "its docstring has no 'Why:'" in result.stderr.str() + result.stdout.str()


def test_a_hook_that_breaks_is_told_in_one_line(house: House) -> None:
    house.write("conftest.py", "def pytest_prodready_gates():\n    raise RuntimeError('lost')\n")
    result = house.run()
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: --prodready: RuntimeError: lost (conftest.py:2)"])


def test_a_report_of_others_that_breaks_fails_the_run_and_leaves_ours(house: House) -> None:
    text = (house.path / "conftest.py").read_text()
    house.write("conftest.py", text + "\ndef pytest_prodready_report(report):\n    raise RuntimeError('no ink')\n")
    result = house.run()
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*prodready::internal: RuntimeError: no ink*"])
    assert house.report["complete"]
