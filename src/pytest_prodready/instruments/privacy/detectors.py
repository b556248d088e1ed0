"""What counts as personal data in a piece of text: what has the form, and passes the check that its kind has."""

import ipaddress
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

EMAIL = r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}"
CARD = r"[2-6](?:[ \-]?[0-9]){12,18}"
IBAN = r"[A-Z]{2}[0-9]{2}(?:[ ]?[A-Z0-9]){11,30}"
IP_4 = r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}"
IP_6 = r"[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){3,7}"
LOCAL_PHONE = r"[0-9](?:[ ()/.\-]{0,2}[0-9]){6,}"
PHONE = rf"\+{LOCAL_PHONE}"

_RESERVED = ("example", "invalid", "localhost", "test", "example.com", "example.net", "example.org")
"""Names that belong to nobody (RFC 2606)."""
_ISSUED = re.compile(r"4(?:.{12}|.{15}|.{18})|(?:5[1-5]|2[2-7]).{14}|3[47].{13}|(?:6011|64[4-9].|65..).{12,15}")
"""Visa, Mastercard, American Express and Discover, by issuer and length (ISO/IEC 7812)."""


def rough(regions: Sequence[str]) -> str:
    """A pattern, in the common part of Python's and RE2's syntax, that all personal data match and few other text."""
    kinds = (EMAIL, CARD, IBAN, IP_4, IP_6, LOCAL_PHONE if regions else PHONE)
    return "|".join(f"(?:{kind})" for kind in kinds)


def kinds_in(text: str, regions: Sequence[str] = ()) -> Iterator[str]:
    """The kinds of personal data in a text, each once."""
    for kind, find in _FINDERS.items():
        if find(text):
            yield kind
    if _phone(text, regions):
        yield "phone number"


def _email(text: str) -> bool:
    domains = (found.rpartition("@")[2].lower() for found in re.findall(EMAIL, text))
    return any(not _belongs_to_nobody(domain) for domain in domains)


def _belongs_to_nobody(domain: str) -> bool:
    return any(domain == name or domain.endswith(f".{name}") for name in _RESERVED)


def _card(text: str) -> bool:
    from stdnum import luhn  # noqa: PLC0415 - an extra

    found = (re.sub(r"[ \-]", "", match) for match in _alone(CARD, text))
    return any(_ISSUED.fullmatch(number) and luhn.is_valid(number) for number in found)


def _iban(text: str) -> bool:
    from stdnum import iban  # noqa: PLC0415 - an extra

    # A word that follows an IBAN looks like a part of it: every length that a country may have is tried.
    return any(iban.is_valid(match[:end]) for match in re.findall(IBAN, text) for end in range(15, len(match) + 1))


def _ip_address(text: str) -> bool:
    return any(_is_public(found) for found in (*_alone(IP_4, text), *_alone(IP_6, text)))


def _is_public(written: str) -> bool:
    try:
        return ipaddress.ip_address(written).is_global
    except ValueError:
        return False


def _phone(text: str, regions: Sequence[str]) -> bool:
    import phonenumbers  # noqa: PLC0415 - an extra

    asked: tuple[str | None, ...] = (*regions,) if re.search(LOCAL_PHONE, text) else ()
    if re.search(PHONE, text):
        asked = (None, *asked)
    return any(phonenumbers.PhoneNumberMatcher(text, region).has_next() for region in asked)


def _alone(pattern: str, text: str) -> list[str]:
    """Matches that are no part of a longer word or number."""
    return re.findall(rf"(?<![\w.:]){pattern}(?!\w|\.\d|:\w*:)", text)


_FINDERS: Mapping[str, Callable[[str], bool]] = {
    "email address": _email,
    "card number": _card,
    "IBAN": _iban,
    "IP address": _ip_address,
}

CANARIES: Mapping[str, str] = {
    "email address": "canary@iana.org",
    "card number": "4111 1111 1111 1111",
    "IBAN": "GB82 WEST 1234 5698 7654 32",
    "IP address": "192.0.43.8",
    "phone number": "+44 20 7946 0958",
}
"""One of each kind that belongs to no person: the address of a public body, test numbers, a number for films."""
