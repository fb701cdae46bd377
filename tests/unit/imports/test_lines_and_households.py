"""Single lines, their problems and choices, and how lines become households."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.imports.parsing import Organisation, Severity, parse_second
from app.imports.parsing.organisations import match_organisation
from app.imports.plan import ImportPlan, plan_import
from app.imports.recognition import recognise
from app.imports.table import Row
from tests.unit.imports.samples import CONTEXT, ORGANISATIONS, TODAY, as_csv, as_xlsx, plan_of

HEADER = [
    "Naam",
    "Geboortedatum",
    "BSN",
    "Adres",
    "Postcode",
    "Soort",
    "Wat",
    "Organisatie",
    "Start",
    "Status",
    "2e persoon",
    "Opmerkingen",
]
LINE = [
    "Esra Jansen",
    "16-03-1955",
    "999961317",
    "Kade 1",
    "1234 AB",
    "zorg",
    "huisarts",
    "Buurtwerk",
    "1-2-2026",
    "loopt",
    "",
    "",
]


def listed(*changes: dict[str, str], choices: dict[str, str] | None = None) -> ImportPlan:
    """A plan of one good line per set of changes."""
    rows = [[change.get(name, value) for name, value in zip(HEADER, LINE, strict=True)] for change in changes]
    return plan_of(as_csv([HEADER, *rows]), choices)


def found(plan: ImportPlan) -> list[str]:
    """The kinds of problems in order."""
    return [problem.code for problem in plan.problems]


def test_a_good_line_has_no_problem() -> None:
    plan = listed({})
    assert not plan.problems
    assert plan.ready


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"Geboortedatum": "31-02-2026"}, "date_wrong"),
        ({"Geboortedatum": "1-1-2030"}, "date_wrong"),
        ({"Geboortedatum": "1-1-24"}, "date_guessed"),
        ({"BSN": "999961318"}, "bsn_wrong"),
        ({"Postcode": "1234 SS"}, "postcode_wrong"),
        ({"Adres": "Kade"}, "no_house_number"),
        ({"Naam": "?ukasz Jansen"}, "lost_letter"),
        ({"Naam": "Jansen"}, "name_incomplete"),
        ({"Naam": ""}, "name_missing"),
        ({"Soort": "iets"}, "strand_unknown"),
        ({"Soort": ""}, "strand_missing"),
        ({"Wat": ""}, "product_missing"),
        ({"Wat": "=1+1"}, "formula_text"),
        ({"Organisatie": "Club van Oma"}, "organisation_unknown"),
        ({"Start": ""}, "start_missing"),
        ({"Start": "1-2-2027"}, "start_in_future"),
        ({"Status": "on hold"}, "status_on_hold"),
        ({"Status": "?"}, "status_unknown"),
        ({"Status": ""}, "status_missing"),
        ({"2e persoon": "moeder"}, "second_guessed"),
        ({"2e persoon": "blauw"}, "second_unknown"),
        ({"Opmerkingen": "heeft ADHD"}, "remark_sensitive"),
    ],
)
def test_each_thing_that_is_wrong_is_one_problem_with_choices(change: dict[str, str], code: str) -> None:
    plan = listed({}, change)
    [problem] = [each for each in plan.problems if each.code == code]
    assert problem.row == 3
    assert problem.text_nl.startswith("Rij 3")
    assert "leave_out" in {choice.code for choice in problem.choices} or code.startswith("second")
    assert problem.open == (problem.severity is Severity.QUESTION)


@pytest.mark.parametrize(
    "change", [{"Geboortedatum": "31-02-2026"}, {"Postcode": "1234 SS"}, {"Soort": "iets"}, {"Status": "?"}]
)
def test_a_line_can_be_left_out_for_any_problem(change: dict[str, str]) -> None:
    [problem] = listed({}, change).problems
    plan = listed({}, change, choices={problem.key: "leave_out"})
    assert (plan.counts.importable, plan.counts.left_out) == (1, 1)
    assert plan.ready


def test_an_answer_that_does_not_exist_is_no_answer() -> None:
    assert not listed({"Soort": "iets"}, choices={"2:strand:strand_unknown": "x"}).ready
    assert listed({"Soort": "iets"}, choices={"*:strand:strand_unknown:iets": "care"}).lines[0].strand == "care"


@pytest.mark.parametrize(
    ("word", "strand"),
    [("Zorg", "care"), ("Z", "care"), ("care", "care"), ("hulp", "care"), ("handhaving", "enforcement"), ("H", "enforcement"),
     ("repressie", "enforcement"), ("Handh.", "enforcement"), ("handhavng", "enforcement"), ("activering", "activation"),
     ("A", "activation"), ("meedoen", "activation"), ("soc. activering", "activation")],
)  # fmt: skip
def test_it_knows_the_words_for_the_strands(word: str, strand: str) -> None:
    assert listed({"Soort": word}).lines[0].strand == strand


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zus Mina komt mee", ("coming", "Mina", "zus")),
        ("Buurvrouw Truus is meegekomen", ("came", "Truus", "buurvrouw")),
        ("broer is niet gekomen", ("did_not_come", "", "broer")),
        ("moeder", ("asked", "", "moeder")),
        ("niemand", ("not_asked", "", "")),
        ("nee", ("not_asked", "", "")),
        ("-", ("not_asked", "", "")),
        ("", ("not_asked", "", "")),
        ("gevraagd, wil niet", ("rather_not", "", "")),
        ("gevraagd", ("asked", "", "")),
        ("denkt er nog over na", ("thinking", "", "")),
        ("onveilig: partner niet bellen", ("unsafe", "", "")),
        ("nog vragen", ("not_asked", "", "")),
        ("neighbour Joe is coming", ("coming", "Joe", "buurman")),
    ],
)
def test_it_reads_who_comes_along(text: str, expected: tuple[str, str, str]) -> None:
    second, _guessed = parse_second(text)
    assert (second.state, second.name, second.relation) == expected


def test_the_same_bsn_with_another_name_is_a_problem_and_stays_with_the_first() -> None:
    plan = listed({}, {"Naam": "Piet Bakker", "Adres": "Weg 9", "Postcode": "4321 BA", "Geboortedatum": "1-1-1990"})
    assert found(plan) == ["bsn_conflict"]
    assert [line.bsn for line in plan.lines] == ["999961317", ""]
    assert len(plan.households) == 2
    kept = listed({}, {"Naam": "Esra Janssen"}, choices={"3:bsn:bsn_conflict": "keep"})
    assert len(kept.households[0].people) == 1


def test_exact_doubles_come_in_once_unless_somebody_wants_both() -> None:
    assert listed({}, {}).counts.importable == 1
    both = listed({}, {}, choices={"3::double_line": "keep"})
    assert both.counts.importable == 2
    assert len({line.fingerprint for line in both.lines}) == 2


def test_the_same_door_written_in_two_ways_is_one_household() -> None:
    plan = listed(
        {"Adres": "Kade 12 A", "Postcode": "1234ab"},
        {"Adres": "kade 12-a", "Naam": "Piet Jansen", "BSN": "", "Geboortedatum": "1-1-1990"},
    )
    [household] = plan.households
    assert [person.name.given for person in household.people] == ["Esra", "Piet"]
    assert household.addresses == 1


def test_one_street_and_number_with_two_impossible_postcodes_are_two_households() -> None:
    other = {"Naam": "Piet Bakker", "BSN": "", "Geboortedatum": ""}
    assert len(listed({"Postcode": "1234 SS"}, {"Postcode": "1367 SS", **other}).households) == 2
    assert len(listed({"Postcode": ""}, {"Postcode": "", **other}).households) == 1


def test_one_person_at_two_addresses_is_one_household_that_says_so() -> None:
    plan = listed({"BSN": ""}, {"BSN": "", "Adres": "Weg 9", "Postcode": "4321 BA", "Wat": "taalmaatje"})
    [household] = plan.households
    assert (len(household.people), household.addresses) == (1, 2)


def test_two_people_with_one_name_and_other_dates_of_birth_stay_two() -> None:
    plan = listed({"BSN": ""}, {"BSN": "", "Geboortedatum": "1-1-1990", "Adres": "Weg 9", "Postcode": "4321 BA"})
    assert len(plan.households) == 2
    assert not plan.duplicates


def test_likely_duplicates_are_shown_and_not_merged() -> None:
    plan = listed(
        {"BSN": "", "Naam": "Sjoerd Hoekstra"},
        {"BSN": "", "Naam": "Sjoert Hoekstra", "Adres": "Weg 9", "Postcode": "4321 BA"},
        {"BSN": "", "Naam": "Ans Bakker", "Geboortedatum": "3-4-1980", "Adres": "Kade 1 2hg"},
    )
    assert len(plan.households) == 3
    assert [(each.first, each.second) for each in plan.duplicates] == [(1, 2), (1, 3)]


def test_an_organisation_that_two_could_be_is_asked() -> None:
    organisations = (*ORGANISATIONS, Organisation(8, "Buurtwerk Noord", "welfare", ("BWN",)))
    assert match_organisation("buurtwerk", organisations).sure == ORGANISATIONS[6]
    assert match_organisation("bwn", organisations).sure == organisations[7]
    two = (Organisation(1, "Stichting Hulp Oost", "a"), Organisation(2, "Stichting Hulp West", "a"))
    match = match_organisation("Stichting Hulp", two)
    assert match.sure is None
    assert match.perhaps == two


def test_a_merged_name_belongs_to_every_line_it_covers() -> None:
    rows = [HEADER, LINE, ["", *LINE[1:6], "thuisbegeleiding", *LINE[7:]]]
    plan = plan_of(as_xlsx({"lijst": rows}, merged=("A2:A3",)))
    assert [line.name.full for line in plan.lines] == ["Esra Jansen", "Esra Jansen"]


def test_a_repeated_header_and_a_loose_text_are_no_lines() -> None:
    plan = plan_of(as_csv([HEADER, LINE, HEADER, ["Wijk Noord"], [*LINE[:6], "taalmaatje", *LINE[7:]]]))
    assert (plan.counts.repeated_headers, plan.counts.lines) == (1, 2)
    assert found(plan) == ["loose_text"]


def test_an_earlier_import_with_another_key_is_not_recognised() -> None:
    rows = plan_of(as_csv([HEADER, LINE])).lines
    other = plan_of(as_csv([HEADER, LINE]), {}, replace(CONTEXT, fingerprint_key=b"another")).lines
    assert rows[0].fingerprint != other[0].fingerprint


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.text(max_size=30), max_size=14), max_size=12))
def test_no_cells_break_the_plan(cells: list[list[str]]) -> None:
    rows = tuple(Row(number, tuple(row)) for number, row in enumerate(cells, 1) if row)
    plan = plan_import(rows, recognise(rows, today=TODAY), {}, context=CONTEXT)
    assert plan.counts.lines + plan.counts.totals + plan.counts.repeated_headers <= plan.counts.rows


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(*(st.text(max_size=30) for _ in HEADER)), max_size=5))
def test_no_values_under_good_names_break_the_plan(cells: list[tuple[str, ...]]) -> None:
    rows = tuple(Row(number, tuple(row)) for number, row in enumerate([tuple(HEADER), tuple(LINE), *cells], 1))
    plan_import(rows, recognise(rows, today=TODAY), {}, context=CONTEXT)
