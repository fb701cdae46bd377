"""The fields that a list can hold, their Dutch labels, and the words by which people call them."""

from enum import StrEnum

from app.kernel.names import words_of


class Field(StrEnum):
    """What a column can be."""

    NAME = "name"
    GIVEN = "given"
    PREFIX = "prefix"
    SURNAME = "surname"
    BIRTH = "birth_date"
    BSN = "bsn"
    ADDRESS = "address"
    NUMBER = "house_number"
    ADDITION = "addition"
    POSTCODE = "postcode"
    PLACE = "place"
    STRAND = "strand"
    PRODUCT = "product"
    ORGANISATION = "organisation"
    PROFESSIONAL = "professional"
    START = "start"
    END = "end"
    STATUS = "status"
    SECOND = "second_person"
    REMARKS = "remarks"
    PHONE = "phone"


#: Plain Dutch, for the screen where the columns are shown and corrected.
LABELS: dict[Field, str] = {
    Field.NAME: "Naam",
    Field.GIVEN: "Voornaam",
    Field.PREFIX: "Tussenvoegsel",
    Field.SURNAME: "Achternaam",
    Field.BIRTH: "Geboortedatum",
    Field.BSN: "BSN",
    Field.ADDRESS: "Adres",
    Field.NUMBER: "Huisnummer",
    Field.ADDITION: "Toevoeging",
    Field.POSTCODE: "Postcode",
    Field.PLACE: "Plaats",
    Field.STRAND: "Zorg, handhaving of activering",
    Field.PRODUCT: "Inzet",
    Field.ORGANISATION: "Organisatie",
    Field.PROFESSIONAL: "Medewerker",
    Field.START: "Begindatum",
    Field.END: "Einddatum",
    Field.STATUS: "Status",
    Field.SECOND: "Tweede persoon",
    Field.REMARKS: "Opmerkingen",
    Field.PHONE: "Telefoon",
}

#: How people call a column, folded and without signs; separated by commas.
_SYNONYMS: dict[Field, str] = {
    Field.NAME: (
        "naam, naam client, clientnaam, client, klant, naam klant, naam bewoner, bewoner, inwoner, naam inwoner,"
        " persoon, wie is het,"
        " volledige naam, huishouden, gezin, cliënt naam, name, client name, full name, resident, person, burger,"
        " naam burger, deelnemer"
    ),
    Field.GIVEN: (
        "voornaam, voornamen, roepnaam, first name, first, client first, given name, forename, vn, voornaam"
        " client, initialen, voorletters"
    ),
    Field.PREFIX: "tussenvoegsel, tussenvoegsels, voorvoegsel, voorvoegsels, tussenv, tv, prefix, tsv, infix",
    Field.SURNAME: (
        "achternaam, familienaam, geslachtsnaam, last name, last, client last, surname, family name, an,"
        " achternaam client"
    ),
    Field.BIRTH: (
        "geboortedatum, geb datum, gebdatum, geboren, geboren op, geb, gd, gebdat, date of birth, dob, birth"
        " date, birthday, born,"
        " geboortedag, leeftijd geb datum"
    ),
    Field.BSN: (
        "bsn, bsn nummer, burgerservicenummer, sofinummer, sofi, bsnr, citizen service number, burger service nummer"
    ),
    Field.ADDRESS: (
        "adres, woonadres, straat, straatnaam, straat en huisnummer, straat huisnummer, street, street name,"
        " address, woont,"
        " waar, home address,"
        " adresgegevens, woonplek, waar woont"
    ),
    Field.NUMBER: "huisnummer, nummer, huisnr, nr, hnr, house number, number, no, huis nr",
    Field.ADDITION: "toevoeging, huisletter, toev, huisnummertoevoeging, addition, suffix, letter, unit",
    Field.POSTCODE: "postcode, pc, postal code, zip, zip code, zipcode, post code, postkode",
    Field.PLACE: "plaats, woonplaats, stad, gemeente, dorp, city, town, place, residence",
    Field.STRAND: (
        "soort, soort zorg handh act, spoor, strang, soort inzet, lijn, categorie, strand, zorg handhaving"
        " activering, zha, kant, type,"
        " pijler, category, soort hulp, aard, rubriek"
    ),
    Field.PRODUCT: (
        "wat, inzet, interventie, product, dienst, actie, traject, voorziening, aanbod, hulp, intervention,"
        " service, what, activity,"
        " action, maatregel, activiteit, wat doen we, arrangement"
    ),
    Field.ORGANISATION: (
        "wie organisatie, organisatie, instelling, partner, aanbieder, instantie, organisation, organization,"
        " agency, provider, partij,"
        " door, uitvoerder, wie doet het, naam organisatie, zorgaanbieder, door wie, wie"
    ),
    Field.PROFESSIONAL: (
        "medewerker, contactpersoon, professional, hulpverlener, casusregisseur, regisseur, behandelaar, worker,"
        " consulent,"
        " case manager, begeleider, generalist"
    ),
    Field.START: (
        "gestart op, start, startdatum, begindatum, begin, sinds, vanaf, ingangsdatum, start date, started,"
        " started on, since, from,"
        " gestart, datum start, datum, aanvang, begonnen, datum in, aanmelddatum, loopt vanaf"
    ),
    Field.END: (
        "einddatum, eind, einde, tot, afgesloten op, end date, ended, end, until, datum einde, gestopt op, datum"
        " uit, klaar op"
    ),
    Field.STATUS: "status, stand, stand van zaken, voortgang, state, progress, fase, hoe staat het, loopt nog",
    Field.SECOND: (
        "2e persoon, tweede persoon, 2de persoon, tweede, meegenomen, wie komt mee, komt mee, second person, plus"
        " one, naaste,"
        " steunfiguur, iemand mee, wie gaat mee, brings along, meegekomen, wie neemt men mee, 2e, extra persoon,"
        " steun erbij"
    ),
    Field.REMARKS: (
        "opmerkingen, opmerking, notitie, notities, bijzonderheden, toelichting, overig, remarks, notes,"
        " comments, comment, memo,"
        " aantekeningen, info, bijz, note"
    ),
    Field.PHONE: "telefoon, tel, telefoonnummer, mobiel, phone, telephone, mobile, tel nr, 06, gsm",
}
SYNONYMS: dict[Field, tuple[str, ...]] = {
    field: tuple(" ".join(words_of(word)) for word in text.split(",")) for field, text in _SYNONYMS.items()
}
