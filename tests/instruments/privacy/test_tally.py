from pytest_prodready.instruments.privacy.tally import Tally


def test_kinds_are_counted_and_the_first_rows_kept():
    tally = Tally("note", "rows")
    for row in ("1", "2", "2", "3", "4"):
        tally.add(["email address"], row)
    tally.add(["IBAN"], "9", 2)
    assert tally.found == 7
    assert str(tally) == "note: 5 email addresses, 2 IBANs; first rows 1, 2, 3"


def test_nothing_found_is_nothing():
    tally = Tally("note", "rows")
    tally.add([], "1", 1000)
    assert (tally.found, tally.rows) == (0, [])


def test_one_is_told_as_one():
    tally = Tally("a.log", "lines")
    tally.add(["card number"], "7")
    assert str(tally) == "a.log: 1 card number; first lines 7"
