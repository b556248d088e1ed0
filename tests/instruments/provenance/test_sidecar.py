import re

import pytest

TEXT = "source: crm\nmethod: export by hand\nextracted: 2025-11-03T10:00:00Z\nfiles:\n  data/a.csv: "


def test_a_method_will_do_for_a_query(desk):
    traced = desk.trace("p.yml", TEXT + desk.digest().upper())
    assert desk.sound(traced)
    assert desk.facts(traced) == {
        "the source": "crm",
        "the query": "export by hand",
        "the extraction date": "2025-11-03T10:00:00Z",
    }
    assert [(fact.where.line, fact.where.path) for fact in traced.record.facts] == [(n, "p.yml") for n in (1, 2, 3)]


@pytest.mark.parametrize("files", ["", "files: {}\n", "files:\n"])
def test_without_files_nothing_is_listed(desk, files):
    assert desk.trace("p.yaml", f"source: crm\n{files}").unlisted == ("data/a.csv",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("files: [data/a.csv]\n", r"p\.yaml:1:8: files is no mapping"),
        ("- source\n", r"p\.yaml: no mapping"),
        ("source: [\n", r"p\.yaml:2:1: not YAML"),
        ("source: &a crm\nquery: *a\n", r"p\.yaml:1:9: anchors are not allowed"),
        ("files: {../../etc/passwd: aa}\n", r"it lists \.\./\.\./etc/passwd, which lies outside"),
    ],
)
def test_what_is_no_sidecar_is_refused(desk, text, reason):
    assert re.search(reason, desk.refusal("p.yaml", text).reason)
