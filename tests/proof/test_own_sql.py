"""SQL of somebody's own under the application's role, with one session: thousands of statements, and no word too many."""

from collections.abc import Iterator
from random import Random

import pytest

from tests.access.proof import connect
from tests.access.test_route_walk import Walk, allowed
from tests.access.test_route_walk import walk as walk  # every text a token
from tests.proof.extent import Tally, many
from tests.proof.grammar import Grammar, Line, answer
from tests.tokens import found_in
from tests.world import TOKENS

pytestmark = pytest.mark.slow

ASKERS = ("tess", "eva", "community_officer", "housing_officer", "resident", "volunteer", "administrator", "safe_home")


@pytest.fixture
def app_line(walk: Walk) -> Iterator[Line]:
    """A connection as the application's role."""
    line = connect(walk.app.config["SQLALCHEMY_DATABASE_URI"])
    line.execute("set statement_timeout = '5s'")
    line.commit()
    yield line
    line.close()


def test_no_statement_of_somebodys_own_says_a_word_too_many(walk: Walk, app_line: Line, tally: Tally) -> None:
    random = Random(10)  # noqa: S311 - repeatable
    grammar = Grammar(walk, random)
    assert len(grammar.functions) > 20
    for name in ASKERS:
        may = allowed(walk, name)
        for _ in range(many(60, 640)):
            app_line.execute("select * from sec.open(%s)", (TOKENS[name],))
            parts = [grammar.statement() for _ in range(random.randint(1, 2))]
            said = " ".join(answer(app_line, part) for part in parts)
            app_line.rollback()
            leaked = {
                f"{t.table}.{t.column}"
                for t in found_in(said)
                if (t.table, t.row) not in may and t.table != "household_area"
            }
            tally.check(not leaked, f"{name}: {parts} says {sorted(leaked)}")
            tally.tried += len(parts) - 1


def test_what_is_not_committed_by_those_statements_is_not_there(walk: Walk, app_line: Line, tally: Tally) -> None:
    """The hashes of tokens and the keys of the door are out of reach, whatever is asked."""
    for table in ("account_session", "sec.setting", "sec.keyring", "person_key", "sign_in_attempt"):
        for shape in (
            "select * from {}",
            "select count(*) from {}",
            "copy {} to stdout",
            "select {}::text from {}",
            "table {}",
        ):
            app_line.execute("select * from sec.open(%s)", (TOKENS["noor"],))
            said = answer(app_line, shape.replace("{}", table))
            app_line.rollback()
            tally.check(
                "permission denied" in said or "does not exist" in said or "missing" in said,
                f"{shape} {table}: {said[:80]}",
            )


def test_the_grammar_is_read_by_the_database(walk: Walk, app_line: Line) -> None:
    """So that no refusal is one of spelling alone: most of what is read is answered."""
    random = Random(1)  # noqa: S311 - repeatable
    grammar, well = Grammar(walk, random), 0
    for _ in range(100):
        app_line.execute("select * from sec.open(%s)", (TOKENS["noor"],))
        said = answer(app_line, grammar.read())
        well += "zz" in said or "[]" in said or said.startswith("[")
        app_line.rollback()
    assert well > 30
