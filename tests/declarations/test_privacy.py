import pytest

from pytest_prodready.declarations.privacy import Privacy


@pytest.mark.parametrize("region", ["de", "DEU", "", "D1"])
def test_a_region_is_a_country(region):
    with pytest.raises(ValueError, match="a region is two capital letters, such as DE"):
        Privacy(regions=(region,))


def test_what_is_not_said():
    assert (Privacy().columns, Privacy().logs, Privacy().regions) == ((), (), ())
