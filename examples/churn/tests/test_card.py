from pathlib import Path

import yaml
from churn.model import Model
from churn.release import current
from evaluate import evaluate

CARD = Path(__file__).resolve().parents[1] / "MODEL_CARD.md"


def test_the_card_says_what_is_measured():
    front = yaml.safe_load(CARD.read_text().split("---\n")[1])
    said = {metric["type"]: metric["value"] for metric in front["model-index"][0]["results"][0]["metrics"]}
    measured = evaluate(Model(current()))["all"]
    assert said == {name: measured[name][0] for name in said}
    assert current().version in front["model-index"][0]["name"]
