import gzip

import pytest

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.privacy import log_scan as module
from pytest_prodready.instruments.privacy.detectors import CANARIES
from pytest_prodready.instruments.privacy.log_scan import scan_log

TEXT = b'{"client": "10.0.0.1"}\n{"client": "93.184.216.34"}\nmail to ann@gmail.com\n'


def scanned(tmp_path, name="a.log", content=TEXT):
    (tmp_path / name).write_bytes(content)
    return scan_log(tmp_path, name, ())


@pytest.mark.parametrize(
    ("name", "content"), [("a.log", TEXT), ("a.log.gz", gzip.compress(TEXT, mtime=0))], ids=["plain", "gzipped"]
)
def test_lines_are_counted_and_the_first_named(tmp_path, name, content):
    tally, lines = scanned(tmp_path, name, content)
    assert (str(tally), lines) == (f"{name}: 1 IP address, 1 email address; first lines 2, 3", 3)
    assert tally.canaries == set(CANARIES)


def test_bytes_that_are_no_utf_8_hide_nothing(tmp_path):
    tally, _ = scanned(tmp_path, content=b"\xff\xfe ann@gmail.com\n")
    assert tally.kinds == {"email address": 1}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.log", b"PAR1\0\0", r"a\.log: no text"),
        ("a.log.gz", TEXT, r"a\.log\.gz: cannot be read \(Not a gzipped file"),
        ("a.log.gz", gzip.compress(TEXT, mtime=0)[:-9], r"a\.log\.gz: cannot be read \("),
    ],
    ids=["zeroes", "not gzipped", "torn"],
)
def test_what_cannot_be_read_is_told(tmp_path, name, content, message):
    with pytest.raises(CannotLook, match=message):
        scanned(tmp_path, name, content)


def test_a_bomb_is_put_down_in_time(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MOST_BYTES", 1000)
    with pytest.raises(CannotLook, match=r"a\.log\.gz: larger than a gibibyte"):
        scanned(tmp_path, "a.log.gz", gzip.compress(b"a" * 5000))
