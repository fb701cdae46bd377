"""Own and others' role: who does what, where organisations follow each other up or work beside each other, and what they wrote of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.accounts.words import kind_name
from app.insight.facts import ALONGS, WORTHS
from app.insight.places import Place
from app.insight.presenters.course import Block, led_by
from app.insight.presenters.frame import Asked, Frame, columns, frame
from app.insight.questions import By, Cell, Question, list_parts
from app.insight.rules import LEAST_ORGANISATIONS, SEE_EACH_ORGANISATION
from app.insight.words import percent, period_name, value_name
from app.web.charts import Cell as Shown
from app.web.charts import Chart, Measure, Table, draw_measures
from app.web.figures import about, measure_words
from app.web.guard import actor
from app.web.i18n import gettext as _
from app.web.pictures import part_name

ENDPOINT = "insight.roles"
FILTERS = ("place", "period", "vs")


@dataclass(frozen=True, slots=True)
class RolesPage:
    """The page. ``who`` is who does what; ``beside`` who else was at work, as a picture and, by place, as ``where``; ``worth`` what was
    written of the own role. ``counts_all``: whether whoever asks may be told who else was at work.
    """

    frame: Frame
    sentences: tuple[str, ...]
    who: Table | None
    beside: Chart | None
    moved: Table | None
    where: Table | None
    worth: Table | None
    counts_all: bool

    @property
    def parts(self) -> tuple[Block, ...]:
        """What can leave the screen: who does what, who was there already as a picture, and the other tables."""
        tables = {"who": self.who, "moved": self.moved, "where": self.where, "worth": self.worth}
        found = [Block(name, table.title, (), None, table) for name, table in tables.items() if table]
        if self.beside:
            found.insert(1, Block("beside", self.beside.title, (), self.beside, self.beside.table))
        return led_by(self.sentences, found)


def roles_page(asked: Asked) -> RolesPage:
    """Everything that the page shows; ``asked`` falls apart by organisation."""
    around, question = frame(asked, ENDPOINT, filters=FILTERS), asked.answer.answered
    counts_all = len(columns(asked.answer)) > 2
    if asked.answer.whole is None:
        return RolesPage(around, (), None, None, None, None, None, counts_all)
    along, worth = (_by_code(list_parts(replace(question, by=by), asked.places)) for by in (By.ALONG, By.WORTH))
    return RolesPage(
        frame=around,
        sentences=tuple(_sentences(asked, along, worth)),
        who=_who(asked),
        beside=_beside(along, asked),
        moved=_moved(along, asked),
        where=_where(question, asked),
        worth=_worth(worth, asked),
        counts_all=counts_all,
    )


def _by_code(cells: Iterable[Cell]) -> dict[str, Cell]:
    return {cell.value.partition(":")[2]: cell for cell in cells}


def _own(asked: Asked) -> Cell | None:
    mine = f"{By.ORGANISATION}:{actor().organisation_id}"
    return next((cell for cell in asked.answer.cells if cell.value == mine), None)


def _whole(asked: Asked) -> tuple[int | None, ...]:
    """What all organisations began, by strand and together; None where it would tell the part of a single other one."""
    return _of_all(asked.answer.whole, asked) if asked.answer.whole else ()


def _of_all(cell: Cell, asked: Asked) -> tuple[int | None, ...]:
    """The numbers of a line about all organisations: those strands of which the whole may be told, and all of it when each may."""
    whole, everything = asked.answer.whole, actor().function in SEE_EACH_ORGANISATION
    strands = columns(asked.answer)
    known = whole.orgs if whole else {}
    enough = {one for one in (*strands, "") if everything or known.get(one, 0) >= LEAST_ORGANISATIONS}
    if {*strands} - enough:
        enough.discard("")  # the strands add up to it
    numbers = {**cell.strands, "": cell.number}
    return tuple(numbers.get(one) if one in enough else None for one in (*strands, ""))


def _who(asked: Asked) -> Table:
    """Each organisation that may be seen, each kind that is told, and all of them."""
    strands = columns(asked.answer)
    kinds = list_parts(replace(asked.answer.answered, by=By.KIND), asked.places)
    lines = [(value_name(cell.value, asked.organisations), cell) for cell in asked.answer.cells]
    lines += [
        (_("soort: %(name)s", name=kind_name(cell.value.partition(":")[2])), cell) for cell in kinds if cell.is_told
    ]
    rows: list[tuple[Shown, ...]] = [
        (name, *(cell.strands.get(strand) for strand in strands), cell.number) for name, cell in lines
    ]
    rows.append((_("Alle organisaties"), *_whole(asked)))
    note = _(
        "Cijfers van één andere organisatie tonen we niet. Een soort of het totaal ziet u bij minstens twee andere organisaties."
    )
    heads = (_("Organisatie"), *(part_name(strand) for strand in strands), _("Alle inzet"))
    return about(_("Wie doet wat?"), "", notes=(note,)).table(heads, rows, ("",) * len(heads))


def _total(cells: Mapping[str, Cell]) -> int | None:
    """All parts together, when each of them is told."""
    numbers = [cell.number for cell in cells.values()]
    return None if None in numbers else sum(number or 0 for number in numbers)


def _share(cells: Mapping[str, Cell], code: str) -> float | None:
    """The part of one, when each is told; one that has no line has nothing in it."""
    total = _total(cells)
    if not total:
        return None
    found = cells.get(code)
    return (found.number or 0) / total if found else 0.0


def _beside(along: Mapping[str, Cell], asked: Asked) -> Chart | None:
    told = [along[code] for code in ALONGS if code in along]
    if not any(cell.number for cell in told):
        return None
    title = _("Wie was er al toen inzet begon?")
    said = about(
        title, next(iter(_apart(along)), _("Niet elk deel mag getoond worden. Daarom staat hier geen aandeel."))
    )
    words = measure_words(said, head=(_("Toen inzet begon"), _("Aantal")), unit=_("inzetten"))
    return draw_measures([Measure(value_name(cell.value, asked.organisations), cell.number) for cell in told], words)


def _moved(along: Mapping[str, Cell], asked: Asked) -> Table | None:
    """The shares of now and of the period to compare with."""
    if asked.before is None or not along:
        return None
    was = _by_code(list_parts(replace(asked.before.answered, by=By.ALONG), asked.places))
    rows = [
        (value_name(f"{By.ALONG}:{code}", {}), percent(_share(along, code)), percent(_share(was, code)))
        for code in ALONGS
    ]
    now, then = period_name(asked.answer.answered.period), period_name(asked.filter.against)
    return about(_("Anders dan toen?"), "").table((_("Toen inzet begon"), now, then), rows, ("", "", ""))


def _where(question: Question, asked: Asked) -> Table | None:
    """By district and neighbourhood: followed up, beside each other with something shared, and without."""
    codes = [code for code in ALONGS if code != "own"]
    found: dict[str, dict[str, int | None]] = {}
    for code in codes:
        for cell in list_parts(replace(question, by=By.PLACE, value=f"{By.ALONG}:{code}"), asked.places):
            found.setdefault(cell.place, {})[code] = cell.number
    places = sorted((asked.places.get(place) for place in found), key=lambda place: (place.level, place.name))
    rows = [(_place_name(place), *(found[place.code].get(code) for code in codes)) for place in places]
    if not any(number is not None for row in rows for number in row[1:]):
        return None
    heads = (_("Wijk of buurt"), *(value_name(f"{By.ALONG}:{code}", {}) for code in codes))
    return about(_("Waar volgen we elkaar op, en waar werken we langs elkaar heen?"), "").table(
        heads, rows, ("",) * len(heads)
    )


def _place_name(place: Place) -> str:
    return _("%(name)s (hele wijk)", name=place.name) if place.level == "district" else place.name


def _worth(worth: Mapping[str, Cell], asked: Asked) -> Table | None:
    strands = columns(asked.answer)
    rows = [
        (value_name(cell.value, {}), *_of_all(cell, asked))
        for code in WORTHS
        if (cell := worth.get(code)) is not None and cell.is_told
    ]
    if not rows:
        return None
    heads = (_("Eigen rol en wat die toevoegt"), *(part_name(strand) for strand in strands), _("Alle inzet"))
    return about(_("Is opgeschreven wat de eigen rol toevoegt?"), "").table(heads, rows, ("",) * len(heads))


def _sentences(asked: Asked, along: Mapping[str, Cell], worth: Mapping[str, Cell]) -> Iterable[str]:
    own, whole = _own(asked), _whole(asked)
    if own is not None and own.number is not None and whole[-1]:
        name = value_name(own.value, asked.organisations)
        yield _(
            "%(name)s begon %(share)s procent van alle inzet.", name=name, share=round(own.number / whole[-1] * 100)
        )
    yield from _apart(along)
    share = _share(worth, "written")
    if share is not None:
        yield _(
            "Bij %(share)s procent van de inzet is opgeschreven wat de eigen rol toevoegt.", share=round(share * 100)
        )


def _apart(along: Mapping[str, Cell]) -> Iterable[str]:
    share = _share(along, "apart")
    if share is not None:
        yield _(
            "Van wat volgde, begon %(share)s procent naast een andere organisatie zonder gezamenlijk doel, afspraak of vraag.",
            share=round(share * 100),
        )
