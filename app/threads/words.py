"""What somebody outside can tick, in words: code → (Dutch, English)."""

from app.threads.rules import DONE, SEEN, WORRY

#: As the asker reads it.
TICKS: dict[str, tuple[str, str]] = {
    SEEN: ("gezien", "seen"),
    DONE: ("gedaan", "done"),
    WORRY: ("maakt zich zorgen", "is worried"),
}

#: As whoever answers reads it.
CHOICES: dict[str, tuple[str, str]] = {
    SEEN: ("Ik heb het gezien", "I have seen it"),
    DONE: ("Het is gedaan", "It is done"),
    WORRY: ("Ik maak me zorgen", "I am worried"),
}
