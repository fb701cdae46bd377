"""Reading a page for words: what is random in it (signed tokens, keys of a form, nonces) holds any three letters now and then."""

import re

_RANDOM = re.compile(
    r'(?P<name>name="(?:csrf_token|submission_key)"[^>]*?value=|(?:nonce|value)=)"[A-Za-z0-9_.=-]{20,}"'
)


def without_keys(page: str) -> str:
    """The page with a star for each key that differs from one answer to the next."""
    return _RANDOM.sub(r'\g<name>"*"', page)


def stands_in(words: str, page: str) -> bool:
    """Whether these words stand in the page as words, also where no eye comes: "Ben" does not stand in "Benali"."""
    begin = r"\b" if words[:1].isalnum() else ""
    end = r"\b" if words[-1:].isalnum() else ""
    return re.search(begin + re.escape(words) + end, without_keys(page)) is not None
