import pytest


@pytest.mark.parametrize(
    ("cells", "wanted", "rule", "examples"),
    [
        (("1", "1.5"), "int", "int64 without loss", "row 2: 1.5"),
        (("2", "0"), "bool", "bool without loss", "row 1: 2"),
        (("no", "yes"), "bool", "bool without loss", "rows 1, 2: 'no', 'yes'"),
    ],
)
def test_a_conversion_that_loses_something_is_found(repo, cells, wanted, rule, examples):
    repo.write("t.csv", "a,b\n" + "".join(f"{cell},x\n" for cell in cells))
    (finding,) = repo.python(
        f"pa.DataFrameSchema({{'a': pa.Column({wanted}, coerce=True), 'b': pa.Column(str)}})"
    ).findings
    assert (finding.column, finding.rule, finding.examples) == ("a", rule, examples)


@pytest.mark.parametrize(("cells", "wanted"), [(("1.0", "2.0"), "int"), (("0", "1"), "bool"), (("1", "2"), "float")])
def test_a_conversion_that_loses_nothing_is_let_through(repo, cells, wanted):
    repo.write("t.csv", "a,b\n" + "".join(f"{cell},x\n" for cell in cells))
    assert (
        repo.python(f"pa.DataFrameSchema({{'a': pa.Column({wanted}), 'b': pa.Column(str)}}, coerce=True)").findings
        == ()
    )
