import urllib.request

import pytest

from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.contracts.shelf import RefusedReference, Shelf, address_of, pointer_text


def texts(findings):
    return [finding.text for finding in findings]


def test_the_counting_server_counts(neighbour):
    urllib.request.urlopen(neighbour.url + "/x").close()
    assert neighbour.hits == ["/x"]


@pytest.mark.parametrize("word", ["$ref", "$dynamicRef"])
def test_a_reference_to_the_network_is_told_and_nobody_is_asked(repo, neighbour, word):
    contract = repo.schema({"properties": {"a": {word: f"{neighbour.url}/a.json#/x"}}})
    (told,) = texts(contract.broken_references())
    assert told.startswith(f"#/properties/a/{word}: {word} {neighbour.url}/a.json#/x leads nowhere")
    assert told.endswith(f"{neighbour.url}/a.json leads outside the repo; nothing is fetched")
    with pytest.raises(CannotLook, match="the contract cannot judge samples"):
        repo.judge(contract, {}, {"a": 1})
    assert neighbour.hits == []


def test_a_contract_that_says_it_lives_on_the_network_is_read_in_the_repo(repo, neighbour):
    contract = repo.schema(
        {"$id": f"{neighbour.url}/v1/c.json", "type": "object", "properties": {"a": {"$ref": "b.json"}}},
        b={"type": "integer"},
    )
    assert contract.broken_references() == ()
    assert [bool(one.reasons) for one in repo.judge(contract, {"a": 1}, {"a": "1"})] == [False, True]
    assert neighbour.hits == []


def test_a_neighbour_s_own_address_that_is_not_in_the_repo_is_not_asked_for(repo, neighbour):
    contract = repo.schema({"$id": f"{neighbour.url}/v1/c.json", "properties": {"a": {"$ref": "gone.json"}}})
    assert texts(contract.broken_references()) == [
        "#/properties/a/$ref: $ref gone.json leads nowhere: there is no gone.json in the repo"
    ]
    assert neighbour.hits == []


def test_a_draft_of_the_network_is_not_asked_for(repo, neighbour):
    assert str(repo.refusal({"$schema": f"{neighbour.url}/draft"})).endswith(
        f"the draft {neighbour.url}/draft is not known"
    )
    inner = repo.schema({"properties": {"a": {"$schema": f"{neighbour.url}/draft", "type": "string"}}})
    assert repo.refuses(inner, {"a": 1})
    assert neighbour.hits == []


def test_nothing_else_in_an_api_is_asked_for(repo, neighbour):
    at = neighbour.url + "/x"
    contract = repo.api(
        externalDocs={"url": at},
        servers=[{"url": at}],
        jsonSchemaDialect="https://json-schema.org/draft/2020-12/schema",
        schemas={"A": {"type": "object", "externalDocs": {"url": at}, "example": {"$ref": at}, "$comment": at}},
    )
    assert [contract.violations, contract.broken_references()] == [[], ()]
    assert contract.unknown_keywords() == ()
    foreign = repo.api(
        paths={"/b": {"$ref": at}},
        components={"responses": {"R": {"$ref": at}}, "examples": {"E": {"externalValue": at}}},
    )
    assert len(foreign.broken_references()) == 2
    assert neighbour.hits == []


def test_a_dialect_of_the_network_is_not_read(repo, neighbour):
    with pytest.raises(CannotLook, match=f"schemas in {neighbour.url}/d are not read in OpenAPI"):
        repo.api(jsonSchemaDialect=f"{neighbour.url}/d")
    assert neighbour.hits == []


@pytest.mark.parametrize(
    "reference",
    [
        "file:///etc/passwd",
        "../secret.json",
        "a/../../secret.json",
        "%2e%2e/secret.json",
        "..%2fsecret.json",
        "file://elsewhere/etc/passwd",
        "/etc/passwd",
        "ftp://127.0.0.1/a",
        "urn:x:y",
        "\\\\elsewhere\\share",
        "a.json\0",
        "x" * 5000,
        "link.json",
        "folder",
    ],
)
def test_a_reference_out_of_the_repo_is_told_and_opens_nothing(repo, reference):
    (repo.root.parent / "secret.json").write_text('{"type": "string", "title": "s3cret"}')
    (repo.root / "link.json").symlink_to(repo.root.parent / "secret.json")
    (repo.root / "folder").mkdir()
    contract = repo.schema({"properties": {"a": {"$ref": reference}}})
    (told,) = texts(contract.broken_references())
    assert "leads nowhere" in told
    assert "s3cret" not in told
    assert "root:" not in told
    assert list(contract.documents) == ["file:///c.json"]
    assert [evidence.subject for evidence in repo.look.evidence] == ["c.json"]


def test_a_link_that_stays_in_the_repo_is_followed(repo):
    repo.write("real/t.json", {"type": "integer"})
    (repo.root / "t.json").symlink_to("real/t.json")
    contract = repo.schema({"properties": {"a": {"$ref": "t.json"}}})
    assert repo.refuses(contract, {"a": "1"})


def test_a_referenced_file_that_cannot_be_read_leaves_the_gate_blind(repo):
    repo.write("t.json", '{"type": "integer", "type": "string"}')
    assert str(repo.refusal({"$ref": "t.json"})).startswith("t.json:1:21: the key 'type' is written twice")


def test_every_document_is_evidence_with_its_hash(repo):
    repo.schema({"$ref": "t.json"}, t={"type": "integer"})
    assert [(one.subject, one.unit, len(one.sha256)) for one in repo.look.evidence] == [
        ("c.json", "lines", 64),
        ("t.json", "lines", 64),
    ]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("c.yaml", "type: object\nproperties:\n  a:\n    type: string\n", 4),
        ("c.json", '{"type": "object",\n"properties": {"a":\n{\n"type": "string"}}}', 4),
        ("c.json", '{\n\t"properties": {\n\t\t"a": {\n\t\t\t"type": "string"\n\t\t}\n\t}\n}\n', 4),
    ],
)
def test_a_value_s_place_is_its_name_s_line(repo, name, text, line):
    shelf = Shelf(repo.root)
    value = shelf.open(repo.write(name, text))
    assert shelf.place(name, ("properties", "a", "type")).line == line
    assert shelf.place(name, ("properties", "a", "type", "deeper", 1)).line == line
    assert shelf.spot(value["properties"]["a"]) == (name, ("properties", "a"))
    assert shelf.place("other.json", ("a",)) == Location("other.json", 1)


def test_dates_in_yaml_are_the_text_that_a_message_would_hold(repo):
    contract = repo.schema("enum: [2024-02-29]\n")
    assert not repo.refuses(contract, "2024-02-29")


def test_what_no_retriever_knows_is_refused_by_name(repo):
    shelf = Shelf(repo.root)
    with pytest.raises(RefusedReference, match=r"http://x.example/\\x1b leads outside the repo"):
        shelf.retrieve("http://x.example/\x1b")


def test_addresses_and_pointers():
    assert address_of("a b/c.json", ("x/y", "~", 0)) == "file:///a%20b/c.json#/x~1y/~0/0"
    assert pointer_text(("a\x1b", 1)) == r"#/a\x1b/1"
