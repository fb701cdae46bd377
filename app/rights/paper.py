"""An approved copy on paper: a tagged PDF, with the heads of the log's seals on it."""

from collections.abc import Iterable

from app.access.scope import DossierScope
from app.dossiers.at_home import sheet_for
from app.rights.overview import Overview
from app.rights.presenters import OverviewView, RecipientView, RecordView, overview_view
from app.web.i18n import gettext as _
from app.web.i18n import in_language
from app.web.paper import Block, Bullets, Facts, Heading, Paragraph, Rows, Sheet


def copy_sheet(scope: DossierScope, overview: Overview, *, language: str) -> Sheet:
    """The copy in ``language`` (nl or en): what was typed stays in the words in which it was typed."""
    with in_language(language):
        view = overview_view(overview)
        return sheet_for(
            scope, view.name, _("Overzicht van %(name)s", name=view.name), _blocks(view), language=language
        )


def _blocks(view: OverviewView) -> Iterable[Block]:
    yield Paragraph(
        _("Dit is wat er in Schakel over u staat, waarom, van wie het is, wie het kreeg en wie ernaar keek.")
    )
    yield Paragraph(_("Gemaakt op %(moment)s.", moment=view.made))
    for section in view.sections:
        yield Heading(section.name.capitalize())
        for record in section.records:
            yield from _record(record)
    yield Heading(_("Wat er niet in staat"))
    if view.withheld:
        yield Paragraph(view.withheld)
    yield Paragraph(view.left_out)
    yield from _receivers(view)
    yield from _kept(view)
    yield from _looked(view)
    yield Heading(_("Wat u kunt vragen"))
    yield Paragraph(view.may_ask)


def _record(record: RecordView) -> Iterable[Block]:
    yield Heading(record.title, 3)
    if record.facts:
        yield Facts(record.facts)
    purpose = _("Doel: %(purpose)s", purpose=record.purpose) if record.purpose else ""
    yield Paragraph("\n".join(filter(None, (record.owner, purpose))))


def _receivers(view: OverviewView) -> Iterable[Block]:
    yield Heading(_("Wie gegevens kreeg"))
    head = (_("Wie"), _("Wat"), _("Wanneer"))
    if view.recipients:
        yield Rows(head, _cells(view.recipients), caption=_("Wie betrokken is of was"), widths=(1.3, 1, 1.3))
    if view.shares:
        yield Rows(head, _cells(view.shares), caption=_("Wat met wie is gedeeld"), widths=(1.3, 1, 1.3))
    yield Heading(_("Waar de gegevens vandaan komen"))
    yield Facts(view.sources)


def _cells(rows: tuple[RecipientView, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple((row.who, row.what, row.period) for row in rows)


def _kept(view: OverviewView) -> Iterable[Block]:
    yield Heading(_("Hoe lang het bewaard blijft"))
    if view.kept:
        yield Facts(tuple((one.what, ", ".join(filter(None, (one.term, one.until)))) for one in view.kept))
        yield Paragraph(_("Waar deze termijnen staan:"))
    unsure = _("de gemeente gaat deze termijn nog na")
    terms = [
        f"{term.what}: {term.term} ({', '.join(filter(None, (term.source, '' if term.certain else unsure)))})"
        for term in view.terms
    ]
    if terms:
        yield Bullets(tuple(terms))
    if view.unknown_terms:
        yield Paragraph(
            _(
                "Voor gegevens onder %(laws)s heeft de organisatie een eigen bewaartermijn. Vraag het haar.",
                laws=view.unknown_terms,
            )
        )


def _looked(view: OverviewView) -> Iterable[Block]:
    yield Heading(_("Wie keek, wanneer en waarom"))
    yield Paragraph(view.log_size)
    if view.log:
        cells = tuple((line.day, line.who, line.what, line.why) for line in view.log)
        yield Rows((_("Dag"), _("Wie"), _("Wat"), _("Waarom")), cells, widths=(1, 1.4, 1.4, 1.6))
    yield Heading(_("Zegels van het logboek"), 3)
    if view.seals:
        yield Paragraph(_("Met deze zegels kan iedereen nagaan dat er later niets aan het logboek is veranderd."))
        yield Bullets(tuple(f"{seal}\n{_halves(head)}" for seal, head in view.seals))
    else:
        yield Paragraph(_("Het logboek is nog niet verzegeld."))


def _halves(head: str) -> str:
    """Sixty-four signs do not fit on a line of large type."""
    return f"{head[:32]}\n{head[32:]}"
