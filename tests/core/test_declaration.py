import pytest

from pytest_prodready.core.location import Location
from pytest_prodready.core.looking import CannotLook, Look, looking
from pytest_prodready.declarations.dataset import Dataset
from pytest_prodready.declarations.time import Time

HERE = Location("prodready.yaml", 3, 5)


def dataset(**known: object) -> Dataset:
    return Dataset(name="customers", where=HERE, source="data.csv", **known)  # type: ignore[arg-type]


def test_a_field_nobody_could_read_is_a_look_that_failed() -> None:
    broken = dataset(broken={"schema": "prodready.yaml:5:13: a path is text"})
    object.__delattr__(broken, "schema")
    with (
        looking(Look()) as look,
        pytest.raises(CannotLook, match="datasets.customers.schema cannot be read: prodready.yaml:5"),
    ):
        broken.schema  # noqa: B018 - reading it is the point
    assert len(look.blind) == 1


def test_a_place_is_that_of_the_field_or_of_the_nearest_thing_above() -> None:
    placed = dataset(places={"missing": Location("prodready.yaml", 7)})
    assert placed.at("missing.total_charges") == Location("prodready.yaml", 7)
    assert placed.at("schema") == HERE
    assert placed.wrote("missing")
    assert not placed.wrote("schema")


def test_a_name_that_is_no_field_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="smell"):
        dataset().smell  # noqa: B018 - reading it is the point


def test_a_field_is_reached_by_its_path() -> None:
    entry = dataset(time=Time(event="day"))
    assert (entry.declared("source"), entry.declared("time.event")) == ("data.csv", "day")
    assert dataset().declared("time.event") is None
