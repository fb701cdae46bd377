"""What answers a need, from told numbers alone: nothing is said to be nothing unless no other answer is left."""

from types import SimpleNamespace

from app.insight.offers import Offers
from app.insight.places import Place, Places

TOWN, DISTRICT = Place("", "town", "Stad", ""), Place("WK888801", "district", "Oost", "WK888801")
BOTH = {"care": 12, "enforcement": 0, "activation": 0}
UNKNOWN = dict.fromkeys(BOTH)
NOTHING = dict.fromkeys(BOTH, 0)


def offers(*rows: tuple[str, str, str, int | None]) -> Offers:
    """From (place, value, strand, number)."""
    told = (
        SimpleNamespace(place=place, value=value, strand=strand, number=number) for place, value, strand, number in rows
    )
    return Offers.of(told, Places({"": TOWN, "WK888801": DISTRICT}))


def test_strands_that_make_up_the_whole_leave_nothing_for_the_others() -> None:
    known = offers(("", "domain:money", "", 12), ("", "domain:money", "care", 12))
    assert known.get(TOWN, "money") == BOTH
    assert offers(("", "domain:money", "", 12)).get(TOWN, "money") == UNKNOWN


def test_nothing_is_nothing_only_when_everything_around_it_is_told() -> None:
    around = (("", "", "", 40), ("", "domain:home", "", 20))
    assert offers(*around).get(TOWN, "money") == NOTHING
    assert offers(("", "", "", 40)).get(TOWN, "money") == UNKNOWN, "it could be the only domain, which is not told"
    assert offers(("", "domain:home", "", 20)).get(TOWN, "money") == UNKNOWN
    assert offers(*around, ("", "domain:money", "", None)).get(TOWN, "money") == UNKNOWN


def test_inside_what_is_held_back_nothing_is_known() -> None:
    here = (("WK888801", "", "", 20), ("WK888801", "domain:home", "", 20))
    around = (("", "", "", 40), ("", "domain:home", "", 40))
    assert offers(*here, *around, ("", "domain:money", "", None)).get(DISTRICT, "money") == UNKNOWN
    assert offers(*here, *around, ("", "domain:money", "", 12)).get(DISTRICT, "money") == NOTHING
    assert offers(*here, *around).get(DISTRICT, "money") == NOTHING, "there is none in the whole town"
