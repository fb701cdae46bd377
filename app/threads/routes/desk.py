"""The blueprint on which the modules of this package hang their routes."""

from app.web.guard import Desk

desk = Desk("threads", __name__)
