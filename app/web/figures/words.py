"""What the pictures say in the reader's language. A page gives the title and the sentence; the rest is the same everywhere."""

from app.web.charts import (
    STRANDS,
    About,
    CoverageWords,
    CrossingWords,
    FlowWords,
    MeasureWords,
    MultiplesWords,
)
from app.web.i18n import current_language
from app.web.i18n import gettext as _
from app.web.pictures import part_name


def strand_names() -> dict[str, str]:
    """The strands by their keys."""
    return {strand: part_name(strand) for strand in STRANDS}


def about(
    title: str, summary: str, *, notes: tuple[str, ...] = (), codebook: tuple[tuple[str, str], ...] = ()
) -> About:
    """What a page says of its picture: the title, the sentence of what it shows, how it was counted, and what words mean.

    Where a number may not be shown stands that there is too little, also where a large one would give a small one away.
    """
    return About(title, summary, _("te weinig om te tonen"), current_language(), notes, codebook)


def flow_words(said: About, *, unit: str) -> FlowWords:
    """For the picture of the order; ``unit`` is what is counted, as in *huishoudens*."""
    return FlowWords(
        about=said,
        names={**strand_names(), "none": _("Niets meer")},
        columns=(_("Eerst"), _("Daarna"), _("En dan")),
        turns=("1", "2"),
        head=(_("Stap"), _("Van"), _("Naar"), _("Aantal"), _("Aandeel")),
        unit=unit,
        few=_("te weinig"),
    )


def multiples_words(said: About, *, area: str, unit: str) -> MultiplesWords:
    """For the mix over time; ``area`` is what a picture stands for (*Buurt*), ``unit`` what the total counts."""
    return MultiplesWords(
        about=said,
        names=strand_names(),
        head=(area, _("Periode"), _("Aantal")),
        unit=unit,
    )


def crossing_words(said: About) -> CrossingWords:
    """For the lines that cross."""
    return CrossingWords(
        about=said,
        crossing=_("de lijnen kruisen: %(period)s"),
        period=_("Periode"),
    )


def coverage_words(said: About, *, units: tuple[str, str], across: str = "") -> CoverageWords:
    """For need against offer; ``units`` are what the need and the offer count, ``across`` what the columns are (*Buurt*)."""
    return CoverageWords(
        about=said,
        names=strand_names(),
        head=(_("Levensgebied"), across or _("Buurt"), _("Vraag, afgerond"), _("Opvallend")),
        marks={"enforcement": _("alleen handhaving"), "nothing": _("geen antwoord")},
        need=_("vraag: %(num)s"),
        no_need=_("geen vraag"),
        bare=_("Een vorm zonder getal: te weinig om te tonen."),
        units=units,
    )


def caseload_words(said: About, *, name: str, unit: str) -> MeasureWords:
    """For bars against a bandwidth; ``name`` is what a bar stands for (*Team*)."""
    return MeasureWords(
        about=said,
        head=(name, _("Gewicht"), _("Bandbreedte van"), _("Bandbreedte tot"), _("Opvallend")),
        unit=unit,
        within=_("%(value)s · past"),
        over=_("%(value)s · %(beside)s te veel"),
        under=_("%(value)s · ruimte voor %(beside)s"),
    )


def measure_words(said: About, *, head: tuple[str, str], unit: str) -> MeasureWords:
    """For plain bars: in and out, how long a phase takes; ``head`` is what a bar stands for and what its length is."""
    return MeasureWords(
        about=said,
        head=head,
        unit=unit,
    )
