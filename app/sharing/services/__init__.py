"""Every write of giving access; never committed here, and each with its line in the log."""

from app.sharing.services.disclosing import Offer, disclose, withdraw
from app.sharing.services.entering import Entered, Entrance, enter
from app.sharing.services.knocking import Answer, Question, answer_knock, knock
from app.sharing.services.renewing import close, renew

__all__ = [
    "Answer",
    "Entered",
    "Entrance",
    "Offer",
    "Question",
    "answer_knock",
    "close",
    "disclose",
    "enter",
    "knock",
    "renew",
    "withdraw",
]
