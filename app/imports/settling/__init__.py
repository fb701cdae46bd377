"""From a plan to what is really done: which product, whose line, which household it joins. Pure, and the same every time."""

from app.imports.settling.households import settle_households
from app.imports.settling.lines import settle_lines
from app.imports.settling.model import Facts, Home, KnownHome, KnownPerson, Settled

__all__ = ["Facts", "Home", "KnownHome", "KnownPerson", "Settled", "settle_households", "settle_lines"]
