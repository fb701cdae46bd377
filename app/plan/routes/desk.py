"""The Desk on which the pages of the plan are registered."""

from app.web.guard import Desk

desk = Desk("plan", __name__)
