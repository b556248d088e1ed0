from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.instruments.commands.output import Tail, end_of_file, last_lines


@given(st.lists(st.binary(max_size=40)), st.integers(1, 50))
def test_a_tail_is_the_end_of_everything(pieces: list[bytes], limit: int) -> None:
    tail = Tail(limit)
    for piece in pieces:
        tail.add(piece)
    everything = b"".join(pieces)
    assert tail.bytes() == everything[-limit:]
    assert tail.total == len(everything)


@given(st.binary(max_size=400), st.integers(1, 5))
def test_lines_are_few_and_printable_whatever_was_written(data: bytes, count: int) -> None:
    lines = last_lines(data, count)
    assert len(lines) <= count
    assert all(line.strip() and (line.isprintable() or "\u00a0" in line or not line.isascii()) for line in lines)
    assert not any(set(line) & set("\r\n\x1b\x07\u202e\u2028") for line in lines)


def test_lines_are_the_last_that_say_something() -> None:
    assert last_lines(b"one\n\n  \ntwo \nthree\n\n", 2) == ("two", "three")
    assert last_lines(b"", 5) == ()


def test_a_long_line_is_cut() -> None:
    (line,) = last_lines(b"x" * 5000, 5)
    assert (len(line), line[-1]) == (300, "…")


def test_the_end_of_a_file(tmp_path) -> None:
    log = tmp_path / "log"
    assert end_of_file(log, 4) == b""
    log.write_bytes(b"0123456789")
    assert end_of_file(log, 4) == b"6789"
    assert end_of_file(log, 100) == b"0123456789"
