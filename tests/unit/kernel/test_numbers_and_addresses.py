"""BSN, postcodes, house numbers and addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.bsn import WEIGHTS, mask_bsn, parse_bsn, passes_eleven_test
from app.kernel.errors import RuleBroken
from app.kernel.postcode import (
    FORBIDDEN_PAIRS,
    HouseNumber,
    door,
    parse_address,
    parse_house_number,
    parse_postcode,
    show_postcode,
)


@pytest.mark.parametrize("number", ["123456782", "111222333", "249566758", "999993653"])
def test_it_takes_a_number_that_passes_the_eleven_test(number: str) -> None:
    assert parse_bsn(number) == number


@pytest.mark.parametrize("number", ["123456789", "000000000", "12345678", "1234567890", "99999365a", "", "٣٣٣٣٣٣٣٣٣"])
def test_it_refuses_any_other_number_without_repeating_it(number: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        parse_bsn(number)
    assert refused.value.field == "bsn"
    assert not number or number not in refused.value.text


def test_it_puts_back_the_zero_that_a_spreadsheet_lost() -> None:
    digits = next(f"0{n}" for n in range(10_000_000, 10_000_100) if passes_eleven_test(f"0{n}"))
    assert parse_bsn(digits[1:]) == digits


def test_it_reads_a_number_with_dots_and_spaces() -> None:
    assert parse_bsn(" 1234.56.782 ") == "123456782"


@given(st.integers(0, 10**9 - 1), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number: int, place: int, step: int) -> None:
    digits = f"{number:09d}"
    wrong = digits[:place] + str((int(digits[place]) + step) % 10) + digits[place + 1 :]
    assert WEIGHTS[place]
    assert not (passes_eleven_test(digits) and passes_eleven_test(wrong))


def test_it_masks_all_but_four_digits() -> None:
    assert mask_bsn("999961317") == "•••••1317"


@pytest.mark.parametrize("text", ["7479 AB", "7479ab", " 7479Ab ", "7479\u00a0AB"])
def test_it_reads_a_postcode_in_every_style(text: str) -> None:
    assert parse_postcode(text) == "7479AB"
    assert show_postcode("7479AB") == "7479 AB"


@pytest.mark.parametrize("text", ["0123AB", "1234SS", "1234 sa", "1234SD", "123AB", "12345", "AB 1234", ""])
def test_it_refuses_a_postcode_that_cannot_exist(text: str) -> None:
    with pytest.raises(RuleBroken):
        parse_postcode(text)


@given(st.from_regex(r"[1-9][0-9]{3} ?[A-Za-z]{2}", fullmatch=True))
def test_every_postcode_of_the_right_form_is_read_unless_its_letters_are_not_used(text: str) -> None:
    if text[-2:].upper() in FORBIDDEN_PAIRS:
        with pytest.raises(RuleBroken):
            parse_postcode(text)
    else:
        assert parse_postcode(show_postcode(parse_postcode(text))) == text.replace(" ", "").upper()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("142 2hg", HouseNumber(142, "", "2hg")),
        ("20-3", HouseNumber(20, "", "3")),
        ("225 bis", HouseNumber(225, "", "bis")),
        ("39a", HouseNumber(39, "a")),
        ("39 A", HouseNumber(39, "a")),
        ("12 A 2", HouseNumber(12, "a", "2")),
        ("7", HouseNumber(7)),
        ("22 3 hoog", HouseNumber(22, "", "3hoog")),
    ],
)
def test_it_splits_a_house_number(text: str, expected: HouseNumber) -> None:
    assert parse_house_number(text) == expected


@pytest.mark.parametrize("text", ["", "0", "bis", "123456", "12 13 14 15 16 17"])
def test_it_refuses_what_is_no_house_number(text: str) -> None:
    with pytest.raises(RuleBroken):
        parse_house_number(text)


@given(
    st.integers(1, 99999),
    st.one_of(
        st.just(("", "")), st.tuples(st.sampled_from(["", "a", "z"]), st.sampled_from(["", "2", "3", "2hg", "bis"]))
    ),
)
def test_a_house_number_written_and_read_again_is_the_same(number: int, rest: tuple[str, str]) -> None:
    house = HouseNumber(number, *rest)
    assert parse_house_number(str(house)) == house


@pytest.mark.parametrize(
    ("text", "street", "house"),
    [
        ("Tulpenburg 142 2hg", "Tulpenburg", HouseNumber(142, "", "2hg")),
        ("Plein 1945 22 2hg", "Plein 1945", HouseNumber(22, "", "2hg")),
        ("Plein 1945 9-3", "Plein 1945", HouseNumber(9, "", "3")),
        ("Plein 1945 89a", "Plein 1945", HouseNumber(89, "a")),
        ("Plein 1945", "Plein 1945", None),
        ("Plein 40-45 3", "Plein 40-45", HouseNumber(3)),
        ("'s-Gravendreef 44 bis", "'s-Gravendreef", HouseNumber(44, "", "bis")),
        ("2e Jan Steenstraat 12 II", "2e Jan Steenstraat", HouseNumber(12, "", "ii")),
        ("Zonder nummer", "Zonder nummer", None),
        ("", "", None),
    ],
)
def test_it_splits_an_address(text: str, street: str, house: HouseNumber | None) -> None:
    address = parse_address(text)
    assert (address.street, address.house) == (street, house)


def test_it_takes_postcode_and_place_off_an_address() -> None:
    address = parse_address("Dorpsstraat 12b, 1234 AB Ons Dorp")
    assert (address.street, address.house, address.postcode, address.place) == (
        "Dorpsstraat",
        HouseNumber(12, "b"),
        "1234AB",
        "Ons Dorp",
    )


@given(st.text(max_size=200))
def test_no_text_breaks_the_address(text: str) -> None:
    parse_address(text)


@pytest.mark.parametrize(
    ("number", "suffix", "written"),
    [
        (14, "", "14"),
        (39, "a", "39a"),
        (88, "2", "88-2"),
        (142, "2hg", "142 2hg"),
        (225, "bis", "225 bis"),
        (None, "", ""),
    ],
)
def test_it_writes_a_stored_door_as_on_an_envelope(number: int | None, suffix: str, written: str) -> None:
    assert door(number, suffix) == written
