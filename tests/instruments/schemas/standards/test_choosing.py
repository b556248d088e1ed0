import pytest

HEAD = "apiVersion: v3.1.0\nkind: DataContract\n"
TABLE = "schema:\n- name: t\n  properties:\n  - {name: a, logicalType: integer}\n"


def test_what_is_odd_in_another_part_of_a_contract_does_not_concern_it(repo):
    repo.write("c.yaml", f"{HEAD}slaProperties:\n- {{property: retention, value: 3, unit: y}}\n{TABLE}")
    assert repo.judge("c.yaml").rules == {"a": ("integer",)}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"{HEAD}{TABLE}    {{unit: y}}\n", "c.yaml:"),
        (f"{HEAD}{TABLE.replace('a,', 'n,')}", "c.yaml:6:12: unquoted n"),
        (f"{HEAD}{TABLE}{TABLE}", "c.yaml:7:1: the key 'schema' is written twice"),
        (f"{HEAD}<<: 5\n{TABLE}", "c.yaml:3:1: merge keys are not allowed"),
        ("fields:\n- {name: n, type: string}\n", "c.yaml:2:10: unquoted n"),
        ("properties:\n  a: {type: string, const: n}\n", "c.yaml:2:28: unquoted n"),
    ],
)
def test_what_is_odd_in_what_is_read_is_refused(repo, text, reason):
    repo.write("c.yaml", text)
    assert repo.refusal("c.yaml").reason.startswith(reason)


@pytest.mark.parametrize("text", ["fields:\n- {name: a, type: integer}\n", "properties:\n  a: {type: integer}\n"])
def test_a_name_is_only_for_files_of_several_tables(repo, text):
    repo.write("s.yaml", text)
    assert repo.refusal("s.yaml:t").reason.startswith("s.yaml: a schema is path/file.py:Name")
