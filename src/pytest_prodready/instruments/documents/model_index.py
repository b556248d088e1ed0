"""The results in a card's front matter, in the layout that Hugging Face calls `model-index`.

Layout: https://github.com/huggingface/hub-docs/blob/main/modelcard.md (a list of models, each with `results` of a
`task`, a `dataset` with `type` and `name`, and `metrics` with `type` and `value`).
"""

from collections.abc import Iterator, Mapping


def results(front_matter: Mapping[str, object] | None) -> tuple[int, tuple[str, ...]]:
    """How many numeric metric values there are, and what keeps any of the results from being understood."""
    if not front_matter or "model-index" not in front_matter:
        return 0, ()
    values, problems = 0, []
    for place, result in _results(front_matter["model-index"]):
        wrong = [f"{place} {result}"] if isinstance(result, str) else _absent(place, result)
        if not wrong and not isinstance(result, str):
            found, wrong = _metrics(place, result["metrics"])
            values += found
        problems += wrong
    return values, tuple(problems)


def _results(index: object) -> Iterator[tuple[str, Mapping[str, object] | str]]:
    """Each result with its place, or what is wrong there."""
    if not isinstance(index, list) or not index:
        yield "model-index", "is no list of models"
        return
    for number, model in enumerate(index):
        place = f"model-index[{number}]"
        rows = model.get("results") if isinstance(model, Mapping) else None
        if not isinstance(rows, list) or not rows:
            yield place, "has no list of results"
            continue
        for row, result in enumerate(rows):
            yield f"{place}.results[{row}]", result if isinstance(result, Mapping) else "is no mapping"


def _absent(place: str, result: Mapping[str, object]) -> list[str]:
    return [f"{place} has no {part}" for part in ("task", "dataset", "metrics") if not result.get(part)]


def _metrics(place: str, metrics: object) -> tuple[int, list[str]]:
    if not isinstance(metrics, list):
        return 0, [f"{place}.metrics is no list"]
    values, problems = 0, []
    for number, metric in enumerate(metrics):
        value = metric.get("value") if isinstance(metric, Mapping) else None
        if isinstance(value, int | float) and not isinstance(value, bool):
            values += 1
        else:
            problems.append(f"{place}.metrics[{number}] has no numeric value")
    return values, problems
