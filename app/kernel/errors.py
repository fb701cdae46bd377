"""Refusals of the domain. Those that a person gets to read carry one plain Dutch sentence that says what to do."""


class SchakelError(Exception):
    """The family of everything that the domain refuses; `text` is what may be shown on the screen."""

    text: str = "Dit lukt niet."

    def __init__(self, text: str | None = None) -> None:
        """Keep the Dutch sentence; without one the sentence of the class is used."""
        if text is not None:
            self.text = text
        super().__init__(self.text)


class NotFound(SchakelError):
    """It does not exist, or this person may not know that it does: on purpose the same answer."""

    text = "Deze pagina of dit gegeven is niet gevonden."


class Forbidden(SchakelError):
    """It is visible and yet not allowed; `text` explains why and whom to ask."""

    text = "Dit mag u niet met uw functie. Vraag het aan de casusregisseur."


class StaleVersion(SchakelError):
    """Somebody else saved first; `current` is the record as it is now, so that both texts can be shown."""

    text = "Iemand anders heeft dit intussen gewijzigd. Hieronder staan beide teksten."

    def __init__(self, current: object, text: str | None = None) -> None:
        """Keep the record as it is now."""
        super().__init__(text)
        self.current = current


class RuleBroken(SchakelError):
    """A value or a step that a rule refuses; `field` is the form field it belongs to ("" for the whole)."""

    def __init__(self, field: str, text: str) -> None:
        """Keep the field and the Dutch sentence."""
        super().__init__(text)
        self.field = field
