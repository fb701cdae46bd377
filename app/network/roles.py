"""What somebody from the household's own network can be to them: a closed list, code → (Dutch, English).

Two roles open something in the access matrix: `guardian` (represents the resident by law) and `helper` (does post and money
with them). The sources of the others are the network methods of domain.md 2.4.
"""

import datetime as dt

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

#: Roles that somebody has for a while, and whose row of the matrix they stand in when they get an account of their own.
ENDING: dict[str, str] = {
    "buddy": "volunteer",
    "carer": "network_person",
    "mentor": "network_person",
    "peer": "network_person",
}
#: A role lasts at most this long at a time; then the household says whether it goes on.
LASTS = dt.timedelta(days=366)
