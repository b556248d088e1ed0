import subprocess
import sys
from pathlib import Path

from churn.model import Model, predict_proba
from churn.release import current, releases

TRAIN = Path(__file__).resolve().parents[1] / "scripts" / "train.py"


def test_training_again_gives_the_committed_files(tmp_path):
    # In a process of its own: a pickle also tells which objects were shared, so a process that has loaded a model
    # before writes other bytes for the same coefficients.
    subprocess.run([sys.executable, TRAIN, "--into", tmp_path], check=True, timeout=120)
    assert releases(tmp_path) == releases()


def test_missing_values_are_borne_and_the_order_is_kept():
    whole = {"tenure": 60, "monthly_charges": 20.0, "total_charges": 1200.0, "contract": "Two year"}
    leaving = {"tenure": 1, "monthly_charges": 95.0, "total_charges": None, "contract": "Month-to-month"}
    empty, stays, leaves = predict_proba([{}, whole, leaving])
    assert 0 <= empty <= 1
    assert stays < 0.2 < leaves
    assert predict_proba([]) == []


def test_group_columns_do_not_move_the_score():
    row = {"tenure": 5, "monthly_charges": 70.0, "contract": "Month-to-month"}
    changed = [{**row, "female": female, "senior_citizen": old} for female in (0, 1) for old in (0, 1)]
    assert len(set(predict_proba(changed))) == 1


def test_the_releases_differ():
    row = {"tenure": 5, "monthly_charges": 70.0, "contract": "Month-to-month", "payment_method": "Electronic check"}
    assert len({Model(release).predict_proba([row])[0] for release in releases().values()}) == 2
    assert current().version == "1.1.0"
