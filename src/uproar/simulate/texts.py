"""What the posts say: templates about a sailing game, filled from short lists; one number in each is drawn post by post."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

_PLACES: Final = (
    "Graywater Sound", "the Salt Stair", "Port Ember", "Lantern Bay",
    "the Nine Buoys", "Kestrel Point", "Mudlark Reach", "the Quiet Shoals",
)  # fmt: skip
_BOATS: Final = ("cutter", "ketch", "yawl", "little dinghy", "two-master", "sloop")

_BACKGROUND: Final = (
    ("en", "Logbook entry {n}: fog over {place}, the {boat} is asleep"),
    ("en", "Sailed {n} nautical miles past {place} in my {boat} before breakfast"),
    ("en", "Anyone up for a race from {place}? My {boat} is number {n} on the board"),
    ("en", "Screenshot no. {n} of {place}, because the light was good"),
    ("en", "Painted the {boat} green for {n} minutes. It looks fine at {place}"),
    ("en", "Crew wanted & tea provided: leaving {place} at wind {n}, {boat}, no shouting"),
    ("en", "<b>Patch {n}</b> is said to fix the gulls at {place}. My {boat} will believe it when it sees it"),
    ("en", 'He said "never take a {boat} to {place}" and I have {n} reasons why he was right'),
    ("en", "Rope, rope, rope. {n} metres of it, all over my {boat}, thanks {place} ⛵"),
    ("en", "Today's map: {place}, scale 1:{n}, drawn from the deck of a {boat} 🗺️"),
    ("en", "Reading about knots again <i>{n} pages</i>, then back to {place} with the {boat}"),
    ("en", "if (wind > {n}) stay_in({place}); the {boat} & I agree"),
    ("de", "Heute {n} Seemeilen bis {place}, die Katze schläft im Boot ({boat})"),
    ("de", "Wer kommt mit nach {place}? Platz für {n} auf meinem {boat}, Kaffee gibt’s auch"),
    ("de", "Windstärke egal, {place} ist immer schön. Foto {n} vom {boat} 🌊"),
    ("de", "„Nur noch eine Runde“, sagte ich vor {n} Minuten bei {place} im {boat}"),
    ("nl", "Nog {n} mijl tot {place}, de {boat} loopt goed"),
    ("sv", "Lugnt vid {place} i dag, {n} måsar och min {boat}"),
    ("ar", "صباح الخير من {place} 🌅 اليوم {n} في {boat}"),
    ("he", "שלום מ-{place}, יום {n} בים עם ה-{boat}"),
)
_CAMPAIGN: Final = (
    ("en", "Place {n} in the queue to sail ALONE. Please give Tidewater an offline mode, {place} will still be there"),
    ("en", "I waited {n} minutes for a berth and then the server lost my {boat}"),
    ("en", "Lovely game, but the train to work has no signal & neither has {place}. Ticket {n} is still open"),
    ("en", 'Error {n}: "no harbour found". My {boat} is right there, I can see it at {place}'),
    ("en", "Love the sea, not the waiting room. Attempt {n} to reach {place} tonight"),
    ("en", "Dear Halden, let the {boat} leave the harbour. Signed, sailor no. {n} of {place}"),
    ("en", "<b>Offline mode</b> please. {n} friends and I only ever sail at {place} anyway 🙏"),
    ("de", "Warteplatz {n}. Ich will doch nur allein nach {place} segeln"),
    ("de", "Schönes Spiel, aber ohne Netz kein Meer? Versuch {n} mit dem {boat} bei {place} 😕"),
    ("nl", "Wachtrij {n} voor een spel dat ik alleen speel, de {boat} ligt stil bij {place}"),
    ("ar", "نريد الإبحار من {place} بدون إنترنت، انتظرت {n} دقيقة مع {boat}"),
)
# Near-identical: a volley shares one sentence, and each account puts its own end to it.
_PUSHED: Final = (
    "Get your free harbour pass before the tide turns https://harborpass.example/join",
    "Everybody at the pier has a harbour pass already https://harborpass.example/join",
    "A harbour pass costs nothing today https://harborpass.example/join",
    "Three steps to a free harbour pass https://harborpass.example/join",
)
_ENDS: Final = ("", "!", " !", " …", " 🙂", " 🎟️")

TAGS: Final = (
    "#sailing", "#IndieGames", "#screenshot", "#Tidewater", "#boats", "#cozygames", "#maps", "#gamedev", "#WindWednesday", "#lighthouse",
    "#teaatsea", "#Segeln", "#knots", "#pixelart", "#catsonboats", "#weather", "#harbour", "#regatta", "#fog", "#logbook", "#Hafen",
    "#sketch", "#soundtrack", "#speedrun", "#gulls", "#photomode", "#oldmaps", "#riggers", "#Leuchtturm", "#nightsail", "#driftwood",
    "#signalflags", "#crewcall", "#woodwork", "#Ahoi", "#stars", "#zeilen", "#compass", "#modding", "#letsplay", "#shanty", "#tides",
    "#sunrise", "#ropework", "#Küste", "#bilge", "#oars", "#kelp", "#lagoon", "#bellbuoy", "#seashell", "#deckhands", "#sextant",
    "#canvas", "#pier", "#ferry", "#drydock", "#moorings", "#estuary", "#breakwater",
)  # fmt: skip
CAMPAIGN_TAGS: Final = (*("#FixTidewater",) * 8, "#fixtidewater", "#FIXTIDEWATER")  # written as people write it

_ADJECTIVES: Final = (
    "salty", "quiet", "brisk", "mossy", "amber", "windy", "lunar", "pebble", "rusty", "velvet", "drowsy", "copper", "nimble", "foggy",
    "hazel", "tidal", "sunny", "inky", "mellow", "plaid", "crisp", "dusky", "fern", "gentle", "humble", "jolly", "keen", "lucky", "misty",
    "north", "olive", "proud", "rapid", "silver", "tawny", "upper", "vivid", "warm", "young", "zesty",
)  # fmt: skip
_NOUNS: Final = (
    "heron", "otter", "kestrel", "anchor", "puffin", "walrus", "marlin", "gannet", "barnacle", "plover", "skua", "dolphin", "limpet",
    "tern", "urchin", "curlew", "mackerel", "seal", "cormorant", "mast", "rudder", "keel", "buoy", "spar", "winch", "cleat", "halyard",
    "tiller", "jib", "boom", "thwart", "gaff", "lugger", "wherry", "punt", "barge", "skiff", "coracle", "dory", "gig",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text around its number, escaped for JSON once.

    Attributes:
        language: Its language.
        head: What stands before the number.
        tail: What stands after it.
    """

    language: str
    head: str
    tail: str


def _escaped(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _filled(templates: tuple[tuple[str, str], ...]) -> list[Phrase]:
    phrases: list[Phrase] = []
    for language, template in templates:
        for place in _PLACES:
            for boat in _BOATS:
                text = template.replace("{place}", place).replace("{boat}", boat)
                head, _, tail = text.partition("{n}")
                phrases.append(Phrase(language, _escaped(head), _escaped(tail)))
    return phrases


BACKGROUND_PHRASES: Final = tuple(_filled(_BACKGROUND))
CAMPAIGN_PHRASES: Final = tuple(_filled(_CAMPAIGN))
PUSHED_ENDS: Final = len(_ENDS)
PUSHED_TEXTS: Final = len(_PUSHED)
PUSHED_PHRASES: Final = tuple(Phrase("en", _escaped(text), _escaped(end)) for text in _PUSHED for end in _ENDS)


def account(number: int) -> str:
    """The name of an invented account.

    Example:
        >>> account(0), account(41)
        ('salty_heron0', 'quiet_otter41')
    """
    return f"{_ADJECTIVES[number % len(_ADJECTIVES)]}_{_NOUNS[number // len(_ADJECTIVES) % len(_NOUNS)]}{number}"
