"""Codes of functions and kinds of organisation in the reader's language."""

from app.accounts.kinds import FUNCTIONS, KINDS
from app.web.i18n import by_language


def function_name(code: str) -> str:
    """*woonconsulent*; the code itself when it is not one of ours."""
    function = FUNCTIONS.get(code)
    return by_language(function.name_nl, function.name_en) if function else code


def kind_name(code: str) -> str:
    """*woningcorporatie*; the code itself when it is not one of ours."""
    kind = KINDS.get(code)
    return by_language(kind.name_nl, kind.name_en) if kind else code
