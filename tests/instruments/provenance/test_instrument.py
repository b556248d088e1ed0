import hashlib
from pathlib import Path

import pytest
import sklearn
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pytest_prodready.reading.files import LFS_POINTER

SIDECAR = "source: crm\nquery: all\nextracted: 2025-11-03\nfiles:\n"


def listing(desk, *paths):
    return SIDECAR + "".join(f"  {path}: {desk.digest(path)}\n" for path in paths)


def test_every_file_is_evidence_with_its_digest(desk):
    desk.write("data/b.csv", "x\n2\n")
    desk.trace("p.yaml", listing(desk, "data/a.csv", "data/b.csv"), source="data/*.csv")
    seen = {one.subject: (one.inspected, one.unit, one.sha256) for one in desk.look.evidence}
    assert seen == {
        "p.yaml": (7, "lines", desk.digest("p.yaml")),
        "data/a.csv": (4, "bytes", desk.digest("data/a.csv")),
        "data/b.csv": (4, "bytes", desk.digest("data/b.csv")),
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.binary(min_size=1, max_size=60), st.data())
def test_any_byte_that_differs_is_noticed(desk, content, data):
    assume(not content.startswith(LFS_POINTER[:-1]))
    desk.write("data/z.csv", content)
    text = listing(desk, "data/z.csv")
    position = data.draw(st.integers(0, len(content) - 1))
    desk.provenance.bench.close()
    assert desk.trace("p.yaml", text, source="data/z.csv").changed == ()
    desk.provenance.bench.close()
    desk.write("data/z.csv", content[:position] + bytes([content[position] ^ 1]) + content[position + 1 :])
    (told,) = desk.trace("p.yaml", text, source="data/z.csv").changed
    assert told.startswith("data/z.csv: sha256 ")


def test_listed_files_beyond_the_dataset_count_too(desk):
    desk.write("raw/c.csv", "x\n3\n")
    text = listing(desk, "data/a.csv", "raw/c.csv")
    assert desk.sound(desk.trace("p.yaml", text))
    desk.write("raw/c.csv", "x\n4\n")
    desk.provenance.bench.close()
    assert len(desk.trace("p.yaml", text).changed) == 1


@pytest.mark.parametrize("record", ["README.md", "data/a.csv", "provenance", "dvc.yaml.txt"])
def test_what_is_no_record_is_refused(desk, record):
    refused = desk.refusal(record, "source: crm\n" if record != "data/a.csv" else None)
    assert refused.reason.startswith(f"{record}: provenance is read from a sidecar")


def test_an_empty_file_proves_nothing_though_its_digest_is_right(desk):
    desk.write("data/a.csv", "")
    assert desk.refusal("p.yaml", listing(desk, "data/a.csv")).reason == "data/a.csv: the file is empty"


def test_a_pointer_is_named_as_such_before_its_size_is_compared(desk):
    desk.write("data/a.csv", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 4\n")
    refused = desk.refusal("data/a.csv.dvc", f"outs: [{{path: a.csv, md5: {'a' * 32}, size: 4}}]\n")
    assert (refused.reason, refused.fix) == ("data/a.csv: a Git LFS pointer, not the data", "git lfs pull")


def test_a_link_that_leads_out_is_refused(desk, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "a.csv"
    outside.write_text("x\n1\n")
    (desk.root / "data/link.csv").symlink_to(outside)
    text = f"{SIDECAR}  data/link.csv: {hashlib.sha256(outside.read_bytes()).hexdigest()}\n"
    assert "leads outside the repo" in desk.refusal("p.yaml", text).reason


def test_hostile_names_are_cleaned(desk):
    traced = desk.trace("p.yaml", SIDECAR + f'  "data/\\e[2J.csv": {"a" * 64}\n')
    assert traced.missing == (r"data/\x1b[2J.csv",)


def test_a_curated_set_is_known_by_its_bytes(desk):
    iris = Path(sklearn.__file__).parent / "datasets" / "data" / "iris.csv"
    desk.write("data/customers.csv", iris.read_bytes())
    traced = desk.trace("p.yaml", listing(desk, "data/customers.csv"), source="data/customers.csv")
    assert desk.provenance.benchmark_marks(traced) == ["iris is data/customers.csv, byte for byte"]


def test_rows_of_ones_own_are_no_curated_set(desk):
    assert desk.provenance.benchmark_marks(desk.trace("p.yaml", listing(desk, "data/a.csv"))) == []
