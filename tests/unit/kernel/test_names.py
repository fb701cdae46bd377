"""Names of people: read in both orders, and found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.names import PersonName, fold, grams, join_name, name_key, parse_name, phonetic


@pytest.mark.parametrize(
    ("text", "given_name", "prefix", "surname"),
    [
        ("Jansen , Esra", "Esra", "", "Jansen"),
        ("Esra Jansen", "Esra", "", "Jansen"),
        ("van der Berg , Dewi", "Dewi", "van der", "Berg"),
        ("Berg, Dewi van der", "Dewi", "van der", "Berg"),
        ("Berg, van der, Dewi", "Dewi", "van der", "Berg"),
        ("Dewi van der Berg", "Dewi", "van der", "Berg"),
        ("Bram 't Hart", "Bram", "'t", "Hart"),
        ("El Amrani , Ümit", "Ümit", "El", "Amrani"),
        ("de Vries Jan", "Jan", "de", "Vries"),
        ("mevr. A. de Jong-Smit", "A.", "de", "Jong-Smit"),
        ("Jan Willem Bakker", "Jan Willem", "", "Bakker"),
        ("Bakker", "", "", "Bakker"),
        ("", "", "", ""),
    ],
)
def test_it_reads_a_name_in_either_order(text: str, given_name: str, prefix: str, surname: str) -> None:
    assert parse_name(text) == PersonName(given_name, prefix, surname)


@pytest.mark.parametrize(
    "parts", [("Dewi", "van der", "Berg"), ("Dewi", "", "van der Berg"), ("Dewi van der", "", "Berg")]
)
def test_it_joins_a_name_from_columns(parts: tuple[str, str, str]) -> None:
    assert join_name(*parts) == parse_name("Dewi van der Berg")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Yılmaz", "yilmaz"), ("YILMAZ", "Yılmaz"), ("Łukasz", "lukasz"), ("Groß", "gross"), ("Søren", "soren"), ("Zoë", "zoe"),
     ("İpek", "ipek"), ("Œuvre", "oeuvre")],
)  # fmt: skip
def test_it_folds_accents_and_capitals(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_both_orders_give_one_key() -> None:
    assert name_key(parse_name("van 't Veer , Fatima")) == name_key(parse_name("FATIMA van 't veer"))
    assert name_key(parse_name("Esra Jansen")) != name_key(parse_name("Jansen Esra"))


def test_a_typo_shares_most_trigrams() -> None:
    right, wrong, other = (set(grams(text)) for text in ("Hoekstra", "Hoeksta", "Bakker"))
    assert len(right & wrong) >= 5
    assert not right & other
    assert grams("Yılmaz") == grams("yilmaz")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Meijer", "Meyer"), ("Dijkstra", "Dykstra"), ("Philips", "Filips"), ("Visser", "Fisser"), ("Schmidt", "Smit"),
     ("Bakker", "Backer"), ("Kouwenhoven", "Cauwenhoven"), ("Reijnders", "Reinders"), ("Zwart", "Swart"), ("Thijs", "Tijs")],
)  # fmt: skip
def test_names_that_sound_alike_have_one_sound_key(one: str, other: str) -> None:
    assert phonetic(one) == phonetic(other)


def test_names_that_sound_different_do_not() -> None:
    assert len({phonetic(name) for name in ("Bakker", "Visser", "Jansen", "Hoekstra", "Osei", "Kowalski")}) == 6


@given(st.text(max_size=100))
def test_no_text_breaks_a_name(text: str) -> None:
    name = parse_name(text)
    name_key(name)
    phonetic(text)
    assert grams(text) == sorted(set(grams(text)))
