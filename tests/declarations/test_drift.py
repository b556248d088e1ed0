import pytest

from pytest_prodready.declarations.drift import DETECTOR, Correction, Detector, Drift, Shift

MOVED = Shift(column="x", by=0.5)


def drift(**fields):
    return Drift(**{"reference": "old", "columns": ("x",), "shifts": (MOVED,), **fields})


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"limit": 0.1, "significance": 0.01}, "by its limit or by its significance"),
        ({"significance": 0.01}, "psi has no p-value: write a limit, or use ks or chi_squared"),
        ({"detector": "jensen_shannon", "significance": 0.01}, "jensen_shannon has no p-value"),
        ({"detector": "ks", "significance": 0.0}, "a significance lies between"),
        ({"detector": "ks", "significance": 1.0}, "a significance lies between"),
        ({"limit": 0.0}, "a limit is more than zero"),
        ({"limit": float("nan")}, "a limit is more than zero"),
        ({"limit": float("inf")}, "a limit is more than zero"),
        ({"detector": "a.py:b"}, "a detector of your own needs its limit"),
        ({"columns": ()}, "columns names at least one column"),
        ({"columns": ("x", "x")}, "columns names a column twice"),
        ({"shifts": ()}, "shifts names at least one change"),
        ({"columns": ("y",)}, "a shift changes 'x', which is none of the columns"),
        ({"resamples": 58}, "resamples lies between 59 and 100,000"),
        ({"resamples": 100_001}, "resamples lies between 59 and 100,000"),
    ],
)
def test_what_makes_no_sense_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        drift(**fields)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "exactly one of by, scale, missing and unseen"),
        ({"by": 1, "scale": 2}, "exactly one of by, scale, missing and unseen"),
        ({"by": 0}, "by 0 changes nothing"),
        ({"scale": 1}, "scale 1 changes nothing"),
        ({"missing": 0.0}, "missing 0 changes nothing"),
        ({"unseen": 0.0}, "unseen 0 changes nothing"),
        ({"by": float("inf")}, "by inf changes nothing"),
    ],
)
def test_a_shift_changes_one_thing(fields, message):
    with pytest.raises(ValueError, match=message):
        Shift(column="x", **fields)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"by": -0.5}, "moved by -0.5 sd"),
        ({"scale": 1000}, "times 1000"),
        ({"missing": 0.2}, "20% of it lost"),
        ({"unseen": 0.1}, "10% unseen"),
    ],
)
def test_a_shift_in_words(fields, words):
    assert str(Shift(column="x", **fields)) == words


@pytest.mark.parametrize(
    ("detector", "limit"), [("psi", 0.2), ("ks", 0.1), ("jensen_shannon", 0.1), ("chi_squared", 0.1)]
)
def test_default_limits(detector, limit):
    assert (drift(detector=detector).threshold, drift(detector=detector, limit=0.7).threshold) == (limit, 0.7)


def test_detectors_are_named_or_brought():
    assert [DETECTOR.read(one) for one in Detector] == list(Detector)
    assert drift(detector=DETECTOR.read("monitoring/watch.py:detect"), limit=1.0).brought
    for odd in ("pis", "", 3, None, "/etc/x.py:f", "../x.py:f", "a:b c"):
        with pytest.raises(ValueError):
            DETECTOR.read(odd)


def test_corrections_in_words():
    assert [one.wording for one in Correction] == ["holm correction", "benjamini-hochberg correction", "no correction"]
