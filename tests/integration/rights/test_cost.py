"""An overview with ten thousand sights of somebody costs little more than asking the database for them."""

import time
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from app.db.session import act_as, db
from app.web.guard import SchakelFlask
from tests.database import Urls
from tests.integration.oversight.conftest import Past
from tests.integration.oversight.conftest import overseen as overseen
from tests.integration.oversight.conftest import past as past
from tests.integration.oversight.conftest import visitor as visitor
from tests.world import TOKENS, World

LINES = 10_000
#: What an overview may cost beside its bare query (issue 3, section 4).
MOST = 50

_MANY = """
    with made as (
      insert into access_log (at, trace_id, action, operation, outcome, account_id, organisation_id, function, dossier_id, categories,
                              reason, person_count)
      select now() - make_interval(mins => n * 40), gen_random_uuid(), 'read', 'dossier.show', 'ok', a.id, a.organisation_id, a.function,
             case when n % 10 > 0 then :dossier end, '{identity}', 'reden ' || n % 7, 1
        from generate_series(1, :lines) n join account a on a.id = :account
      returning at, trace_id, dossier_id)
    insert into processing_log (at, trace_id, operation, person_id, dossier_id, categories)
    select at + interval '2 milliseconds', trace_id, 'dossier.show', :person, :dossier, '{identity}' from made
"""


def _least(act: Callable[[], object], turns: int = 5) -> float:
    taken = []
    for _ in range(turns):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return min(taken)


@pytest.mark.slow
def test_ten_thousand_sights_cost_at_most_fifty_times_their_query(
    past: Past, visitor: Callable[[str], FlaskClient], overseen: tuple[SchakelFlask, Urls], world: World
) -> None:
    person = world.persons["samira"]
    past.run(_MANY, lines=LINES, dossier=world.dossier, account=world.accounts["omar"], person=person)
    past.run("analyze access_log, processing_log")
    noor, at = visitor("noor"), f"/dossiers/{world.dossier}/people/{person}/overview"
    with overseen[0].test_request_context():
        act_as(TOKENS["noor"])
        query = text("select * from sec.overview_log(:person)")
        bare = _least(lambda: db.session.execute(query, {"person": person}).all())
        db.session.remove()
    assert int(noor.get(at).text.split(" keer bekeken of gewijzigd")[0].rsplit("<p>", 1)[1]) >= LINES
    for end in ("", "?whole=1"):
        assert _least(lambda end=end: noor.get(at + end), 3) < MOST * bare, (end, bare)  # type: ignore[misc]
