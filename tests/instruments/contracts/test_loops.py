from hypothesis import given
from hypothesis import strategies as st

from pytest_prodready.instruments.contracts.loops import circles

GRAPHS = st.dictionaries(st.integers(0, 7), st.lists(st.integers(0, 7), max_size=4), max_size=8)


def reachable(graph, start):
    found, todo = set(), list(graph.get(start, ()))
    while todo:
        node = todo.pop()
        if node not in found:
            found.add(node)
            todo.extend(graph.get(node, ()))
    return found


@given(GRAPHS)
def test_circles_are_met_where_there_are_some_and_only_there(graph):
    met = list(circles(graph, lambda node: graph.get(node, ())))
    assert all(node in reachable(graph, node) for node in met)
    assert bool(met) == any(node in reachable(graph, node) for node in graph)


def test_a_long_chain_is_no_matter_of_depth():
    assert list(circles(range(100_000), lambda node: [node + 1] if node < 99_999 else [])) == []
    assert list(circles([0], lambda node: [(node + 1) % 100_000])) == [0]
