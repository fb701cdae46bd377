"""The shapes of a map: thickness, zigzag and arrows tell of a tie without its colour, and names fit their labels."""

from dataclasses import replace

from flask import Flask
from flask_babel import Babel

from app.ecomap.drawing import Dot, Picture, picture_of
from app.ecomap.queries import TieLine

MINA = TieLine(
    id=1, version_id=1, network_person_id=1, first_name="Mina", relation="zus", other_id=None, other_name="", circle="family",
    kind="kin", strength=3, direction="both", gives=("listening",), receives=(), strain=False, words="", person_ids=(), version=1,
)  # fmt: skip
BEN = replace(MINA, id=2, network_person_id=2, first_name="Ben", relation="buurman", circle="neighbourhood", strength=1)


def _drawn(*ties: TieLine, workers: tuple[Dot, ...] = (), centre: tuple[str, ...] = ("Samira",)) -> Picture:
    app = Flask(__name__)
    Babel(app, default_locale="nl")
    with app.app_context():
        return picture_of(ties, workers, centre)


def test_it_draws_a_line_from_the_household_to_each_person_and_between_two_of_them() -> None:
    between = replace(MINA, id=3, other_id=2, other_name="Ben", circle="", strength=2)
    picture = _drawn(MINA, BEN, between)
    assert [label.name for label in picture.labels] == ["Mina", "Ben"]
    assert [stroke.look for stroke in picture.strokes] == ["tie--3", "tie--1", "tie--2"]


def test_it_leaves_out_a_tie_to_somebody_who_is_not_on_the_map() -> None:
    assert len(_drawn(MINA, replace(MINA, id=3, other_id=9, circle="")).strokes) == 1


def test_it_tells_strain_by_a_zigzag_and_direction_by_arrows() -> None:
    calm, tense = _drawn(MINA).strokes[0], _drawn(replace(MINA, strain=True, direction="to_them")).strokes[0]
    assert calm.path.count("L") == 1
    assert tense.path.count("L") > 3
    assert "tie--strain" in tense.look
    assert (len(calm.arrows), len(tense.arrows)) == (2, 1)
    coming = _drawn(replace(MINA, direction="from_them")).strokes[0]
    assert coming.arrows[0] != tense.arrows[0]


def test_it_shortens_what_does_not_fit_and_says_it_whole() -> None:
    label = _drawn(replace(MINA, first_name="Willemijntje-Johanna", relation="oud-collega van de bibliotheek")).labels[
        0
    ]
    assert label.name.endswith("…")
    assert label.full == "Willemijntje-Johanna, oud-collega van de bibliotheek"


def test_it_puts_whoever_works_there_in_the_outer_circle_without_a_line() -> None:
    picture = _drawn(MINA, workers=(Dot("Noor", "generalist"),), centre=("Ada", "Bo", "Cas", "Dee"))
    assert [label.look for label in picture.labels] == ["family", "worker"]
    assert len(picture.strokes) == 1
    assert picture.centre_lines == ("Ada", "Bo", "Cas, Dee")
