"""The list that a team keeps: as csv, as workbook, shuffled, renamed, and in a layout of another team."""

from collections import Counter
from dataclasses import replace

import pytest

from app.imports.parsing import ParsedLine
from app.imports.plan import ImportPlan, problems_by_group
from app.imports.reading import read_file
from app.imports.recognition import Field, recognise
from app.kernel.names import parse_name
from app.kernel.postcode import parse_address
from tests.unit.imports.samples import (
    ANSWERS,
    CONTEXT,
    TODAY,
    as_csv,
    as_xlsx,
    plan_of,
    plan_of_table,
    real,
    real_records,
    shuffled,
)

IN_ORDER = [
    Field.NAME, Field.BIRTH, Field.BSN, Field.ADDRESS, Field.POSTCODE, Field.STRAND, Field.PRODUCT, Field.ORGANISATION, Field.START,
    Field.STATUS, Field.SECOND, Field.REMARKS,
]  # fmt: skip
OTHER_NAMES = {
    "Naam cliënt ": "Bewoner", "geb.datum": "Geboren op", "BSN": "Burgerservicenr", "Adres": "Waar woont men", "postcode": "PC",
    "Soort (zorg/handh/act)": "Spoor", "Wat": "Product of dienst", "Wie / organisatie": "Partij", "Gestart op": "Sinds",
    "Status": "Hoe staat het?", "2e persoon?": "Wie komt mee", "Opmerkingen": "Bijzonderheden",
}  # fmt: skip


def codes(plan: ImportPlan) -> Counter[str]:
    """How often each kind of problem occurs."""
    return Counter(problem.code for problem in plan.problems)


def prints(plan: ImportPlan) -> set[str]:
    """The fingerprints of the lines that come in."""
    return {line.fingerprint for line in plan.lines if not line.left_out}


def line_of(plan: ImportPlan, row: int) -> ParsedLine:
    """The line of a row that is there."""
    line = plan.line(row)
    assert line
    return line


@pytest.mark.parametrize(("kind", "header"), [("csv", 1), ("xlsx", 3)])
def test_every_column_is_recognised_under_the_title(kind: str, header: int) -> None:
    mapping = recognise(read_file(real(kind)).rows, today=TODAY)
    assert mapping.header_row == header
    assert [column.field for column in mapping.columns] == IN_ORDER
    assert all(column.confidence > 0.6 for column in mapping.columns)


def test_the_sheet_that_looks_like_the_list_is_chosen() -> None:
    table = read_file(real("xlsx"))
    assert (table.sheet, sorted(table.sheets)) == ("lopende zaken", ["lopende zaken", "oud (niet gebruiken)"])
    assert (table.kind, read_file(real("csv")).encoding) == ("xlsx", "cp1252")


def test_the_counts_of_the_real_list() -> None:
    plan = plan_of(real("csv"))
    counts = plan.counts
    assert (counts.households, counts.people) == (160, 160)
    assert (counts.rows, counts.lines, counts.totals, counts.empty, counts.doubles) == (175, 170, 5, 9, 10)
    assert (counts.importable, counts.open) == (125, 35)
    assert codes(plan) == {
        "status_on_hold": 34, "lost_letter": 29, "second_guessed": 28, "postcode_wrong": 27, "formula_text": 27, "date_wrong": 24,
        "remark_sensitive": 21, "status_unknown": 20, "status_missing": 19, "second_unsafe": 16, "start_missing": 12, "double_line": 10,
        "bsn_wrong": 9,
    }  # fmt: skip
    assert not plan.ready


def test_one_answer_for_each_kind_of_question_makes_the_list_ready() -> None:
    plan = plan_of(real("csv"), ANSWERS)
    assert plan.ready
    assert plan.counts.importable == 160
    assert len(problems_by_group(plan.problems)["*:status:status_unknown:?"]) == 20


def test_csv_and_workbook_give_the_same_plan() -> None:
    text, book = plan_of(real("csv"), ANSWERS), plan_of(real("xlsx"), ANSWERS)
    assert codes(text) - Counter(lost_letter=29) == codes(book)
    assert replace(text.counts, notes=0) == replace(book.counts, notes=0)
    assert [line.fingerprint for line in text.lines] == [line.fingerprint for line in book.lines]
    for one, other in zip(text.lines, book.lines, strict=True):
        assert replace(one, row=0, name=other.name) == replace(other, row=0)
    assert [len(each.rows) for each in text.households] == [len(each.rows) for each in book.households]


def test_the_plan_is_the_same_every_time() -> None:
    assert plan_of(real("xlsx"), ANSWERS) == plan_of(real("xlsx"), ANSWERS)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("names", [{}, OTHER_NAMES], ids=["same names", "other names"])
def test_shuffled_renamed_and_extra_columns_give_the_same_lines(seed: int, names: dict[str, str]) -> None:
    plan = plan_of(as_csv(shuffled(seed, names), delimiter="\t"), ANSWERS)
    assert {column.header for column in plan.columns if column.field is None} == {"Volgnr", "Kleur map"}
    assert prints(plan) == prints(plan_of(real("csv"), ANSWERS))


def test_a_list_without_column_names_gives_the_same_lines() -> None:
    plan = plan_of(as_csv(real_records()[1:], encoding="cp1252"), ANSWERS)
    assert plan.header_row is None
    assert prints(plan) == prints(plan_of(real("csv"), ANSWERS))


def test_column_names_that_mean_nothing_are_no_line() -> None:
    names = [f"k{number}" for number in range(12)]
    plan = plan_of(as_csv([names, *real_records()[1:]], ","), ANSWERS)
    assert plan.header_row == 1
    assert [column.field for column in plan.columns][:-1] == IN_ORDER[:-1]


@pytest.mark.parametrize(
    "names",
    [
        [
            "Roepnaam",
            "tv",
            "Familienaam",
            "Geboren",
            "BSN",
            "Straatnaam",
            "Huisnr.",
            "PC",
            "Woonplaats",
            "Type hulp",
            "Voorziening",
            "Aanbieder",
            "Ingangsdatum",
            "Einde",
            "Stand",
            "Wie gaat er mee",
            "Memo",
        ],
        [
            "Client first",
            "Infix",
            "Client last",
            "Birth",
            "Citizen no",
            "Street name",
            "Nr.",
            "Postal",
            "City",
            "Kind of help",
            "Intervention",
            "Org",
            "Begin date",
            "End date",
            "Progress",
            "Companion",
            "Remark",
        ],
    ],
    ids=["Dutch", "English"],
)
def test_names_and_addresses_in_columns_of_their_own_give_the_same_lines(names: list[str]) -> None:
    rows = [row for row in real_records()[1:] if any(row) and row[0] != "TOTAAL"]
    split = [
        [
            name.given,
            name.prefix,
            name.surname,
            *row[1:3],
            address.street,
            str(address.house or ""),
            row[4],
            "Dorp",
            *row[5:9],
            "",
            *row[9:],
        ]
        for row, name, address in ((row, parse_name(row[0]), parse_address(row[3])) for row in rows)
    ]
    plan = plan_of(as_csv([names, *split]), ANSWERS)
    assert not plan.obstacles
    assert prints(plan) == prints(plan_of(real("csv"), ANSWERS))


def test_a_second_import_adds_nothing_even_when_shuffled_or_from_the_workbook() -> None:
    first = plan_of(real("csv"), ANSWERS)
    context = replace(
        CONTEXT,
        known_fingerprints=frozenset(prints(first)),
        known_identities=frozenset(line.identity for line in first.lines),
    )
    for data in (real("csv"), real("xlsx"), as_csv(shuffled(7, OTHER_NAMES))):
        again = plan_of(data, {}, context)
        assert (again.counts.importable, again.counts.open, again.counts.households) == (0, 0, 0)
        assert again.counts.known == 160
        assert not again.ready


def test_a_line_that_changed_since_is_pointed_out_and_adds_nothing() -> None:
    first = plan_of(real("csv"), ANSWERS)
    context = replace(
        CONTEXT,
        known_fingerprints=frozenset(prints(first)),
        known_identities=frozenset(line.identity for line in first.lines),
    )
    records = real_records()
    records[3][9] = "afgerond"
    again = plan_of(as_csv(records), {}, context)
    changed = [problem for problem in again.problems if problem.code == "changed_line"]
    assert [problem.row for problem in changed] == [4]
    assert again.counts.importable == 0
    assert plan_of(as_csv(records), {changed[0].key: "keep"}, context).counts.importable == 1


def test_problems_name_row_column_and_value_in_dutch() -> None:
    texts = {problem.text_nl for problem in plan_of(real("csv")).problems}
    assert "Rij 6, kolom geb.datum: 31-02-2026 bestaat niet. Kijk de datum na." in texts
    assert (
        "Rij 4, kolom postcode: Postcode 7878 SS bestaat niet: de letters SS worden niet gebruikt. Kijk hem na."
        in texts
    )
    assert "Rij 3: deze regel is precies gelijk aan rij 2." in texts


def test_what_a_line_becomes() -> None:
    line = line_of(plan_of(real("csv")), 2)
    assert (line.name.given, line.name.surname, line.bsn, line.postcode) == ("Esra", "Jansen", "999961317", "7479AB")
    assert (line.street, str(line.house)) == ("Tulpenburg", "142 2hg")
    assert (line.strand, line.product_key, line.own) == ("enforcement", "bestuurlijke boete", True)
    assert (line.status, line.on_hold, line.start) == ("active", True, TODAY.replace(month=7, day=3))
    assert (line.second.state, line.second.name, line.second.relation) == ("coming", "Mina", "zus")
    assert line.remarks == ""


def test_a_sensitive_remark_comes_in_only_when_somebody_says_so() -> None:
    plan = plan_of(real("csv"), {"2:remarks:remark_sensitive": "keep"})
    assert line_of(plan, 2).remarks == "heeft diagnose F20, zie epd"
    assert line_of(plan, 5).remarks == ""


def test_a_formula_is_text_and_stays_text() -> None:
    assert line_of(plan_of(real("csv")), 8).remarks == '=HYPERLINK("http://x")'
    assert line_of(plan_of(real("xlsx")), 10).remarks == '=HYPERLINK("http://x")'


def test_lines_of_other_organisations_are_marked() -> None:
    plan = plan_of(real("csv"), ANSWERS)
    assert plan.counts.other_organisations == sum(
        line.organisation_text != "Wijkteam Oost" for line in plan.lines if not line.left_out
    )
    assert line_of(plan, 5).organisation_id == 2


def test_another_team_keeps_another_list() -> None:
    rows: list[list[object]] = [
        ["Overzicht Q3", None, None],
        [],
        ["Voornaam", "Tussenv.", "Achternaam", "DOB", "Straat", "Nr", "Toev", "Plaats", "Zip", "Category", "Service", "Agency",
         "Worker", "Since", "Until", "State", "Brings along", "Notes"],
        ["Jan", "van der", "Berg", "1-2-80", "Kerkstraat", 12, "a", "Ons Dorp", "1234 AB", "Care", "Counselling", "GGZ Noord", "M. Smit",
         "1/2/26", "1/3/26", "completed", "sister Mina is coming", "ok"],
        ["Ans", "van der", "Berg", "3 may 1982", "Kerkstraat", 12, "A", "Ons Dorp", "1234ab", "Enforcement", "Warning", "Politie N.",
         "", "2026-05-01", None, "running", "nobody", None],
        ["Ali", None, "Demir", 29221, "Dorpsweg", 3, None, "Ons Dorp", "1234 AC", "meedoen", "Taalmaatje", "Buurtwerk", "", 46000, None,
         "in uitvoering", "kwam met zijn broer Can", None],
        ["Subtotal", 3],
    ]  # fmt: skip
    plan = plan_of(as_xlsx({"blad 1": rows, "los": [["x"]]}))
    assert not plan.obstacles
    assert [column.field for column in plan.columns] == [
        Field.GIVEN, Field.PREFIX, Field.SURNAME, Field.BIRTH, Field.ADDRESS, Field.NUMBER, Field.ADDITION, Field.PLACE, Field.POSTCODE,
        Field.STRAND, Field.PRODUCT, Field.ORGANISATION, Field.PROFESSIONAL, Field.START, Field.END, Field.STATUS, Field.SECOND,
        Field.REMARKS,
    ]  # fmt: skip
    first, second, third = plan.lines
    assert [each.strand for each in plan.lines] == ["care", "enforcement", "activation"]
    assert [each.status for each in plan.lines] == ["done", "active", "active"]
    assert (first.name.full, first.end, str(first.house)) == ("Jan van der Berg", TODAY.replace(month=3, day=1), "12a")
    assert (first.second.state, first.second.name, first.second.relation) == ("coming", "Mina", "zus")
    assert (third.second.state, third.second.name, third.second.relation) == ("came", "Can", "broer")
    assert (third.birth_date, third.start) == (
        TODAY.replace(year=1980, month=1, day=1),
        TODAY.replace(year=2025, month=12, day=9),
    )
    assert [len(each.people) for each in plan.households] == [2, 1]
    assert plan.counts.totals == 1
    assert second.organisation_id == 3


def test_somebody_can_correct_the_columns() -> None:
    table = read_file(real("csv"))
    mapping = recognise(table.rows, today=TODAY)
    other = mapping.override({11: None, 6: Field.REMARKS})
    assert other.index_of(Field.REMARKS) == 6
    assert other.index_of(Field.PRODUCT) is None
    assert mapping.index_of(Field.PRODUCT) == 6
    assert other.columns[6].chosen


def test_a_text_that_is_no_list_says_what_is_missing() -> None:
    plan = plan_of_table(read_file(b"Beste Ineke,\n\nHierbij de lijst; ik hoop dat het lukt.\nGroet\n"))
    assert plan.obstacles
    assert not plan.ready
