import psutil
import pytest

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.contracts.apart import Late, apart
from pytest_prodready.instruments.contracts.dialects import DRAFT
from pytest_prodready.instruments.contracts.messages import Job, refusals
from pytest_prodready.instruments.contracts.standards import Description, violations

HERE = "file:///c.json"


def job(schema, *messages):
    return Job({HERE: schema}, DRAFT, [(HERE, "", message) for message in messages])


def test_the_answer_is_the_one_that_is_given_here(tmp_path):
    asked = job({"type": "string", "pattern": "^é"}, "é", "e", "\x1b", 1)
    assert apart(asked, tmp_path, 60) == refusals(asked)
    assert [bool(one) for one in refusals(asked)] == [False, True, True, True]


def test_a_description_is_judged_as_here(tmp_path):
    document = {"openapi": "3.0.3", "info": {"title": "T"}, "paths": {}}
    asked = Description("c.json", "OpenAPI 3.0", {HERE: document}, sound=True)
    here = [[where, list(at), text] for where, at, text in violations(asked)]
    assert apart(asked, tmp_path, 60) == here == [["c.json", ["info"], "#/info: 'version' is a required property"]]


def test_a_catastrophic_pattern_is_ended_and_leaves_nothing_behind(tmp_path):
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    with pytest.raises(Late):
        apart(job({"pattern": "^(a+)+$"}, "a" * 40 + "!"), tmp_path, 1.5)
    assert {child.pid for child in psutil.Process().children(recursive=True)} <= before


def test_a_circle_without_end_is_told_apart_from_a_crash(tmp_path):
    with pytest.raises(RecursionError):
        apart(job({"allOf": [{"$ref": "#"}]}, 1), tmp_path, 60)


def test_a_crash_is_told_with_its_last_lines(tmp_path):
    with pytest.raises(CannotLook, match="judging by the contract ended with 1") as caught:
        apart(job({"$ref": "urn:nowhere"}, 1), tmp_path, 60)
    assert "urn:nowhere" in " ".join(caught.value.details)
