"""What was over stays over when an appointment moves; old knocks go by themselves; an emergency names the number that people use."""

from sqlalchemy import Connection, text

from tests.integration.sharing.conftest import ClientOf, Rows
from tests.world import World

_ATTENDS = (
    "insert into disclosure (dossier_id, item_kind, item_id, to_org_id, to_account_id, basis, reason, valid_from, valid_until, created_by)"
    " values (:dossier, 'appointment', :item, :to, :account, 'attendance', 'x', sec.now() - interval '9 days',"
    " sec.now() + cast(:hours as integer) * interval '1 hour', (select sec.account_id())) returning id"
)


def test_a_moved_appointment_revives_nothing_that_ended(rows: Rows, world: World) -> None:
    visit = rows("noor", "select min(id) from appointment")[0][0]
    values = {"dossier": world.dossier, "item": visit}
    home = {"to": world.organisations["youth_protection"], "account": world.accounts["safe_home"]}
    police = {"to": world.organisations["police"], "account": world.accounts["community_officer"]}
    ended = rows("noor", _ATTENDS, **values, **home, hours=-2)
    runs = rows("noor", _ATTENDS, **values, **police, hours=9)
    rows("noor", "update appointment set ends_at = ends_at + interval '20 days' where id = :id returning id", id=visit)
    moved = "select valid_until > sec.now() + interval '10 days' from disclosure where id = :id"
    assert rows("noor", moved, id=ended[0][0]) == [(False,)]
    assert rows("noor", moved, id=runs[0][0]) == [(True,)]
    assert rows("safe_home", "select count(*) from appointment") == [(0,)]


def test_old_knocks_go_whoever_asked_them(owner: Connection, world: World) -> None:
    knock = text(
        "insert into knock (asked_by, organisation_id, question, about, reason, asked_at, closes_at, hidden_until, hidden_because, answer,"
        " answered_by, answered_at) values (:who, :org, 'x', 'x', :why, now() - interval '60 days', now() - cast(:ago as integer)"
        " * interval '1 day', case when :hidden then sec.today() + 9 end, case when :hidden then 'x' else '' end, 'no', :who, now())"
    )
    who = {"who": world.accounts["housing_officer"], "org": world.organisations["housing_association"]}
    for why, ago, hidden in (("old", 31, False), ("recent", 29, False), ("read later", 31, True)):
        owner.execute(knock, {**who, "why": why, "ago": ago, "hidden": hidden})
    assert owner.execute(text("select sec.forget_knocks()")).scalar_one() == 1
    left = owner.execute(text("select reason from knock where reason in ('old', 'recent', 'read later') order by 1"))
    assert left.scalars().all() == ["read later", "recent"]
    owner.rollback()


def test_an_emergency_is_told_with_the_number_that_people_use(client_of: ClientOf, world: World) -> None:
    form = {"submission_key": "e", "name": "Samira El Amrani", "born": "1988-05-04", "reason": "Zij belde in paniek."}
    client_of("tess").post("/emergency", data=form | {"purpose": str(world.purposes["area_team"])})
    page = client_of("privacy_officer").get("/emergencies").text
    assert "W-2026-00001" in page
    assert f'data-label="Dossier">{world.dossier}<' not in page
