"""A document of which nothing can be made."""

from pytest_prodready.core.problem import Problem


class Unreadable(ValueError):
    """Nothing can be made of a document; `problem` says why and where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
