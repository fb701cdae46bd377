"""Care and activation are recorded between two talks: few clicks, and the lanes, the mix and the order show it."""

import re

from tests.journeys.conftest import Welcome
from tests.journeys.pages import AppointmentForm, Dossier, InterventionForm, Search
from tests.journeys.visitor import PHONE, Visitor

NOOR = "Noor Hoekstra"


def when_they_record(visitor: Visitor, strand: str, product: str, why: str) -> None:
    form = InterventionForm(visitor).is_of(strand).does(product)
    form.because(why).stands("zorgen dat").saves()


def then_the_lane_is_one_longer(visitor: Visitor, strand: str, before: int, product: str) -> None:
    dossier = Dossier(visitor)
    assert dossier.lane(strand) == before + 1
    assert product in dossier.listed()


def test_an_intervention_takes_at_most_six_clicks_from_the_start_page(welcome: Welcome) -> None:
    visitor = welcome(NOOR)
    for strand, product, why in (
        ("Zorg", "Wijkverpleging", "Kofi valt vaker; de verpleegkundige kijkt mee hoe het thuis veilig blijft."),
        ("Activering", "Taalmaatje", "Mevrouw Osei wil zelf de brieven van de kerk kunnen lezen."),
    ):
        before = Dossier(visitor, "ageing").lane(strand)
        visitor.goes_to("/today")
        with visitor.counting(6):
            visitor.follows("Osei")
            if not visitor.heading.startswith("Huishouden"):
                visitor.follows(re.compile("Huishouden"))
            visitor.follows("Inzet vastleggen")
            when_they_record(visitor, strand, product, why)
        visitor.sees(product)
        Dossier(visitor, "ageing")
        then_the_lane_is_one_longer(visitor, strand, before, product)
    visitor.sees("Mix van de laatste 6 maanden", "Volgorde tot nu toe:")
    assert set(Dossier(visitor).order()) == {"Zorg", "Handhaving", "Activering"}


def test_an_intervention_is_recorded_on_a_phone(welcome: Welcome) -> None:
    visitor = welcome(NOOR, size=PHONE)
    before = Dossier(visitor, "volunteer").lane("Activering")
    visitor.follows("Inzet vastleggen")
    when_they_record(visitor, "Activering", "Maatje", "Orhan wil met iemand van zijn leeftijd naar het zwembad.")
    Dossier(visitor, "volunteer")
    then_the_lane_is_one_longer(visitor, "Activering", before, "Maatje")


def test_an_appointment_with_its_question_takes_at_most_four_clicks(welcome: Welcome) -> None:
    visitor = welcome(NOOR)
    with visitor.counting(4):
        Search(visitor).finds("osei")
        visitor.follows(re.compile("Osei")).follows("Afspraak maken")
        AppointmentForm(visitor).asked("gevraagd").saves()
    visitor.sees("Gevraagd, nog geen antwoord")


def test_a_household_is_found_in_two_clicks_with_a_typing_error(welcome: Welcome) -> None:
    visitor = welcome(NOOR)
    for words in ("el amranie", "dirkstraat 14", "0142"):
        with visitor.counting(2):
            Search(visitor).finds(words)
            visitor.follows(re.compile("El Amrani"))
        assert visitor.heading == "Huishouden El Amrani"
        assert "amran" not in visitor.page.url


def test_the_picture_the_list_the_mix_and_the_order_say_the_same(welcome: Welcome) -> None:
    dossier = Dossier(welcome(NOOR), "youth")
    dossier.listed()
    drawn = listed = 0
    for strand in ("Zorg", "Handhaving", "Activering"):
        drawn += dossier.lane(strand)
        listed += dossier.visitor.page.get_by_role("cell", name=strand, exact=True).count()
    earlier = re.search(r"(\d+) inzet\w* van eerder sta\w+ alleen in de lijst", dossier.visitor.text)
    assert listed == drawn + (int(earlier[1]) if earlier else 0) > 8
    dossier.visitor.sees("Mix van de laatste 6 maanden")
    assert dossier.order()[0] in {"Zorg", "Handhaving", "Activering"}
