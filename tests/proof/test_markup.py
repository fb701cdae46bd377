"""Every text of every row is a tag with a handler: on no page it becomes an element or an attribute."""

import pytest
from bs4 import BeautifulSoup
from psycopg import sql

from app.db.scope import SCOPED
from tests.access.test_route_walk import Walk
from tests.access.test_route_walk import undone as undone  # what requests write is rolled back
from tests.access.test_route_walk import walk as walk  # every text a token
from tests.proof.extent import LONG, Tally
from tests.tokens import free_texts
from tests.world import PEOPLE

pytestmark = pytest.mark.slow

PLANTED = "'\"><x-canary onx=1 style=x>{{7*7}}</textarea></title>"
WHO = tuple(PEOPLE) if LONG else ("noor", "resident")


@pytest.fixture(scope="module")
def planted(walk: Walk) -> Walk:
    """The walk's world, its texts with a tag in front."""
    for table in SCOPED:
        walk.owner.execute(sql.SQL("alter table {} disable trigger user").format(sql.Identifier(table.name)))
        for column in free_texts(table):
            if column not in {"stored_name", "file_name", "sha256", "given_name"}:
                walk.owner.execute(
                    sql.SQL("update {} set {c} = {} || {c}").format(
                        sql.Identifier(table.name), sql.Literal(PLANTED), c=sql.Identifier(column)
                    )
                )
        walk.owner.execute(sql.SQL("alter table {} enable trigger user").format(sql.Identifier(table.name)))
    walk.owner.commit()
    return walk


@pytest.mark.parametrize("name", WHO)
def test_what_somebody_typed_is_no_element(planted: Walk, undone: None, tally: Tally, name: str) -> None:
    client, shown = planted.client(name), 0
    for rule in planted.rules("GET"):
        for path in planted.paths(rule):
            answer = client.get(path)
            if answer.mimetype != "text/html":
                continue
            page = BeautifulSoup(answer.text, "html5lib")
            shown += "x-canary" in answer.text
            elements = [tag.name for tag in page.find_all() if tag.name == "x-canary" or "onx" in tag.attrs]
            handlers = [key for tag in page.find_all() for key in tag.attrs if key.startswith("on") or key == "style"]
            scripts = [tag for tag in page.find_all("script") if not tag.get("src")]
            tally.check(not elements and not handlers and not scripts, f"{path}: {elements} {handlers} {scripts}")
            tally.check("49</textarea" not in answer.text, f"{path}: a text was read as a template")
    assert shown or name not in {"noor", "resident"}, "nothing was planted"
