import re

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from pytest_prodready.instruments.privacy.detectors import CANARIES, kinds_in, rough


def kinds(text, *regions):
    return set(kinds_in(text, regions))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("write to Ann.Lee+x@mail.example-shop.co.uk!", {"email address"}),
        ("support@example.com, a@b.test, root@localhost", set()),
        ("4111-1111-1111-1111", {"card number"}),
        ("4111 1111 1111 1112", set()),
        ("order 94111111111111111", set()),
        ("378282246310005 and 6011111111111117", {"card number"}),
        ("1234567812345670", set()),
        ("to DE89 3704 0044 0532 0130 00 by Monday", {"IBAN"}),
        ("GB82WEST12345698765432", {"IBAN"}),
        ("DE89 3704 0044 0532 0130 01", set()),
        ("from 93.184.216.34:443", {"IP address"}),
        ("10.0.0.7 192.168.1.1 127.0.0.1 203.0.113.9", set()),
        ("version 1.2.3.4.5", set()),
        ("2606:2800:220:1:248:1893:25c8:1946", {"IP address"}),
        ("::1 fe80::1 12:30:45:00", set()),
        ("+49 30 901820", {"phone number"}),
        ("030 901820", set()),
        ("+1 000 000 0000", set()),
        ("2026-11-09T12:00:00+01:00", set()),
        ("", set()),
    ],
)
def test_what_is_personal(text, expected):
    assert kinds(text) == expected


def test_a_country_has_phone_numbers_without_its_code():
    assert kinds("call 030 901820 now", "DE") == {"phone number"}
    assert kinds("call 030 901820 now", "US") == set()
    assert kinds("+44 20 7946 0958", "DE") == {"phone number"}


@pytest.mark.parametrize("kind", CANARIES)
def test_each_canary_is_of_its_kind_alone(kind):
    assert kinds(CANARIES[kind]) == {kind}


TEXT = st.text(st.sampled_from("ab@. +-:/09ZDE(\n é"), max_size=12)
HIDDEN = st.builds("{} {} {}".format, TEXT, st.sampled_from(list(CANARIES.values())), TEXT)


@given(HIDDEN | st.text(), st.sampled_from([(), ("DE",)]))
def test_whatever_is_personal_has_the_rough_form_in_both_engines(text, regions):
    found = kinds(text, *regions)
    suspected = re.search(rough(regions), text) is not None
    assert suspected or not found
    with duckdb.connect() as engine:
        (answer,) = engine.execute("SELECT regexp_matches($1, $2)", [text.replace("\0", ""), rough(regions)]).fetchone()
    assert answer is suspected


@given(st.from_regex(r"4[0-9]{14}", fullmatch=True))
def test_the_check_digit_decides_on_a_card(number):
    digit = luhn.calc_check_digit(number)
    assert kinds(number + digit) >= {"card number"}
    wrong = str((int(digit) + 1) % 10)
    assert "card number" not in kinds(number + wrong)
