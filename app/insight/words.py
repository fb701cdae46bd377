"""Numbers, places, periods and values in words of the screen."""

from collections.abc import Iterable, Mapping

from app.accounts.words import kind_name
from app.dossiers.domains import DOMAINS
from app.dossiers.phases import PHASES
from app.insight.facts import NO_DOMAIN
from app.insight.periods import Period, Span
from app.insight.questions import By, Cell
from app.web.charts import STRANDS
from app.web.i18n import by_language, month
from app.web.i18n import gettext as _
from app.web.pictures import part_name


def by_name(by: By) -> str:
    """What somebody chooses to let an answer fall apart into."""
    return {
        By.PLACE: lambda: _("Wijk en buurt"),
        By.PERIOD: lambda: _("Tijd"),
        By.KIND: lambda: _("Soort organisatie"),
        By.ORGANISATION: lambda: _("Organisatie"),
        By.TEAM: lambda: _("Team"),
        By.DOMAIN: lambda: _("Levensgebied"),
        By.PHASE: lambda: _("Fase van nu"),
        By.STEP: lambda: _("Eerste of volgende"),
        By.AFTER: lambda: _("Wat ervoor kwam"),
        By.TURN: lambda: _("De hoeveelste"),
        By.GAP: lambda: _("Tijd ertussen"),
        By.ALONG: lambda: _("Wie er al was"),
        By.WORTH: lambda: _("Eigen rol opgeschreven"),
        By.TURNED: lambda: _("Wat er later bij kwam"),
        By.EXIT: lambda: _("Hoe het werd afgesloten"),
        By.GOALS: lambda: _("Wat er van de doelen kwam"),
        By.THEME: lambda: _("Thema"),
    }[by]()


def period_name(period: Period) -> str:
    """*2025*, *kwartaal 3 van 2026*, *juli 2026*."""
    if period.span is Span.YEAR:
        return str(period.starts.year)
    if period.span is Span.QUARTER:
        return _("kwartaal %(num)s van %(year)s", num=(period.starts.month + 2) // 3, year=period.starts.year)
    return month(period.starts)


def value_name(value: str, organisations: Mapping[int, str]) -> str:
    """What ``kind:police`` is called; a number that nobody has any more is said as it is."""
    cut, _colon, code = value.partition(":")
    if cut == By.KIND:
        return kind_name(code)
    if cut in {By.ORGANISATION, By.TEAM}:
        return organisations.get(int(code), code)
    if cut in {By.DOMAIN, By.THEME}:
        if code == NO_DOMAIN:
            return _("zonder levensgebied")
        return by_language(DOMAINS[code].name_nl, DOMAINS[code].name_en) if code in DOMAINS else code
    if cut == By.PHASE:
        return by_language(*PHASES[code]) if code in PHASES else code
    return _step_name(cut, code) or _closed_name(cut, code) or code


def _step_name(cut: str, code: str) -> str:
    """What came before something that began, in words; nothing when it is not known."""
    if cut in {By.AFTER, By.TURN}:
        strand, _dot, nth = code.partition(".")
        name = part_name(strand).lower() if strand in STRANDS else strand
        return _("na %(name)s, nummer %(num)s", name=name, num=nth) if nth else _("na %(name)s", name=name)
    return {
        "step:first": lambda: _("de eerste in het huishouden"),
        "step:next": lambda: _("na iets anders"),
        "gap:week": lambda: _("binnen een week"),
        "gap:month": lambda: _("binnen een maand"),
        "gap:quarter": lambda: _("binnen drie maanden"),
        "gap:half": lambda: _("binnen een half jaar"),
        "gap:longer": lambda: _("na meer dan een half jaar"),
        "along:own": lambda: _("zelfde organisatie"),
        "along:handed": lambda: _("opvolging van een ander"),
        "along:together": lambda: _("naast een ander, samen"),
        "along:apart": lambda: _("naast een ander, apart"),
        "worth:written": lambda: _("opgeschreven"),
        "worth:missing": lambda: _("niet opgeschreven"),
    }.get(f"{cut}:{code}", lambda: "")()


def start_name(start: str) -> str:
    """With what a household began: a strand, more than one, or nothing yet."""
    if start in STRANDS:
        return part_name(start)
    return _("Meer dan één soort") if start == "mixed" else _("Nog geen inzet")


def _closed_name(cut: str, code: str) -> str:
    """What became of a closed situation, in words; nothing when it is not known."""
    if cut == By.TURNED and code in STRANDS:
        return _("%(name)s kwam erbij", name=part_name(code).lower())
    return {
        "turned:none": lambda: _("er kwam geen andere soort bij"),
        "exit:low_flame": lambda: _("na een waakvlam"),
        "exit:at_work": lambda: _("vanuit de uitvoering"),
        "exit:before": lambda: _("voordat de uitvoering begon"),
        "goals:all": lambda: _("alle doelen gehaald"),
        "goals:some": lambda: _("een deel van de doelen gehaald"),
        "goals:not": lambda: _("geen doel gehaald"),
        "goals:none": lambda: _("er stond geen doel"),
    }.get(f"{cut}:{code}", lambda: "")()


def percent(share: float | None) -> str:
    """*30%*, or a dash when it is not told."""
    return "–" if share is None else _("%(num)s%%", num=round(share * 100))


def at_least(number: int | None) -> str:
    """Households and persons in whole tens: *40 of meer*."""
    return "–" if number is None else _("%(num)s of meer", num=number)


def mix_in_words(cell: Cell) -> str:
    """*zorg 30%, handhaving 52%, activering 18%*, of what is told."""
    shares: Iterable[tuple[str, float | None]] = ((strand, cell.share(strand)) for strand in STRANDS)
    return ", ".join(
        _("%(name)s %(share)s", name=part_name(strand).lower(), share=percent(share))
        for strand, share in shares
        if share is not None
    )


def change_in_words(now: Cell, before: Cell | None) -> str:
    """How the shares moved, in percentage points; a dash when one of both is not told."""
    if before is None or not (now.is_split and before.is_split):
        return "–"
    moved = []
    for strand in STRANDS:
        points = round((now.share(strand) or 0) * 100) - round((before.share(strand) or 0) * 100)
        if points:
            moved.append(f"{part_name(strand).lower()} {points:+d}".replace("-", "−"))
    return ", ".join(moved) or _("gelijk")
