"""Pieces of a text that are blacked out: found where they stand, joined where they touch, and never shown by a slip."""

import pytest

from app.rights.blackening import BLACK, Piece, black_out, find_pieces

TEXT = "Ans belde Sami. Samira en ans gingen mee."


def test_it_finds_words_each_time_whole_and_in_any_case() -> None:
    found, missing = find_pieces(TEXT, ["Ans", "Sami"])
    assert missing == []
    assert black_out(TEXT, found) == f"{BLACK} belde {BLACK}. Samira en {BLACK} gingen mee."


def test_it_finds_part_of_a_word_when_no_whole_word_is_meant_and_names_what_is_not_there() -> None:
    found, missing = find_pieces(TEXT, ["amir", "Mina"])
    assert missing == ["Mina"]
    assert black_out(TEXT, found) == f"Ans belde Sami. S{BLACK}a en ans gingen mee."


@pytest.mark.parametrize(
    ("pieces", "left"),
    [
        ([], "abcdef"),
        ([Piece(0, 6)], BLACK),
        ([Piece(4, 99)], f"abcd{BLACK}"),
        ([Piece(1, 3), Piece(2, 4)], f"a{BLACK}ef"),
        ([Piece(3, 4), Piece(1, 3)], f"a{BLACK}ef"),
        ([Piece(0, 1), Piece(5, 6)], f"{BLACK}bcde{BLACK}"),
    ],
)
def test_pieces_that_meet_are_one(pieces: list[Piece], left: str) -> None:
    assert black_out("abcdef", pieces) == left
