"""Every way known to switch a gate off without anybody noticing: none ends with exit 0."""

import pytest

from conftest import House

FAILED, USAGE = pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.USAGE_ERROR


@pytest.fixture(autouse=True)
def broken(house: House) -> None:
    house.break_large()


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("tests",),
        ("tests/test_unit.py",),
        ("tests/test_unit.py::test_unit",),
        ("prodready.yaml",),
        (".",),
        ("--ignore=prodready.yaml",),
        ("--ignore-glob=*.yaml",),
        ("--deselect=prodready.yaml",),
        ("--deselect=prodready.yaml::team::weight[large]",),
        ("--collect-only",),
        ("--fixtures",),
        ("--setup-plan",),
        ("--setup-only",),
        ("--maxfail=1",),
        ("-x",),
    ],
    ids=" ".join,
)
def test_by_the_command_line(house: House, words: tuple[str, ...]) -> None:
    assert house.run(*words).ret == FAILED


@pytest.mark.parametrize(
    "ini",
    [
        "testpaths = tests",
        "norecursedirs = *",
        "addopts = --ignore-glob=*.yaml",
        "addopts = -k unit",
        "addopts = -m 'not prodready'",
        "addopts = --deselect=prodready.yaml",
        "addopts = --lf",
        "addopts = --collect-only",
        "addopts = --prodready-only=team.nothing",
    ],
)
def test_by_an_ini_file(house: House, ini: str) -> None:
    house.write("pytest.ini", f"[pytest]\n{ini}\n")
    assert house.run().ret == FAILED


@pytest.mark.parametrize(
    "words", ["--collect-only", "-k unit", "--lf", "--setup-plan", "--deselect=prodready.yaml", "tests"]
)
def test_by_the_environment(house: House, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_ADDOPTS", words)
    assert house.run().ret == FAILED


@pytest.mark.parametrize(
    "hook",
    [
        "collect_ignore = ['prodready.yaml']",
        "collect_ignore_glob = ['*.yaml']",
        "def pytest_collection_modifyitems(items):\n    items[:] = [i for i in items if 'weight' not in i.name]",
        """
def pytest_collection_modifyitems(config, items):
    gone = [i for i in items if 'weight' in i.name]
    items[:] = [i for i in items if i not in gone]
    config.hook.pytest_deselected(items=gone)
""",
        """
import pytest
def pytest_collection_modifyitems(items):
    for item in items:
        item.add_marker(pytest.mark.skip(reason='later'))
""",
        """
import pytest
def pytest_collection_modifyitems(items):
    for item in items:
        item.add_marker(pytest.mark.xfail(reason='known'))
""",
        "import pytest\n@pytest.hookimpl(trylast=True)\ndef pytest_sessionfinish(session):\n    session.exitstatus = 0",
        """
import pytest
@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item, call):
    report = yield
    report.outcome, report.longrepr = 'passed', None
    return report
""",
        "def pytest_ignore_collect(collection_path):\n    return collection_path.name == 'prodready.yaml' or None",
        "import pytest\ndef pytest_runtest_setup(item):\n    pytest.exit('done', returncode=0)",
    ],
    ids=[
        "ignore",
        "ignore-glob",
        "drop",
        "deselect",
        "skip",
        "xfail",
        "exitstatus",
        "rewrite",
        "ignore-hook",
        "exit-0",
    ],
)
def test_by_a_conftest(house: House, hook: str) -> None:
    house.write("conftest.py", (house.path / "conftest.py").read_text() + "\n" + hook)
    assert house.run().ret == FAILED


@pytest.mark.parametrize("removed", ["manifest", "renamed", "dangling"])
def test_by_taking_the_manifest_away(house: House, removed: str) -> None:
    manifest = house.path / "prodready.yaml"
    if removed == "renamed":
        manifest.rename(house.path / "readiness.yaml")
    else:
        manifest.unlink()
    if removed == "dangling":
        manifest.symlink_to("nowhere.yaml")
    result = house.run("tests")
    assert result.ret == USAGE
    result.stderr.fnmatch_lines(["*--prodready*prodready.yaml*"])


def test_a_manifest_with_the_other_ending_is_judged_all_the_same(house: House) -> None:
    (house.path / "prodready.yaml").rename(house.path / "prodready.yml")
    assert house.run("tests").ret == FAILED


def test_by_blocking_the_plugin(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    result = house.run_apart("-p", "no:prodready")
    assert result.ret == USAGE
    result.stderr.fnmatch_lines(["*unrecognized arguments: --prodready*"])
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    assert house.run_apart().ret == USAGE


@pytest.mark.parametrize("part", ["prodready-built-in", "prodready-session"])
def test_by_blocking_a_part_of_the_house(house: House, part: str) -> None:
    result = house.run("-p", f"no:{part}")
    assert result.ret == USAGE
    result.stderr.fnmatch_lines([f"*--prodready: {part} is blocked by -p no:{part}*"])


def test_by_optimised_python(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONOPTIMIZE", "1")
    result = house.run_apart("-W", "ignore")
    assert result.ret == USAGE
    result.stderr.fnmatch_lines(["*PYTHONOPTIMIZE*"])


def test_by_a_test_that_ends_the_session(house: House) -> None:
    house.write("tests/test_unit.py", "import pytest\ndef test_unit():\n    pytest.exit('bye', returncode=0)\n")
    result = house.run("tests", "prodready.yaml")
    assert result.ret == FAILED


def test_without_the_flag_nothing_is_collected(house: House) -> None:
    result = house.pytester.runpytest_subprocess("prodready.yaml", "tests")
    assert "weight" not in result.stdout.str()
    assert not (house.path / ".prodready").exists()
