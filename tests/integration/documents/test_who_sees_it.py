"""Who sees a document: by function, by disclosure, by its persons and by a dated reason; in lists, counts, search and exports too."""

import datetime as dt
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from app.kernel.clock import today_in_amsterdam
from tests.integration.documents.conftest import LETTER, Papers
from tests.integration.forms.sheet import form_of
from tests.world import PEOPLE, WITHOUT_RELATION, World

ClientOf = Callable[[str], FlaskClient]
TITLE = "Besluit van 3 maart"
#: With a document of the leading team about Samira: who reads it. Everybody else gets the 404 of what does not exist.
READ_IT = {"noor", "omar", "resident"}
#: Functions with documents of their own organisation.
KEEP_THEIR_OWN = {
    "noor", "omar", "housing_officer", "mental_health_worker", "debt_counsellor", "income_consultant", "attendance_officer",
    "youth_protection", "enforcement_officer", "welfare_worker",
}  # fmt: skip
#: Functions that read a single document when it is shared with them.
READ_WHEN_SHARED = {"mental_health_worker", "youth_protection", "safe_home", "attention_officer", "network_person"}


@pytest.fixture
def one(papers: Papers, world: World) -> str:
    """Where a document of the leading team about Samira is."""
    assert papers.add(persons=str(world.persons["samira"])).status_code == 303
    return papers.one


@pytest.mark.parametrize("name", PEOPLE)
def test_each_function_sees_what_the_matrix_gives(one: str, client_of: ClientOf, world: World, name: str) -> None:
    client = client_of(name)
    page, file = client.get(one), client.get(f"{one}/versions/1", buffered=True)
    listed = client.get(f"/dossiers/{world.dossier}/documents")
    home = client.get(f"/dossiers/{world.dossier}")
    if name in READ_IT:
        assert (page.status_code, file.status_code, file.data) == (200, 200, LETTER)
        assert TITLE in listed.text
        assert TITLE in home.text
        return
    assert (page.status_code, file.status_code) == (404, 404)
    assert TITLE not in page.text + listed.text + home.text
    assert "besluit.pdf" not in listed.text + home.text


@pytest.mark.parametrize("name", PEOPLE)
def test_each_function_keeps_what_the_matrix_gives(papers: Papers, name: str) -> None:
    answer = papers.as_(name).add(key=name)
    if name in KEEP_THEIR_OWN:
        assert answer.status_code == 303
    else:
        assert answer.status_code in {403, 404}


@pytest.mark.parametrize("name", PEOPLE)
def test_nobody_else_changes_it(one: str, client_of: ClientOf, papers: Papers, name: str) -> None:
    if name in {"noor", "omar"}:
        return
    theirs = papers.as_(name)
    sent = {"title": "Overgenomen", "kind": "letter", "version": "1", "submission_key": "x", "reason": "Weg ermee."}
    answers = [
        theirs.client.post(one, data=sent),
        theirs.client.post(f"{one}/withdraw", data=sent),
        theirs.client.get(f"{one}/versions/new"),
    ]
    assert {answer.status_code for answer in answers} <= {403, 404}
    assert TITLE in client_of("noor").get(one).text


@pytest.mark.parametrize("name", PEOPLE)
def test_a_disclosure_opens_one_document_and_its_files_to_one_organisation(
    one: str, papers: Papers, client_of: ClientOf, connection: Connection, world: World, name: str
) -> None:
    papers.add(key="another")
    other = papers.one
    shared = int(one.rpartition("/")[2])
    _share(connection, world, shared, name)
    client = client_of(name)
    page, file = client.get(one), client.get(f"{one}/versions/1", buffered=True)
    if name in READ_IT | READ_WHEN_SHARED:
        assert (page.status_code, file.status_code) == (200, 200)
        assert TITLE in client.get(f"/dossiers/{world.dossier}/documents").text
        assert TITLE in client.get(f"/dossiers/{world.dossier}").text
    else:
        assert (page.status_code, file.status_code) == (404, 404)
    if name in READ_WHEN_SHARED:
        assert client.get(other).status_code == 404, "only the one that was shared"
        _end(connection)
        assert client.get(one).status_code == 404, "until it ends"


def _share(connection: Connection, world: World, document: int, name: str, *, by: str = "noor") -> None:
    connection.execute(text(f"select sec.open('test-session-of-{by}')"))
    connection.execute(
        text(
            "insert into disclosure (dossier_id, item_kind, item_id, to_org_id, basis, reason, valid_from, created_by)"
            " values (:dossier, 'document', :item, :org, 'public_task', 'nodig', now(), :by)"
        ),
        {
            "dossier": world.dossier,
            "item": document,
            "org": world.organisations[PEOPLE[name][1]],
            "by": world.accounts[by],
        },
    )


def _end(connection: Connection) -> None:
    connection.execute(text("select sec.open('test-session-of-noor')"))
    connection.execute(text("update disclosure set withdrawn_at = now() where item_kind = 'document'"))


def test_only_the_lead_shares_and_only_what_the_lead_reads(
    one: str, papers: Papers, client_of: ClientOf, connection: Connection, world: World
) -> None:
    theirs = papers.as_("mental_health_worker")
    theirs.add(key="theirs")
    hidden = theirs.newest
    client_of("noor").get("/me")
    for who, document in (("omar", int(one.rpartition("/")[2])), ("noor", hidden)):
        with pytest.raises(DBAPIError, match="row-level security"), connection.begin_nested():
            _share(connection, world, document, "community_officer", by=who)


def test_the_lead_does_not_see_what_a_partner_keeps(papers: Papers, client_of: ClientOf, world: World) -> None:
    theirs = papers.as_("mental_health_worker")
    theirs.add(title="Behandelplan")
    assert theirs.client.get(theirs.one).status_code == 200
    assert client_of("noor").get(theirs.one).status_code == 404
    assert "Behandelplan" not in client_of("noor").get(f"/dossiers/{world.dossier}").text


def test_a_dated_reason_keeps_it_from_the_household_until_that_day(papers: Papers, client_of: ClientOf) -> None:
    until = (today_in_amsterdam() + dt.timedelta(days=30)).isoformat()
    papers.add(openness="withheld", withheld_because="Eerst zelf bespreken.", withheld_until=until)
    one, resident = papers.one, client_of("resident")
    assert "Eerst zelf bespreken." in papers.client.get(one).text
    assert resident.get(one).status_code == 404
    assert resident.get(f"{one}/versions/1").status_code == 404
    assert TITLE not in resident.get(papers.path).text
    sheet = form_of(papers.client.get(one).text, one).data()
    opened = papers.client.post(one, data={**sheet, "openness": ["open"], "submission_key": ["open"]})
    assert opened.status_code == 303
    assert resident.get(one).status_code == 200
    assert "Eerder nog niet open" in papers.client.get(one).text
    assert resident.get(f"{one}/versions/1", buffered=True).data == LETTER


def test_one_that_is_withheld_is_not_in_the_feed_either(papers: Papers, connection: Connection) -> None:
    """Residents read that feed: *nieuw document* would tell what they may not know yet."""
    until = (today_in_amsterdam() + dt.timedelta(days=30)).isoformat()
    papers.add(openness="withheld", withheld_because="Eerst zelf bespreken.", withheld_until=until, key="shut")
    lines = "select count(*) from activity where verb = 'document.added'"
    assert connection.execute(text(lines)).scalar_one() == 0
    papers.add(key="open")
    assert connection.execute(text(lines)).scalar_one() == 1


def test_about_the_child_it_is_not_for_another_resident(papers: Papers, client_of: ClientOf, world: World) -> None:
    papers.add(persons=str(world.persons["sami"]))
    one = papers.one
    assert client_of("resident").get(one).status_code == 404, "Samira is not Sami"
    assert client_of("young_person").get(one).status_code == 200
    sheet = form_of(papers.client.get(one).text, one).data()
    moved = papers.client.post(one, data={**sheet, "persons": [str(world.persons["samira"])], "submission_key": ["m"]})
    assert moved.status_code == 303
    assert client_of("young_person").get(f"{one}/versions/1").status_code == 404, "its files follow"
    assert client_of("resident").get(f"{one}/versions/1", buffered=True).data == LETTER


def test_searching_and_exporting_find_nothing_of_it(one: str, papers: Papers, client_of: ClientOf) -> None:
    for name in ("noor", "housing_officer"):
        client = client_of(name)
        for path in ("/search?q=Besluit", "/caseload", "/today", "/caseload/export"):
            answer = client.get(path, follow_redirects=True, buffered=True)
            assert TITLE.encode() not in answer.data, (name, path)


def test_counting_counts_what_is_read(one: str, papers: Papers, client_of: ClientOf, connection: Connection) -> None:
    for name in sorted(set(PEOPLE) - WITHOUT_RELATION):
        there = papers.as_(name).count()
        assert (there > 0) is (name in READ_IT), name


def test_what_others_keep_is_not_told_by_the_room_that_is_left(
    one: str, papers: Papers, client_of: ClientOf, connection: Connection, world: World
) -> None:
    """The sums are of the own organisation, and only of a household that one has to do with."""
    ask = text("select here, in_all from sec.documents_kept(:dossier)")
    for name, sums in {
        "noor": (len(LETTER), len(LETTER)),
        "mental_health_worker": (0, 0),
        "tess": (0, len(LETTER)),
    }.items():
        client_of(name).get("/me")
        assert tuple(connection.execute(ask, {"dossier": world.dossier}).one()) == sums, name


def test_it_says_before_saving_who_reads_it(papers: Papers) -> None:
    said = papers.client.get(f"{papers.path}/new").text
    card = said[said.index('id="readers"') :]
    card = card[: card.index("</section>")]
    assert "Noor, casusregisseur" in card
    reading, _, shut = card.partition("Ziet hier niets van")
    assert "Resident" in reading
    assert "Organisatie police" in shut
