"""Every route, as every function, in every relation: no word too many in any answer, and what is seen is logged and nothing else."""

from collections.abc import Iterator

import pytest

from tests.access.stands import STANDS, Stand, keep, stand, stand_again
from tests.access.test_route_walk import SIGNING_OUT, WORDLESS, Walk, allowed, words_of
from tests.access.test_route_walk import undone as undone  # what requests write is rolled back
from tests.access.test_route_walk import walk as walk  # every text a token
from tests.proof.extent import LONG, Tally
from tests.tokens import Found
from tests.world import PEOPLE

#: What these pages show without a word of anybody's in it, in some situation: who is in the team, a phase, a date.
QUIET = {
    "dossiers.team": {"plan"},
    "dossiers.undo_death": {"household"},
    # Whoever may not read its name is told of a household by its number, which is logged as who it is.
    "workspace.today": {"identity"} | WORDLESS["workspace.today"],
    "workspace.dossier": {"plan"} | WORDLESS["workspace.dossier"],
}
#: Forms are sent in the situations in which an answer could show most.
FORMS = ("running", "closed", "everything sealed", "an unsafe partner", "for one person")
#: In the suite two situations and six people; in ``make prove`` all of them.
CHOSEN = STANDS if LONG else tuple(each for each in STANDS if each.name in {"everything sealed", "for one person"})
WHO = tuple(PEOPLE) if LONG else ("noor", "omar", "tess", "community_officer", "safe_home", "resident")


@pytest.fixture(scope="module")
def kept(walk: Walk) -> Walk:
    keep(walk.owner)
    return walk


@pytest.fixture
def standing(kept: Walk, request: pytest.FixtureRequest) -> Iterator[Stand]:
    """The walk's world in one situation, and afterwards as it was."""
    stand(kept.owner, kept.world, request.param)
    yield request.param
    stand_again(kept.owner, request.param)


def too_many(walk: Walk, name: str, tokens: set[Found], may: set[tuple[str, int]]) -> list[str]:
    """Tokens that ``name`` may not read; names of neighbourhoods are places to choose from for whoever may begin a dossier."""
    places = {"household_area"} if PEOPLE[name] == ("generalist", "area_team") else set()
    return [
        f"{t.category}.{t.table}.{t.column}" for t in tokens if (t.table, t.row) not in may and t.table not in places
    ]


@pytest.mark.slow
@pytest.mark.parametrize("standing", CHOSEN, ids=lambda each: each.name, indirect=True)
@pytest.mark.parametrize("name", WHO)
def test_no_page_says_a_word_too_many_and_the_log_has_each(
    kept: Walk, standing: Stand, tally: Tally, name: str
) -> None:
    client, may = kept.client(name), allowed(kept, name, standing)
    where = {(row.table.name, row.id): row for row in kept.rows}
    kept.log_lines()
    for rule in kept.rules("GET"):
        for path in kept.paths(rule):
            response = client.get(path)
            tokens, lines = words_of(response), kept.log_lines()
            leaked = too_many(kept, name, tokens, may)
            shown = {(person, t.category) for t in tokens for person in where[t.table, t.row].about}
            told = {t.category for t in tokens if not where[t.table, t.row].about}
            told |= QUIET.get(rule.endpoint, WORDLESS.get(rule.endpoint, set()))
            unseen = {pair for pair in lines - shown if pair[1] not in told}
            tally.check(response.status_code < 500, f"{path}: {response.status_code}")
            tally.wrong += [f"{path} says {leaked}"] if leaked else []
            tally.wrong += [f"{path} logs not {sorted(shown - lines)}"] if shown - lines else []
            tally.wrong += [f"{path} logs unseen {sorted(unseen)}"] if unseen else []


@pytest.mark.slow
@pytest.mark.parametrize(
    "standing", [each for each in CHOSEN if each.name in FORMS], ids=lambda each: each.name, indirect=True
)
@pytest.mark.parametrize("name", WHO)
def test_no_answer_to_a_form_says_a_word_too_many(
    kept: Walk, standing: Stand, undone: None, tally: Tally, name: str
) -> None:
    may = allowed(kept, name, standing)
    for number, rule in enumerate(kept.rules("POST")):
        if rule.endpoint in SIGNING_OUT:
            continue
        for path in kept.paths(rule):
            response = kept.client(name).post(path, data={"submission_key": f"{standing.name}-{name}-{number}"})
            leaked = too_many(kept, name, words_of(response), may)
            tally.check(response.status_code < 500, f"{path}: {response.status_code}")
            tally.wrong += [f"{path} says {leaked}"] if leaked else []
