import pytest

DVC = """\
deps:
- path: s3://bucket/customers.csv
  etag: 1f2
meta:
  query: nightly export
  extracted: 2025-11-03
outs:
- md5: {md5}
  size: {size}
  hash: md5
  path: a.csv
"""
LOCK = """\
schema: '2.0'
stages:
  train:
    cmd: python train.py
    outs:
    - path: models/never_pulled.pkl
      md5: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
      size: 3
  extract@at:
    cmd: python extract.py --country at
    deps:
    - path: src/extract.py
      md5: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
      size: 3
    outs:
    - path: data/a.csv
      hash: md5
      md5: {md5}
      size: {size}
"""
STAGES = """\
stages:
  extract:
    foreach: [at]
    do:
      cmd: python extract.py --country ${item}
    meta: {source: crm.customers, extracted: 2025-11-03}
"""


def filled(desk, text, **other):
    return text.format(**{"md5": desk.digest(algorithm="md5"), "size": 4, **other})


def test_a_dvc_file_counts_from_its_folder(desk):
    traced = desk.trace("data/a.csv.dvc", filled(desk, DVC))
    assert desk.sound(traced)
    assert desk.facts(traced) == {
        "the source": "s3://bucket/customers.csv",
        "the query": "nightly export",
        "the extraction date": "2025-11-03",
    }


def test_its_working_folder_counts(desk):
    assert desk.sound(desk.trace("a.csv.dvc", "wdir: data\n" + filled(desk, DVC)))


def test_an_import_is_its_own_query(desk):
    text = filled(desk, DVC).replace("  query: nightly export\n", "")
    assert desk.facts(desk.trace("data/a.csv.dvc", text))["the query"] == "dvc import"


def test_added_without_words_it_says_nothing_of_the_source(desk):
    text = "outs:\n" + filled(desk, DVC).partition("outs:\n")[2]
    gaps = [gap for fact in desk.trace("data/a.csv.dvc", text).record.facts for gap in fact.gaps()]
    assert gaps == [
        f"nothing is said: write {word}: under meta in data/a.csv.dvc" for word in ("source", "query", "extracted")
    ]


def test_the_stage_that_writes_the_data_is_looked_at_and_no_other(desk):
    desk.write("dvc.yaml", STAGES)
    traced = desk.trace("dvc.lock", filled(desk, LOCK))
    assert desk.sound(traced)
    assert desk.facts(traced) == {
        "the source of extract@at": "crm.customers",
        "the query of extract@at": "python extract.py --country at",
        "the extraction date of extract@at": "2025-11-03",
    }
    assert "dvc.yaml" in {one.subject for one in desk.look.evidence}


def test_without_words_the_source_is_what_the_stage_depends_on(desk):
    traced = desk.trace("dvc.lock", filled(desk, LOCK))
    assert desk.facts(traced)["the source of extract@at"] == "src/extract.py"
    (gap,) = traced.record.facts[2].gaps()
    assert gap == "nothing is said: write extracted: under meta of the stage extract@at in dvc.yaml"


def test_a_command_of_several_lines_is_one_query(desk):
    text = filled(desk, LOCK).replace("    cmd: python extract.py --country at\n", "    cmd:\n    - a\n    - b\n")
    assert desk.facts(desk.trace("dvc.lock", text))["the query of extract@at"] == "a, b"


def test_a_stage_that_no_longer_writes_the_data_lists_nothing(desk):
    traced = desk.trace("dvc.lock", filled(desk, LOCK).replace("data/a.csv", "data/b.csv"))
    assert (traced.unlisted, traced.record.facts, traced.missing) == (("data/a.csv",), (), ())


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"size": 5}, "data/a.csv: 4 bytes, dvc.lock:16:7 says 5"),
        ({"md5": "f" * 32}, "data/a.csv: md5 dc3ba59be5d8…, dvc.lock:16:7 says ffffffffffff…"),
        ({"md5": "''"}, "data/a.csv: dvc.lock:16:7 has nothing where its md5 belongs"),
    ],
)
def test_a_file_that_is_another(desk, other, said):
    assert desk.trace("dvc.lock", filled(desk, LOCK, **other)).changed == (said,)


def test_the_digest_of_a_folder_proves_nothing_of_its_files(desk):
    text = filled(desk, LOCK, md5="f" * 32 + ".dir").replace("data/a.csv", "data")
    refused = desk.refusal("dvc.lock", text)
    assert refused.reason == "dvc.lock:16:7: DVC keeps one digest of the whole folder data, none of data/a.csv"
    assert refused.fix.endswith("or write a sidecar with a sha256 for each")


def test_another_folder_does_not_concern_the_data(desk):
    text = (
        filled(desk, LOCK)
        .replace("models/never_pulled.pkl", "models")
        .replace("aaaa\n      size: 3\n  ex", "a.dir\n  ex")
    )
    desk.write("dvc.yaml", STAGES)
    assert desk.sound(desk.trace("dvc.lock", text))


def test_a_lock_of_nothing(desk):
    assert desk.trace("dvc.lock", "schema: '2.0'\n").unlisted == ("data/a.csv",)
    assert desk.trace("dvc.lock", "schema: '2.0'\nstages: {x: nothing, y: {outs: text}}\n").unlisted == ("data/a.csv",)
