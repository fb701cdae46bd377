"""Which product of the catalogue a line means: by name, by what teams call it, and forgiving typos."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from app.imports.parsing.help import product_key

_SURE = 90.0
"""One word out of a longer name scores just less: it could be so many things."""
_EXACT = 100.0
_PART = 93.0
_PERHAPS = 50.0
_OFFERED = 4

#: What lists call a product, by its code in the catalogue; separated by commas.
_CALLED: dict[str, str] = {
    "social_work": "maatschappelijk werker, amw, smw",
    "kitchen_talk": "keukentafel, huisbezoek, intake thuis",
    "general_practitioner": "huisarts, gp, ha",
    "practice_nurse": "poh, poh ggz, praktijkondersteuner",
    "district_nurse": "wijkzuster, wijkverpleegkundige, verpleging",
    "home_guidance": "begeleiding thuis, woonbegeleiding, ambulante begeleiding, individuele begeleiding, counselling, home support",
    "household_help": "huishoudelijke hulp, hbh, wmo huishouden, hulp huishouden",
    "day_activities": "dagbesteding, dagbesteding wmo",
    "mental_guidance": "ggz, ggz begeleiding, ggz begeleider, psychische hulp, mental health guidance",
    "addiction_talk": "verslavingszorg, verslaving",
    "parenting_support": "opvoedhulp, opvoeding, opvoedadvies",
    "youth_help_home": "jeugdhulp, ambulante jeugdhulp",
    "debt_help": "schuldhulp, schulddienstverlening, schulden, debt counselling",
    "budget_management": "budgetbeheer kredietbank, inkomensbeheer",
    "protective_administration": "bewind, bewindvoering, beschermingsbewind",
    "form_help": "formulieren, formulierenbrigade",
    "officer_talk": "wijkagent, gesprek politie, agent",
    "housing_talk": "gesprek corporatie, gesprek woningcorporatie, woonconsulent",
    "attendance_talk": "leerplicht, gesprek leerplichtambtenaar",
    "nuisance_warning": "overlast, overlast waarschuwing, waarschuwing, warning, burenoverlast",
    "rent_reminder": "aanmaning, huurachterstand, aanmaning huur",
    "rent_arrangement": "betalingsregeling, regeling huur",
    "last_chance": "laatste kans contract, laatste kans, last chance contract, tweede kans contract",
    "eviction_notice": "huisuitzetting, uitzetting, ontruiming, aanzegging ontruiming, eviction",
    "admin_fine": "boete, bestuurlijke boete gemeente, fine",
    "penalty_payment": "dwangsom, lod",
    "attendance_report": "leerplicht pv, pv leerplicht, proces verbaal, pv",
    "attendance_warning": "leerplicht waarschuwing",
    "volunteering_centre": "vrijwilligerswerk, vrijwilliger, vrijwilligerswerk buurthuis, volunteering",
    "language_buddy": "taalles, taalhulp, taalcoach",
    "internship": "stageplek, stageplaats",
    "work_experience": "werkervaring, werkplek, leerwerkplek, re integratie",
    "vegetable_garden": "moestuin, tuinieren, volkstuin",
    "eating_together": "eetclub, samen eten, eetgroep",
    "coffee_morning": "koffie, koffiegroep, koffieclub",
    "sewing_club": "naaien, naaigroep",
    "sports_buddy": "sport, sporten, beweegmaatje",
    "buddy": "maatjesproject, mentor, maatje project",
}


@dataclass(frozen=True, slots=True)
class KnownProduct:
    """One product of the catalogue, as matching needs it."""

    id: int
    code: str
    strand: str
    group: str | None
    name_nl: str
    name_en: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProductMatch:
    """The product when it is certain; otherwise the one of another strand that it certainly is, and what it could be."""

    sure: KnownProduct | None
    elsewhere: KnownProduct | None = None
    perhaps: tuple[KnownProduct, ...] = ()


@dataclass(frozen=True, slots=True)
class ProductFinder:
    """The catalogue, ready to be searched."""

    products: tuple[KnownProduct, ...]
    keys: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, products: Iterable[KnownProduct]) -> "ProductFinder":
        """Prepare the names of each product once."""
        known = tuple(products)
        return cls(known, tuple(_keys(product) for product in known))

    def find(self, text: str, strand: str) -> ProductMatch:
        """Match a text to a product of a strand; an equal name in another strand is a contradiction."""
        wanted = product_key(text)
        scored = sorted(
            ((_score(wanted, keys), product) for product, keys in zip(self.products, self.keys, strict=True)),
            key=lambda pair: (-pair[0], pair[1].code),
        )
        inside = [pair for pair in scored if pair[1].strand == strand]
        sure = _certain(inside)
        perhaps = tuple(product for score, product in inside if score >= _PERHAPS)[:_OFFERED]
        best = _certain(scored, at_least=_EXACT)
        if best and best.strand != strand and (not inside or inside[0][0] < _EXACT):
            return ProductMatch(None, best, perhaps)
        return ProductMatch(sure, None, perhaps)

    def of_strand(self, strand: str) -> tuple[KnownProduct, ...]:
        """All products of a strand, in the order of the alphabet."""
        return tuple(sorted((p for p in self.products if p.strand == strand), key=lambda each: each.name_nl))


def _keys(product: KnownProduct) -> tuple[str, ...]:
    """The names of a product as keys: Dutch, English, and what teams call it."""
    called = _CALLED.get(product.code, "").split(",")
    return tuple(
        dict.fromkeys(key for name in (product.name_nl, product.name_en, *called) if (key := product_key(name)))
    )


def _score(wanted: str, keys: Iterable[str]) -> float:
    """How well a text fits the best of some names, 0 to 100."""
    return max((_alike(wanted, key) for key in keys), default=0.0)


def _alike(wanted: str, key: str) -> float:
    if not wanted or wanted == key:
        return _EXACT if wanted else 0.0
    mine, known = set(wanted.split()), set(key.split())
    if known <= mine or (len(mine) > 1 and mine <= known):
        return _PART
    if mine <= known:
        return _SURE - 1
    return min(float(fuzz.ratio(wanted, key)), _PART - 1)


def _certain(scored: list[tuple[float, KnownProduct]], at_least: float = _SURE) -> KnownProduct | None:
    """The first, when it is good enough and no other is as good."""
    if not scored or scored[0][0] < at_least:
        return None
    return scored[0][1] if len(scored) == 1 or scored[1][0] < scored[0][0] else None
