import json
import shutil

import pytest
from churn.release import MODELS, current, previous_version, switch


@pytest.fixture
def models(tmp_path):
    return shutil.copytree(MODELS, tmp_path / "models")


def test_rollback_and_back_again(models):
    switch("1.0.0", models)
    assert (current(models).version, previous_version(models)) == ("1.0.0", "1.1.0")
    switch("1.1.0", models)
    assert (current(models).version, previous_version(models)) == ("1.1.0", "1.0.0")


def test_a_changed_artifact_is_refused_and_the_pointer_stays(models):
    (models / "churn-1.0.0.joblib").write_bytes(b"something else")
    with pytest.raises(ValueError, match="not the file that was released"):
        switch("1.0.0", models)
    assert json.loads((models / "current.json").read_text())["version"] == "1.1.0"


def test_an_unknown_version_is_refused(models):
    with pytest.raises(LookupError, match="no release 9.9.9"):
        switch("9.9.9", models)
