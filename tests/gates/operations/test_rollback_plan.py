from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import CannotLook, Look, looking
from pytest_prodready.core.measurement import Standing
from pytest_prodready.declarations.operations import Rollback
from pytest_prodready.gates.operations.rollback_plan import rollback_plan
from pytest_prodready.instruments.documents.instrument import Documents
from pytest_prodready.instruments.repo.instrument import Repo
from pytest_prodready.testing import cases, prove

PIECES = [
    "# Steps\n",
    "# Owner\n",
    "Time limit: 5 m",
    "\n```sh\n",
    "python -m a.b ",
    "make x ",
    "cd .. && ",
    "`a/b.py`",
    "\n",
    "/",
    "'",
    "\x00",
]


@pytest.mark.parametrize("case", cases(rollback_plan), ids=str)
def test_rollback_plan(case, tmp_path):
    prove(case, tmp_path)


def judged(text):
    with TemporaryDirectory() as folder:
        (Path(folder) / "a.md").write_text(text, encoding="utf-8")
        bench, measurements = Bench(Path(folder), Path(folder)), []
        with looking(Look()) as look, suppress(CannotLook):
            subject = Rollback(name="one", where=Location("prodready.yaml", 1), plan="a.md", within=60.0)
            measurements += rollback_plan.judge(subject, Documents(bench, look), Repo(bench, look))
        return look, measurements


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), st.sampled_from(PIECES)), max_size=20
    )
)
@example(["---\n- a\n---\n"])
def test_no_text_by_chance_is_a_plan(pieces):
    look, measurements = judged("".join(pieces))
    broken = [one for one in measurements if one.standing is Standing.BROKEN]
    assert look.blind or broken
