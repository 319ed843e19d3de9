"""Which brands and parties a name means."""

import pytest

from newscrawl.reader.brand_names import WantedBrands, all_names, wanted_brands
from newscrawl.stories.brands import built_in_table


@pytest.mark.parametrize(
    ("asked", "identifier"),
    [
        ("xiaomi", "xiaomi"),
        ("XIAOMI", "xiaomi"),
        (" Facebook ", "meta"),
        ("Meta Platforms", "meta"),
    ],
)
def test_a_brand_is_known_by_id_name_and_alias_in_any_case(asked: str, identifier: str) -> None:
    assert identifier in wanted_brands([asked], built_in_table()).ids


def test_a_name_that_is_no_brand_may_still_be_a_party() -> None:
    wanted = wanted_brands(["A Netizen"], built_in_table())

    assert wanted.ids == frozenset()
    assert wanted.are_party([{"name": "a netizen", "brand_id": None}])


@pytest.mark.parametrize(
    ("party", "meant"),
    [
        ({"name": "Redmi", "brand_id": "xiaomi"}, True),
        ({"name": "MI", "brand_id": None}, True),
        ({"name": "MIT", "brand_id": "mit"}, False),
        ({"name": "someone", "brand_id": None}, False),
    ],
)
def test_a_party_is_meant_by_its_brand_or_its_name(
    party: dict[str, str | None], meant: bool
) -> None:
    wanted = WantedBrands(ids=frozenset({"xiaomi"}), names=frozenset({"mi"}))

    assert wanted.are_party([party]) is meant


def test_every_name_of_the_table_can_be_asked_for() -> None:
    names = all_names(built_in_table())

    assert names["xiaomi"].lower() == "xiaomi"
    assert names["facebook"] == "Facebook"
