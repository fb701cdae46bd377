"""Themes of a neighbourhood, as a household can let them out: code → (Dutch, English)."""

#: The worry of one household as a theme of its neighbourhood: nothing in it leads to anybody.
THEMES: dict[str, tuple[str, str]] = {
    "money": ("rondkomen", "making ends meet"),
    "noise": ("geluid en drukte", "noise and crowding"),
    "lonely": ("alleen zijn", "being alone"),
    "paper": ("post en formulieren", "mail and forms"),
    "green": ("groen en buiten zijn", "green and being outdoors"),
    "safe": ("veilig op straat", "safe in the street"),
    "play": ("plek voor kinderen", "room for children"),
    "home": ("de woning en het onderhoud", "the home and its upkeep"),
    "care": ("zorgen voor een ander", "caring for somebody"),
    "language": ("taal en meedoen", "language and taking part"),
}
