"""How each review site makes the one number that it shows: a table, to be edited where a site changes its rule."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

# Where no site is named: Rotten Tomatoes' line between fresh and rotten.
POSITIVE_AT: Final = 0.6


@dataclass(frozen=True, slots=True)
class Site:
    """One site's rule for one side.

    Attributes:
        score: What it shows: "share" of positive reviews, "mean", or "shrunken" mean.
        positive_at: Least grade, as a share of the best one, that counts as positive.
        scale: What the lowest and the highest score are shown as.
        decimals: With how many decimals it is shown.
        least: Fewest reviews from which it shows a score.
        source: Where the rule stands.
        mark: What stands behind the number.
        prior_reviews, prior_mean: Of a shrunken mean: the weight and the value, as a share of the scale, of what is assumed beforehand.
        words: Least share, least number of reviews and the words for it, the first that fit.
        caveat: What a careful reader must know.
    """

    score: str
    positive_at: float
    scale: tuple[float, float]
    decimals: int
    least: int
    source: str
    mark: str = ""
    prior_reviews: float = 0.0
    prior_mean: float = 0.5
    words: tuple[tuple[float, int, str], ...] = ()
    caveat: str = ""

    def of(self, share: float, mean: float, reviews: int) -> float:
        """The site's score, as a share of its scale, from the share positive and the mean of so many reviews.

        Example:
            >>> round(SITES["imdb", "audience"].of(0.9, 0.9, 25_000), 3)
            0.783
        """
        if self.score == "share":
            return share
        if not self.prior_reviews:
            return mean
        return (reviews * mean + self.prior_reviews * self.prior_mean) / (reviews + self.prior_reviews)

    def shown(self, score: float, reviews: int) -> str:
        """The score as the site prints it.

        Args:
            score: As a share of the scale.
            reviews: From how many reviews.

        Example:
            >>> SITES["steam", "audience"].shown(0.852, 3000), SITES["metacritic", "audience"].shown(0.4221, 2999)
            ('Very Positive (85%)', '4.2')
            >>> SITES["rotten_tomatoes", "critic"].shown(5 / 8, 8)
            '63%'
        """
        low, high = self.scale
        # Half up, as people round; the hair keeps 0.625 of 100 from falling below its half.
        steps = 10**self.decimals
        number = f"{math.floor((low + score * (high - low)) * steps + 0.5 + 1e-9) / steps:.{self.decimals}f}{self.mark}"
        word = next((word for share, least, word in self.words if score >= share and reviews >= least), "")
        return f"{word} ({number})" if word else number


_TOMATOES: Final = (
    "rottentomatoes.com/about: Tomatometer, and Popcornmeter as of August 2024; the fewest reviews vary with the expected box office"
)
_METACRITIC: Final = "metacritic.com, FAQ: colours of films, television and music (games are green from 75)"
_STEAM_WORDS: Final = (
    (0.95, 500, "Overwhelmingly Positive"), (0.8, 50, "Very Positive"), (0.8, 10, "Positive"), (0.7, 10, "Mostly Positive"), (0.4, 10, "Mixed"),
    (0.2, 10, "Mostly Negative"), (0.0, 500, "Overwhelmingly Negative"), (0.0, 50, "Very Negative"), (0.0, 10, "Negative"),
)  # fmt: skip

SITES: Final[dict[tuple[str, str], Site]] = {
    ("rotten_tomatoes", "critic"): Site("share", 0.6, (0, 100), 0, 5, _TOMATOES, "%"),
    # 3.5 stars of 5, for which half stars from 0.5 on are given.
    ("rotten_tomatoes", "audience"): Site("share", 0.7, (0, 100), 0, 1, _TOMATOES, "%", caveat="Rotten Tomatoes may count verified ratings only."),
    ("metacritic", "critic"): Site(
        "mean", 0.61, (0, 100), 0, 4, _METACRITIC,
        caveat="Metacritic weights critics by weights that it does not publish: this is the plain mean.",
    ),
    ("metacritic", "audience"): Site("mean", 0.61, (0, 10), 1, 4, _METACRITIC),
    ("steam", "audience"): Site("share", 0.5, (0, 100), 0, 10, "words on store pages, as players have listed them (2023)", "%", words=_STEAM_WORDS),
    # (v R + m C) / (v + m) with m = 25,000 and C = 7.0 on the scale from 1 to 10.
    ("imdb", "audience"): Site(
        "shrunken", 0.6, (1, 10), 1, 5, "the foot of IMDb's Top 250 until about 2015 (m = 25,000, C = 7.0)", prior_reviews=25_000, prior_mean=2 / 3,
        caveat="IMDb shrinks its Top 250 like this; a title's own page uses weights that it does not publish.",
    ),
}  # fmt: skip

# The least positive grade in SQL, from the parameters $site, $subject (the side) and $positive_at (0 where it is not set).
POSITIVE_AT_SQL: Final = (
    "CASE WHEN $positive_at > 0 THEN $positive_at "
    + " ".join(f"WHEN $site = '{name}' AND $subject = '{side}' THEN {site.positive_at}" for (name, side), site in SITES.items())
    + f" ELSE {POSITIVE_AT} END"
)
