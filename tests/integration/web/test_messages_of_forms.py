"""Whatever a form says, it says in plain Dutch or English: WTForms' own sentences and those of the kernel too."""

import ast
import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import flask_wtf.file
import pytest
import wtforms
from flask.testing import FlaskClient
from flask_babel import force_locale  # noqa: TID251 - outside a request
from werkzeug.datastructures import MultiDict
from wtforms import DateField, IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, Length, NumberRange

from app.kernel.bsn import parse_bsn
from app.kernel.dates import DateKind, parse_date
from app.kernel.errors import Forbidden, NotFound, RuleBroken, SchakelError
from app.kernel.postcode import parse_postcode
from app.web.builtin import MESSAGES
from app.web.forms import SchakelForm
from app.web.guard import SchakelFlask
from app.web.i18n import in_language, sentence
from tests.world import World

#: Said to programmers, never to people: a form that names a field that it does not have.
FOR_PROGRAMMERS = {"Invalid field name '%s'."}


class Bare(SchakelForm):
    """A form whose fields have no message of their own."""

    when = DateField()
    count = IntegerField(validators=[NumberRange(min=1, max=5)])
    one = SelectField(choices=["a", "b"])
    some = SelectMultipleField(choices=["a", "b"])
    name = StringField(validators=[DataRequired()])
    short = StringField(validators=[Length(max=2)])
    long = StringField(validators=[Length(min=3)])


BAD = MultiDict(
    [("when", "soon"), ("count", "9"), ("one", "c"), ("some", "c"), ("name", ""), ("short", "abc"), ("long", "a")]
)


def _bad(locale: str) -> dict[str, str]:
    with force_locale(locale):
        form = Bare(BAD)
        assert not form.validate()
        return {name: str(errors[0]) for name, errors in form.errors.items()}


@pytest.fixture
def request_there(app: SchakelFlask) -> Iterator[None]:
    with app.test_request_context():
        yield


def test_it_says_in_dutch_what_to_do(request_there: None) -> None:
    assert _bad("nl") == {
        "when": "Vul een datum in, zoals 24-11-2026.",
        "count": "Vul een getal in van 1 tot en met 5.",
        "one": "Kies iets uit de lijst.",
        "some": "Kies iets uit de lijst.",
        "name": "Vul dit in, of maak een keuze.",
        "short": "Maak dit korter: hooguit 2 tekens.",
        "long": "Maak dit langer. Het kleinste aantal tekens is 3.",
    }


def test_it_says_the_same_in_english(request_there: None) -> None:
    assert _bad("en") == {
        "when": "Fill in a date, such as 24-11-2026.",
        "count": "Fill in a number from 1 to 5.",
        "one": "Choose something from the list.",
        "some": "Choose something from the list.",
        "name": "Fill this in, or make a choice.",
        "short": "Make this shorter: at most 2 characters.",
        "long": "Make this longer. The smallest number of characters is 3.",
    }


def test_it_knows_every_sentence_that_the_libraries_bring_along() -> None:
    brought = set(_sentences(Path(wtforms.__file__).parent)) | set(_sentences(Path(flask_wtf.file.__file__)))
    assert len(brought) > 30
    assert brought - FOR_PROGRAMMERS - set(MESSAGES) == set()


def _sentences(place: Path) -> Iterator[str]:
    for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"gettext", "ngettext"}:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value


REFUSALS: list[Callable[[], object]] = [
    lambda: parse_bsn("12a"),
    lambda: parse_bsn("12345"),
    lambda: parse_bsn("123456789"),
    lambda: parse_postcode("12 AB"),
    lambda: parse_postcode("1234 SS"),
    lambda: parse_date("31-02-2026", kind=DateKind.START, today=dt.date(2026, 11, 24)),
    lambda: parse_date("ooit", kind=DateKind.START, today=dt.date(2026, 11, 24)),
]


@pytest.mark.parametrize("refuse", REFUSALS)
def test_what_the_kernel_refuses_reads_in_both_languages(request_there: None, refuse: Callable[[], object]) -> None:
    with pytest.raises(RuleBroken) as refused:
        refuse()
    with in_language("nl"):
        assert sentence(refused.value) == refused.value.text
    with in_language("en"):
        english = sentence(refused.value)
    assert english != refused.value.text
    assert "%(" not in english


@pytest.mark.parametrize("error", [SchakelError(), NotFound(), Forbidden()])
def test_a_refusal_without_words_of_its_own_reads_in_both_languages(request_there: None, error: SchakelError) -> None:
    with force_locale("en"):
        assert sentence(error) != error.text


def test_a_refusal_without_any_words_stays_empty(request_there: None) -> None:
    with force_locale("en"):
        assert sentence(RuleBroken("name", "")) == ""


def test_the_page_of_a_form_shows_it(client_of: Callable[[str], FlaskClient], world: World) -> None:
    page = client_of("noor").post(
        f"/dossiers/{world.dossier}/address", data={"postcode": "12 AB", "submission_key": "k1"}
    )
    assert page.status_code == 400
    assert "Vul een postcode in van vier cijfers en twee letters" in page.text
