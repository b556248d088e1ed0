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
from pytest_prodready.declarations.model import Model
from pytest_prodready.gates.governance.model_card import model_card
from pytest_prodready.instruments.documents.instrument import Documents
from pytest_prodready.testing import cases, prove

PIECES = [
    "# Uses\n",
    "# Limitations\n",
    "Owner: ",
    "TODO",
    "---\n",
    "model-index: [",
    "0.9 ",
    "| a | b |\n|-|-|\n",
    "\n",
]


@pytest.mark.parametrize("case", cases(model_card), ids=str)
def test_model_card(case, tmp_path):
    prove(case, tmp_path)


def judged(text):
    with TemporaryDirectory() as folder:
        (Path(folder) / "a.md").write_text(text, encoding="utf-8")
        bench, measurements = Bench(Path(folder), Path(folder)), []
        with looking(Look()) as look, suppress(CannotLook):
            subject = Model(name="one", where=Location("prodready.yaml", 1), card="a.md")
            measurements += model_card.judge(subject, Documents(bench, look))
        return look, measurements


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), st.sampled_from(PIECES)), max_size=20
    )
)
@example(["---\n- a\n---\n"])
def test_no_text_by_chance_is_a_card(pieces):
    look, measurements = judged("".join(pieces))
    broken = [one for one in measurements if one.standing is Standing.BROKEN]
    assert look.blind or broken
