"""Small wins of a household: added in one line, weighed with light questions afterwards, and given back as a card."""
