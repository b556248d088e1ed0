import json

import pytest


def record(desk, **about):
    file = {"@type": "cr:FileObject", "@id": "a", "contentUrl": "a.csv", "sha256": desk.digest()}
    return {
        "@context": {"sc": "https://schema.org/", "cr": "http://mlcommons.org/croissant/"},
        "@type": "sc:Dataset",
        "name": "customers",
        "creator": [{"@type": "Organization", "name": "Sales"}, "CRM team"],
        "url": "https://example.org/customers",
        "datePublished": "2025-11-03",
        "rai:dataCollection": "nightly export",
        "distribution": [file],
        **about,
    }


def trace(desk, **about):
    return desk.trace("data/croissant.json", json.dumps(record(desk, **about)))


def test_it_is_read(desk):
    traced = trace(desk)
    assert desk.sound(traced)
    assert traced.record.titles == ("customers",)
    assert desk.facts(traced) == {
        "the source": "Sales, CRM team, https://example.org/customers",
        "the query": "nightly export",
        "the extraction date": "2025-11-03",
    }


def test_names_with_their_vocabulary_are_the_same(desk):
    about = record(desk)
    prefixed = {key if key.startswith(("@", "rai:")) else f"sc:{key}": value for key, value in about.items()}
    assert desk.sound(desk.trace("data/croissant.json", json.dumps(prefixed)))


def test_the_day_of_creation_comes_before_that_of_publication(desk):
    assert desk.facts(trace(desk, dateCreated="2025-01-02"))["the extraction date"] == "2025-01-02"


def test_md5_will_do(desk):
    file = {"contentUrl": "a.csv", "md5": desk.digest(algorithm="md5")}
    assert desk.sound(trace(desk, distribution=file))


def test_what_has_a_url_is_looked_for_beside_the_record_and_its_url_is_the_method(desk):
    file = {"contentUrl": "https://example.org/x/a.csv?raw=1", "sha256": desk.digest()}
    traced = trace(desk, distribution=[file], **{"rai:dataCollection": None})
    assert desk.sound(traced)
    assert desk.facts(traced)["the query"] == "downloaded from https://example.org/x/a.csv?raw=1"


def test_sets_of_files_and_what_lies_in_archives_are_left_out(desk):
    more = [{"@type": "cr:FileSet", "includes": "*.csv"}, {"contentUrl": "b.csv", "containedIn": {"@id": "zip"}}]
    assert desk.sound(trace(desk, distribution=[*record(desk)["distribution"], *more]))
    assert trace(desk, distribution=more).unlisted == ("data/a.csv",)


def test_a_file_without_a_digest_is_not_as_recorded(desk):
    (told,) = trace(desk, distribution=[{"contentUrl": "a.csv"}]).changed
    assert told == "data/a.csv: data/croissant.json has nothing where its sha256 belongs"


def test_what_is_not_said_is_a_gap(desk):
    silent = {"creator": None, "url": None, "datePublished": None, "rai:dataCollection": None}
    gaps = [gap for fact in trace(desk, **silent).record.facts for gap in fact.gaps()]
    assert [gap.partition(" in ")[0] for gap in gaps] == [
        "nothing is said: write creator and url",
        "nothing is said: write rai:dataCollection",
        "nothing is said: write dateCreated or datePublished",
    ]


@pytest.mark.parametrize("text", ["[]", "{}", '{"distribution": "a.csv"}', "3"])
def test_other_json_is_refused(desk, text):
    assert "no Croissant metadata" in desk.refusal("c.json", text).reason


def test_broken_json_is_refused(desk):
    assert desk.refusal("c.json", '{"a": 1, "a": 2}').reason.startswith("c.json:1:10: the key 'a' is written twice")


def test_it_stays_in_the_repo(desk):
    refused = desk.refusal("c.json", json.dumps({"distribution": [{"contentUrl": "../../etc/passwd"}]}))
    assert "outside the repo" in refused.reason
