"""How far labels may contradict each other, and how well two annotators must agree."""

from dataclasses import dataclass
from typing import Annotated

from pytest_prodready.core.declaration import entry
from pytest_prodready.core.kind import SHARE

KAPPA = 0.6
"""Above it agreement is "substantial": J. R. Landis and G. G. Koch (1977), Biometrics 33:159-174."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The column of labels, that of a second annotator, and what both are held to."""

    target: str = entry("The column of labels.", example="churned")
    second: str | None = entry(
        "The column of a second annotator, filled where one has looked.", example="churned_by_b", default=None
    )
    kappa: float = entry("The kappa that both annotators must reach.", example="0.6", default=KAPPA)
    contradictions: Annotated[float, SHARE] = entry(
        "The share of rows whose features are those of another row and whose label is not.", example="1%", default=0.01
    )
    columns: tuple[str, ...] | None = entry(
        "The features; without them every column but the labels and the key.", example="[tenure, plan]", default=None
    )

    def __post_init__(self) -> None:
        if not 0 < self.kappa < 1:
            raise ValueError("kappa lies between 0, which is chance, and 1, which no sample can prove")
        if not 0 < self.contradictions < 1:
            raise ValueError("contradictions lies between 0%, which no sample can prove, and 100%")
        if self.second == self.target:
            raise ValueError("second is another column than target")
        if self.columns is not None and not self.columns:
            raise ValueError("columns names at least one column, or is left away")
        if {self.target, self.second} & set(self.columns or ()):
            raise ValueError("columns are features: take the labels from them")
