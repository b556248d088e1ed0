"""What a person sees: eighty columns, colour only where it is wanted, and nothing that the repo smuggles in."""

import os
import pty
import re
import subprocess
import sys
import textwrap
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conftest import OWED, QUICK, UPCOMING, WAIVED, House
from pytest_prodready.core.phase import Phase

OK, FAILED = pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = "\x1b[31m\x1b]0;owned\x07\u202edaer\u2066\u200b\n::error file=a::b\r\x85\u2028end"
"""Colours, a window title, overrides of the reading direction, hidden and line-ending characters, a CI command."""

WATCH = """
import sys
def weigh_loudly(self, path):
    for step in range(3):
        self.bench.announce(f"weighing {path}: {step} of 3 " + "x" * 200)
    return quietly(self, path)
quietly, Scales.weigh = Scales.weigh, weigh_loudly
"""


def summary(result: pytest.RunResult) -> list[str]:
    lines = result.stdout.lines
    start = next(number for number, line in enumerate(lines) if "= production readiness =" in line)
    return [line for line in lines[start + 1 :] if line and not line.startswith(("=", "FAILED "))]


def on_a_terminal(house: House, *words: str, columns: int = 80) -> str:
    """The bytes that a run writes to a terminal of its own."""
    main, other = pty.openpty()
    env = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm-256color"}
    for name in ("NO_COLOR", "PY_COLORS", "FORCE_COLOR"):
        env.pop(name, None)
    command = [sys.executable, "-m", "pytest", *QUICK, "--prodready", *words]
    with subprocess.Popen(command, cwd=house.path, stdin=other, stdout=other, stderr=other, env=env) as running:
        os.close(other)
        written = bytearray()
        while True:
            try:
                piece = os.read(main, 65536)
            except OSError:  # what Linux says when the other side is closed
                break
            if not piece:
                break
            written += piece
        running.wait()
    os.close(main)
    return written.decode("utf-8")


def hostile_run(house: House) -> None:
    """Text from the repo in every place that a message quotes: a path, a name, a value, an owner, a reason, a key."""
    escaped = HOSTILE.encode("unicode_escape").decode().replace("'", "''")
    quoted = f'"{escaped}"'
    house.write("large.txt", HOSTILE)
    text = (house.path / "prodready.yaml").read_text()
    text = text.replace("artifact: small.txt", f"artifact: {quoted}").replace(
        "owner: toy-team, reason", f"owner: {quoted}, reason"
    )
    house.write("prodready.yaml", f"{text}{quoted}: {quoted}\n")


def test_the_summary_of_a_run_at_eighty_columns(house: House) -> None:
    house.break_large()
    ends = (datetime.now(UTC) + timedelta(days=30)).date()
    assert summary(house.run()) == [
        " gap             gates  pass  fail  worst finding",
        f" data                {sum(one.startswith('data.') for one in WAIVED)}     0     0",
        " integration         2     0     0",
        " team                2     1     1  weight[large]: weight: 11 > 10 kilograms",
        *(
            f" waived: {one} by toy-team until {ends}: no {'data' if one.startswith('data.') else 'neighbours'} here"
            for one in WAIVED
        ),
        *(
            line
            for phase in (Phase.PROTOTYPE, Phase.PILOT)
            for line in textwrap.wrap(
                f"upcoming from {phase}: {', '.join(UPCOMING[phase])}",
                80,
                initial_indent=" ",
                subsequent_indent="   ",
            )
        ),
        " phase validate: NOT READY, 1 required gate is not proven",
        " report .prodready/report.json",
        " fix first: prodready explain team.weight",
    ]


def test_the_failure_says_what_where_and_what_next(house: House) -> None:
    house.break_large()
    lines = house.run().stdout.lines
    start = lines.index("weight: 11 > 10 kilograms")
    assert lines[start : start + 7] == [
        "weight: 11 > 10 kilograms",
        "  where     prodready.yaml:5:11",
        "  looked at large.txt: 1 weights, sha256 4fc82b26…",
        "  fix       make it lighter.",
        "  next      pytest --prodready 'prodready.yaml::team::weight[large]'",
        "            prodready explain team.weight",
        lines[start + 6],
    ]


@pytest.mark.parametrize("columns", [80, 60, 120])
def test_no_line_of_the_summary_is_wider_than_the_terminal(
    house: House, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    house.edit("prodready.yaml", "large:", "large_with_a_name_of_many_words_that_goes_on_and_on:")
    house.edit("prodready.yaml", "no data here", "no data here " + "for a long while " * 10)
    house.break_large()
    lines = summary(house.run("--prodready-phase", "scale"))
    assert [line for line in lines if len(line) > columns] == []
    assert any(len(line) > columns - 20 for line in lines)


def test_without_colour_there_is_no_code_and_with_it_nothing_else_changes(house: House) -> None:
    house.break_large()
    plain = house.run("--color=no").stdout.str()
    assert "\x1b" not in plain
    coloured = house.run("--color=yes").stdout.str()
    assert COLOUR.sub("", coloured).count("phase validate: NOT READY") == 1
    assert re.search(r"\x1b\[31m phase validate: NOT READY, 1 required gate is not proven\x1b\[0m", coloured)
    assert re.search(r"\x1b\[33m waived: data\.schema", coloured)
    timeless = re.compile(r"[0-9.]+s\b.*|=+")
    assert timeless.sub("", COLOUR.sub("", coloured)) == timeless.sub("", plain)


@pytest.mark.parametrize("words", [("-vv", "-rA"), ("-q",), ("--tb=line",)], ids=" ".join)
def test_hostile_text_never_reaches_the_terminal(house: House, words: tuple[str, ...]) -> None:
    hostile_run(house)
    result = house.run("--color=no", *words)
    assert result.ret == FAILED
    printed = result.stdout.str() + result.stderr.str()
    assert [line for line in printed.splitlines() if line.startswith("::")] == []
    assert {character for character in printed if not character.isprintable()} <= {"\n"}
    assert r"\x1b[31m" in printed
    assert "\u202e" not in printed


def test_hostile_text_leaves_junit_whole(house: House) -> None:
    hostile_run(house)
    house.run("--junitxml=junit.xml")
    suite = ET.parse(house.path / "junit.xml").getroot()
    cases = {case.get("name"): case for case in suite.iter("testcase")}
    assert {"weight[small]", "weight[large]", "test_unit"} <= set(cases)
    text = ET.tostring(suite, encoding="unicode")
    assert "\u202e" not in text
    assert "\x1b" not in text


def test_hostile_text_in_the_report_is_visible_and_harmless(house: House) -> None:
    hostile_run(house)
    house.run()
    raw = (house.path / ".prodready" / "report.json").read_text(encoding="utf-8")
    assert {character for character in raw if not character.isprintable()} == {"\n"}
    assert house.report["ready"] is False


def test_progress_is_shown_on_a_terminal_one_line_at_a_time(house: House) -> None:
    house.write("conftest.py", (house.path / "conftest.py").read_text() + WATCH)
    written = on_a_terminal(house)
    steps = re.findall(r"\r( *weighing (?:small|large)\.txt: [0-9] of 3 x*)", written)
    assert [step.split()[1:3] for step in steps[:3]] == [["small.txt:", "0"], ["small.txt:", "1"], ["small.txt:", "2"]]
    assert len(steps) == 6
    assert max(len(step) for step in steps) <= 79
    assert "phase validate: READY" in written


def test_progress_is_not_written_into_files_pipes_or_by_workers(house: House) -> None:
    house.write("conftest.py", (house.path / "conftest.py").read_text() + WATCH)
    assert "weighing" not in house.run().stdout.str()
    assert "weighing" not in on_a_terminal(house, "-n1")


def test_hostile_progress_reaches_no_terminal(house: House) -> None:
    announce = f"\n        self.bench.announce({HOSTILE!r})\n        content = read("
    house.edit("conftest.py", "\n        content = read(", announce)
    written = COLOUR.sub("", on_a_terminal(house, "--color=no"))
    assert "\u202e" not in written
    assert "\x07" not in written
    assert "\n::error" not in written


def test_quiet_keeps_the_verdict_and_verbose_names_every_gate(house: House) -> None:
    house.break_large()
    quiet = house.run("-q")
    quiet.stdout.fnmatch_lines(
        ["*phase validate: NOT READY*", "FAILED prodready.yaml::team::weight[[]large] - weight: 11 > 10*"]
    )
    assert not any(line.startswith("prodready: ") for line in quiet.stdout.lines)
    loud = house.run("-v")
    loud.stdout.fnmatch_lines(
        [
            f"prodready: prodready.yaml (phase validate, {OWED} gates)",
            "prodready.yaml::data::schema WAIVED*",
            "prodready.yaml::team::weight[[]small] PASSED*",
            "prodready.yaml::team::weight[[]large] FAILED*",
        ]
    )


def test_the_short_summary_under_ci_stays_one_line_a_gate(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    house.break_large()
    lines = house.run().stdout.lines
    start = next(number for number, line in enumerate(lines) if "short test summary info" in line)
    assert lines[start + 1] == "FAILED prodready.yaml::team::weight[large] - weight: 11 > 10 kilograms"
    assert lines[start + 2].startswith("====")


def test_a_failure_points_at_the_line_of_its_declaration(house: House) -> None:
    house.break_large()
    result = house.run("--tb=line")
    assert any(line.endswith("prodready.yaml:5: weight: 11 > 10 kilograms") for line in result.stdout.lines)
    assert Path(house.path / "prodready.yaml").read_text().splitlines()[4].startswith("  large:")
