"""The desk that every page of the household dossier is registered on; its name is the prefix of their endpoints."""

from app.web.guard import Desk

desk = Desk("dossiers", __name__)
