import pytest

from pytest_prodready.instruments.documents.markdown import parse
from pytest_prodready.instruments.repo.mentions import Sort, command_lines, mentions


def named(text):
    (section,) = parse(text, "plan.md", "0").sections
    return [(str(mention.sort), mention.name, mention.line) for mention in mentions(section)]


def in_shell(text):
    return [(sort, name) for sort, name, _ in named(f"```sh\n{text}\n```\n")]


PATH, MAYBE, PROGRAM, MODULE, TARGET = Sort.PATH, Sort.FOLDER_FIRST, Sort.PROGRAM, Sort.MODULE, Sort.TARGET


@pytest.mark.parametrize(
    ("command", "found"),
    [
        ("python scripts/a.py --to 1.0.0", [(PROGRAM, "python"), (PATH, "scripts/a.py")]),
        (
            "python -m churn.rollback --config conf/a.yaml",
            [(PROGRAM, "python"), (MODULE, "churn.rollback"), (PATH, "conf/a.yaml")],
        ),
        ("python -c 'import a.py'", [(PROGRAM, "python")]),
        ("./roll.sh", [(PATH, "./roll.sh")]),
        ("bash -x deploy/run", [(PROGRAM, "bash"), (PATH, "deploy/run")]),
        ("source env.sh", [(PATH, "env.sh")]),
        ("sudo systemctl restart api", [(PROGRAM, "sudo"), (PROGRAM, "systemctl")]),
        ("timeout 30s curl http://127.0.0.1:8000/a.json", [(PROGRAM, "timeout"), (PROGRAM, "curl")]),
        ("uv run python a.py", [(PROGRAM, "uv"), (PROGRAM, "python"), (PATH, "a.py")]),
        ("kubectl apply -f deploy/api.yaml", [(PROGRAM, "kubectl"), (PATH, "deploy/api.yaml")]),
        ("kubectl rollout undo deployment/api", [(PROGRAM, "kubectl"), (MAYBE, "deployment/api")]),
        ("tool --file=a.json --out=b.json -o c.json > d.json", [(PROGRAM, "tool"), (PATH, "a.json")]),
        ("make -C ops rollback VERSION=1", [(PROGRAM, "make"), (TARGET, "rollback")]),
        ("cd ops && ls", [(PROGRAM, "ls")]),
        ("docker run ghcr.io/org/image:1.0", [(PROGRAM, "docker")]),
        ("cp $OLD/a.json /etc/b.json", [(PROGRAM, "cp")]),
        ("a 'b", [(Sort.BROKEN, "the command")]),
    ],
)
def test_a_command_names_programs_and_what_they_read(command, found):
    assert in_shell(command) == [(str(sort), name) for sort, name in found]


def test_a_cd_moves_what_follows_in_its_block():
    (section,) = parse("```sh\ncd ops\npython a.py\n```\n", "plan.md", "0").sections
    assert [mention.folder for mention in mentions(section) if mention.name == "a.py"] == ["ops"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Run `scripts/a.py`.", [(PATH, "scripts/a.py", 1)]),
        ("one\ntwo `python a.py --x`", [(PROGRAM, "python", 2), (PATH, "a.py", 2)]),
        ("`kubectl rollout undo deployment/api`", [(PROGRAM, "kubectl", 1), (MAYBE, "deployment/api", 1)]),
        ("`error rate` and `/health` and `1.0.0` and `p95 > 5`", []),
        ("see `MODEL_CARD.md`", [(PATH, "MODEL_CARD.md", 1)]),
        ("[the script](../scripts/a.py#L3)", [(PATH, "../scripts/a.py", 1)]),
        ("[umlaut](größe.md) [space](<a b.md>)", [(PATH, "größe.md", 1), (PATH, "a b.md", 1)]),
        ("[x](https://a.b/c.py) [y](#part) [z](mailto:a@b.c) [w](/abs.md)", []),
        ("plain scripts/a.py in prose", []),
    ],
)
def test_sentences_name_files_in_code_and_links(text, found):
    assert named(text) == [(str(sort), name, line) for sort, name, line in found]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("```sh\npython a.py\nls\n```", 2),
        ("```sh\nsource undo.sh\n. ./undo.sh\n```", 2),
        ("```sh\necho done\ncd x\nexport A=1\n```", 0),
        ("run `scripts/a.py`, then `git revert HEAD`", 2),
        ("look at `config.yaml`, `error rate` and `kubectl`", 0),
        ("```python\nrollback()\n```", 0),
    ],
)
def test_command_lines_are_those_that_do_something(text, count):
    (section,) = parse(text + "\n", "plan.md", "0").sections
    assert len(command_lines(section)) == count
