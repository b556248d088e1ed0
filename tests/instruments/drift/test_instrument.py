import json

import numpy as np
import pytest
from scipy.stats import ks_2samp

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.declarations.drift import Correction, Shift

X, PLAN = (Shift(column="x", by=1),), (Shift(column="plan", missing=0.5),)
RANDOM = np.random.default_rng(6)
OURS, THEIRS = RANDOM.normal(size=3000), RANDOM.normal(0.3, size=2000)


def test_a_distance_is_that_of_the_full_columns(findings):
    (found,) = findings({"x": OURS}, {"x": THEIRS}, detector="ks", columns=("x",), shifts=X)
    assert found.effect.value == pytest.approx(ks_2samp(OURS, THEIRS).statistic, abs=1e-12)
    assert found.effect.low < found.effect.value < found.effect.high
    assert found.p is None


def test_p_values_are_corrected_for_all_columns(findings):
    ours, theirs = {"x": OURS, "y": OURS}, {"x": THEIRS, "y": OURS[:2000]}
    both = {"detector": "ks", "significance": 0.01, "columns": ("x", "y"), "shifts": X}
    plain = findings(ours, theirs, correction=Correction.NONE, **both)
    holm = findings(ours, theirs, **both)
    oracle = [ks_2samp(OURS, theirs[name], method="asymp").pvalue for name in "xy"]
    assert [one.p for one in plain] == pytest.approx(oracle, rel=0.15)
    assert holm[0].p == pytest.approx(2 * plain[0].p)


def test_a_csv_and_a_parquet_file_of_one_content_do_not_drift(findings):
    text = "x,plan\n" + "".join(f"{value!r},{'ab'[value > 0]}\n" for value in OURS.tolist())
    typed = {"x": OURS, "plan": np.where(OURS > 0, "b", "a")}
    found = findings(text, typed, columns=("x", "plan"), shifts=X)
    assert [one.effect.value for one in found] == [0, 0]


def test_what_is_missing_is_a_category_and_told(findings):
    gone = np.where(np.arange(3000) % 2, np.nan, OURS)
    (found,) = findings({"x": OURS}, {"x": gone}, columns=("x",), shifts=X)
    assert found.effect.value > 3
    assert found.seen == "missing 0% in the reference, 50% now"
    (none,) = findings({"x": OURS}, {"x": [None, np.nan]}, columns=("x",), shifts=X)
    assert (none.seen, none.effect.value > 6) == ("missing 0% in the reference, 100% now", True)


def test_histograms_are_left_as_evidence(shop):
    ours, theirs = {"x": OURS, "plan": ["a", "b", "b"] * 1000}, {"x": THEIRS, "plan": ["a", "c"] * 1000}
    subject = shop.subject(ours, theirs, columns=("x", "plan"), shifts=PLAN)
    shop.drifts.compare(subject, shop.tables)
    evidence = shop.look.evidence[-1]
    assert (evidence.inspected, evidence.unit, evidence.facts["detector"]) == (5000, "rows", "psi")
    told = json.loads(evidence.facts["histogram plan"])
    assert told["bins"] == ["b", "a", "unseen", "missing"]
    assert (told["reference"], told["current"]) == ([0.66667, 0.33333, 0, 0], [0, 0.5, 0.5, 0])
    deciles = json.loads(evidence.facts["histogram x"])
    assert (len(deciles["bins"]), deciles["reference"][0], sum(deciles["current"])) == (12, 0.1, pytest.approx(1))


def test_many_categories_are_told_together(shop):
    names = {"plan": [f"\x1b{number}" for number in range(40)] * 5}
    shop.drifts.compare(shop.subject(names, names, columns=("plan",), shifts=PLAN), shop.tables)
    told = json.loads(shop.look.evidence[-1].facts["histogram plan"])
    assert (told["bins"][0], told["bins"][-3:]) == (r"\x1b0", ["others", "unseen", "missing"])
    assert sum(told["current"]) == pytest.approx(1)


def test_redacted_values_are_not_told(shop):
    plain = shop.subject({"plan": ["a", "s3cret"]}, {"plan": ["a", "b"]}, columns=("plan",), shifts=PLAN)
    fields = {"name": "new", "where": plain.where, "source": plain.source, "drift": plain.drift}
    shop.drifts.compare(Dataset(**fields, siblings=plain.siblings, redact=("plan",)), shop.tables)
    assert "s3cret" not in shop.look.evidence[-1].facts["histogram plan"]
    hidden = Dataset(name="old", where=plain.where, source=plain.siblings["old"].source, redact=("plan",))
    shop.drifts.compare(Dataset(**fields, siblings={"old": hidden}), shop.tables)
    assert "s3cret" not in shop.look.evidence[-1].facts["histogram plan"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"columns": ("y",), "shifts": (Shift(column="y", by=1),)},
            r"drift\.columns: there is no column y in \d+\.parquet",
        ),
        ({"columns": ("plan",), "shifts": PLAN, "detector": "ks"}, "ks has no distance for the categories of plan"),
        ({"columns": ("empty",), "shifts": (Shift(column="empty", by=1),)}, "empty is empty in every row"),
    ],
)
def test_what_cannot_be_compared(findings, fields, message):
    table = {"x": [1.0, 2.0], "plan": ["a", "b"], "empty": [None, float("nan")]}
    with pytest.raises(CannotLook, match=message):
        findings(table, table, **fields)


def test_a_dataset_without_drift_or_without_its_reference(shop):
    subject = shop.subject({"x": [1.0]}, {"x": [1.0]}, columns=("x",), shifts=X)
    fields = {"name": "new", "where": subject.where, "source": subject.source}
    with pytest.raises(CannotLook, match=r"datasets\.new declares no drift"):
        shop.drifts.compare(Dataset(**fields), shop.tables)
    with pytest.raises(CannotLook, match="no other dataset is called old"):
        shop.drifts.compare(Dataset(**fields, drift=subject.drift), shop.tables)


def test_another_limit_is_another_question(shop):
    tables = {"x": OURS}, {"x": OURS}
    first, second = (shop.subject(*tables, columns=("x",), shifts=X, limit=limit) for limit in (0.2, 1e-6))
    assert shop.drifts.operating(first, shop.tables).false_alarms.value == 0
    assert shop.drifts.operating(second, shop.tables).false_alarms.value == 1
