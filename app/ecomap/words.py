"""The closed lists of the ecomap, code → (Dutch, English), in the order in which they are offered.

After the ecogram (domain.md 2.4): size and quality of a network, what kind of tie, how strong, in which direction, with or without
strain, in circles around the household. The words are our own.
"""

Words = tuple[str, str]

CIRCLES: dict[str, Words] = {
    "household": ("hoort bij het gezin", "part of the family"),
    "family": ("familie en vrienden", "family and friends"),
    "neighbourhood": ("buurt en werk", "neighbourhood and work"),
    "professional": ("hulpverleners", "professionals"),
}
KINDS: dict[str, Words] = {
    "kin": ("familie", "family"),
    "friendship": ("vriendschap", "friendship"),
    "neighbours": ("buren", "neighbours"),
    "work_school": ("werk of school", "work or school"),
    "club": ("club, kerk of moskee", "club, church or mosque"),
    "help": ("helpt als beroep of vrijwilliger", "helps as a profession or volunteer"),
    "other": ("anders", "other"),
}
STRENGTHS: dict[str, Words] = {
    "1": ("dun: weinig contact", "thin: little contact"),
    "2": ("gewoon: af en toe contact", "ordinary: contact now and then"),
    "3": ("sterk: vaak contact", "strong: often in contact"),
}
#: The same in one word, for a list and for the picture.
STRENGTH_WORDS: dict[int, Words] = {
    1: ("dunne band", "thin tie"),
    2: ("gewone band", "ordinary tie"),
    3: ("sterke band", "strong tie"),
}
DIRECTIONS: dict[str, Words] = {
    "both": ("van beide kanten", "from both sides"),
    "from_them": ("komt vooral van deze persoon", "comes mostly from this person"),
    "to_them": ("gaat vooral naar deze persoon", "goes mostly to this person"),
}
SUPPORT: dict[str, Words] = {
    "doing": ("meehelpen", "lending a hand"),
    "listening": ("luisteren", "listening"),
    "company": ("gezelschap", "company"),
    "thinking": ("meedenken", "thinking along"),
    "things": ("spullen of vervoer", "things or transport"),
}

#: Where somebody stands who is put on the map in one click, by their role in the network; and what kind of tie that is.
BY_ROLE: dict[str, tuple[str, str]] = {
    "family": ("family", "kin"),
    "friend": ("family", "friendship"),
    "neighbour": ("neighbourhood", "neighbours"),
    "carer": ("family", "kin"),
    "buddy": ("neighbourhood", "help"),
    "peer": ("neighbourhood", "friendship"),
    "mentor": ("family", "friendship"),
    "guardian": ("professional", "help"),
    "helper": ("neighbourhood", "help"),
}
ELSEWHERE = ("neighbourhood", "other")
