"""report.json is one text for one run, sealed, and holds what another program asks for."""

import hashlib
import json
import subprocess
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from conftest import House
from pytest_prodready.report.json_report import canonical, digest

texts = st.text(st.characters(codec="utf-8"), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
contents = st.dictionaries(texts, values, max_size=4)


def turned(value: Any) -> Any:
    """The same value with the keys of every mapping in it the other way round."""
    if isinstance(value, dict):
        return {key: turned(one) for key, one in reversed(value.items())}
    return [turned(one) for one in value] if isinstance(value, list) else value


@given(contents)
def test_the_text_is_json_of_the_content_and_the_same_for_any_order_of_keys(content: dict[str, object]) -> None:
    text = canonical(content)
    assert json.loads(text) == content
    assert text.endswith("}\n")
    assert canonical(turned(content)) == text


@given(contents, texts, values)
def test_the_digest_is_over_everything_but_itself(content: dict[str, object], key: str, value: object) -> None:
    bare = {name: one for name, one in content.items() if name != "digest"}
    seal = digest(bare)
    assert digest({**bare, "digest": seal}) == seal
    assert digest(turned(bare)) == seal
    changed = {**bare, key: value}
    if key != "digest":
        assert (digest(changed) == seal) is (json.dumps(changed, sort_keys=True) == json.dumps(bare, sort_keys=True))


def test_anybody_can_check_the_digest_without_this_package(house: House) -> None:
    house.run()
    lines = (house.path / ".prodready" / "report.json").read_text().splitlines(keepends=True)
    others = "".join(line for line in lines if not line.startswith('"digest": '))
    assert hashlib.sha256(others.encode()).hexdigest() == house.report["digest"]


def test_a_run_is_told_by_the_fields_that_the_design_names(house: House) -> None:
    house.break_large()
    house.run()
    report = house.report
    assert (report["schema"], report["complete"], report["phase"], report["commit"]) == (
        "prodready.report/1",
        True,
        "validate",
        None,
    )
    large = next(one for one in report["verdicts"] if one["declaration"] == "large")
    assert {key: large[key] for key in ("gate", "required", "outcome", "reason", "location")} == {
        "gate": "team.weight",
        "required": True,
        "outcome": "failed",
        "reason": "weight: 11 > 10 kilograms",
        "location": "prodready.yaml:5:11",
    }
    assert large["measurements"] == [
        {
            "what": "weight",
            "value": 11,
            "relation": "at most",
            "limit": 10,
            "limit_is_default": False,
            "unit": "kilograms",
            "holds": False,
            "where": "prodready.yaml:5:11",
            "details": [],
        }
    ]
    assert large["evidence"] == [
        {
            "subject": "large.txt",
            "inspected": 1,
            "unit": "weights",
            "sha256": hashlib.sha256(b"11").hexdigest(),
            "kind": "measured",
            "facts": {},
        }
    ]
    assert report["origins"]["team.weight"] != report["origins"]["data.schema"]
    gap = next(one for one in report["verdicts"] if one["gate"] == "data.schema")
    assert (gap["declaration"], gap["outcome"]) == (None, "waived")


def test_two_runs_over_the_same_repo_write_the_same_bytes(house: House) -> None:
    path = house.path / ".prodready" / "report.json"
    house.run()
    first = path.read_bytes()
    house.run()
    assert path.read_bytes() == first


def test_the_commit_and_what_differs_from_it_are_told(house: House) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@b.c"]
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "first"]):
        subprocess.run(["git", *words], check=True, cwd=house.path)
    sha = subprocess.run(
        ["git", "rev-parse", "HEAD"], check=True, cwd=house.path, capture_output=True, text=True
    ).stdout
    house.run()
    assert (house.report["commit"], house.report["dirty"]) == (sha.strip(), False)
    house.break_large()
    house.run()
    assert house.report["dirty"] is True
