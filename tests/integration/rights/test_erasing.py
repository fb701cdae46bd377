"""A yes to erasing is carried out: the lead says which records, and they come on the next list."""

from collections.abc import Callable
from secrets import token_hex

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from tests.integration.retention.conftest import Archive
from tests.integration.retention.conftest import archive as archive  # a database whose rows really go
from tests.integration.rights.test_requests import given, url
from tests.world import World, add_row

ClientOf = Callable[[str], FlaskClient]


def agreed(noor: FlaskClient, world: World, connection: Connection) -> str:
    """A request to erase that was granted: the address where records are chosen."""
    number = given(noor, world, connection, kind="erasure")
    assert noor.post(url(world, number), data={"step": "granted", "version": "1"}).status_code == 303
    return f"{url(world, number)}/erase"


def test_records_are_chosen_once(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    page = agreed(noor, world, connection)
    assert "Kies wat gewist wordt" in noor.get(page.removesuffix("/erase")).text
    note = connection.execute(text("select min(id) from note")).scalar_one()
    nothing = noor.post(page, data={"submission_key": token_hex(4)})
    assert nothing.status_code == 400
    assert "Kies ten minste één gegeven" in nothing.text
    assert noor.post(page, data={"records": [f"note:{note}"], "submission_key": token_hex(4)}).status_code == 303
    kept = connection.execute(text("select kind, record_id, person_ids from erasure_item")).one()
    assert tuple(kept) == ("note", note, [world.persons["samira"]])
    shown = noor.get(page).text
    assert f'value="note:{note}"' not in shown
    assert "Staat klaar voor de volgende lijst" in shown
    assert noor.post(page, data={"records": ["note:999999"], "submission_key": token_hex(4)}).status_code == 400


def test_only_after_a_yes_and_by_the_lead(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    page = f"{url(world, given(noor, world, connection, kind='erasure'))}/erase"
    assert noor.get(page).status_code == 403
    assert client_of("omar").get(agreed(client_of("noor"), world, connection)).status_code == 403


def test_nobody_else_reads_or_writes_what_is_to_go(
    acting: Callable[[str], None], connection: Connection, world: World
) -> None:
    acting("omar")
    assert connection.execute(text("select count(*) from erasure_item")).scalar_one() == 0
    with pytest.raises(ProgrammingError, match="row-level security"):
        add_row(connection, world, "erasure_item", "omar", rights_request_id=1, kind="note", record_id=1)


def test_it_comes_on_the_list_with_all_that_hangs_under_it_and_goes(archive: Archive) -> None:
    archive.run(
        "insert into erasure_item (rights_request_id, kind, record_id, dossier_id, owner_org_id, purpose_id, author_id, person_ids)"
        " select (select min(id) from rights_request), 'note', n.id, n.dossier_id, n.owner_org_id, n.purpose_id, n.author_id, n.person_ids"
        " from note n"
    )
    archive.make()
    assert archive.items() == {"note": 1, "note_interpretation": 1}
    archive.agree()
    archive.destroy()
    assert archive.count("note") == archive.count("note_interpretation") == archive.count("erasure_item") == 0
    assert archive.ask("select count(*) from destruction_certificate where rule_id is null") == 2
    assert archive.make() is None


def test_what_somebody_else_asked_not_to_be_used_is_not_destroyed(archive: Archive) -> None:
    archive.run("alter table note disable trigger user")
    archive.run("update note set restricted = true")
    archive.run("alter table note enable trigger user")
    archive.run(
        "insert into erasure_item (rights_request_id, kind, record_id, dossier_id, owner_org_id, purpose_id, author_id, person_ids)"
        " select (select min(id) from rights_request), 'note', n.id, n.dossier_id, n.owner_org_id, n.purpose_id, n.author_id, n.person_ids"
        " from note n"
    )
    archive.make()
    assert "note" not in archive.items()


def test_the_page_notes_whom_it_names(client_of: ClientOf, world: World, connection: Connection) -> None:
    noor = client_of("noor")
    page = agreed(noor, world, connection)
    noor.get(page)
    shown = connection.execute(
        text(
            "select array_agg(distinct c order by c) from processing_log, unnest(categories) c"
            " where operation = 'rights_request.erase' and person_id = :samira"
        ),
        {"samira": world.persons["samira"]},
    ).scalar_one()
    assert {"identity", "plan"} <= set(shown)
