"""What the three articles say, paragraph by paragraph, and which of their words are claims that hold or do not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from uproar.simulate.story import local


@dataclass(frozen=True, slots=True)
class Told:
    """One claim of an article.

    Attributes:
        kind: Kind of claim, as in `uproar.claims.claim.ClaimKind`.
        verdict: What a check against the whole story must say, as in `uproar.claims.claim.Verdict`.
        snippet: Words of the article that the claim was written with; they stand in it once.
        why: Why, in one sentence.
    """

    kind: str
    verdict: str
    snippet: str
    why: str


@dataclass(frozen=True, slots=True)
class Said:
    """One quotation of an article.

    Attributes:
        speaker: Who speaks, by the full name.
        cue: The verb that attributes it.
        content: The words between the marks.
        addressee: To whom it was said, or "".
    """

    speaker: str
    cue: str
    content: str
    addressee: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One article.

    Attributes:
        slug: Its file's name without ending.
        outlet, author, published_at, title: Its head.
        paragraphs: Its text.
        claims: What it claims, in order.
        quotes: Whom it quotes, in order.
    """

    slug: str
    outlet: str
    author: str
    published_at: datetime
    title: str
    paragraphs: tuple[str, ...]
    claims: tuple[Told, ...]
    quotes: tuple[Said, ...]


_SHARED: Final = "Tidewater was built as one sea that people share, and we still believe in it,"  # carried by two articles
_SHARED_ON: Final = "We also hear those who would rather sail by themselves."

NORTHPIER: Final = Story(
    "northpier-dispatch",
    "Northpier Dispatch",
    "Ingrid Solvay",
    local(13, 9, 15),
    "Halden Interactive stands by its shared sea as players ask to sail alone",
    (
        (
            "Halden Interactive has defended its new sailing game after two days of complaints that nobody can leave the harbour "
            "without a permanent connection to the company’s servers."
        ),
        (
            "Tidewater, which goes by the title Gezeiten in Germany, came out on Tuesday for 39.99 euros. It puts up to 16 captains "
            "on one sea, and every voyage, even one made alone, has to pass a queue first. On the first evening some people waited "
            "50 minutes for a berth."
        ),
        f"“{_SHARED}” Halden Interactive said in a statement to the Northpier Dispatch on Thursday. “{_SHARED_ON}”",
        (
            "The game earned high marks from critics, who admired its weather and its ropes. It also received overwhelmingly "
            "negative reviews from players, most of whom never mention the weather at all."
        ),
        "#FixTidewater was trending on Brightline on Thursday, beside photographs of empty harbours and of clocks.",
        (
            "As of Thursday night, a petition on Pledgeboard that asks for an offline mode had collected over 61,000 signatures "
            "toward its goal of 75,000."
        ),
        "“A boat you own should leave the harbour when you want it to,” wrote Jonne Aldvik, who started the petition.",
        (
            "Halden changed the picture and the description of the game on its store page on Thursday. The old artwork had shown a "
            "lone sailor at the helm; a crew of six stands on deck in the new one."
        ),
        "“I read every message that reaches the dock, and some of them are right,” lead designer Mirela Dostrand told Brasspixel.",
        (
            "Her team of 34 is at work on a patch of 2.3 gigabytes. The company, which employs 140 people in two towns, sold its "
            "previous game for 24.99 euros. That one, a quiet tale about a ferry, could be played without any connection."
        ),
    ),
    (
        Told("event_dated", "supported", "came out on Tuesday", "The release was on Tuesday 10 March."),
        Told("statement", "not_measurable", _SHARED, "The Ostwind Courier repeats the words, a day later and as told to this paper."),
        Told("reception", "supported", "high marks from critics", "Critics gave about 84 of 100."),
        Told(
            "reception", "supported", "overwhelmingly negative reviews from players", "More than half of the audience's grades are zeros."
        ),
        Told(
            "trending",
            "supported",
            "#FixTidewater was trending on Brightline on Thursday",
            "It was among the ten most used in 20 hours of that day.",
        ),
        Told(
            "petition_count",
            "supported",
            "over 61,000 signatures",
            "The counter passed 61,000 on Thursday evening and stood below 61,600 at midnight.",
        ),
        Told("petition_goal", "supported", "its goal of 75,000", "75,000 is the goal shown that evening."),
        Told(
            "statement",
            "not_measurable",
            "A boat you own should leave the harbour when you want it to,",
            "No other record carries these words.",
        ),
        Told(
            "page_changed",
            "supported",
            "changed the picture and the description",
            "Both differ between the morning and the evening of that Thursday.",
        ),
        Told(
            "statement",
            "not_measurable",
            "I read every message that reaches the dock, and some of them are right,",
            "No other record carries these words.",
        ),
    ),
    (
        Said("Halden Interactive", "said", _SHARED, "Northpier Dispatch"),
        Said("Halden Interactive", "said", _SHARED_ON, "Northpier Dispatch"),
        Said("Jonne Aldvik", "wrote", "A boat you own should leave the harbour when you want it to,"),
        Said("Mirela Dostrand", "told", "I read every message that reaches the dock, and some of them are right,", "Brasspixel"),
    ),
)

LANTERNSIDE: Final = Story(
    "lanternside-gazette",
    "Lanternside Gazette",
    "Tomasz Wierny",
    local(13, 17, 40),
    "How a sailing game ran aground in three days",
    (
        (
            "It was meant to be the calm game of the spring. Three days after its release, Tidewater lies on the rocks, and the "
            "tide is still going out."
        ),
        (
            "The trouble is a queue. Whoever wants to sail must be let onto the sea by a server first, and on Tuesday evening the "
            "line was said to be 9,000 boats long. Owners of the 59.99 euro edition, who were promised a wooden compass, stood in "
            "the same line as everybody else."
        ),
        (
            "#FixTidewater trended on Brightline for all of Thursday. There were poems about waiting rooms, and a drawing of a "
            "harbour made of 400 little locks."
        ),
        (
            "Critics panned the game. Players gave it dismal scores as well, and many of them wrote that they would gladly come "
            "back for an offline mode. It has been review-bombed since Thursday, as admirers of the studio see it."
        ),
        (
            "As of Thursday night, a petition on Pledgeboard had gathered 61,300 thousand signatures on the way to its goal of "
            "75,000, which the site raises by itself whenever it is reached."
        ),
        "On Thursday, Halden Interactive changed the title of the game on its store page, where 112 people were looking on at noon.",
        "“We will say more when there is more to say,” a spokesperson for Halden Interactive told the Lanternside Gazette on Friday.",
        (
            "Lanternside’s own test ended after 20 minutes at the quay. The gulls were lovely. We counted 14 of them, and gave a "
            "name to each, before the window closed and the sea was gone."
        ),
        (
            "The studio was founded in a former sail loft eleven years ago. It has made four games since, and none of them needed a "
            "server. A free weekend, planned for April, has not been called off. Nobody we met at the quay was planning to attend "
            "it, although the coffee there is said to be good and the view of the old breakwater is better than anything on a "
            "screen."
        ),
    ),
    (
        Told(
            "trending",
            "contradicted",
            "#FixTidewater trended on Brightline for all of Thursday",
            "Nobody used it between two and six in the morning.",
        ),
        Told("reception", "contradicted", "Critics panned the game", "Critics gave about 84 of 100."),
        Told("reception", "supported", "Players gave it dismal scores", "More than half of the audience's grades are zeros."),
        Told(
            "review_bombing",
            "supported",
            "has been review-bombed since Thursday",
            "The audience's zeros are far more than other titles' launches have; by whom and why is not told.",
        ),
        Told(
            "petition_count", "inconsistent", "61,300 thousand signatures", "61,300,000 is far above the goal of 75,000; 61,300 was meant."
        ),
        Told("petition_goal", "supported", "its goal of 75,000", "75,000 is the goal shown that evening."),
        Told(
            "page_changed",
            "contradicted",
            "changed the title of the game on its store page",
            "The page's title is the same in all four snapshots.",
        ),
        Told("statement", "not_measurable", "We will say more when there is more to say,", "No other record carries these words."),
    ),
    (Said("spokesperson for Halden Interactive", "told", "We will say more when there is more to say,", "Lanternside Gazette"),),
)

OSTWIND: Final = Story(
    "ostwind-courier",
    "Ostwind Courier",
    "Odile Karrow",
    local(14, 11, 5),
    "What we know about the row over Tidewater",
    (
        "A game about sailing has kept its players busy all week, mostly on land. Here is what is known, and what is not.",
        (
            "What happened? Tidewater by Halden Interactive came out on 10 March at 39.99 euros. Because it must be connected at "
            "all times, its 6 servers decide who may sail. Repairs were announced for Wednesday, then for Friday; 3 of the 6 have "
            "been replaced so far."
        ),
        (
            f"What does the studio say? “{_SHARED}” Halden Interactive told the Northpier Dispatch on Thursday. “{_SHARED_ON}” It "
            "has not answered 11 questions that the Courier sent."
        ),
        (
            "What do reviewers say? The average critics’ score is about 84 out of 100. Critics rated it far higher than players "
            "did. Some of the warmest words were for the soundtrack, which lasts 72 minutes and is sold apart for 9.99 euros."
        ),
        "What was changed? The picture and the description on the store page were replaced on Thursday. The price was not.",
        (
            "How large is the protest? As of Friday night, the petition on Pledgeboard had passed 85,000 signatures. The petition’s "
            "goal is 100,000 signatures. It gained more than 1,500 signatures on Friday."
        ),
        (
            "Is this the first time? Hardly. In January, #BringBackBuoys trended on Brightline after a smaller game had lost its "
            "harbour lights. The lights were back within nine days."
        ),
        (
            "“People do not hate the sea, they hate the turnstile in front of it,” said Bero Tillburgh, who teaches the history of "
            "games in Port Ember."
        ),
        (
            "What comes next? The studio has announced a live talk for Monday at 18:00. Refunds are possible for 14 days. Those who "
            "kept their receipt need nothing else; those who did not will find it in the harbour office, a small building at the "
            "left of the pier that, unlike the sea, can be entered without a connection."
        ),
    ),
    (
        Told("event_dated", "supported", "came out on 10 March", "The release was on that day."),
        Told("statement", "supported", _SHARED, "The Northpier Dispatch carries the same words."),
        Told("reception", "supported", "critics’ score is about 84 out of 100", "Critics gave 84.0 on average in points and stars."),
        Told("comparison", "supported", "Critics rated it far higher than players", "The two means lie half the scale apart."),
        Told(
            "page_changed",
            "supported",
            "The picture and the description on the store page were replaced",
            "Both differ between the morning and the evening of that Thursday.",
        ),
        Told("petition_count", "contradicted", "passed 85,000 signatures", "The counter never passed 65,000."),
        Told("petition_goal", "contradicted", "goal is 100,000 signatures", "The goal shown was 75,000 to the end."),
        Told("petition_rate", "supported", "gained more than 1,500 signatures on Friday", "The counter rose by some 1,700 on that day."),
        Told("trending", "not_measurable", "#BringBackBuoys trended on Brightline", "No posts of January are there."),
        Told(
            "statement",
            "not_measurable",
            "People do not hate the sea, they hate the turnstile in front of it,",
            "No other record carries these words.",
        ),
    ),
    (
        Said("Halden Interactive", "told", _SHARED, "Northpier Dispatch"),
        Said("Halden Interactive", "told", _SHARED_ON, "Northpier Dispatch"),
        Said("Bero Tillburgh", "said", "People do not hate the sea, they hate the turnstile in front of it,"),
    ),
)

STORIES: Final = (NORTHPIER, LANTERNSIDE, OSTWIND)
