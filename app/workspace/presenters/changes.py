"""The feed of changes in words: *nieuwe inzet*, *notitie toegevoegd*. Which kind of thing changed, never what it says."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

#: Verb of an ``Activity`` → words. A test holds that every verb that is written has words here.
WORDS: dict[str, LazyString] = {
    "address.changed": _l("adres gewijzigd"),
    "appointment.cancelled": _l("afspraak afgezegd"),
    "appointment.changed": _l("afspraak verplaatst of aangevuld"),
    "appointment.created": _l("nieuwe afspraak"),
    "appointment.held": _l("afspraak is geweest"),
    "appointment.restored": _l("afspraak gaat toch door"),
    "document.added": _l("nieuw document"),
    "document.changed": _l("document aangepast"),
    "document.version_added": _l("nieuwe versie van een document"),
    "document.withdrawn": _l("document teruggetrokken"),
    "domain.changed": _l("levensgebied bijgewerkt"),
    "domain.recorded": _l("levensgebied vastgelegd"),
    "dossier.created": _l("dossier geopend"),
    "dossier.merged": _l("dossiers samengevoegd"),
    "dossier.parted": _l("samenvoegen ongedaan gemaakt"),
    "intervention.added": _l("nieuwe inzet"),
    "intervention.changed": _l("inzet aangepast"),
    "intervention.confirmed": _l("inzet bevestigd"),
    "intervention.corrected": _l("inzet rechtgezet"),
    "intervention.finished": _l("inzet klaar"),
    "intervention.line_added": _l("een regel erbij"),
    "intervention.started": _l("inzet begonnen"),
    "intervention.stopped": _l("inzet gestopt"),
    "intervention.strand_corrected": _l("soort inzet rechtgezet"),
    "intervention.withdrawn": _l("inzet teruggetrokken"),
    "item.shared": _l("iets gedeeld"),
    "item.unshared": _l("niet meer gedeeld"),
    "lead.changed": _l("regie overgedragen"),
    "network_person.added": _l("iemand uit het netwerk erbij"),
    "network_person.changed": _l("netwerk bijgewerkt"),
    "network_person.left": _l("iemand uit het netwerk eraf"),
    "note.added": _l("nieuwe notitie"),
    "note.changed": _l("notitie aangepast"),
    "offer.added": _l("een aanbod voor de buurt"),
    "person.added": _l("iemand erbij in het huishouden"),
    "person.changed": _l("gegevens van een bewoner gewijzigd"),
    "person.leave_undone": _l("vertrek ongedaan gemaakt"),
    "person.left": _l("iemand is vertrokken"),
    "person.returned": _l("iemand is terug"),
    "phase.changed": _l("nieuwe fase"),
    "plan_item.added": _l("nieuw doel of nieuwe afspraak"),
    "plan_item.changed": _l("doel of afspraak bijgewerkt"),
    "process.changed": _l("gewicht of terugkijkdatum gewijzigd"),
    "question.reworded": _l("de vraag is opnieuw verwoord"),
    "team.doorstep": _l("een collega stond aan de deur"),
    "team.emergency": _l("noodtoegang gebruikt"),
    "team.joined": _l("iemand is betrokken"),
    "team.left": _l("iemand is niet meer betrokken"),
    "team.renewed": _l("betrokkenheid verlengd"),
}


def words(verb: str) -> str:
    """The words for a verb; a verb of an older version is *gewijzigd*."""
    return str(WORDS.get(verb, _l("gewijzigd")))
