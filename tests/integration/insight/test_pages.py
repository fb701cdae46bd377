"""The page of the mix on a town that was counted: what it shows, what it leaves out, and what it says to a wrong question."""

import os
from collections.abc import Callable, Iterable
from itertools import product
from random import Random

import pytest

from app.db import clock
from app.insight.codes import place_path
from app.insight.filters import address, read_filter
from app.insight.periods import Period
from app.insight.places import Places
from app.insight.publishing import value_path
from app.insight.questions import ASKED, By, Cell, Question, ask, check
from app.insight.suppression import LEAST, Path
from app.kernel.errors import RuleBroken
from tests.integration.insight.conftest import SINGEL, TERP
from tests.integration.insight.town import STRANDS, Town

#: How many pairs of questions are tried; INSIGHT_PAIRS=20000 is the whole proof.
PAIRS = int(os.environ.get("INSIGHT_PAIRS", "2000"))
#: What came before, as values that can be asked.
STEPS = (
    "step:first", "step:next", "after:care", "after:enforcement", "turn:care.2", "gap:week", "gap:longer", "along:apart", "along:own",
)  # fmt: skip
Begun = tuple[int, Path, Path, dict[str, Path], str]


def test_it_shows_triangle_table_and_sentence(town: Town) -> None:
    page = town.page("period=2019")
    assert "Mixdriehoek" in page
    assert "De Terp leunt het meest op handhaving" in page
    assert "Hoe is dit geteld?" in page
    assert "Anders dan in 2018" in page
    assert "procentpunten" in page
    assert "Weggelaten" in page


def test_the_picture_has_a_tail_from_the_year_before(town: Town) -> None:
    assert 'class="tail"' in town.page("period=2019")
    assert 'class="tail"' not in town.page("period=2018")


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("place=Nergens", "Dit gebied kennen we niet"),
        ("period=gisteren", "Deze periode kennen we niet"),
        ("period=2019-13", "Deze periode kennen we niet"),
        ("period=2999", "Deze periode ligt in de toekomst"),
        ("by=surname", "Zo kunnen we niet verdelen"),
        ("value=surname:x", "Dit filter kennen we niet"),
        ("value=team:x", "Dit filter kennen we niet"),
        ("period=2019&by=kind&value=kind:police", "Dit kan niet samen"),
        ("period=2019-03&by=period", "Een maand verdelen we niet verder"),
        ("period=2019-03&by=kind", "Per maand is dit te klein"),
    ],
)
def test_a_wrong_question_gets_a_sentence_that_says_what_to_do(town: Town, query: str, says: str) -> None:
    page = town.page(query, status=400)
    assert says in page
    assert "het laatste hele kwartaal" in page


def test_the_running_period_is_not_counted_and_said(town: Town, asking: Callable[[str], Places]) -> None:
    asking("coordinator")
    assert "nog niet voorbij" in town.page(f"period={clock.today().year}", status=400)


def test_an_empty_period_invites(town: Town) -> None:
    page = town.page("period=2001")
    assert "Over deze vraag is niets te tonen" in page
    assert "Wis de filters" in page


def test_a_place_is_found_under_its_former_name(town: Town) -> None:
    page = town.page("period=2019&place=Oude+Terp")
    assert "Oude Terp heet nu De Terp" in page


def test_what_is_too_small_is_answered_one_step_coarser(town: Town, asking: Callable[[str], Places]) -> None:
    places = asking("coordinator")
    answer = ask(Question(Period.read("2019"), place=SINGEL), places)
    assert answer.is_coarser
    assert answer.answered.place in {"WK888801", ""}
    assert "Van BU88880102 alleen is er te weinig om te tonen" in town.page(f"period=2019&place={SINGEL}")


@pytest.mark.parametrize("by", [by.value for by in ASKED])
def test_it_is_divided_by_everything_that_is_published(town: Town, by: str) -> None:
    assert "Als tabel" in town.page(f"period=2019&by={by}")


def test_a_community_worker_counts_activation_and_nothing_else(town: Town) -> None:
    page = town.page("period=2019", name="community_worker")
    assert "strand--activation" in page
    assert "strand--care" not in page


@pytest.mark.parametrize("name", ["noor", "process_lead", "privacy_officer", "community_officer", "resident"])
def test_others_have_no_such_page(town: Town, name: str) -> None:
    assert town.client(name).get("/insight").status_code == 403


def test_an_address_is_read_back_as_the_same_question(asking: Callable[[str], Places]) -> None:
    places = asking("coordinator")
    for question in (
        Question(Period.read("2019-Q2"), By.DOMAIN, TERP),
        Question(Period.read("2018-07"), value=""),
        Question(Period.read("2018"), value="kind:police"),
    ):
        assert read_filter(address(question), places, clock.today()).question == question


def contributions(town: Town) -> list[Begun]:
    """Everything that began, with where it lies in every direction."""
    kinds = {
        str(key): str(kind) for key, kind in town.scene.driver.execute("select id, kind from organisation").fetchall()
    }
    rows = town.scene.driver.execute(
        "select f.dossier_id, h.area, f.month, f.org_id, h.team, f.domain, h.phase, f.strand, f.number, f.turn, f.gap, f.along, f.worth"
        " from insight.fact f join insight.home h using (dossier_id)"
    ).fetchall()
    made: list[Begun] = []
    for home, area, month, org, team, domain, phase, strand, number, turn, gap, along, worth in rows:
        values = {"kind": value_path(f"organisation:{org}", kinds), "team": (f"team:{team}",)}
        values |= {"organisation": values["kind"], "domain": (f"domain:{domain}",), "phase": (f"phase:{phase}",)}
        values |= {"worth": (f"worth:{worth}",), "step": ("step:first" if turn == "first" else "step:next",)}
        if turn != "first":
            turned = value_path(f"turn:{turn}", kinds)
            values |= {"after": turned[:2], "turn": turned, "gap": values["step"] + (f"gap:{gap}",)}
            values |= {"along": values["step"] + (f"along:{along}",)}
        made += [(home, place_path(area), Period.read(f"{month:%Y-%m}").path, values, strand)] * number
    return made


def lies_in(one: Begun, cell: Cell, strand: str) -> bool:
    """Whether something that began is counted in a told number."""
    _, place, period, values, own = one
    path = () if not cell.place else place[: 1 if cell.level == "district" else 2]
    if (cell.place and path[-1] != cell.place) or str(cell.period) not in period or (strand and own != strand):
        return False
    return not cell.value or cell.value in values.get(cell.value.partition(":")[0], ())


def any_question(random: Random, places: Places) -> Question:
    """An allowed question, by chance."""
    while True:
        year = random.choice((2015, 2018, 2019))
        period = random.choice([f"{year}", f"{year}-Q{random.randint(1, 4)}", f"{year}-{random.randint(1, 12):02d}"])
        value = random.choice(
            ["", "", "kind:police", "kind:area_team", "kind:welfare", "domain:none", "phase:in_progress", *STEPS]
        )
        question = Question(Period.read(period), random.choice(ASKED), random.choice(list(places.by_code)), value)
        try:
            check(question, places, clock.today())
        except RuleBroken:
            continue
        return question


class Attacker:
    """Puts questions, keeps the answers, and knows what lies in each told number: more than anybody who asks can."""

    def __init__(self, begun: list[Begun], places: Places) -> None:
        """With everything that began."""
        self.begun = begun
        self.places = places
        self.answers: dict[Question, list[frozenset[int]]] = {}
        self.members: dict[tuple[str, str, str, str], frozenset[int]] = {}

    def told(self, question: Question) -> list[frozenset[int]]:
        """Each told number of the answer, and each column of its table together, as what lies in it."""
        if question not in self.answers:
            answer = ask(question, self.places)
            cells: list[Cell | None] = list(answer.cells)
            tables = [[answer.whole], *([cell] for cell in cells), cells]
            found = [self._column(cells, strand) for cells in tables for strand in ("", *STRANDS)]
            self.answers[question] = [one for one in found if one]
        return self.answers[question]

    def _column(self, cells: Iterable[Cell | None], strand: str) -> frozenset[int]:
        told = [cell for cell in cells if cell and (cell.strands.get(strand) if strand else cell.number)]
        return frozenset().union(*(self._inside(cell, strand) for cell in told))

    def _inside(self, cell: Cell, strand: str) -> frozenset[int]:
        name = (cell.place, str(cell.period), cell.value, strand)
        if name not in self.members:
            self.members[name] = frozenset(at for at, one in enumerate(self.begun) if lies_in(one, cell, strand))
        return self.members[name]

    def compare(self, one: Question, other: Question) -> int:
        """Subtracts whatever can be subtracted; fails when fewer than ten households lie between. Gives how often it could."""
        compared = 0
        for big, small in product(self.told(one), self.told(other)):
            if small < big:
                compared += 1
                homes = {self.begun[at][0] for at in big - small}
                assert len(homes) >= LEAST, (len(homes), one, other)
        return compared


def test_no_two_answers_differ_by_fewer_than_ten_households(town: Town, asking: Callable[[str], Places]) -> None:
    """Pairs of allowed questions, by chance: whenever a told number or a column of a table lies within
    another one, what is between them is at least ten households.
    """
    random = Random(11)  # noqa: S311 - repeatable
    places = asking("analyst")
    attacker = Attacker(contributions(town), places)
    pairs = ((any_question(random, places), any_question(random, places)) for _ in range(PAIRS))
    compared = sum(attacker.compare(*pair) for pair in pairs)
    print(f"{PAIRS} pairs of questions, {compared} subtractions, none below {LEAST}")  # noqa: T201 - the result, with -s
    assert compared > PAIRS / 10, "too few of the pairs had anything to subtract"
