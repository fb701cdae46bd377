"""The API for programs: a walk over its own description, the same numbers as the page, and who it tells nothing."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import psycopg
import pytest
from sqlalchemy import text
from werkzeug.test import TestResponse

from app.accounts import throttle
from app.insight.api.document import QUERY
from app.insight.filters import read_filter
from app.insight.places import Places
from app.insight.presenters.outlets import OUTLETS
from app.kernel.clock import today_in_amsterdam
from tests.database import Cluster
from tests.integration.insight.conftest import Scene
from tests.integration.insight.course import LAST, Course
from tests.integration.insight.town import Town
from tests.integration.insight.towns import counted
from tests.world import PEOPLE

BASE = "/api/v1"
TOKEN = re.compile(r"schakel_api_[\w-]{43}")
NEXT_MONTH = (today_in_amsterdam() + dt.timedelta(days=30)).isoformat()


def fill(scene: Scene) -> None:
    Course(scene).fill(1, 200)
    scene.many(14, "enforcement", day=LAST.starts, by="police")


@pytest.fixture(scope="module")
def town(cluster: Cluster) -> Iterator[Town]:
    with counted(cluster, "api", fill) as made:
        yield made


def make(town: Town, who: str = "coordinator") -> str:
    found = TOKEN.search(town.client(who).post("/insight/api", data={"last_day": NEXT_MONTH}).text)
    assert found, "no token on the page"
    return found[0]


def ask(town: Town, path: str, token: str = "", **headers: str) -> TestResponse:
    if token:
        headers["Authorization"] = f"Bearer {token}"
    return town.app.test_client().get(path, headers=headers)


def holds(schema: dict[str, Any], value: Any, whole: dict[str, Any]) -> list[str]:
    """What of a value its schema does not allow; a reader of JSON Schema for as much of it as the document uses."""
    if "$ref" in schema:
        schema = whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        return [] if any(not holds(one, value, whole) for one in schema["anyOf"]) else [f"{value!r}: none of them"]
    kinds: dict[str, Any] = {
        "object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None),
    }  # fmt: skip
    if not isinstance(value, kinds[schema["type"]]):
        return [f"{value!r} is no {schema['type']}"]
    if isinstance(value, list):
        return [one for each in value for one in holds(schema["items"], each, whole)]
    if isinstance(value, dict):
        known = schema["properties"]
        wrong = [f"without {name}" for name in schema["required"] if name not in value]
        wrong += [f"unknown {name}" for name in value if name not in known]
        return wrong + [one for name in known if name in value for one in holds(known[name], value[name], whole)]
    return []


def test_each_address_of_the_description_answers_what_it_describes(town: Town) -> None:
    token = make(town)
    said = ask(town, f"{BASE}/openapi.json")
    whole = json.loads(said.text)
    assert whole["openapi"].startswith("3.1")
    pages = [one["name"] for one in ask(town, f"{BASE}/pages", token).get_json()["pages"]]
    assert pages == list(OUTLETS)
    for path, item in whole["paths"].items():
        assert set(item) == {"get"}, "read only"
        told = item["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        for address in [path.replace("{name}", page) for page in pages] if "{" in path else [path]:
            answer = ask(town, f"{BASE}{address}", token)
            assert answer.status_code == 200, address
            assert holds(told, answer.get_json(), whole) == [], address
            assert answer.headers["API-Version"] == whole["info"]["version"]
            assert answer.headers["Cache-Control"] == "no-store"
            assert "Access-Control-Allow-Origin" not in answer.headers
            assert "Set-Cookie" not in answer.headers
    with town.app.test_request_context():
        filters = set(read_filter({}, Places(), dt.date(2026, 1, 1)).typed)
    assert {name for name, _said, _schema in QUERY} == filters, "the filters of the pages"
    names = re.findall(r'"name": "([^"]+)", "in": "query"', said.text)
    assert names
    assert all(re.fullmatch(r"[a-z][a-zA-Z]*", name) for name in names), "camelCase"


def test_the_api_tells_the_numbers_of_the_page_and_no_more(town: Town) -> None:
    query = f"period={LAST}"
    told = ask(town, f"{BASE}/pages/mix?{query}", make(town)).get_json()
    shown = " ".join(town.client("coordinator").get(f"/insight?{query}").text.split())
    table = told["parts"][0]["table"]
    assert table["rows"]
    for row in table["rows"]:
        assert all(cell is None or str(cell) in shown for cell in row), row
    assert told["period"] == str(LAST)
    assert any("minstens tien huishoudens" in rule for rule in told["rules"])


def test_what_is_wrong_comes_together_as_a_problem(town: Town) -> None:
    token = make(town)
    answer = ask(town, f"{BASE}/pages/mix?period=2999&colour=red", token, **{"Accept-Language": "en"})
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert {one["name"] for one in answer.get_json()["errors"]} == {"period", "colour"}
    for path, status in ((f"{BASE}/pages/", 404), (f"{BASE}/pages/nothing", 404), (f"{BASE}/nothing", 404)):
        answer = ask(town, path, token)
        assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), path
        assert answer.get_json()["status"] == status
        assert answer.headers["API-Version"]
    posted = town.app.test_client().post(f"{BASE}/pages", headers={"Authorization": f"Bearer {token}"})
    assert (posted.status_code, posted.mimetype) == (405, "application/problem+json")


def test_without_a_token_of_its_own_nobody_is_told_anything(town: Town) -> None:
    signed_in = town.client("coordinator")
    for path in (f"{BASE}/pages", f"{BASE}/pages/mix", f"{BASE}/places", f"{BASE}/nothing"):
        for answer in (signed_in.get(path), ask(town, path, "schakel_api_wrong"), ask(town, path, "wrong")):
            assert answer.status_code == 401, path
            assert answer.headers["WWW-Authenticate"] == "Bearer"
    with signed_in.session_transaction() as session:
        browsers = session["token"]
    assert ask(town, f"{BASE}/pages", browsers).status_code == 401


def test_a_token_opens_no_page_and_is_no_proof(town: Town) -> None:
    token = make(town)
    assert ask(town, "/insight", token).status_code == 303
    made = town.scene.line.execute(text("select proved_at, started_at from account_session where for_api")).all()
    town.scene.line.commit()
    assert made
    assert all(row.proved_at < row.started_at - dt.timedelta(days=365) for row in made), "never a fresh proof"


@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_it_has_the_rights_of_the_account(town: Town, who: str) -> None:
    function = PEOPLE[who][0]
    if function not in {"coordinator", "analyst", "community_worker"}:
        assert town.client(who).get("/insight/api").status_code == 403
        return
    token = make(town, who)
    pages = [one["name"] for one in ask(town, f"{BASE}/pages", token).get_json()["pages"]]
    assert ("load" in pages) == (function != "community_worker")
    answer = ask(town, f"{BASE}/pages/load", token)
    assert answer.status_code == (403 if function == "community_worker" else 200)
    if function == "community_worker":
        told = ask(town, f"{BASE}/pages/mix?period={LAST}", token).get_json()
        assert not any(column["name"] == "Zorg" for part in told["parts"] for column in part["table"]["columns"])


def test_the_database_makes_none_for_who_may_count_nothing_or_without_proof(town: Town) -> None:
    line = town.scene.line
    for who in ("noor", "coordinator"):
        town.scene.asks_as(who)
        with pytest.raises(Exception, match="not asked by the application"):
            line.execute(text("select sec.make_api_token('x', now() + interval '1 day', 'x')"))
        line.rollback()


def test_a_new_one_ends_the_old_one_and_an_end_is_at_once(town: Town) -> None:
    old = make(town)
    new = make(town)
    assert ask(town, f"{BASE}/pages", old).status_code == 401
    assert ask(town, f"{BASE}/pages", new).status_code == 200
    client = town.client("coordinator")
    assert new not in client.get("/insight/api").text
    assert client.post("/insight/api/end").status_code == 303
    assert ask(town, f"{BASE}/pages", new).status_code == 401
    assert client.post("/insight/api/end", data={"submission_key": "again"}).status_code == 404


def test_it_runs_out_and_ends_with_the_account_but_does_not_idle(town: Town) -> None:
    token, line = make(town), town.scene.line

    def moved(column: str, value: str) -> int:
        mark = {"hash": sha256(token.encode()).digest()}
        line.execute(text(f"update account_session set {column} = {value} where token_hash = :hash"), mark)
        line.commit()
        return ask(town, f"{BASE}/pages", token).status_code

    assert moved("last_seen_at", "now() - interval '20 days'") == 200
    assert moved("expires_at", "now()") == 401
    token = make(town)
    for active in (False, True):
        values = {"active": active, "id": town.scene.world.accounts["coordinator"]}
        line.execute(text("update account set active = :active where id = :id"), values)
        line.commit()
        assert ask(town, f"{BASE}/pages", token).status_code == 401
    line.execute(text("update account_session set ended_at = null where not for_api"))
    line.commit()


def test_only_a_hash_is_kept_and_every_call_is_logged(town: Town) -> None:
    token = make(town)
    ask(town, f"{BASE}/pages/mix?period={LAST}", token)
    line = town.scene.line
    logged = line.execute(
        text("select reason from access_log where operation = 'insight.api' order by id desc")
    ).scalars()
    assert f"{BASE}/pages/mix period={LAST}" in list(logged)
    for row in line.execute(text("select * from account_session where for_api")):
        assert token not in str(row)
    assert isinstance(line.connection.driver_connection, psycopg.Connection)
    line.commit()


def test_too_many_questions_are_refused_with_when_to_ask_again(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    token, other, line = make(town, "analyst"), make(town), town.scene.line
    line.execute(text("delete from sign_in_attempt where subject like 'api:%'"))
    line.commit()
    monkeypatch.setattr(throttle, "PER_PROGRAM", 2)
    asked = [ask(town, f"{BASE}/pages{path}", token).status_code for path in ("", "/mix?period=2999", "", "/mix")]
    assert asked == [200, 400, 429, 429], "also what is wrong is counted"
    refused = ask(town, f"{BASE}/pages", make(town, "analyst"))
    assert refused.status_code == 429, "a new token is no new beginning"
    assert (refused.mimetype, refused.get_json()["status"]) == ("application/problem+json", 429)
    assert refused.headers["Retry-After"] == "330"
    assert refused.headers["API-Version"]
    assert "kort na elkaar" in refused.get_json()["detail"]
    assert ask(town, f"{BASE}/pages", other).status_code == 200, "the program of somebody else goes on"
    paths = ask(town, f"{BASE}/openapi.json").get_json()["paths"].values()
    assert all("429" in item["get"]["responses"] for item in paths)


def test_what_cannot_be_counted_is_not_answered(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    token = make(town)
    monkeypatch.setattr(throttle, "_TAKE", text("select sec.no_such_counter(:subjects, :allowed, :proof)"))
    answer = ask(town, f"{BASE}/pages", token)
    assert answer.status_code >= 500
    assert "pages" not in answer.get_json()


@pytest.mark.parametrize("day", ["", "2999-01-01", "2020-01-01"])
def test_a_wrong_day_is_said_and_makes_none(town: Town, day: str) -> None:
    answer = town.client("analyst").post("/insight/api", data={"last_day": day})
    assert answer.status_code == 400
    assert not TOKEN.search(answer.text)
    assert "Kies tot" in answer.text
