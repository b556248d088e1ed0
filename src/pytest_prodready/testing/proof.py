"""One case tried for real: its files written, its manifest read, its gate judged."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pytest_prodready.core.catalog import Catalog
from pytest_prodready.core.declaration import Declaration
from pytest_prodready.core.evidence import Evidence
from pytest_prodready.core.instrument import Bench
from pytest_prodready.core.outcome import Outcome
from pytest_prodready.core.phase import Phase
from pytest_prodready.core.verdict import Verdict
from pytest_prodready.engine import Engine
from pytest_prodready.instruments import BUILT_IN as TOOLBOX
from pytest_prodready.manifest.load import BUILT_IN as SECTIONS
from pytest_prodready.manifest.load import load_manifest
from pytest_prodready.policy.plan import Unsound, make_plan
from pytest_prodready.report.failure import failure_text
from pytest_prodready.testing.cases import MANIFEST, Case


class Unproved(AssertionError):
    """A gate did not say of a case what the case file says it must."""


def prove(
    case: Case,
    folder: Path,
    *,
    instruments: Mapping[str, str] = {},
    declarations: Sequence[type[Declaration]] = (),
) -> Verdict:
    """Judge a case in an empty `folder` and return the verdict.

    `instruments` and `declarations` are those of a third party, beside the house's own.

    Raises:
        Unproved: the outcome or the reason is another than the case file names.

    """
    repo = folder / "repo"
    for path, text in case.files.items():
        target = repo / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    verdicts = _judge(case, repo, folder / "scratch", {**TOOLBOX, **instruments}, [*SECTIONS, *declarations])
    return _checked(case, verdicts)


def _judge(
    case: Case, repo: Path, scratch: Path, toolbox: Mapping[str, str], sections: Sequence[type[Declaration]]
) -> list[Verdict]:
    scratch.mkdir(parents=True, exist_ok=True)
    manifest = load_manifest(repo / MANIFEST, repo, declarations=sections, today=datetime.now(UTC).date())
    if case.outcome is Outcome.PASSED and manifest.problems:
        problems = "; ".join(str(problem) for problem in manifest.problems)
        raise Unproved(f"{case}: the good case's manifest has problems of its own: {problems}")
    plan = make_plan(manifest, Catalog([case.gate]), Phase.SCALE)
    owed = [item for item in plan.owed if item.gate_id == case.gate.id]
    if not owed:
        problems = "; ".join(str(item.problem) for item in plan.owed if isinstance(item, Unsound))
        raise Unproved(f"{case}: the manifest owes nothing to this gate {problems}")
    bench = Bench(repo, scratch)
    try:
        engine = Engine(bench, toolbox, Evidence(manifest.path, 1, "manifest", manifest.sha256))
        return [engine.decide(item) for item in owed]
    finally:
        bench.close()


def _checked(case: Case, verdicts: Sequence[Verdict]) -> Verdict:
    texts = "\n".join(failure_text(verdict, verdict.subject) for verdict in verdicts)
    passed = all(verdict.outcome is Outcome.PASSED for verdict in verdicts)
    if case.outcome is Outcome.PASSED:
        if not passed:
            raise Unproved(f"{case}: the good case must pass\n{texts}")
        return verdicts[0]
    if passed:
        raise Unproved(f"{case}: it must not pass, and did")
    for verdict in verdicts:
        fits = case.outcome in (None, verdict.outcome) and verdict.outcome is not Outcome.PASSED
        if fits and re.search(case.because, failure_text(verdict, verdict.subject)):
            return verdict
    raise Unproved(f"{case}: expected {case.outcome} because of {case.because!r}\n{texts}")
