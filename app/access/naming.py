"""Who may know the name of an organisation whose very name tells something. Pure; the lock says the same (``sensitive_name``)."""

#: Who keeps the list of organisations, and who watches over it.
KEEPERS = frozenset({"administrator", "privacy_officer"})


def may_name(function: str, *, own: bool, lead_functions: frozenset[str]) -> bool:
    """Whether somebody in this function reads the name: their own organisation's, or as somebody who leads, keeps or watches."""
    return own or function in KEEPERS or function in lead_functions
