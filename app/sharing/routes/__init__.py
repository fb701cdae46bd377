"""Addresses of giving access."""

from app.sharing.routes import consents, disclosing, entering, handing, knocking
from app.sharing.routes.desk import desk

#: The modules that hang their pages on the desk.
PAGES = (consents, disclosing, entering, handing, knocking)

__all__ = ["PAGES", "desk"]
