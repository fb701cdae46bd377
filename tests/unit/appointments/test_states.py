"""The states of the second person."""

from app.appointments import states


def test_it_has_one_list_of_eight_states() -> None:
    assert list(states.STATES) == list(states.SUCCESSORS) == list(states.SecondState)
    assert all(nl and en for nl, en in states.STATES.values())


def test_it_never_shows_the_household_that_asking_was_unsafe() -> None:
    assert states.shown_to_household("unsafe") == "not_asked"
    assert states.shown_to_household("coming") == "coming"


def test_it_lets_unsafe_be_chosen_from_everywhere_and_left_only_by_starting_again() -> None:
    others = [state for state in states.SecondState if state != states.SecondState.UNSAFE]
    assert all(states.may_follow(state, "unsafe") for state in others)
    assert states.SUCCESSORS["unsafe"] == {"not_asked"}


def test_it_knows_what_is_still_open() -> None:
    assert {"not_asked", "asked", "thinking"} == states.OPEN
    assert not states.OPEN & states.AFTERWARDS
    assert not states.may_follow("did_not_come", "coming")
    assert states.may_follow("came", "did_not_come")


def test_it_invites_without_pressing() -> None:
    assert set(states.INVITATION) == {"title", "greeting", "when", "where", "bring", "why", "free", "call", "closing"}
    for text in (states.TO_SAY, states.DUO_QUESTION, states.DUO_FREE, *states.INVITATION.values()):
        assert text.nl
        assert text.en
        assert {part for part in ("{who}", "{when}", "{phone}") if part in text.nl} == {
            part for part in ("{who}", "{when}", "{phone}") if part in text.en
        }
