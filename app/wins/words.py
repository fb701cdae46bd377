"""Criteria and mechanisms of small wins, whose words they are, and what kinds there are: code → (Dutch, English).

The six criteria and the six mechanisms are those of Termeer and Metze (2019), as questions that can be asked at a kitchen table
(domain.md 2.6).
"""

TELLERS: dict[str, tuple[str, str]] = {
    "resident": ("de bewoner", "the resident"),
    "network": ("iemand uit het netwerk", "somebody from the network"),
    "worker": ("ikzelf of een collega", "me or a colleague"),
}

#: Who told it, on the page of somebody else.
TOLD: dict[str, tuple[str, str]] = {
    "resident": ("verteld door de bewoner", "told by the resident"),
    "network": ("verteld door iemand uit het netwerk", "told by somebody from the network"),
    "worker": ("gezien door een professional", "seen by a professional"),
}

CRITERIA: dict[str, tuple[str, str]] = {
    "done": ("Er is nu echt iets anders, en iemand kan het zien.", "Something really is different now, and somebody can see it."),
    "small": ("Het past in dit gezin of deze straat, binnen enkele weken.", "It fits this family or street, within a few weeks."),
    "deep": ("Mensen doen of denken blijvend anders.", "People act or think differently, and it lasts."),
    "frictional": ("Een drempel of een gewoonte is doorbroken.", "A barrier or a habit has been broken."),
    "ambition": ("Het brengt iets dichterbij dat zij zelf willen.", "It brings something closer that they want themselves."),
    "valued": ("De bewoner vindt het vooruitgang.", "The resident calls it progress."),
}  # fmt: skip

MECHANISMS: dict[str, tuple[str, str]] = {
    "energy": ("Energie: zij begonnen uit zichzelf aan iets nieuws.", "Energy: they started something new by themselves."),
    "learning": ("Al doende leren: de volgende keer pakten zij het anders aan.", "Learning by doing: done differently the next time."),
    "attraction": ("Aantrekkingskracht: er kwam iemand bij, of geld of ruimte.", "Attraction: somebody joined, or money or space came in."),
    "bandwagon": ("Meelift-effect: iemand anders deed het na.", "Bandwagon: somebody else did the same."),
    "coupling": ("Koppelen: het hielp ook bij iets anders.", "Coupling: it helped with something else too."),
    "robust": ("Stevigheid: het hield stand na een tegenslag.", "Robustness: it held after a setback."),
}  # fmt: skip

KINDS: dict[str, tuple[str, str]] = {
    "unweighed": ("nog niet bekeken", "not looked at yet"),
    "win": ("kleine winst", "small win"),
    "step": ("stap", "step"),
    "fix": ("snelle oplossing", "quick fix"),
}
