from pytest_prodready.init.finds import look
from pytest_prodready.init.walk import files


def found(root, **texts):
    for path, text in texts.items():
        name = path.replace("__", "/").replace("_dot_", ".")
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return look(root, files(root))


def test_contracts_are_told_by_their_content(tmp_path):
    finds = found(
        tmp_path,
        a_dot_json='{"$schema": "http://json-schema.org/draft-07/schema#"}',
        b_dot_yaml="openapi: 3.0.3\npaths: {/a: {}, /b: {}}\n",
        c_dot_json='{"openapi": "3.1.0", "webhooks": {}}',
        package_dot_json='{"name": "openapi"}',
        broken_dot_json='{"openapi": ',
        notes_dot_yaml="about: openapi\n",
        prodready_dot_schema_dot_json='{"$schema": "https://json-schema.org/draft/2020-12/schema"}',
    )
    assert [(one.file.path, one.openapi, one.paths) for one in finds.contracts] == [
        ("a.json", "", 0),
        ("b.yaml", "3.0", 2),
        ("c.json", "3.1", 0),
    ]


def test_cards_and_rollback_plans_are_told_by_their_names(tmp_path):
    finds = found(
        tmp_path,
        docs__model_dot_md="x",
        docs__Model__card_dot_md="x",
        MODEL_CARD_dot_md="x",
        ROLLBACK_dot_md="x",
        rollback_dot_py="x",
    )
    assert [file.path for file in finds.cards] == ["MODEL_CARD.md"]
    assert [file.path for file in finds.rollbacks] == ["ROLLBACK.md"]


def test_an_empty_file_is_no_find(tmp_path):
    finds = found(tmp_path, MODEL_CARD_dot_md="", m_dot_pkl="", rollback_dot_md="")
    assert (finds.cards, finds.artifacts, finds.rollbacks) == ((), (), ())


def test_versions_of_a_model_are_one_model(tmp_path):
    finds = found(tmp_path, m__a_v9_dot_pkl="x", m__a_v10_dot_pkl="x", m__b_dot_onnx="x", n__a_v1_dot_pkl="x")
    told = {one.file.path: [older.path for older in one.older] for one in finds.artifacts}
    assert told == {"m/a_v10.pkl": ["m/a_v9.pkl"], "m/b.onnx": [], "n/a_v1.pkl": []}
