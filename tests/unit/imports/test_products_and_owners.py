"""Which product a text means, whose line it is, and what is asked when that is not certain."""

import pytest

from app.imports.parsing.model import Organisation
from app.imports.parsing.organisations import match_organisation
from app.imports.products import KnownProduct, ProductFinder
from app.imports.queries.facts import KIND_WORDS
from app.interventions.catalogue import catalogue

FINDER = ProductFinder.of(
    KnownProduct(number, each.code, each.strand, None, each.name_nl, each.name_en)
    for number, each in enumerate(catalogue().values())
)
TOWN = tuple(
    Organisation(number, name, kind, KIND_WORDS[kind])
    for number, (name, kind) in enumerate(
        [
            ("Wijkteam Oost", "area_team"),
            ("Wijkteam West", "area_team"),
            ("Gemeente Waterstad", "municipality"),
            ("Veilig Thuis Waterstad", "municipality"),
            ("Corporatie Waterrijk", "housing_association"),
            ("Politie Waterstad", "police"),
            ("Kredietbank Waterstad", "debt_help"),
        ],
        1,
    )
)


@pytest.mark.parametrize(
    ("text", "strand", "code"),
    [
        ("huisarts", "care", "general_practitioner"),
        ("SCHULDHULPVERLENIGN", "care", "debt_help"),
        ("budgetcafé", "activation", "budget_cafe"),
        ("leerplicht pv", "enforcement", "attendance_report"),
        ("laatste kans contract", "enforcement", "last_chance"),
        ("gesprek wijkagent", "enforcement", "officer_talk"),
        ("vrijwilligerswerk buurthuis", "activation", "volunteering_centre"),
        ("debt counselling", "care", "debt_help"),
    ],
)
def test_a_product_is_found_by_what_teams_call_it(text: str, strand: str, code: str) -> None:
    found = FINDER.find(text, strand).sure
    assert found is not None
    assert found.code == code


def test_a_product_of_another_strand_is_a_contradiction_and_an_unknown_one_a_question() -> None:
    other = FINDER.find("huisarts", "enforcement")
    assert other.sure is None
    assert other.elsewhere is not None
    assert other.elsewhere.code == "general_practitioner"
    assert FINDER.find("xyzzy", "care").sure is None
    assert FINDER.find("gesprek", "care").sure is None
    assert FINDER.find("", "care").sure is None


@pytest.mark.parametrize(
    ("text", "sure", "likely"),
    [
        ("Politie", "Politie Waterstad", None),
        ("wijkteam oost", "Wijkteam Oost", None),
        ("wijkteam", None, None),
        ("Gemeente", "Gemeente Waterstad", None),
        ("schuldhulp", "Kredietbank Waterstad", None),
        ("Woningstichting De Schans", None, "Corporatie Waterrijk"),
        ("Stichting Zomaar", None, None),
    ],
)
def test_an_organisation_is_found_by_name_or_by_the_word_for_its_kind(
    text: str, sure: str | None, likely: str | None
) -> None:
    match = match_organisation(text, TOWN)
    assert (match.sure.name if match.sure else None) == sure
    assert (match.likely.name if match.likely else None) == likely
