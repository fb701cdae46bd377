"""Words, numbers and measures that the tests of the pictures share."""

from collections.abc import Iterator
from itertools import combinations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from app.web.charts import About, Chart, CoverageWords, CrossingWords, Drawing, FlowWords, MeasureWords, MultiplesWords
from app.web.charts.marks import Words

FEW = "te weinig om te tonen"
NAMES = {"care": "Zorg", "enforcement": "Handhaving", "activation": "Activering", "none": "Niets meer"}
#: A machine that does other things too is no fault of a picture.
CALM = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LETTERS = st.characters(categories=("Ll", "Lu", "Nd"), include_characters=" .,-'")
LABELS = st.text(LETTERS, max_size=60)
#: Any count that a town can have, with those that may not be shown and those that are nothing.
COUNTS = st.none() | st.just(0) | st.integers(0, 2_000_000)

FLOW = FlowWords(
    about=About("Wat komt er na wat?", "Na handhaving volgt vaak zorg.", FEW),
    names=NAMES,
    columns=("Eerst", "Daarna", "En dan"),
    turns=("1", "2"),
    head=("Stap", "Van", "Naar", "Aantal", "Aandeel"),
    unit="huishoudens",
    few="te weinig",
)
MULTIPLES = MultiplesWords(
    about=About("De mix door de tijd", "Activering groeit.", FEW),
    names=NAMES,
    head=("Buurt", "Periode", "Aantal"),
    unit="inzetten",
)
CROSSING = CrossingWords(
    about=About("De lijnen kruisen", "Het netwerk draagt meer.", FEW),
    crossing="de lijnen kruisen: %(period)s",
    period="Periode",
)
COVERAGE = CoverageWords(
    about=About("Wie heeft een antwoord?", "In De Terp antwoordt alleen handhaving.", FEW),
    names=NAMES,
    head=("Levensgebied", "Buurt", "Vraag", "Opvallend"),
    marks={"enforcement": "alleen handhaving", "nothing": "geen antwoord"},
    need="vraag: %(num)s",
    no_need="geen vraag",
    bare="Een vorm zonder getal: te weinig om te tonen.",
    units=("huishoudens", "inzetten"),
)
LOAD = MeasureWords(
    about=About("Hoe zwaar is de caseload?", "Noord zit erboven.", FEW),
    head=("Team", "Gewicht", "Van", "Tot", "Opvallend"),
    unit="punten",
    within="%(value)s · past",
    over="%(value)s · %(beside)s te veel",
    under="%(value)s · ruimte voor %(beside)s",
)
TIMES = MeasureWords(About("Hoe lang?", "Doen duurt lang.", FEW), ("Fase", "Duur"), "dagen")


def both(chart: Chart) -> tuple[Drawing, Drawing]:
    """The drawing for wide and the one for narrow screens."""
    return chart.wide, chart.narrow


def outside(drawing: Drawing) -> list[object]:
    """The marks that leave the sheet."""
    return [
        (mark, edges)
        for mark, edges in drawing.placed()
        if edges[0] < -1 or edges[1] < -1 or edges[2] > drawing.width + 1 or edges[3] > drawing.height + 1
    ]


def on_top_of_each_other(drawing: Drawing) -> Iterator[tuple[str, str]]:
    """The texts that stand in each other's way."""
    words = [(mark.text, *edges) for mark, edges in drawing.placed() if isinstance(mark, Words) and mark.text]
    for (one, left, top, right, bottom), (other, x, y, end, low) in combinations(words, 2):
        if left < end and x < right and top < low and y < bottom:
            yield one, other
