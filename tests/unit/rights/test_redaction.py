"""Names of others do not stay in a text, however they are written; the reader's own name does."""

import pytest

from app.rights.redaction import Third, redactor
from app.rights.words import FIELDS, KINDS

KARIM = Third("p1", ("Karim van der Meer", "Karim", "van der Meer", "K."), "partner")
ANS = Third("n1", ("Ans",), "buurvrouw")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Karim belde.", "[partner] belde."),
        ("KARIM en ans kwamen.", "[partner] en [buurvrouw] kwamen."),
        ("Karim van der Meer (Ans)", "[partner] ([buurvrouw])"),
        ("Anselm zwanst, Karims fiets", "Anselm zwanst, Karims fiets"),
        ("niet meer, meneer Van der Meer", "niet meer, meneer [partner]"),
        ("Samira en Karim", "Samira en [partner]"),
        ("", ""),
    ],
)
def test_it_puts_a_relation_where_a_name_stood(text: str, after: str) -> None:
    assert redactor([KARIM, ANS], own_names=["Samira"])(text) == after


def test_a_name_that_is_ones_own_too_stays() -> None:
    redact = redactor([Third("p2", ("Jan Bos", "Jan", "Bos"), "ouder")], own_names=["Piet Bos", "Bos"])
    assert redact("Jan Bos en Piet Bos") == "[ouder] en Piet Bos"


def test_with_nobody_else_a_text_stays_as_it_is() -> None:
    assert redactor([], own_names=[])("Karim (a.b)") == "Karim (a.b)"


def test_a_name_is_no_pattern() -> None:
    assert redactor([Third("n2", ("A.b*",), "vriend")], own_names=[])("Axb A.b* Aab") == "Axb [vriend] Aab"


def test_every_field_and_kind_has_words_in_two_languages() -> None:
    assert all(all(field.name) for field in FIELDS.values())
    assert all(all(words) for words in KINDS.values())
