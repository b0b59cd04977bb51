"""Reviews by the audience (0 to 10, by day) and by critics (points, stars and letters)."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Final

import numpy as np

from uproar.simulate import texts
from uproar.simulate.draws import Draws
from uproar.simulate.story import EMBARGO_AT, RELEASED_AT, iso

AUDIENCE_FILE: Final = "reviews-audience.csv"
CRITICS_FILE: Final = "reviews-critics.jsonl"
AUDIENCE_DUPLICATES: Final = 4
AUDIENCE_UNRATED: Final = 3

# Reviews on each day, and how often each grade from 0 to 10 is given, in 100. Release day is mixed; the campaign begins on the evening of
# the 11th.
_MIXED: Final = (18, 4, 3, 3, 4, 6, 6, 9, 13, 13, 21)
_FALLEN: Final = (55, 8, 4, 3, 3, 3, 2, 3, 4, 5, 10)
_DAYS: Final = (
    ("2026-03-10", 180, _MIXED),
    ("2026-03-11", 260, (30, 5, 4, 3, 4, 6, 5, 7, 10, 10, 16)),
    ("2026-03-12", 720, _FALLEN),
    ("2026-03-13", 560, _FALLEN),
    ("2026-03-14", 430, _FALLEN),
    ("2026-03-15", 350, _FALLEN),
)

# 42 grades out of 100, 5 or 10 whose mean is 84.0 of 100 exactly, and six letters around it: an article says "about 84 out of 100", which
# holds for every seed.
_RATINGS: Final = (
    *(
        f"{points}/100"
        for points in (93, 91, 90, 90, 89, 88, 88, 87, 86, 86, 85, 85, 85, 84, 84, 83, 83, 82, 82, 81, 80, 79, 78, 77, 80, 79, 76, 77)
    ),
    *("5/5", "4.5/5", "4.5/5", "4/5", "4/5", "4/5", "4/5", "3.5/5"),
    *("9/10", "9/10", "8.5/10", "8.5/10", "8/10", "8/10"),
    *("A+", "A", "A-", "A-", "B+", "B"),
)
_OUTLETS: Final = (
    "Northpier Dispatch", "Lanternside Gazette", "Ostwind Courier", "Brasspixel", "Thirteen Fathoms", "Quillboard", "Saltmarsh Weekly",
    "Die Bojenwache",
    "Pennant & Pixel", "Slackwater Review", "Tin Compass", "Leeward Letters",
)  # fmt: skip
_FIRST: Final = ("Ansa", "Bero", "Calla", "Dorit", "Eskil", "Fenna", "Goran", "Hedda", "Ilmar", "Jorin", "Katla", "Levke")
_LAST: Final = ("Windermoor", "Askeland-Roy", "Tillburgh", "Vantongeren")
_VERDICTS: Final = (
    "A sea worth getting lost on.", "Calm, clever, and generous with its wind.", "The harbour queue is a pity; what lies behind it is not.",
    "The best rope work in years.", "Beautiful weather, stubborn servers.", "Small boats, large ideas.",
)  # fmt: skip


def write_audience(out: Path, seed: int) -> None:
    """Write the audience's reviews: none before the release, a few twice, a few without a grade."""
    draws = Draws(seed, 5)
    lines = ["id,date,grade,user"]
    for day, size, weights in _DAYS:
        for grade in draws.pick(weights, size).tolist():
            number = len(lines)
            lines.append(f"r{number:05d},{day},{grade},{texts.account(50_000 + number)}")
    rows = len(lines) - 1
    places = 50 + draws.order(rows - 50)[: AUDIENCE_DUPLICATES + AUDIENCE_UNRATED]
    for count, place in enumerate(np.sort(places)[::-1].tolist()):
        review, day, _, user = lines[place].split(",")
        copy = lines[place] if count < AUDIENCE_DUPLICATES else f"{review}x,{day},,{user}"
        lines.insert(place + 1, copy)
    (out / AUDIENCE_FILE).write_bytes(("\n".join(lines) + "\n").encode())


def write_critics(out: Path, seed: int) -> None:
    """Write the critics' reviews, all between the end of the embargo and the release."""
    draws = Draws(seed, 6)
    span = int((RELEASED_AT - EMBARGO_AT).total_seconds()) // 60
    minutes = np.sort(draws.below(span, len(_RATINGS))).tolist()
    verdicts = draws.below(len(_VERDICTS), len(_RATINGS)).tolist()
    lines: list[str] = []
    for number, rating in enumerate(draws.order(len(_RATINGS)).tolist()):
        lines.append(
            json.dumps(
                {
                    "id": f"critic-{number + 1:02d}",
                    "at": iso(EMBARGO_AT + timedelta(minutes=minutes[number])),
                    "outlet": _OUTLETS[number % len(_OUTLETS)],
                    "critic": f"{_FIRST[number % len(_FIRST)]} {_LAST[number // len(_FIRST)]}",
                    "rating": _RATINGS[rating],
                    "text": _VERDICTS[verdicts[number]],
                },
                ensure_ascii=False,
            )
        )
    (out / CRITICS_FILE).write_bytes(("\n".join(lines) + "\n").encode())
