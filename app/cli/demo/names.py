"""Names from the many backgrounds of a Dutch neighbourhood. All combinations are invented."""

from __future__ import annotations

# (prefix, surname): the prefix is written before the surname and left out when sorting.
SURNAMES: tuple[tuple[str, str], ...] = (
    ("de", "Vries"), ("", "Jansen"), ("van der", "Meer"), ("", "Bakker"), ("", "Yıldız"), ("", "Demir"), ("el",
    "Idrissi"),
    ("", "Bouzid"), ("", "Kowalska"), ("", "Nowak"), ("", "Mensah"), ("", "Boateng"), ("", "Pinas"), ("", "Kromosoeto"),
    ("", "Ramdin"), ("", "Gopal"), ("", "Martina"), ("", "Tesfay"), ("", "Al Khatib"), ("", "Haddad"), ("", "Nguyen"),
    ("", "Postma"), ("", "Wiersma"), ("", "Sietsma"), ("van", "Dam"), ("", "Smit"), ("de", "Groot"), ("", "Kuipers"),
    ("", "Öztürk"), ("", "Aydın"), ("", "Benali"), ("", "Lopes"), ("", "Silva"), ("", "Popescu"), ("", "Ivanova"),
    ("", "Hassan"), ("", "Warsame"), ("", "Zhang"), ("ten", "Brink"), ("", "Hofstra"), ("", "Manuputty"), ("",
    "Latuheru"),
    ("van", "Leeuwen"), ("", "Mulder"), ("", "Vos"), ("de", "Boer"), ("", "Noorzai"), ("", "Ahmadi"), ("", "Bosma"),
    ("", "Schreuder"),
)  # fmt: skip
WOMEN: tuple[str, ...] = (
    "Fatma", "Aaltje", "Esra", "Marijke", "Naima", "Ewa", "Akosua", "Shanti", "Rahel", "Lina", "Linh", "Sjoukje",
    "Hanneke",
    "Zeynep", "Khadija", "Teresa", "Elena", "Hodan", "Mei", "Wilma", "Gerda", "Ingrid", "Joyce", "Sandra", "Amina",
    "Yvonne",
    "Latifa", "Petra", "Selma", "Rosita",
)  # fmt: skip
MEN: tuple[str, ...] = (
    "Mehmet", "Sjoerd", "Henk", "Youssef", "Piotr", "Kofi", "Ravi", "Dawit", "Omar", "Minh", "Jelmer", "Kees", "Emre",
    "Rachid", "Carlos", "Mihai", "Abdi", "Wei", "Gerrit", "Johan", "Ruben", "Marlon", "Willem", "Hamid", "Ton", "Said",
    "Bart", "Samuel", "Dirk", "Glenn",
)  # fmt: skip
CHILDREN: tuple[str, ...] = (
    "Noa", "Yara", "Adam", "Milan", "Sara", "Ilyas", "Lotte", "Daan", "Amira", "Levi", "Jayden", "Aya", "Finn", "Zoë",
    "Nour",
    "Tess", "Kwame", "Senna", "Bilal", "Fenna", "Isa", "Luuk", "Maya", "Elif",
)  # fmt: skip
NEIGHBOURS: tuple[str, ...] = (
    "Ans", "Ben", "Corrie", "Gülay", "Harm", "Irma", "Jamal", "Karel", "Loes", "Moniek", "Nico", "Oumaima", "Peter",
    "Rinus",
    "Saskia", "Theo", "Ursula", "Wies", "Yusuf", "Zineb", "Anneke", "Tarik", "Femke", "Rob",
)  # fmt: skip
# relation as it is written down, role in the network, ring
TIES: tuple[tuple[str, str, str], ...] = (
    ("zus", "family", "family"), ("broer", "family", "family"), ("moeder", "family", "family"), ("oom", "family",
    "family"),
    ("nicht", "family", "family"), ("vriendin", "friend", "friends"), ("vriend", "friend", "friends"),
    ("buurvrouw", "neighbour", "neighbourhood"), ("buurman", "neighbour", "neighbourhood"),
    ("oud-collega", "friend", "friends"), ("maatje", "buddy", "neighbourhood"), ("van de kerk", "friend",
    "neighbourhood"),
    ("van de moskee", "friend", "neighbourhood"), ("mantelzorger", "carer", "family"), ("lotgenoot", "peer",
    "neighbourhood"),
)  # fmt: skip
