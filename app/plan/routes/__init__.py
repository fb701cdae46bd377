"""Addresses of the plan."""

from app.plan.routes import course, items, paper, steps, table
from app.plan.routes.desk import desk

#: The modules that hang their pages on the desk.
PAGES = (course, items, paper, steps, table)

__all__ = ["PAGES", "desk"]
