import operator

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.schemas.standards.contract_quality import of_column
from pytest_prodready.instruments.schemas.standards.entry import Entry

ROWS = "a,b\nx,1\nx,2\nn/a,3\n,4\n"
LIMITS = {"mustBe": operator.eq, "mustNotBe": operator.ne, "mustBeGreaterThan": operator.gt}
LIMITS |= {"mustBeGreaterOrEqualTo": operator.ge, "mustBeLessThan": operator.lt, "mustBeLessOrEqualTo": operator.le}


def quality(rule):
    return f"{{name: a, quality: [{{{rule}}}]}}\n  - {{name: b, logicalType: integer}}"


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        ("metric: nullValues, mustBe: 0", [("nullValues mustBe 0", 2, "rows 3, 4: nan, nan")]),
        ("type: library, metric: nullValues, mustBeLessThan: 3", []),
        (
            "metric: nullValues, mustBeLessOrEqualTo: 49, unit: percent",
            [("nullValues mustBeLessOrEqualTo 49 %", 2, "rows 3, 4: nan, nan")],
        ),
        ("metric: nullValues, mustBeLessOrEqualTo: 50, unit: percent", []),
        (
            "metric: missingValues, arguments: {missingValues: [x]}, mustBe: 0",
            [("missingValues mustBe 0", 4, "first rows 1, 2, 3: 'x', 'x', nan")],
        ),
        (
            "metric: invalidValues, arguments: {validValues: [z]}, mustBe: 0",
            [("invalidValues mustBe 0", 2, "rows 1, 2: 'x', 'x'")],
        ),
        ("metric: invalidValues, arguments: {pattern: '^x$'}, mustBe: 0", []),
        ("metric: invalidValues, arguments: {pattern: '^x$', validValues: [z]}, mustBeBetween: [1, 3]", []),
        ("metric: duplicateValues, mustBe: 0", [("duplicateValues mustBe 0", 1, "row 2: 'x'")]),
        ("rule: duplicateCount, mustBe: 0", [("duplicateValues mustBe 0", 1, "row 2: 'x'")]),
        (
            "metric: duplicateValues, mustNotBeBetween: [0, 2]",
            [("duplicateValues mustNotBeBetween [0, 2]", 1, "row 2: 'x'")],
        ),
        ("metric: duplicateValues, mustBeBetween: [1, 2]", [("duplicateValues mustBeBetween [1, 2]", 1, "row 2: 'x'")]),
        ("metric: duplicateValues, mustBeGreaterThan: 0, mustBeLessThan: 2", []),
    ],
)
def test_a_metric_of_a_column_is_counted(contract, rule, broken):
    found = contract(quality(rule), ROWS).findings
    assert [(one.rule, one.violations, one.examples) for one in found] == broken


def test_a_metric_that_counts_nothing_where_it_should_is_told(contract):
    (found,) = contract(quality("metric: duplicateValues, mustBeGreaterThan: 0"), "a,b\nx,1\n").findings
    assert (found.rule, found.violations, found.unit) == ("duplicateValues mustBeGreaterThan 0", 1, "failed checks")


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        ("metric: rowCount, mustBeBetween: [4, 9]", [("rowCount mustBeBetween [4, 9]", 4, "first rows 1, 2, 3")]),
        ("metric: rowCount, mustBeGreaterOrEqualTo: 4", []),
        ("metric: duplicateValues, arguments: {properties: [a, b]}, mustBe: 0", []),
        (
            "metric: duplicateValues, arguments: {properties: [a]}, mustBe: 0",
            [("duplicateValues mustBe 0", 1, "row 2")],
        ),
    ],
)
def test_a_metric_of_the_table_is_counted(contract, rule, broken):
    table = f"  quality:\n  - {{{rule}}}\n"
    found = contract("{name: a}\n  - {name: b, logicalType: integer}", ROWS, table=table).findings
    assert [(one.rule, one.violations, one.examples) for one in found] == broken
    assert all(one.column is None for one in found)


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        (
            "id: verified, type: text, description: verified",
            "a.quality rule 1: a quality rule of type text is not evaluated",
        ),
        (
            "name: no_gaps, type: sql, query: SELECT 1, mustBe: 0",
            "a.no_gaps: a quality rule of type sql is not evaluated",
        ),
        (
            "type: custom, engine: soda, implementation: x",
            "a.quality rule 1: a quality rule of type custom is not evaluated",
        ),
        ("description: no nulls", "a.quality rule 1: a quality rule without a metric is not evaluated"),
        (
            "metric: nullValue, mustBe: 0",
            "a.quality rule 1: the metric nullValue is not evaluated; did you mean nullValues?",
        ),
        ("metric: rowCount, mustBe: 0", "a.quality rule 1: the metric rowCount is no metric here"),
        ("rule: validValues, mustBe: 0", "a.quality rule 1: the metric validValues is not evaluated"),
        ("metric: nullValues", "a.quality rule 1: a quality rule without a limit is not evaluated"),
        ("metric: nullValues, mustbe: 0", "a.quality rule 1: unknown key 'mustbe'; did you mean mustBe?"),
        ("metric: nullValues, mustBe: none", "a.quality rule 1: mustBe is 'none', not a number"),
        ("metric: nullValues, mustBe: null", "a.quality rule 1: mustBe is null, not a number"),
        ("metric: nullValues, mustBe: 0, unit: per mille", "a.quality rule 1: unknown unit 'per mille'"),
        (
            "metric: nullValues, mustBeBetween: [2, 1]",
            "a.quality rule 1: mustBeBetween is two numbers, the smaller one first",
        ),
        ("metric: nullValues, mustBe: 0, arguments: {of: a}", "a.quality rule 1: arguments: unknown key 'of'"),
        ("metric: missingValues, mustBe: 0", "a.quality rule 1: arguments: missingValues is missing"),
        ("metric: invalidValues, mustBe: 0", "a.quality rule 1: invalidValues says not what is valid"),
        ("metric: invalidValues, mustBe: 0, pattern: '^x'", "a.quality rule 1: unknown key 'pattern'"),
    ],
)
def test_a_rule_that_is_not_evaluated_is_refused_by_name(contract, rule, reason):
    with pytest.raises(CannotLook) as caught:
        contract(quality(rule), ROWS)
    assert caught.value.reason.startswith(f"c.yaml: t.{reason}")


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("metric: nullValues, mustBe: 0", "the metric nullValues is no metric here; did you mean duplicateValues?"),
        ("metric: rowCount, mustBe: 100, unit: percent", "rowCount in percent is always 100"),
        ("metric: duplicateValues, mustBe: 0", "arguments: properties is missing"),
        ("metric: duplicateValues, mustBe: 0, arguments: {properties: [c]}", "c is no property"),
    ],
)
def test_a_rule_of_the_table_that_is_not_evaluated_is_refused(contract, rule, reason):
    with pytest.raises(CannotLook) as caught:
        contract("{name: a}", ROWS, table=f"  quality:\n  - {{{rule}}}\n")
    assert caught.value.reason == f"c.yaml: t.quality rule 1: {reason}"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
@given(
    values=st.lists(st.sampled_from(["x", "y", None]), min_size=1),
    limit=st.integers(0, 5),
    word=st.sampled_from(sorted(LIMITS)),
    metric=st.sampled_from(["nullValues", "duplicateValues"]),
)
def test_every_operator_compares_what_pandas_counts(values, limit, word, metric):
    column = pd.Series(values, dtype=object)
    counted = int(column.isna().sum() if metric == "nullValues" else column.dropna().duplicated().sum())
    (check,) = of_column(Entry("c.yaml", "t.a", {"quality": [{"metric": metric, word: limit}]}))
    assert check(column).check_passed == LIMITS[word](counted, limit)
