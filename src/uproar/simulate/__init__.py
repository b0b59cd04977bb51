"""The invented story of Tidewater, a sailing game: every record of a backlash, made from a seed, with the truth beside it.

    story.py      the calendar and the names, and the case that watches them
    draws.py      random numbers that are the same on every machine
    posts.py      the stream: background, campaign, volleys (texts.py: what they say; reposts.py: who passes on what; spoil.py: damaged lines)
    shares.py     independent and coordinated shares without a story, for posts.coordination's tests and benchmark
    reviews.py    audience and critics
    petition.py   the counter
    pages.py      the store page
    articles.py   three articles with claims true and false (article_texts.py: what they say)
    count.py      what is in the files, counted in plain Python
    truth.py      what was planted, as `truth.json`

Nothing here is real: no person, company, game or text.
"""

from uproar.simulate.run import simulate
from uproar.simulate.story import CASE
from uproar.simulate.truth import Truth, load_truth

__all__ = ["CASE", "Truth", "load_truth", "simulate"]
