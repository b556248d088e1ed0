"""A contract of one table, t, written around the properties that a test is about."""

from collections.abc import Callable

import pytest

HEAD = "apiVersion: v3.1.0\nkind: DataContract\nid: demo\nversion: 1.0.0\nstatus: active\n"


@pytest.fixture
def contract(repo) -> Callable[..., object]:
    def judge(properties: str, rows: str, *, table: str = "", name: str = "t.csv") -> object:
        repo.write(name, rows)
        text = f"{HEAD}schema:\n- name: t\n{table}  properties:\n  - {properties}\n"
        repo.write("c.yaml", text)
        return repo.judge("c.yaml", name)

    return judge
