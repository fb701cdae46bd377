"""The pages of accounts: one desk, one module per subject."""

from app.accounts.routes import leading, links, me, organisations, people, proof, purposes, signing
from app.accounts.routes.desk import desk

__all__ = ["desk", "leading", "links", "me", "organisations", "people", "proof", "purposes", "signing"]
