"""What somebody from the household's own network can be to them: a closed list, code → (Dutch, English).

Two roles open something in the access matrix: `guardian` (represents the resident by law) and `helper` (does post and money
with them). The sources of the others are the network methods of domain.md 2.4.
"""

ROLES: dict[str, tuple[str, str]] = {
    "family": ("familie", "family"),
    "friend": ("vriend of vriendin", "friend"),
    "neighbour": ("buur", "neighbour"),
    "carer": ("mantelzorger", "informal carer"),
    "buddy": ("maatje", "buddy"),
    "peer": ("lotgenoot", "peer"),
    "mentor": ("zelf gekozen mentor (JIM)", "mentor of one's own choice"),
    "guardian": ("bewindvoerder, curator of mentor", "legal representative"),
    "helper": ("helpt met post en geld", "helps with post and money"),
    "other": ("anders", "other"),
}
