"""The pages of accounts: one desk, one module per subject."""

from app.accounts.routes import links, me, organisations, people, proof, purposes, signing
from app.accounts.routes.desk import desk

__all__ = ["desk", "links", "me", "organisations", "people", "proof", "purposes", "signing"]
