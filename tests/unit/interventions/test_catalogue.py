"""The catalogue of products and services, and the stances."""

import csv
from collections import Counter

import pytest

from app.accounts.kinds import Kind
from app.interventions.catalogue import CatalogueError, catalogue, offered_by, parse
from app.interventions.stances import ORDER, STANCES

HEAD = "code,strand,group,name_nl,name_en,org_kinds,is_step"
# What teams call it in their own lists, and the product that it is.
OWN_LIST = {
    "huisarts": "general_practitioner",
    "huisuitzetting aangezegd": "eviction_notice",
    "bestuurlijke boete": "admin_fine",
    "opvoedondersteuning": "parenting_support",
    "taalmaatje": "language_buddy",
    "laatste kans contract": "last_chance",
    "leerplicht pv": "attendance_report",
    "vrijwilligerswerk buurthuis": "volunteering_centre",
    "thuisbegeleiding": "home_guidance",
    "ggz begeleiding": "mental_guidance",
    "stage": "internship",
    "schuldhulpverlening": "debt_help",
    "gesprek wijkagent": "officer_talk",
    "buurtcirkel": "circle",
    "naaiclub": "sewing_club",
    "budgetcafé": "budget_cafe",
    "waarschuwing overlast": "nuisance_warning",
    "maatschappelijk werk": "social_work",
}


def test_it_has_at_least_seventy_five_products_in_three_strands() -> None:
    count = Counter(product.strand for product in catalogue().values())
    assert sum(count.values()) >= 75
    assert min(count.values()) >= 20
    assert {product.group for product in catalogue().values()} == {"", "eviction", "cutoff", "rent"}


def test_it_has_what_teams_keep_in_their_own_lists() -> None:
    assert all(code in catalogue() for code in OWN_LIST.values())


def test_it_gives_every_kind_of_organisation_but_the_own_network_something_to_offer() -> None:
    assert [kind for kind in Kind if not offered_by(kind)] == [Kind.NETWORK]  # carers and mentors record none
    assert all(product.strand == "enforcement" for product in offered_by("police"))
    assert {product.strand for product in offered_by("welfare", "activation")} == {"activation"}


def test_it_has_no_name_twice() -> None:
    for names in ([p.name_nl for p in catalogue().values()], [p.name_en for p in catalogue().values()]):
        assert len(names) == len(set(names))


def test_it_pauses_before_steps_but_not_before_a_good_conversation() -> None:
    steps = {product.code for product in catalogue().values() if product.is_step}
    assert {
        "eviction_notice",
        "admin_fine",
        "nuisance_warning",
        "benefit_reduction",
        "last_chance",
        "utility_cutoff",
    } <= steps
    assert not steps & {"officer_talk", "housing_talk", "attendance_talk", "rent_arrangement"}


@pytest.mark.parametrize(
    "line",
    [
        "a,magic,,A,A,police,0",
        "a,care,sometimes,A,A,police,0",
        "a,care,,A,A,nobody,0",
        "a,care,,A,A,police,1",
        "a,care,,,A,police,0",
        "a,care,,A,A,police,x",
    ],
)
def test_it_refuses_a_line_that_cannot_be_right(line: str) -> None:
    with pytest.raises(CatalogueError, match="line 2"):
        parse([HEAD, line])


def test_it_refuses_a_code_that_occurs_twice() -> None:
    with pytest.raises(CatalogueError, match="line 3: a occurs twice"):
        parse([HEAD, "a,care,,A,A,police,0", "a,care,,B,B,police,0"])


def test_it_reads_a_catalogue_of_ones_own() -> None:
    (product,) = parse([HEAD, "a,enforcement,rent,A,A,police|school,1"])
    assert product.org_kinds == (Kind.POLICE, Kind.SCHOOL)
    assert product.is_step
    assert next(csv.reader([HEAD]))[0] == "code"


def test_it_orders_stances_from_taking_over_to_letting_go() -> None:
    assert ORDER == ("take_over", "do_together", "see_to_it", "available", "let_go")
    assert all(row.name_nl and row.name_en and row.line_nl and row.line_en for row in STANCES.values())
