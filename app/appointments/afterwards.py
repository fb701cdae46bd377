"""Words around a second person: why not, what they may hear, and what it changed that they came. Code → (Dutch, English).

What is told afterwards is the resident's own judgement, also when it is "nothing changed" (domain.md 5.5, T10–T13).
"""

Words = tuple[str, str]

NO_REASONS: dict[str, Words] = {
    "alone": ("wil het zelf doen", "wants to do it alone"),
    "nobody": ("weet niemand om te vragen", "knows nobody to ask"),
    "burden": ("wil niemand lastigvallen", "does not want to be a burden"),
    "private": ("wil het voor zichzelf houden", "wants to keep it private"),
    "quarrel": ("er is ruzie", "there is a quarrel"),
    "time": ("de ander kan dan niet", "the other cannot make it"),
    "later": ("liever een volgende keer", "rather a next time"),
    "not_said": ("zei niet waarom, en dat hoeft niet", "did not say why, and need not"),
    "other": ("anders", "other"),
}
MAY_HEAR: dict[str, Words] = {
    "that": ("dat er een afspraak is", "that there is an appointment"),
    "talk": ("wat er in dit gesprek gezegd wordt", "what is said in this talk"),
    "plan": ("wat er in het plan staat", "what is in the plan"),
    "money": ("hoe het met geld staat", "how things are with money"),
    "children": ("hoe het met de kinderen gaat", "how the children are"),
}
DIFFERENCES: dict[str, Words] = {
    "much": ("ja, veel", "yes, much"),
    "some": ("een beetje", "a little"),
    "none": ("nee", "no"),
    "unknown": ("weet nog niet", "do not know yet"),
}
TO_WHOM: dict[str, Words] = {
    "resident": ("voor de bewoner", "for the resident"),
    "second": ("voor wie meekwam", "for whoever came along"),
    "worker": ("voor ons", "for us"),
}
