import json

import pytest

from pytest_prodready.core.looking import CannotLook

JSON = "application/json"
PATHS = {
    "/score": {
        "post": {
            "requestBody": {"content": {"text/csv": {}, JSON: {"schema": {"required": ["customer_id"]}}}},
            "responses": {
                "200": {"description": "D", "content": {"application/json; charset=utf-8": {"schema": {"maximum": 1}}}},
                "4XX": {"description": "D", "content": {"application/problem+json": {"schema": {"maximum": 4}}}},
                "default": {"$ref": "#/components/responses/Other"},
            },
        }
    },
    "/plain": {"get": {"responses": {"200": {"description": "D", "content": {"text/plain": {"schema": {}}}}}}},
}
OTHER = {"responses": {"Other": {"description": "D", "content": {JSON: {"schema": {"maximum": 5}}}}}}


@pytest.fixture
def api(repo):
    return repo.api(paths=PATHS, components=OTHER)


@pytest.mark.parametrize(
    ("message", "refused"),
    [
        ({"request": {"customer_id": "C01"}}, False),
        ({"request": {}}, True),
        ({"response": 1}, False),
        ({"response": 1.5}, True),
        ({"status": 422, "response": 4}, False),
        ({"status": 422, "response": 5}, True),
        ({"status": "503", "response": 5}, False),
        ({"status": 503, "response": 6}, True),
    ],
)
def test_a_message_is_held_against_the_schema_of_its_operation_and_status(repo, api, message, refused):
    assert repo.refuses(api, {"operation": "POST /score", **message}) is refused


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ({"operation": "POST /gone", "request": 1}, "s/valid/v.json: it names no operation of c.json"),
        ({"request": 1}, "s/valid/v.json: it names no operation of c.json"),
        ([1], "s/valid/v.json: it names no operation of c.json"),
        ({"operation": "POST /score"}, "s/valid/v.json: it holds no request and no response"),
        ({"operation": "GET /plain", "response": 1}, "v.json: GET /plain has no schema for this response in JSON"),
        ({"operation": "GET /plain", "request": 1}, "v.json: GET /plain has no schema for this request in JSON"),
    ],
)
def test_a_sample_that_is_held_against_nothing_leaves_the_gate_blind(repo, api, message, reason):
    with pytest.raises(CannotLook) as caught:
        repo.judge(api, message, message)
    assert reason in str(caught.value)


def test_the_operations_that_there_are_are_named(repo, api):
    with pytest.raises(CannotLook) as caught:
        repo.judge(api, {}, {})
    assert caught.value.details == ("there is GET /plain", "there is POST /score")
    assert '{"operation": "POST /score", "request": …}' in caught.value.fix


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "s/invalid/x.json:1:2: not JSON"),
        ('{"a": 1,\n "a": 2}', "s/invalid/x.json:2:2: the key 'a' is written twice, first on line 1"),
        ('{"a": NaN}', "s/invalid/x.json:1:7: NaN is not a finite number"),
        ("", "s/invalid/x.json: the file is empty"),
    ],
)
def test_an_invalid_sample_is_good_json_nevertheless(repo, text, reason):
    contract = repo.schema({"type": "object"})
    repo.write("s/invalid/x.json", text)
    with pytest.raises(CannotLook) as caught:
        repo.judge(contract, {}, 1)
    assert reason in str(caught.value)


def test_every_sample_is_evidence_and_keeps_its_folder_s_word(repo):
    judged = repo.judge(repo.schema({"type": "object"}), {}, 1)
    assert [(one.name, one.sample.valid, bool(one.reasons)) for one in judged] == [
        ("v.json", True, False),
        ("i.json", False, True),
    ]
    assert [(one.subject, one.unit) for one in repo.look.evidence[1:]] == [
        ("s/valid/v.json", "samples"),
        ("s/invalid/i.json", "samples"),
    ]


@pytest.mark.parametrize("missing", ["valid", "invalid"])
def test_both_folders_need_a_sample(repo, missing):
    contract = repo.schema({"type": "object"})
    repo.judge(contract, {}, 1)
    for path in (repo.root / "s" / missing).iterdir():
        path.rename(path.with_suffix(".txt"))
    with pytest.raises(CannotLook, match=rf"s/{missing}/\*\.json: no file matches"):
        repo.contracts.judge_samples(contract, "s/")


def test_a_sample_that_is_a_link_out_of_the_repo_is_not_read(repo):
    contract = repo.schema({"type": "object"})
    (repo.root.parent / "secret.json").write_text(json.dumps({"secret": 1}))
    (repo.root / "s" / "valid").mkdir(parents=True)
    (repo.root / "s" / "valid" / "x.json").symlink_to(repo.root.parent / "secret.json")
    with pytest.raises(CannotLook, match=r"s/valid/x\.json: a symbolic link leads outside the repo"):
        repo.judge(contract, {}, 1)
