"""Are there personal data where nobody expects them?"""

from collections.abc import Iterator

from pytest_prodready.core.gate import gate
from pytest_prodready.core.measurement import Measurement, none_of
from pytest_prodready.core.phase import Phase
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.instruments.privacy.detectors import CANARIES
from pytest_prodready.instruments.privacy.instrument import PersonalData
from pytest_prodready.instruments.tables.instrument import Tables


@gate("data.privacy", since=Phase.PROTOTYPE, needs=["privacy"], optional_for=[Dataset])
def privacy(subject: Dataset, tables: Tables, personal_data: PersonalData) -> Iterator[Measurement]:
    """No personal data stand outside the columns that are declared to hold them, and none in the logs.

    Looked for by form and check digit: email addresses (but for those that RFC 2606 reserves), payment cards (ISO/IEC
    7812, Luhn), IBANs (ISO 13616), public IP addresses, and phone numbers that Google's libphonenumber takes for valid
    ones: with their country code, for the countries in `regions` also without. Names and street addresses have no form
    that could be proven and are not looked for. One of each kind is planted below every column
    and log that is scanned, and must be found by that same scan.

    Why: a free-text column with an email address in it is a personal-data leak into every model, log and report after
    it, and one that no deletion request reaches.
    To fix: drop or mask the values at the source, or declare the column under privacy.columns if it has to hold them.
    """
    declared = subject.privacy
    if declared is None:
        return
    table = tables.open(subject)
    where = subject.at("privacy")
    scans = list(personal_data.scans(subject, declared, table))
    missed = [f"{kind} in {one.place}" for one in scans for kind in sorted({*CANARIES} - one.canaries)]
    yield none_of("planted canaries that were not found", missed, unit="canaries", where=where)
    places = [str(one) for one in scans if one.found]
    yield none_of("places with personal data that are not declared", places, unit="places", where=where)
