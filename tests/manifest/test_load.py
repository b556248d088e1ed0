"""Every bad manifest is told by its line, in words that mend it; what is sound is still read."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.core.phase import Phase
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.declarations.service import Service
from pytest_prodready.manifest.load import Manifest, ManifestUnreadable, find_manifest, load_manifest

TODAY = date(2026, 11, 23)
HEAD = "version: 1\nproject: {name: churn, phase: prototype, owner: retention-team}\n"
DATASET = "datasets:\n  customers:\n    source: data/*.csv\n"
SERVICE = "services:\n  api:\n    start: [run, '{port}']\n    latency: {p95: 200ms, at: 50/s}\n"


def loaded(tmp_path: Path, text: str | bytes, name: str = "prodready.yaml") -> Manifest:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_manifest(path, tmp_path, today=TODAY)


def problems(tmp_path: Path, text: str | bytes) -> list[str]:
    return [str(problem).removeprefix("prodready.yaml:") for problem in loaded(tmp_path, text).problems]


def test_a_sound_manifest_is_typed_and_placed(tmp_path: Path) -> None:
    manifest = loaded(tmp_path, HEAD + DATASET + "    missing: {default: 2%, total: 5%}\n" + SERVICE)
    assert manifest.problems == ()
    (customers,) = manifest.of(Dataset)
    assert (customers.source, dict(customers.missing), customers.min_rows) == (
        "data/*.csv",
        {"default": 0.02, "total": 0.05},
        1,
    )
    assert str(customers.where) == "prodready.yaml:4:3"
    assert str(customers.at("missing.total")) == "prodready.yaml:6:28"
    (api,) = manifest.of(Service)
    assert api.latency is not None
    assert (api.latency.p95, api.latency.at, api.latency.duration) == (0.2, 50.0, 10.0)
    assert (manifest.project.phase, manifest.project_name) == (Phase.PROTOTYPE, "churn")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            HEAD + DATASET + "    source: other.csv\n",
            "6:5: the key 'source' is written twice; got it again, first on line 5; fix: keep one",
        ),
        (
            HEAD + DATASET + "  customers: {source: x}\n",
            "6:3: the key 'customers' is written twice; got it again, first on line 4; fix: keep one",
        ),
        (
            HEAD + "services: {}\nmodels:\n  a: &x {artifact: m}\n  b:\n    <<: *x\n",
            "7:5: merge keys are not allowed; got <<; fix: write the values out",
        ),
        (HEAD + DATASET + "    role: no\n", "6:11: unquoted no; got no; fix: quote it, or write true or false"),
        (
            HEAD + DATASET + "    min_rows: 0100\n",
            "6:15: a number with a leading zero, which some readers take for octal; got 0100; fix: drop the zero, or quote it",
        ),
        (
            HEAD + DATASET + "    min_rows: 12:30:45\n",
            "6:15: a number in base sixty, for some readers; got 12:30:45; fix: quote it: '12:30:45'",
        ),
        (HEAD + DATASET + "    min_rows: 1e3\n", "6:15: datasets.customers.min_rows takes a whole number; got 1000.0"),
        (HEAD.replace("1", "1.10") + DATASET, "1:10: unsupported version; got 1.1; fix: version: 1 (supported: 1)"),
        (HEAD.replace("1", "99") + DATASET, "1:10: unsupported version; got 99; fix: version: 1 (supported: 1)"),
        (HEAD + DATASET + "    duplicates: .nan\n", "6:17: not a finite number; got .nan; fix: write a number"),
        (HEAD + DATASET + "    duplicates: .inf\n", "6:17: not a finite number; got .inf; fix: write a number"),
        (
            HEAD + DATASET + "    duplicates: 1.0e+999\n",
            "6:17: not a finite number; got 1.0e+999; fix: write a smaller number",
        ),
        (HEAD + DATASET + "    min_rows: true\n", "6:15: datasets.customers.min_rows takes a whole number; got true"),
        (HEAD + DATASET + "    min_rows: '7'\n", "6:15: datasets.customers.min_rows takes a whole number; got 7"),
        (
            HEAD + DATASET + "    min_rows: +99:99\n",
            "6:15: datasets.customers.min_rows takes a whole number; got +99:99",
        ),
        (
            HEAD + DATASET + f"    min_rows: {'9' * 5000}\n",
            f"6:15: a number of more than 300 digits; got {'9' * 59}…; fix: write a smaller number",
        ),
        (
            HEAD + DATASET + "    min_rows: !!bool maybe\n",
            "6:15: tags are not allowed; got tag:yaml.org,2002:bool; fix: write the plain value",
        ),
        (
            HEAD + DATASET + "    role: !!python/object/apply:os.system [ls]\n",
            "6:11: tags are not allowed; got tag:yaml.org,2002:python/object/apply:os.system; fix: write the plain value",
        ),
        (HEAD + "datasets: &a {x: *a}\n", "3:18: aliases are not allowed; got *a; fix: write the value out"),
        (
            HEAD + DATASET + '    role: "\\ud800"\n',
            r"6:11: half of a character (a lone surrogate); got \ud800; fix: write the whole character",
        ),
        (HEAD + "dataset:\n  x: {source: y}\n", "3:1: unknown section 'dataset'; fix: did you mean datasets?"),
        (
            HEAD + SERVICE.replace("p95", "p59"),
            "6:15: unknown key 'p59' in services.api.latency; fix: did you mean p99 or p95?",
        ),
        (
            HEAD + SERVICE.replace("200ms", "150"),
            "6:20: services.api.latency.p95: a duration carries its unit (200ms, 10s, 5m, 2h, 30 days); did you mean 150ms or 150s?; got 150",
        ),
        (
            HEAD + SERVICE.replace("200ms", "0ms"),
            "6:20: services.api.latency.p95: a duration is more than zero; got 0ms",
        ),
        (
            HEAD + SERVICE.replace("200ms", "-5ms"),
            "6:20: services.api.latency.p95: a duration carries its unit (200ms, 10s, 5m, 2h, 30 days); got -5ms",
        ),
        (
            HEAD + SERVICE.replace("200ms", "200ms, p99: 100ms"),
            "6:14: services.api.latency: a higher percentile cannot have a smaller budget: p50 <= p95 <= p99",
        ),
        (
            HEAD + SERVICE.replace("p95: 200ms, ", ""),
            "6:14: services.api.latency: a latency budget names at least one percentile: p50, p95 or p99",
        ),
        (HEAD + SERVICE.replace(", at: 50/s", ""), "6:14: services.api.latency has no at; fix: add at: 50/s"),
        (
            HEAD + SERVICE.replace("[run, '{port}']", "run --port {port}"),
            "5:12: services.api.start: a command is a list of words, never a string for a shell: [run, --port, {port}]; got run --port {port}",
        ),
        (
            HEAD + DATASET.replace("data/*.csv", "../x.csv"),
            "5:13: datasets.customers.source: a path stays inside the repo: no '..'; got ../x.csv",
        ),
        (
            HEAD + "datasets:\n  customers: {}\n",
            "4:14: datasets.customers has no source; fix: add source: data/customers/*.parquet",
        ),
        (
            HEAD + "datasets:\n  customers:\n",
            "4:13: datasets.customers must be a mapping; got nothing; fix: write what belongs under it, or remove the key",
        ),
        (HEAD + "datasets:\n  - source: x\n", "4:3: datasets must be a mapping; got a list"),
        (
            HEAD + "datasets:\n  Customers\u202e!: {source: x}\n",
            r"4:3: a name in datasets is malformed; got Customers\u202e!; fix: lower-case letters, digits and _, a letter first, at most 64",
        ),
        (
            HEAD + f"datasets:\n  {'a' * 65}: {{source: x}}\n",
            f"4:3: a name in datasets is malformed; got {'a' * 59}…; fix: lower-case letters, digits and _, a letter first, at most 64",
        ),
        (
            HEAD + DATASET + "    key: customer_id\n",
            "6:10: datasets.customers.key must be a list; got customer_id; fix: [customer_id]",
        ),
        (
            HEAD + DATASET + "    role: trainign\n",
            "6:11: datasets.customers.role cannot be this; got trainign; fix: did you mean training?",
        ),
        (
            HEAD + DATASET + "    missing: {default: 23}\n",
            "6:24: datasets.customers.missing.default: a share is written 23% or 0.23; got 23".replace(
                "a share is written 23% or 0.23", "a share lies between 0% and 100%; did you mean 23%?"
            ),
        ),
        (
            HEAD + "integrations:\n  crm: {direction: downstream, from: [apy]}\n" + SERVICE,
            "4:32: no service or model of this name; got apy; fix: did you mean api?",
        ),
        (
            HEAD + "operations:\n  rollback: {service: apy}\n" + SERVICE,
            "4:14: no service of this name; got apy; fix: did you mean api?",
        ),
        (
            HEAD
            + DATASET
            + "    drift: {reference: costumers, columns: [x], shifts: [{column: x, by: 1}]}\n  customers_2: {source: y.csv}\n",
            "6:13: no other dataset of this name; got costumers; fix: did you mean customers_2?",
        ),
        (
            HEAD + DATASET + "    drift: {reference: customers, columns: [x], shifts: [{column: x, by: 1}]}\n",
            "6:13: no other dataset of this name; got customers; fix: declare one: there is no other dataset at all",
        ),
        (
            HEAD
            + DATASET
            + "    drift: {reference: a, detector: pis, columns: [x], shifts: [{column: x, by: 1}]}\n  a: {source: y.csv}\n",
            "6:37: datasets.customers.drift.detector: a detector is one of psi, ks, jensen_shannon, chi_squared, or path/file.py:function; got pis",
        ),
        (
            HEAD
            + DATASET
            + "    drift: {reference: a, columns: [x], shifts: [{column: z, by: 1}]}\n  a: {source: y.csv}\n",
            "6:12: datasets.customers.drift: a shift changes 'z', which is none of the columns",
        ),
        (
            HEAD + "operations:\n  rolback: {plan: x.md}\n",
            "4:3: unknown key 'rolback' in operations; fix: did you mean rollback?",
        ),
        (
            HEAD.replace("owner: retention-team", "owner: 7"),
            '2:49: project.owner takes text; got 7; fix: quote it: "7"',
        ),
        (HEAD.replace(", owner: retention-team", ""), "2:10: project has no owner; fix: add owner: retention-team"),
        (
            HEAD.replace("prototype", "prototyp"),
            "2:31: project.phase cannot be this; got prototyp; fix: did you mean prototype?",
        ),
        (
            "version: 1\n",
            "1:1: there is no project; fix: add project: {name: churn, phase: prototype, owner: retention-team}",
        ),
        (HEAD.replace("version: 1\n", ""), "1:1: there is no version; fix: version: 1 (supported: 1)"),
        (
            HEAD + "waivers: {gate: data.schema}\n",
            "3:10: waivers must be a list; got a mapping of 1; fix: start each with '- '",
        ),
        (
            HEAD + "waivers:\n  - {gate: data.schema, reason: x, expires: 2026-12-01}\n",
            "4:5: waivers[0] has no owner; fix: add owner: retention-team",
        ),
        (
            HEAD + "waivers:\n  - {gate: data.schema, owner: x, expires: 2026-12-01}\n",
            "4:5: waivers[0] has no reason; fix: add reason: new node pool lands in December",
        ),
        (
            HEAD + "waivers:\n  - {gate: data.schema, owner: x, reason: y}\n",
            "4:5: waivers[0] has no expires; fix: add expires: 2026-12-31",
        ),
        (
            HEAD + "waivers:\n  - {gate: data.schema, owner: x, reason: y, expires: 2026-02-30}\n",
            "4:55: no such date; got 2026-02-30; fix: write a day that the calendar has",
        ),
        (
            HEAD + "waivers:\n  - {gate: data.schema, owner: x, reason: y, expires: soon}\n",
            "4:55: waivers[0].expires takes a date; got soon",
        ),
        (
            HEAD + "waivers:\n  - {gate: data.schema, owner: '', reason: y, expires: 2026-12-01}\n",
            "4:32: waivers[0].owner is empty; fix: write it, or remove the key",
        ),
        (
            HEAD + f"waivers:\n  - {{gate: data.schema, owner: x, reason: y, expires: {TODAY + timedelta(days=91)}}}\n",
            f"4:46: a waiver lasts at most 90 days; got {TODAY + timedelta(days=91)}; fix: the last day possible is {TODAY + timedelta(days=90)}",
        ),
    ],
)
def test_a_problem_is_told_at_its_line(tmp_path: Path, text: str, message: str) -> None:
    assert message in problems(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "prodready.yaml: the manifest is empty: it declares nothing"),
        ("# only a comment\n", "prodready.yaml: the manifest is empty: it declares nothing"),
        ("---\n", "prodready.yaml: the manifest is empty: it declares nothing"),
        ("just words\n", "prodready.yaml: the manifest must be a mapping"),
        ("- a\n- b\n", "prodready.yaml: the manifest must be a mapping"),
        (HEAD + "---\nversion: 1\n", "prodready.yaml:3:1: a second document; fix: keep one"),
        (HEAD + "datasets:\n\t- x\n", "prodready.yaml:4:1: not YAML: found character"),
        (HEAD + "a: 'open\n", "prodready.yaml:4:1: not YAML: found unexpected end of stream"),
        (b"version: 1\nproject: \xff\n", "prodready.yaml:2:1: not UTF-8: byte 0xff; fix: save it as UTF-8"),
        ((HEAD + DATASET).encode("utf-16"), "prodready.yaml:1:1: UTF-16 text; fix: save it as UTF-8"),
        ("version: \x00\n", "prodready.yaml:1:10: the invisible character U+0000; fix: remove it"),
        ("[" * 3000, "prodready.yaml:1:66: nesting deeper than 64"),
        (b"#" * (51 << 20), "prodready.yaml: larger than the 1 MiB that are read of such a file"),
    ],
    ids=range(13),
)
def test_nothing_to_judge_is_a_usage_error_with_its_reason(tmp_path: Path, text: str | bytes, message: str) -> None:
    with pytest.raises(ManifestUnreadable) as caught:
        loaded(tmp_path, text)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    "text", [b"\xef\xbb\xbf" + HEAD.encode(), HEAD.replace("\n", "\r\n").encode(), HEAD.replace("\n", "\r").encode()]
)
def test_a_byte_order_mark_and_any_line_end_are_fine(tmp_path: Path, text: bytes) -> None:
    assert loaded(tmp_path, text).problems == ()


def test_an_alias_bomb_is_refused_at_once(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    found = problems(tmp_path, HEAD + "\n".join(lines))
    assert len([line for line in found if "aliases are not allowed" in line]) == 118


def test_all_problems_are_told_in_one_run(tmp_path: Path) -> None:
    text = (
        HEAD.replace("prototype", "protoype")
        + DATASET
        + "    min_rows: 0100\n    rol: training\n"
        + SERVICE.replace("200ms", "150")
    )
    assert [line.split(": ")[0] for line in problems(tmp_path, text)] == ["2:31", "6:15", "7:5", "11:20"]


def test_what_is_sound_of_a_broken_entry_is_still_read(tmp_path: Path) -> None:
    manifest = loaded(tmp_path, HEAD + DATASET + "    role: trainign\n" + SERVICE)
    (customers,) = manifest.of(Dataset)
    assert customers.source == "data/*.csv"
    with pytest.raises(
        CannotLook, match=r"datasets.customers.role cannot be read: prodready.yaml:6:11: .*did you mean training"
    ):
        _ = customers.role


def test_a_phase_nobody_can_read_counts_as_the_last(tmp_path: Path) -> None:
    assert loaded(tmp_path, HEAD.replace("prototype", "protoype")).project.phase is Phase.SCALE


def test_a_section_that_is_no_mapping_is_told_to_the_plan(tmp_path: Path) -> None:
    assert str(loaded(tmp_path, HEAD + "datasets: [a]\n").broken_sections["datasets"]).startswith(
        "prodready.yaml:3:11: datasets must be"
    )


def test_a_pipe_a_folder_a_dangling_link_and_a_link_outside_are_named(tmp_path: Path) -> None:
    path = tmp_path / "prodready.yaml"
    with pytest.raises(ManifestUnreadable, match="no prodready.yaml under .*: `prodready init` writes a first one"):
        load_manifest(path, tmp_path, today=TODAY)
    os.mkfifo(path)
    with pytest.raises(ManifestUnreadable, match="prodready.yaml: not a regular file"):
        load_manifest(path, tmp_path, today=TODAY)
    path.unlink()
    path.mkdir()
    with pytest.raises(ManifestUnreadable, match="prodready.yaml: not a regular file"):
        load_manifest(path, tmp_path, today=TODAY)
    path.rmdir()
    path.symlink_to("nowhere")
    with pytest.raises(ManifestUnreadable, match=r"prodready.yaml: a symbolic link that leads nowhere \(nowhere\)"):
        load_manifest(path, tmp_path, today=TODAY)
    path.unlink()
    path.symlink_to("/etc/hostname")
    with pytest.raises(ManifestUnreadable, match="a symbolic link leads outside the repo"):
        load_manifest(path, tmp_path, today=TODAY)


def test_both_endings_at_once_are_refused_and_each_alone_is_found(tmp_path: Path) -> None:
    loaded(tmp_path, HEAD, "prodready.yml")
    (tmp_path / "deep" / "er").mkdir(parents=True)
    assert find_manifest([tmp_path / "deep" / "er"], tmp_path) == tmp_path / "prodready.yml"
    assert find_manifest([tmp_path / "deep"], tmp_path / "deep") is None
    with pytest.raises(ManifestUnreadable, match=r"both prodready.yaml and prodready.yml are there; keep one"):
        loaded(tmp_path, HEAD)


def test_entries_of_a_section_know_each_other(tmp_path: Path) -> None:
    manifest = loaded(tmp_path, HEAD + DATASET + "  second: {source: y.csv, rolle: x}\n" + SERVICE)
    first, second, service = manifest.declarations
    assert dict(first.siblings) == dict(second.siblings) == {"customers": first, "second": second}
    assert dict(service.siblings) == {"api": service}
