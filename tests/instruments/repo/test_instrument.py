import pytest

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.looking import CannotLook, Look
from pytest_prodready.instruments.repo.instrument import Repo
from pytest_prodready.instruments.repo.mentions import Mention, Sort


@pytest.fixture
def look():
    return Look()


@pytest.fixture
def repo(tmp_path, look):
    root = tmp_path / "repo"
    for name in ("scripts/roll.py", "docs/near.md", "src/pkg/tool.py", "src/pkg/app/__main__.py", "ops/go.sh"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x\n")
    (root / "empty.py").touch()
    (root / "Makefile").write_text("A := 1\nB = x:y\n.PHONY: undo\nundo again: dep\n\techo a\ndouble::\n\tx\n")
    (tmp_path / "outside.py").write_text("x\n")
    (root / "leak.py").symlink_to(tmp_path / "outside.py")
    return Repo(Bench(root, tmp_path), look)


@pytest.mark.parametrize(
    ("path", "beside", "there"),
    [
        ("scripts/roll.py", "", True),
        ("./scripts/roll.py", "", True),
        ("near.md", "docs", True),
        ("../scripts/roll.py", "docs", True),
        ("scripts", "", True),
        ("near.md", "", False),
        ("empty.py", "", False),
        ("leak.py", "", False),
        ("../outside.py", "", False),
        ("/etc/passwd", "", False),
        ("a" * 5000, "", False),
        ("a\0b", "", False),
    ],
)
def test_a_path_exists_inside_the_repo_with_content(repo, path, beside, there):
    assert repo.exists(path, beside=beside) is there


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("pkg.tool", True),
        ("pkg.app", True),
        ("pkg.none", False),
        ("json.tool", True),
        ("json.nothing", False),
        ("pytest", True),
        ("no_such_module_here", False),
        ("sys", True),
        ("..", False),
    ],
)
def test_a_module_is_found_without_being_imported(repo, name, there):
    assert repo.module(name) is there


def test_programs_are_looked_for_on_this_machine(repo):
    assert repo.program("python")
    assert repo.program("sh")
    assert not repo.program("no-such-program-here")


@pytest.mark.parametrize(
    ("name", "there"), [("undo", True), ("again", True), ("double", True), ("A", False), ("redo", False)]
)
def test_targets_are_read_from_the_makefile(repo, name, there):
    assert repo.target(name) is there


def test_a_folder_without_a_makefile_has_no_targets(repo):
    assert not repo.target("undo", folder="scripts")


def missing(repo, *mentions):
    return [str(one) for one in repo.missing([Mention(*mention) for mention in mentions], document="docs/plan.md")]


def test_what_does_not_exist_is_told_with_its_line_and_near_names(repo, look):
    said = missing(
        repo,
        (Sort.PATH, "scripts/rol.py", 3),
        (Sort.PATH, "empty.py", 4),
        (Sort.MODULE, "pkg.none", 5),
        (Sort.TARGET, "redo", 6),
        (Sort.BROKEN, "the command", 7, "", "no closing quotation"),
        (Sort.FOLDER_FIRST, "scripts/x", 8),
        (Sort.PATH, "zzz\x1b.py", 9),
    )
    assert said == [
        "line 3: there is no scripts/rol.py (near: scripts/roll.py)",
        "line 4: empty.py is empty",
        "line 5: there is no Python module pkg.none",
        "line 6: there is no make target redo",
        "line 7: the command cannot be read: no closing quotation",
        "line 8: there is no scripts/x",
        "line 9: there is no zzz\\x1b.py",
    ]
    assert [(one.inspected, one.unit, one.facts) for one in look.evidence] == [(7, "names", {"missing": 7})]


def test_what_exists_is_not_told(repo):
    assert (
        missing(
            repo,
            (Sort.PATH, "near.md", 1),
            (Sort.PATH, "go.sh", 1, "ops"),
            (Sort.FOLDER_FIRST, "deployment/api", 1),
            (Sort.PROGRAM, "no-such-program-here", 1),
        )
        == []
    )


def test_nothing_mentioned_is_no_evidence(repo, look):
    assert missing(repo) == []
    assert look.evidence == []


def test_a_program_that_is_not_here_leaves_the_gate_blind(repo):
    wanted = [Mention(Sort.PROGRAM, "sh", 2), Mention(Sort.PROGRAM, "no-such-program-here", 5)]
    with pytest.raises(CannotLook) as caught:
        repo.demand(wanted, document="docs/plan.md")
    assert caught.value.reason == "docs/plan.md:5: the program no-such-program-here is not on this machine"
    assert caught.value.details == ("docs/plan.md:5: no-such-program-here",)


def test_programs_that_are_here_are_evidence(repo, look):
    repo.demand([Mention(Sort.PROGRAM, "sh", 2)], document="docs/plan.md")
    assert [(one.subject, one.inspected) for one in look.evidence] == [("programs that docs/plan.md names", 1)]
