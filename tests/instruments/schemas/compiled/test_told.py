"""For schemas and tables of every shape, what the engine finds is what pandera finds."""

import os
from collections import Counter

import pandas as pd
import pandera.pandas as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

CASES = int(os.environ.get("PRODREADY_SCHEMA_CASES", "60"))
"""How many generated cases each test runs; the variable raises it for a long run."""

ODD = "abA1 .@-é\n\t'\\_"
TEXT = st.text("abA1 .@-", max_size=4) | st.text("ab", min_size=1, max_size=2) | st.text(ODD, max_size=3)
INTEGERS = st.integers(-5, 5) | st.sampled_from([2**53, 2**53 + 1, -(2**60), 10**9])
FLOATS = st.sampled_from([0.0, -0.0, 0.5, 1.0, 1.5, -2.0, 3.25, 1e300, float("inf"), 0.1, 0.30000000000000004])
DATES = st.sampled_from([pd.Timestamp("2000-01-01").to_pydatetime(), pd.Timestamp("2020-02-29").to_pydatetime()])
TIMES = st.datetimes(*(pd.Timestamp(day).to_pydatetime() for day in ("1990-01-01", "2030-01-01")))
PATTERNS = st.sampled_from(
    [
        "a",
        "^a",
        "a$",
        "a|b",
        "^a|b$",
        "[ab]+",
        "[^a]",
        r"\d",
        r"\w+@",
        r"\s",
        ".",
        "a.b",
        "(a)?b",
        "a{2}",
        "(?i)a",
        r"a\b",
    ]
)


def rarely(draw, share):
    """True about once in `share` draws, without the taste for extremes that integers have."""
    return draw(st.sampled_from([False] * (share - 1) + [True]))


def bounds(kind):
    return {
        "int": st.integers(-4, 4) | st.sampled_from([0.5, 2**53 + 1, 2**64, float("inf")]),
        "float": st.integers(-4, 4) | st.sampled_from([0.5, 0.1, 0.3, 1e300, float("inf")]),
        "text": TEXT,
        "bool": st.booleans(),
        "time": DATES | TIMES,
    }[kind]


@st.composite
def checks(draw, kind):  # noqa: PLR0911 - one return for each form of check
    """A built-in check with values that mostly suit the column."""
    suited = kind if not rarely(draw, 10) else draw(st.sampled_from(["int", "text", "float"]))
    bound = bounds(suited)
    options = {"ignore_na": draw(st.booleans())}
    words = ["eq", "ne", "isin", "notin"]
    words += ["gt", "ge", "lt", "le", "in_range"] if kind != "bool" else []
    if kind == "text" or rarely(draw, 15):
        words += ["str_length", "str_matches", "str_contains", "str_startswith", "str_endswith"] * 2
    word = draw(st.sampled_from([*words * 2, "unique_values_eq", "own"]))
    if word == "own":
        return pa.Check(lambda s: s.notna(), name="own", **options)
    if word in ("isin", "notin", "unique_values_eq"):
        return getattr(pa.Check, word)(draw(st.lists(bound, min_size=1, max_size=3)), **options)
    if word == "in_range":
        low, high = sorted([draw(bound), draw(bound)])
        ends = {"include_min": draw(st.booleans()), "include_max": draw(st.booleans())} if low < high else {}
        return pa.Check.in_range(low, high, **ends, **options)
    if word == "str_length":
        lengths = draw(st.sampled_from([{"min_value": 1}, {"max_value": 2}, {"min_value": 1, "max_value": 3}]))
        return pa.Check.str_length(**(lengths if draw(st.booleans()) else {"exact_value": 1}), **options)
    if word in ("str_matches", "str_contains"):
        return getattr(pa.Check, word)(draw(PATTERNS), **options)
    if word.startswith("str_"):
        return getattr(pa.Check, word)(draw(st.sampled_from(["a", "", "1", "é"])), **options)
    return getattr(pa.Check, word)(draw(bound), **options)


VALUES = {"int": INTEGERS, "float": FLOATS, "text": TEXT, "bool": st.booleans(), "time": TIMES | DATES}
TYPES = {"int": int, "float": float, "text": str, "bool": bool, "time": "datetime64[ns]"}
DTYPES = {
    "int": ["int64", "int64", "int32", "uint8", "Int64"],
    "float": ["float64", "float64", "float32"],
    "text": ["str", "str", "category", "object"],
    "bool": ["bool", "boolean"],
    "time": ["datetime64[us]", "datetime64[ns]"],
}


@st.composite
def columns(draw, kind):
    """A column of the schema for values of a kind."""
    wanted = kind if not rarely(draw, 10) else draw(st.sampled_from(sorted(TYPES)))
    dtype = draw(st.sampled_from([TYPES[wanted]] * 4 + [None] + ["Int64", "float32"] * (wanted == "int")))
    listed = draw(st.lists(checks(kind), max_size=3))
    flags = {word: draw(st.booleans()) for word in ("nullable", "required")}
    rare = {word: rarely(draw, 6) for word in ("unique", "coerce")}
    return pa.Column(dtype, listed, **flags, **rare)


def series(draw, kind, rows, *, typed):
    """Values of a kind, some or all or none of them missing."""
    missing = draw(st.sampled_from([0, 0, 0, 3, 1]))
    values = draw(st.lists(VALUES[kind], min_size=rows, max_size=rows))
    values = [None if missing and not draw(st.integers(0, missing - 1)) else value for value in values]
    if not typed:
        return pd.Series(values, dtype=object)
    dtype = draw(st.sampled_from(DTYPES[kind]))
    try:
        return pd.Series(values, dtype=dtype)
    except (TypeError, ValueError, OverflowError, RuntimeWarning):
        return pd.Series(values, dtype=object)


@st.composite
def cases(draw, *, typed):
    """A table and a schema that speaks of it."""
    rows, width = draw(st.integers(1, 7)), draw(st.integers(2, 4))
    kinds = [draw(st.sampled_from(sorted(VALUES))) for _ in range(width)]
    frame = pd.DataFrame({f"c_{n}": series(draw, kind, rows, typed=typed) for n, kind in enumerate(kinds)})
    named = draw(st.permutations([*enumerate(kinds)]))
    asked = {f"c_{n}": draw(columns(kind)) for n, kind in named[: draw(st.integers(1, width))]}
    if rarely(draw, 5):
        asked["^c_[0-2]$"] = pa.Column(None, draw(st.lists(checks(kinds[0]), max_size=1)), nullable=True, regex=True)
        for name in [name for name in asked if name.startswith("c_") and not rarely(draw, 6)]:
            del asked[name]
    if rarely(draw, 10):
        asked["gone"] = pa.Column(int, required=draw(st.booleans()))
    options = {"strict": draw(st.sampled_from([False, True])), "ordered": rarely(draw, 5)}
    options["strict"] = "filter" if rarely(draw, 8) else options["strict"]
    if rarely(draw, 3):
        options["unique"] = sorted({f"c_{draw(st.integers(0, width - 1))}" for _ in range(2)})
    options["coerce"] = rarely(draw, 12)
    return frame, pa.DataFrameSchema(asked, **options)


def hold(both, ways, case, ending, parts=1):
    frame, schema = case
    found = both.agree(schema, both.table(frame, ending, min(parts, len(frame))))
    if found is not None:
        asked = sum(name in frame for name in schema.columns)
        left = asked if "the table" in found.by_pandera else len(found.by_pandera.keys() & {*frame})
        ways.update(engine=asked - left, pandera=left)


SETTINGS = settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))


def test_parquet(both):
    ways = Counter()

    @SETTINGS
    @given(cases(typed=True))
    def agree(case):
        hold(both, ways, case, "parquet")

    agree()
    assert ways["engine"] > ways["pandera"] / 2, "the engine answered too little for this to prove anything"


def test_csv(both):
    ways = Counter()

    @SETTINGS
    @given(cases(typed=False), st.integers(1, 2))
    def agree(case, parts):
        hold(both, ways, case, "csv", parts)

    agree()
    assert ways["engine"] > ways["pandera"] / 6, "the engine answered too little for this to prove anything"
