"""Chance that is the same every time: one set of dice per household, thrown from the seed and the household's
number.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Dice of one household. Other households, and how many there are, change nothing about them."""

    def __init__(self, seed: int, number: int) -> None:
        # Believable variation, no secrets: the same seed must give the same town.
        self._random = random.Random(f"{seed}/{number}")  # noqa: S311
        self._next = self._random.random

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._next() * (high - low + 1))

    def chance(self, percent: int) -> bool:
        """True in so many out of a hundred throws."""
        return self._next() * 100 < percent

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[int(self._next() * len(options))]

    def weigh(self, options: Sequence[T], weights: Sequence[int]) -> T:
        """One of the options, in proportion to its weight."""
        throw = self._next() * sum(weights)
        for option, weight in zip(options, weights, strict=True):
            throw -= weight
            if throw < 0:
                return option
        return options[-1]

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """So many different ones, in a mixed order."""
        return self._random.sample(options, min(count, len(options)))
