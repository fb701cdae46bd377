"""Which function may lead is the municipality's to say: dated, logged, and row-level security follows."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from app.accounts.services import leading as service
from app.db.session import db
from app.kernel.clock import today_in_amsterdam
from tests.world import PEOPLE, World

Client = Callable[[str], FlaskClient]
Acting = Callable[[str], None]
PAGE = "/administration/lead"
TODAY = today_in_amsterdam()
OFFICER = {"submission_key": "one", "function": "attention_officer", "since": TODAY.isoformat()}


@pytest.fixture
def flagged(owner: Connection, world: World) -> Iterator[None]:
    """The lead flag of the household stands with a safeguarding officer instead of Noor."""
    flag = text("update involvement set is_lead = :on where dossier_id = :d and account_id = :a and is_lead = not :on")
    noor, officer = world.accounts["noor"], world.accounts["attention_officer"]

    def stand(*, with_officer: bool) -> None:
        first, second = (noor, officer) if with_officer else (officer, noor)
        owner.execute(flag, {"on": False, "d": world.dossier, "a": first})
        owner.execute(flag, {"on": True, "d": world.dossier, "a": second})
        owner.commit()

    stand(with_officer=True)
    yield
    stand(with_officer=False)


def _sight(world: World) -> tuple[str, int]:
    """The row in which the acting person stands, and how many entries about domains that gives."""
    row = db.session.execute(text("select row_name from sec.roles() where dossier_id = :d"), {"d": world.dossier})
    return str(row.scalar_one()), int(db.session.execute(text("select count(*) from domain_entry")).scalar_one())


def _name(since: dt.date) -> None:
    db.session.execute(text("select sec.name_lead_function('attention_officer', :since)"), {"since": since})
    db.session.commit()


@pytest.mark.usefixtures("flagged")
def test_naming_it_changes_what_the_database_gives(acting: Acting, world: World) -> None:
    acting("attention_officer")
    assert _sight(world) == ("attention_officer", 0)
    acting("administrator")
    _name(TODAY + dt.timedelta(days=3))
    acting("attention_officer")
    assert _sight(world) == ("attention_officer", 0), "not before its day"
    assert "attention_officer" not in db.session.execute(text("select sec.lead_functions()")).scalars().all()
    acting("administrator")
    _name(TODAY)
    acting("attention_officer")
    row, entries = _sight(world)
    assert row == "case_lead"
    assert entries > 0


@pytest.mark.usefixtures("flagged")
def test_it_is_not_taken_back_while_somebody_leads(client_of: Client) -> None:
    admin = client_of("administrator")
    assert admin.post(PAGE, data=OFFICER).status_code == 303
    answer = admin.post(f"{PAGE}/end", data={"function": "attention_officer"}, follow_redirects=True)
    assert "Iemand in deze functie heeft nog de regie" in answer.text
    assert "Niet meer" in answer.text


def test_it_is_named_and_taken_back_and_both_leave_a_line(client_of: Client, connection: Connection) -> None:
    admin = client_of("administrator")
    page = admin.get(PAGE).text
    assert "aandachtsfunctionaris" in page
    assert "Niet meer" not in page
    assert admin.post(PAGE, data=OFFICER).status_code == 303
    assert "Niet meer" in admin.get(PAGE).text
    for _twice in range(2):
        assert admin.post(f"{PAGE}/end", data={"function": "attention_officer"}).status_code == 303
    assert "Niet meer<" not in admin.get(PAGE).text
    client_of("privacy_officer").get("/me")
    lines = connection.execute(
        text("select operation, action, reason from access_log where operation like 'lead_function.%' order by id")
    ).all()
    assert [tuple(line) for line in lines] == [
        ("lead_function.name", "create", f"attention_officer {TODAY}"),
        ("lead_function.drop", "withdraw", "attention_officer"),
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"since": "2020-01-01"}, "Deze dag is al geweest."),
        ({"since": ""}, "Vul de dag in waarop het ingaat."),
        ({"function": ""}, "Kies een functie."),
        ({"function": "community_officer"}, "Kies"),
    ],
)
def test_it_says_what_is_wrong(client_of: Client, change: dict[str, str], sentence: str) -> None:
    answer = client_of("administrator").post(PAGE, data=OFFICER | change)
    assert answer.status_code == 400
    assert sentence in answer.text


def test_nobody_else_decides(client_of: Client) -> None:
    for name in PEOPLE:
        if name != "administrator":
            client = client_of(name)
            assert client.get(PAGE).status_code == 403, name
            assert client.post(PAGE, data=OFFICER).status_code == 403, name
            assert client.post(f"{PAGE}/end", data={"function": "generalist"}).status_code == 403, name


@pytest.mark.parametrize(
    "function", ["community_officer", "enforcement_officer", "coordinator", "resident", "case_lead", "x"]
)
def test_the_database_names_no_such_function(acting: Acting, function: str) -> None:
    acting("administrator")
    assert function not in service.list_possible()
    with pytest.raises(ProgrammingError, match="cannot lead"):
        db.session.execute(text("select sec.name_lead_function(:f, sec.today())"), {"f": function})


@pytest.mark.parametrize("name", ["noor", "coordinator", "privacy_officer"])
def test_the_database_listens_to_the_administrator_only(acting: Acting, name: str) -> None:
    for statement in ("sec.name_lead_function('attention_officer', sec.today())", "sec.drop_lead_function('x')"):
        acting(name)
        with pytest.raises(ProgrammingError, match="lead"):
            db.session.execute(text(f"select {statement}"))
    acting(name)
    assert service.list_named() == []


def test_the_generalist_always_leads(acting: Acting) -> None:
    acting("administrator")
    with pytest.raises(ProgrammingError, match="who may lead"):
        db.session.execute(text("select sec.drop_lead_function('generalist')"))
