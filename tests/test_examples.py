"""The two example repos, judged as a new user would, and churn with one thing broken at a time."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.load
EXAMPLES = Path(__file__).parent.parent / "examples"
QUIET = ("-q", "-p", "no:hypothesispytest", "-p", "no:randomly", "-p", "no:cacheprovider")
OF_THE_TABLE = {
    "data.access[customers]",
    "data.duplicates[customers]",
    "data.features_banned[customers]",
    "data.history[customers]",
    "data.labels[customers]",
    "data.missing_values[customers]",
    "data.privacy[customers]",
    "data.provenance[customers]",
    "data.representative[training]",
    "data.schema[customers]",
    "data.schema_teeth[customers]",
    "data.sources[customers]",
}
"""The gates that look at data/customers.csv."""
SPLIT = {
    f"data.{gate}[{part}]"
    for gate in ("duplicates", "history", "missing_values", "provenance", "schema", "schema_teeth")
    for part in ("training", "holdout")
}
ALL = {
    *OF_THE_TABLE,
    *SPLIT,
    "data.leakage[holdout]",
    "data.duplicates[outcomes]",
    "data.lateness[outcomes]",
    "data.missing_values[outcomes]",
    "data.pipeline[customers]",
    "data.provenance[outcomes]",
    "data.schema[outcomes]",
    "data.schema_teeth[outcomes]",
    "governance.model_card[churn]",
    "integration.contract[api]",
    "integration.contract[crm]",
    "integration.samples[crm]",
    "operations.rollback_plan[rollback]",
    "performance.latency[api]",
}


def copied(name: str, tmp_path: Path) -> Path:
    ignore = shutil.ignore_patterns(".prodready", "__pycache__", ".pytest_cache", "tests")
    return Path(shutil.copytree(EXAMPLES / name, tmp_path / name, ignore=ignore))


def judged(repo: Path, *only: str) -> tuple[int, dict[str, dict[str, Any]], str]:
    """The exit code, each verdict that was asked for by `gate[declaration]`, and what the terminal said."""
    env = {key: value for key, value in os.environ.items() if key not in ("CI", "PYTEST_ADDOPTS")}
    env["COLUMNS"] = "500"  # messages are matched whole, not as they are wrapped
    chosen = [word for pattern in only for word in ("--prodready-only", pattern)]
    words = [sys.executable, "-m", "pytest", *QUIET, "--prodready", *chosen, "prodready.yaml"]
    done = subprocess.run(words, cwd=repo, env=env, capture_output=True, text=True, check=False)
    report = json.loads((repo / ".prodready" / "report.json").read_text())
    verdicts = {
        subject(one): one for one in report["verdicts"] if "not selected on the command line" not in one["reason"]
    }
    return done.returncode, verdicts, done.stdout


def subject(verdict: dict[str, Any]) -> str:
    return verdict["gate"] + (f"[{verdict['declaration']}]" if verdict["declaration"] else "")


def red(verdicts: dict[str, dict[str, Any]]) -> set[str]:
    return {name for name, verdict in verdicts.items() if verdict["outcome"] != "passed"}


def test_churn_is_ready_for_its_phase(tmp_path: Path) -> None:
    code, verdicts, said = judged(copied("churn", tmp_path))
    assert (red(verdicts), code) == (set(), 0), said
    assert set(verdicts) == ALL
    assert "phase prototype: READY, 38 of 38 gates proven" in said
    assert all(verdict["evidence"] and verdict["measurements"] for verdict in verdicts.values())


MOVIE_SET = {
    "data.schema[customers]": r"failed: customer_id: unique: 128 > 0 rows",
    "data.missing_values[customers]": r"failed: missing monthly_charges: 23% > 0.5% \[21.5%, 24.5%\], n=2,064; 474 of 2,064 rows",
    "data.duplicates[customers]": r"failed: rows that repeat customer_id: 64 > 0 rows; customer_id C00306 in rows 83 and 84",
    "data.access[deck]": r"failed: rows from src/churn/data.py:load: 0 < 7,000 rows; FileNotFoundError: .*'/home/jana/Desktop/churn/customers_final_v3.csv'",
    "data.history[deck]": r"failed: months without rows: 1 > 0 months; 2015-05",
    "data.lateness": r"failed: not declared: prodready.yaml declares nothing under datasets with time.arrival and time.watermark",
    "data.labels": r"failed: not declared: prodready.yaml declares nothing under datasets with labels",
    "data.leakage[slide]": r"failed: evaluation rows whose customer_id occurs in training: 360 > 0 rows",
    "data.provenance[slide]": r"failed: files that are not as recorded: 1 > 0 files; data/deck_customers.csv",
    "data.representative[deck]": r"failed: AUC of telling it from production: 0.755 > 0.6 .*told apart by 'monthly_charges' \(AUC 0.601, null 0% / 23%\)",
    "data.schema_teeth[slide]": r"failed: corruptions that the schema refuses: 40.9% < 80%; accepted 13 of 22: repeated_key in",
    "data.provenance[customers]": r"failed: files that the record does not list: 1 > 0 files; data/customers.csv",
    "data.provenance[deck]": r"failed: files that are not as recorded: 1 > 0 files; data/deck_customers.csv: sha256 18780998aa54…, data/provenance.yaml:5:3 says 5802dd9c0000…",
    "data.sources[deck]": r"failed: values of monthly_charges in data/samples/billing.csv that are no number: 20 > 0 values; of 20 values; row 1 has '103,5'",
    "data.features_banned[deck]": r"failed: predictions that change with female: 360 > 0 predictions",
    "data.pipeline[deck]": r"failed: poisoned batches that got through: 2 > 0 batches; data/batches/poisoned/charges_in_cents.csv reached data/deck_customers.csv with exit 0",
    "data.privacy[deck]": r"failed: places with personal data that are not declared: 1 > 0 places; logs/demo.jsonl: 24 email addresses; first lines 1, 2, 3",
    "data.schema_teeth[customers]": r"unproven: cannot evaluate: schemas/customers.py: the schema refuses the rows as they are",
    "data.schema_teeth[deck]": r"failed: corruptions that the schema refuses: 40.9% < 80%; accepted 13 of 22: repeated_key in",
    "performance.latency[api]": r"failed: p95: [\d.]+ s > 50 ms \[",
    "governance.model_card[churn]": r"failed: words on the model in 'Model details': 13 < 15 words \(\+9 more\)",
    "operations.rollback_plan[rollback]": r"failed: sections on the trigger: 0 < 1 sections; headings seen: Rollback",
    "integration.contract[api]": r"failed: operations without a typed response: 3 > 0 operations; POST /score: the 200 response may be anything",
    "integration.contract[crm]": r"failed: properties that may be anything: 5 > 0 properties; #/properties/customer_id",
    "integration.samples[crm]": r"failed: invalid samples accepted: 9 > 0 samples; bad_customer_id.json was accepted",
}

CURATED = {f"data.{gate}[{name}]" for gate in ("schema", "missing_values", "duplicates") for name in ("deck", "slide")}
"""What picked rows pass, which is how the board was fooled."""


def test_movie_set_fails_every_promise_for_its_own_reason(tmp_path: Path) -> None:
    code, verdicts, said = judged(copied("movie_set", tmp_path))
    assert code == 1
    assert red(verdicts) == set(MOVIE_SET)
    assert set(verdicts) - red(verdicts) == CURATED
    for name, reason in MOVIE_SET.items():
        assert re.match(reason, f"{verdicts[name]['outcome']}: {verdicts[name]['reason']}"), verdicts[name]["reason"]
    assert "NOT READY, 25 required gates are not proven" in said


def quick(repo: Path) -> Path:
    """The same promise on a shorter load, so that a dozen broken copies are judged in a minute."""
    change(repo, "prodready.yaml", r"at: 50/s, for: 10s", "at: 100/s, for: 3s")
    return repo


def change(repo: Path, name: str, old: str, new: str, count: int = 1) -> None:
    path = repo / name
    text, changed = re.subn(old, lambda _: new, path.read_text(), count=count, flags=re.MULTILINE)
    assert changed
    path.write_text(text)


def blank_a_column(repo: Path) -> None:
    path = repo / "data" / "customers.csv"
    head, *rows = path.read_text().splitlines()
    column = head.split(",").index("monthly_charges")
    cells = [row.split(",") for row in rows]
    for number, cell in enumerate(cells):
        if number % 100 < 23:
            cell[column] = ""
    path.write_text("\n".join([head, *(",".join(row) for row in cells)]) + "\n")


def repeat_a_customer(repo: Path) -> None:
    path = repo / "data" / "customers.csv"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines, lines[42]]) + "\n")


def make_an_invalid_sample_valid(repo: Path) -> None:
    valid = min((repo / "contracts/samples/crm/valid").glob("*.json"))
    (repo / "contracts/samples/crm/invalid/prob_1.7.json").write_text(valid.read_text())


def drop_required(repo: Path) -> None:
    path = repo / "contracts/crm_task.schema.json"
    schema = json.loads(path.read_text())
    del schema["required"]
    path.write_text(json.dumps(schema, indent=2))


def sleep_in_the_handler(repo: Path) -> None:
    change(repo, "src/churn/api.py", r"^import ", "import time\nimport ")
    path = repo / "src/churn/api.py"
    text = path.read_text()
    at = text.index("def score(")
    body = re.compile(r"^    (?!\"\"\"|\))(?=\S)", re.MULTILINE)
    opening = text.index(":\n", text.index(")", at)) + 2
    match = body.search(text, opening)
    assert match is not None
    path.write_text(text[: match.start()] + "    time.sleep(0.3)\n" + text[match.start() :])


def empty(name: str) -> Callable[[Path], None]:
    def edit(repo: Path) -> None:
        assert (repo / name).stat().st_size
        (repo / name).write_bytes(b"")

    return edit


FAULTS: dict[str, tuple[Callable[[Path], None], set[str], str]] = {
    "a sleep in the scoring handler": (
        sleep_in_the_handler,
        {"performance.latency[api]"},
        r"p95: \d.* > 200 ms \[.*\], n=\d+.*where +prodready.yaml:\d+",
    ),
    "23 % of a column set to null": (
        blank_a_column,
        {
            *("data.missing_values[customers]", "data.provenance[customers]", "data.representative[training]"),
            *("data.schema[customers]", "data.schema_teeth[customers]"),
        },
        r"missing monthly_charges: 23.2% > 0.1% \[.*\], n=7,043; 1,633 of 7,043 rows; first rows 1, 2, 3",
    ),
    "a duplicated customer": (
        repeat_a_customer,
        {"data.duplicates[customers]", "data.provenance[customers]", "data.schema[customers]"},
        r"rows that repeat customer_id: 1 > 0 rows; customer_id C\d+ in rows 42 and 7044",
    ),
    "a card section replaced by TODO": (
        lambda repo: change(repo, "MODEL_CARD.md", r"(?s)^## Limitations\n.*?(?=^## )", "## Limitations\n\nTODO\n\n"),
        {"governance.model_card[churn]"},
        r"words on limitations in 'Limitations': 1 < 15 words.*where +MODEL_CARD.md:\d+",
    ),
    "an invalid sample that becomes valid": (
        make_an_invalid_sample_valid,
        {"integration.samples[crm]"},
        r"invalid samples accepted: 1 > 0 samples; prob_1.7.json was accepted.*contracts/crm_task.schema.json:1",
    ),
    "required dropped from a contract": (
        drop_required,
        {"integration.samples[crm]"},
        r"invalid samples accepted: \d+ > 0 samples; missing_\w+.json was accepted",
    ),
    "a rollback step naming a script that does not exist": (
        lambda repo: change(repo, "docs/rollback.md", r"scripts/rollback\.py", "scripts/roll_back.py", count=0),
        {"operations.rollback_plan[rollback]"},
        r"line \d+: there is no scripts/roll_back.py.*where +docs/rollback.md:\d+",
    ),
    "a budget set to NaN": (
        lambda repo: change(repo, "prodready.yaml", r"p95: 200ms", "p95: .nan"),
        {"performance.latency[api]", "readiness.manifest[line99]"},
        r"prodready.yaml:99:20: not a finite number; got .nan",
    ),
    "the declaration removed": (
        lambda repo: change(repo, "prodready.yaml", r"^    latency: .*$", ""),
        {"performance.latency[api]"},
        r"not declared: services.api declares no latency.*add to prodready.yaml.*latency: \{p95: 200ms, at: 50/s\}",
    ),
    "the whole section removed": (
        lambda repo: change(repo, "prodready.yaml", r"(?s)^operations:.*\Z", ""),
        {"operations.rollback_plan"},
        r"not declared: prodready.yaml declares nothing under operations.rollback with plan",
    ),
    "the data emptied": (
        empty("data/customers.csv"),
        OF_THE_TABLE,
        r"cannot evaluate: data/customers.csv: the file is empty",
    ),
    "the schema emptied": (
        empty("schemas/customers.py"),
        {
            "data.pipeline[customers]",
            *(
                f"data.{gate}[{part}]"
                for gate in ("schema", "schema_teeth")
                for part in ("customers", "training", "holdout")
            ),
        },
        r"cannot evaluate: schemas/customers.py",
    ),
    "the model emptied": (
        empty("models/churn-1.1.0.joblib"),
        {"data.features_banned[customers]", "performance.latency[api]"},
        r"cannot evaluate: .*service api",
    ),
    "the card emptied": (empty("MODEL_CARD.md"), {"governance.model_card[churn]"}, r"MODEL_CARD.md: the file is empty"),
    "the API contract emptied": (
        empty("contracts/score.openapi.yaml"),
        {"integration.contract[api]"},
        r"contracts/score.openapi.yaml: the file is empty",
    ),
    "the CRM contract emptied": (
        empty("contracts/crm_task.schema.json"),
        {"integration.contract[crm]", "integration.samples[crm]"},
        r"contracts/crm_task.schema.json: the file is empty",
    ),
    "a golden request emptied": (
        empty("contracts/golden/most_loyal.json"),
        {"performance.latency[api]"},
        r"contracts/golden/most_loyal.json: the file is empty",
    ),
    "a sample emptied": (
        empty("contracts/samples/crm/invalid/prob_1.7.json"),
        {"integration.samples[crm]"},
        r"contracts/samples/crm/invalid/prob_1.7.json: the file is empty",
    ),
    "the plan emptied": (
        empty("docs/rollback.md"),
        {"operations.rollback_plan[rollback]"},
        r"docs/rollback.md: the file is empty",
    ),
}


BESIDE_DATA = ("readiness.*", "integration.*", "performance.*", "governance.*", "operations.*")


@pytest.mark.parametrize("fault", FAULTS)
def test_one_broken_thing_turns_exactly_its_gates_red(fault: str, tmp_path: Path) -> None:
    """Where it concerns no data, the data gates are left to `test_one_broken_thing_among_all_gates`."""
    concerned = FAULTS[fault][1]
    prove_found(fault, tmp_path, () if any(name.startswith("data.") for name in concerned) else BESIDE_DATA)


@pytest.mark.long
@pytest.mark.parametrize("fault", FAULTS)
def test_one_broken_thing_among_all_gates(fault: str, tmp_path: Path) -> None:
    prove_found(fault, tmp_path, ())


def prove_found(fault: str, tmp_path: Path, only: Sequence[str]) -> None:
    edit, concerned, message = FAULTS[fault]
    repo = quick(copied("churn", tmp_path))
    edit(repo)
    code, verdicts, said = judged(repo, *only)
    assert (red(verdicts), code) == (concerned, 1), said
    assert re.search(message, said, re.DOTALL), said
