"""Tables of the household dossier. Rows, not columns, are the unit of access: each table is of one category."""

from app.dossiers.models.consents import PlanAgreement, PrivacyNotice, SecrecyWaiver
from app.dossiers.models.dossier import (
    Activity,
    Dossier,
    DossierMerge,
    DossierProcess,
    HouseholdAddress,
    HouseholdArea,
    HouseholdTitle,
    PhaseChange,
)
from app.dossiers.models.people import DeathChange, HouseholdMember, HouseholdSummary, Person, PersonBsn, PersonDetail
from app.dossiers.models.relations import Disclosure, Handover, Involvement, InvolvementReason
from app.dossiers.models.situation import DomainEntry, DomainState, Note, NoteInterpretation, ResidentQuestion
from app.dossiers.models.statements import Statement

__all__ = [
    "Activity",
    "DeathChange",
    "Disclosure",
    "DomainEntry",
    "DomainState",
    "Dossier",
    "DossierMerge",
    "DossierProcess",
    "Handover",
    "HouseholdAddress",
    "HouseholdArea",
    "HouseholdMember",
    "HouseholdSummary",
    "HouseholdTitle",
    "Involvement",
    "InvolvementReason",
    "Note",
    "NoteInterpretation",
    "Person",
    "PersonBsn",
    "PersonDetail",
    "PhaseChange",
    "PlanAgreement",
    "PrivacyNotice",
    "ResidentQuestion",
    "SecrecyWaiver",
    "Statement",
]
