"""The Desk on which the pages of giving access are registered."""

from app.web.guard import Desk

desk = Desk("sharing", __name__)
