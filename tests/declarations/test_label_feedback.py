import pytest

from pytest_prodready.declarations.label_feedback import LabelFeedback

GIVEN = {"predictions": "scores", "predicted": "at", "labelled": "known", "within": 86400.0}


def test_a_key_is_needed():
    with pytest.raises(ValueError, match="key names at least one column"):
        LabelFeedback(key=(), **GIVEN)


def test_the_default_share():
    assert LabelFeedback(key=("id",), **GIVEN).joined == 0.95
