"""Who sees what, in words: the matrix read aloud for one row, and the explanation of what stays shut."""

from dataclasses import dataclass
from functools import cache

from flask_babel import lazy_gettext as _l

from app.access.matrix import load_matrix
from app.access.vocabulary import LEAD_ROW, Category, Term
from app.web.i18n import current_language
from app.web.i18n import gettext as _

#: Categories in the order in which people ask for them. The criminal column is empty by design and is not spoken of.
NAMES = {
    Category.IDENTITY: _l("namen"),
    Category.ADDRESS: _l("adres"),
    Category.HOUSEHOLD: _l("wie er wonen"),
    Category.DOMAINS: _l("levensgebieden"),
    Category.CARE: _l("inzet zorg"),
    Category.ENFORCEMENT: _l("inzet handhaving"),
    Category.ACTIVATION: _l("inzet activering"),
    Category.FINANCES: _l("geld"),
    Category.HEALTH: _l("gezondheid in het dagelijks leven"),
    Category.NETWORK: _l("het eigen netwerk"),
    Category.PLAN: _l("plan en afspraken"),
    Category.NOTES: _l("notities"),
    Category.DOCUMENTS: _l("documenten"),
    Category.OFFERS: _l("wat zij voor de buurt willen doen"),
}


@dataclass(frozen=True, slots=True)
class Sight:
    """Categories of one row of the matrix, sorted by what it may: from reading to nothing at all."""

    reads: tuple[Category, ...]
    outlines: tuple[Category, ...]
    exists: tuple[Category, ...]
    own: tuple[Category, ...]
    disclosed: tuple[Category, ...]
    shut: tuple[Category, ...]


@cache
def sight_of(row: str) -> Sight:
    """Sorts the categories of one row by the strongest term of its cell."""
    matrix = load_matrix()
    order = (
        ("reads", {Term.WRITE, Term.READ}),
        ("outlines", {Term.SUMMARY, Term.PROCESS}),
        ("own", {Term.OWN}),
        ("exists", {Term.EXISTENCE}),
        ("disclosed", {Term.DISCLOSED}),
    )
    found: dict[str, list[Category]] = {
        name: [] for name in ("reads", "outlines", "own", "exists", "disclosed", "shut")
    }
    for category in NAMES:
        terms = {grant.term for grant in matrix.get((row, category), ())}
        found[next((name for name, wanted in order if terms & wanted), "shut")].append(category)
    return Sight(**{name: tuple(values) for name, values in found.items()})


def words(categories: tuple[Category, ...]) -> str:
    """*namen, adres en geld*."""
    names = [str(NAMES[category]) for category in categories]
    if not names[1:]:
        return "".join(names)
    return _("%(list)s en %(last)s", list=", ".join(names[:-1]), last=names[-1])


def listed(row: str) -> tuple[tuple[str, str], ...]:
    """What this row sees, as pairs (how, of what), for the reader's own *Wat u wel ziet*."""
    return _listed(row, current_language())


@cache
def _listed(row: str, _language: str) -> tuple[tuple[str, str], ...]:
    sight = sight_of(row)
    ways = (
        (_("U leest"), sight.reads),
        (_("U ziet in het kort"), sight.outlines),
        (_("Alleen van uw eigen organisatie"), sight.own),
        (_("Alleen dát het er is"), sight.exists),
        (_("Alleen wat met u gedeeld is"), sight.disclosed),
    )
    return tuple((how, words(categories)) for how, categories in ways if categories)


def in_short(row: str) -> str:
    """One short line for *Wie ziet wat*: what somebody reads, and that the rest is on disclosure."""
    return _in_short(row, current_language())


@cache
def _in_short(row: str, _language: str) -> str:
    sight = sight_of(row)
    if row == LEAD_ROW:
        return _("Leest het hele dossier; van handhaving alleen dat het er is en wanneer")
    if not sight.reads:
        return _("Ziet de regiekaart, en verder alleen wat gedeeld is")
    text = _("Leest %(what)s", what=words(sight.reads))
    return _("%(reads)s; verder alleen wat gedeeld is", reads=text) if sight.disclosed else text


def not_shown(row: str) -> str:
    """What stays shut for this row, in one sentence; empty when nothing does."""
    shut = words(sight_of(row).shut)
    return _("Dit hoort niet bij uw taak in dit dossier: %(what)s.", what=shut) if shut else ""
