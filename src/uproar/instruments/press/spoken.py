"""What the press instruments read in an article's text, read once for all of them."""

from __future__ import annotations

from functools import lru_cache

from uproar.extract.quotes.find import Quote
from uproar.extract.quotes.statements import find_quotes_and_statements


# Every statement of every checked article asks for the quotations of all the others: 86 articles took 150 s to read anew each time.
@lru_cache(maxsize=4096)
def spoken(text: str) -> tuple[tuple[Quote, ...], tuple[Quote, ...]]:
    """The quotations of a text and its indirect statements; words that are only set off by marks, such as a nickname, are nobody's quotation."""
    quotes, statements = find_quotes_and_statements(text, typed=None)
    return tuple(quote for quote in quotes if quote.kind != "term"), tuple(statements)
