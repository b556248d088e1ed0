"""Circles among nodes that lead on to one another."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def circles(nodes: Iterable[Node], onwards: Callable[[Node], Iterable[Node]]) -> Iterator[Node]:
    """For each circle that a walk in depth meets, the node at which it closes."""
    done: set[Node] = set()
    for start in nodes:
        trail = [] if start in done else [(start, iter(onwards(start)))]
        on_trail = {start}
        while trail:
            node, rest = trail[-1]
            done.add(node)
            following = next(rest, None)
            if following is None:
                trail.pop()
                on_trail.discard(node)
            elif following in on_trail:
                yield following
            elif following not in done:
                on_trail.add(following)
                trail.append((following, iter(onwards(following))))
