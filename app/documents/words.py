"""What a document can be, in words: code → (Dutch, English)."""

KINDS: dict[str, tuple[str, str]] = {
    "letter": ("brief", "letter"),
    "decision": ("besluit", "decision"),
    "plan": ("plan", "plan"),
    "photo": ("foto", "photo"),
    "other": ("iets anders", "something else"),
}
