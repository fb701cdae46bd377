"""The ages at which somebody decides about their own help and data (BW 7:447 and 7:450, Jeugdwet 7.3.4 and 7.3.5). Pure."""

import datetime as dt
from enum import StrEnum


class Age(StrEnum):
    """Under twelve, twelve to fifteen, sixteen and seventeen, and of age; whoever's age is not known counts as of age."""

    CHILD = "child"
    TWELVE = "twelve"
    SIXTEEN = "sixteen"
    ADULT = "adult"


#: What a form about somebody of this age says beside the name: (Dutch, English). Of an adult it says nothing.
DECIDES: dict[Age, tuple[str, str]] = {
    Age.CHILD: ("jonger dan 12: wie het gezag heeft, beslist", "under 12: whoever holds authority decides"),
    Age.TWELVE: (
        "12 tot 16: beslist mee, samen met wie het gezag heeft",
        "12 to 16: decides together with whoever holds authority",
    ),
    Age.SIXTEEN: ("16 of 17: beslist zelf", "16 or 17: decides alone"),
}


def age_of(adult_on: dt.date | None, today: dt.date) -> Age:
    """The group of somebody who comes of age on ``adult_on``."""
    if adult_on is None or adult_on <= today:
        return Age.ADULT
    comes_of_age = (adult_on.year, adult_on.month, adult_on.day)
    if (today.year + 2, today.month, today.day) >= comes_of_age:
        return Age.SIXTEEN
    return Age.TWELVE if (today.year + 6, today.month, today.day) >= comes_of_age else Age.CHILD
