import pytest


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"a,b,c\n1,2,3\n4,5\n", "t.csv:3: the row has 2 columns, the header 3"),
        (b"a,b,c\n1,2,3\n4,5,6,7\n", "t.csv:3: the row has 4 columns, the header 3"),
        (b"a,b\n" + b"1,2\n" * 200_000 + b"1,2,3\n", "t.csv:200002: the row has 3 columns, the header 2"),
        (b"a,b\n" + b"1,2\n" * 300_000 + b"1,\xe9\n", "t.csv:300002: not UTF-8 text"),
        (b"a,\xe9\n1,2\n", "t.csv: not UTF-8 text"),
        ("a,b\n1,2\n".encode("utf-16"), "t.csv: not UTF-8 text"),
        (b'a,b\n1,"x\n2,y\n', "t.csv:2: a quote is opened and not closed, or text follows a closing quote"),
        (b"a,b\n1," + b"x" * 3_000_000 + b"\n", "t.csv:2: one line is longer than 2 MB"),
        (b"a,b\r\n1,2\n3,4\r\n", "t.csv: no regular CSV: line ends are mixed, or a quote stands in the middle"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_a_csv_that_cannot_be_read_is_told_by_its_line(repo, text, reason):
    repo.write("t.csv", text)
    assert repo.refusal("t.csv").reason == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"a":1}\n{"a":2\n{"a":3}\n', "t.jsonl:2: not JSON"),
        ('{"a":\n1}\n', "t.jsonl:1: not JSON"),
        ('{"a":1}{"a":2}\n', "t.jsonl:1: not JSON"),
        ('{"a":1,"a":2}\n', "t.jsonl:1: an object has the same key twice"),
        ("[1]\n", "t.jsonl: a line is no JSON object"),
        ('{"a":1}\n3\n', "t.jsonl: a line is no JSON object"),
    ],
)
def test_a_jsonl_that_cannot_be_read_is_told_by_its_line(repo, text, reason):
    repo.write("t.jsonl", text)
    assert repo.refusal("t.jsonl").reason == reason


def test_what_nobody_foresaw_is_told_without_a_path_of_this_machine(repo):
    repo.write("t.jsonl", '{"a": "\\ud800"}\n')
    reason = repo.refusal("t.jsonl").reason
    assert reason.startswith("t.jsonl")
    assert "cannot be read as a table: Invalid Input Error: Malformed JSON in the file" in reason
    assert str(repo.root) not in reason
    assert "scratch" not in reason
