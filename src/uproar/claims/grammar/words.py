"""Classes of English words that claims are made with, every verb in all its forms: one table to widen, for all kinds of claims."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

# Verbs by what they say of a number: written once, as infinitives; "pick+up" takes its particle.
REACH: Final = (  # noqa: SIM905 -- a table of words reads better as words
    "reach hit pass cross top exceed surpass break clear attain touch achieve breach overtake eclipse smash crack beat outstrip outdo near approach"
    " overhaul outnumber shatter nudge brush graze skirt flirt+with blow+past fly+past shoot+past"
).split()  # fmt: skip
HOLD: Final = "have hold count number total boast bear carry show display list read contain tally feature comprise muster command".split()  # noqa: SIM905 -- a table of words reads better as words
GATHER: Final = (  # noqa: SIM905 -- a table of words reads better as words
    "gather collect amass accumulate attract draw garner receive get win earn log record register secure obtain raise net bag score"
    " generate rally recruit enlist assemble harvest compile pull+in rack+up notch+up drum+up clock+up take+in bring+in sweep+up"
    " pile+up chalk+up scoop+up reel+in haul+in stack+up run+up build+up notch"
).split()  # fmt: skip
ADD: Final = "gain add put+on take+on tack+on pick+up".split()  # noqa: SIM905 -- a table of words reads better as words
RISE: Final = (  # noqa: SIM905 -- a table of words reads better as words
    "rise grow climb increase jump leap soar surge swell mount balloon shoot rocket spike expand edge creep inch tick move go advance progress race march"
    " sweep sail push bound vault rush come run hurtle power steam crawl snowball mushroom build swing accelerate stretch gallop storm speed zoom fly"
    " blow burst barrel cruise roar tear streak"
).split()  # fmt: skip
FALL: Final = (  # noqa: SIM905 -- a table of words reads better as words
    "fall drop decline decrease shrink slip slump sink plunge dip tumble slide ebb dwindle recede retreat plummet contract dive crash slim diminish"
    " slow ease cool taper thin"
).split()
TELL: Final = "report claim announce cite trumpet tout quote publish".split()  # noqa: SIM905 -- a table of words reads better as words
MULTIPLY: Final = "double triple treble quadruple quintuple halve multiply".split()  # noqa: SIM905 -- a table of words reads better as words
STAND: Final = "be stand sit hover lie remain stay settle end finish rest hang wind+up end+up come+in weigh+in top+out level+off".split()  # noqa: SIM905 -- a table of words reads better as words
SIGN: Final = "sign back support endorse join subscribe".split()  # noqa: SIM905 -- a table of words reads better as words
COME: Final = "come+in pour+in roll+in flood+in stream+in trickle+in flow+in arrive drop+in go+in land join".split()  # noqa: SIM905 -- a table of words reads better as words
REMOVE: Final = (  # noqa: SIM905 -- a table of words reads better as words
    "remove delete strike withdraw purge discount lose erase cancel annul wipe scrub weed+out throw+out disappear vanish drop+out take+down discard void"
    " disqualify subtract cut shed reject invalidate take+off clean+out clear+out"
).split()  # fmt: skip
SET: Final = (
    "set raise lift increase put fix change bump move hike adjust push nudge extend place lower cut reset boost upgrade double".split()  # noqa: SIM905 -- a table of words reads better as words
)
GOALS: Final = frozenset("goal target aim objective bar threshold".split())  # noqa: SIM905 -- a table of words reads better as words
GAINS: Final = frozenset("gain increase growth rise intake haul addition influx inflow yield harvest pickup".split())  # noqa: SIM905 -- a table of words reads better as words
SAY: Final = (  # noqa: SIM905 -- a table of words reads better as words
    "say show suggest indicate report write tell add note claim state reveal find believe think admit reckon caution warn confirm recall argue estimate"
    " point+out explain reveal put have"
).split()  # fmt: skip
WISH: Final = (  # noqa: SIM905 -- a table of words reads better as words
    "hope want wish expect predict forecast plan aim intend promise demand ask urge need require seek long dream threaten project anticipate reckon fear vow"
    " pledge aspire target propose"
).split()  # fmt: skip
LIKE: Final = (  # noqa: SIM905 -- a table of words reads better as words
    "love adore enjoy praise like laud acclaim embrace hail celebrate applaud cheer admire welcome appreciate relish cherish treasure champion recommend"
    " commend extol warm+to rave+about rave+over fall+for delight+in swoon+over gush+over take+to thrill+to"
).split()  # fmt: skip
DISLIKE: Final = (  # noqa: SIM905 -- a table of words reads better as words
    "hate loathe dislike despise pan slate savage detest trash reject boo deride ridicule lambast lambaste slam blast condemn bash scorn mock"
    " maul skewer drub disparage excoriate roast shred rubbish pillory sink torpedo mark+down tear+apart pick+apart hammer pummel thrash flay"
).split()  # fmt: skip
CHANGE: Final = (  # noqa: SIM905 -- a table of words reads better as words
    "update change replace alter edit revise swap rewrite amend modify reword correct redesign redo retouch tweak overhaul refresh rename retitle remove"
    " delete drop pull withdraw scrub rework exchange substitute switch shorten lengthen rephrase adjust trim crop recolour recolor redraw overwrite"
    " trade refashion soften expand extend reverse restore rebrand recast tinker+with fiddle+with tamper+with yank ditch axe bin dump touch+up take+down tone+down"
    " clean+up swap+out"
).split()  # fmt: skip

_PAST: Final = {
    "break": "broke broken", "beat": "beat beaten", "overtake": "overtook overtaken", "hit": "hit", "outdo": "outdid outdone", "have": "had", "hold": "held",
    "read": "read", "bear": "bore borne", "draw": "drew drawn", "get": "got gotten", "win": "won", "find": "found", "rise": "rose risen", "grow": "grew grown",
    "leap": "leapt leaped", "swell": "swelled swollen", "shoot": "shot", "creep": "crept", "go": "went gone", "sweep": "swept", "come": "came come",
    "run": "ran run", "fly": "flew flown", "blow": "blew blown", "burst": "burst", "speed": "sped", "tear": "tore torn", "fall": "fell fallen",
    "shrink": "shrank shrunk", "sink": "sank sunk", "slide": "slid", "stand": "stood", "sit": "sat", "lie": "lay lain", "hang": "hung", "wind": "wound",
    "be": "was were been", "take": "took taken", "bring": "brought", "build": "built", "put": "put", "stick": "stuck", "strike": "struck stricken",
    "lose": "lost", "throw": "threw thrown", "withdraw": "withdrew withdrawn", "cut": "cut", "shed": "shed", "say": "said", "show": "showed shown",
    "tell": "told", "write": "wrote written", "think": "thought", "make": "made", "see": "saw seen", "rewrite": "rewrote rewritten", "redo": "redid redone",
    "redraw": "redrew redrawn", "overwrite": "overwrote overwritten", "swing": "swung", "dive": "dived dove", "become": "became become",
    "lead": "led", "keep": "kept", "leave": "left", "give": "gave given", "tread": "trod", "recast": "recast", "seek": "sought", "feel": "felt",
    "lend": "lent", "begin": "began begun", "meet": "met", "spring": "sprang sprung", "see+off": "saw+off", "ring": "rang rung",
}  # fmt: skip
_PRESENT: Final = {"be": "is are am being", "have": "has having", "go": "goes going", "do": "does doing", "lie": "lies lying"}
# Short verbs that double their last letter, and longer ones stressed on it.
_DOUBLED: Final = frozenset(
    "top hit win run cut bag net log get sit slip drop plan dip slim swap crop trim scrub shed pan slam step tip sign+up begin put swim zip".split()  # noqa: SIM905 -- a table of words reads better as words
)


@lru_cache(maxsize=1024)
def forms(verb: str) -> frozenset[str]:
    """All forms of a verb: present, past, participles.

    Example:
        >>> sorted(forms("climb")), sorted(forms("top")), sorted(forms("rise"))
        (['climb', 'climbed', 'climbing', 'climbs'], ['top', 'topped', 'topping', 'tops'], ['rise', 'risen', 'rises', 'rising', 'rose'])
    """
    stem = verb.removesuffix("e")
    doubled = verb + verb[-1] if verb in _DOUBLED else None
    out = {verb}
    if verb in _PRESENT:
        out |= set(_PRESENT[verb].split())
    else:
        y = verb.endswith("y") and verb[-2:-1] not in "aeou"
        out.add(verb[:-1] + "ies" if y else verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s"))
        out.add((doubled or (verb if verb.endswith(("ee", "oe", "ye")) else stem)) + "ing")
    if verb in _PAST:
        out |= set(_PAST[verb].split())
    else:
        y = verb.endswith("y") and verb[-2:-1] not in "aeou"
        out.add(verb[:-1] + "ied" if y else (doubled or stem) + "ed")
    return frozenset(out)


def pasts(verb: str) -> frozenset[str]:
    """Past and past participle of a verb, with its particle.

    Example:
        >>> sorted(pasts("rewrite")), sorted(pasts("touch+up"))
        (['rewritten', 'rewrote'], ['touched up'])
    """
    lemma, _, particle = verb.partition("+")
    irregular = set(_PAST[lemma].split()) if lemma in _PAST else {form for form in forms(lemma) if form.endswith("ed")}
    return frozenset(f"{form} {particle}".strip() for form in irregular)


def table(*classes: tuple[str, list[str]]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Every form of every verb with its class and its particle ("" where it takes none): `form -> ((class, particle), ...)`.

    Example:
        >>> table(("gather", ["pick+up", "gather"]))["picked"]
        (('gather', 'up'),)
    """
    out: dict[str, tuple[tuple[str, str], ...]] = {}
    for name, verbs in classes:
        for verb in verbs:
            lemma, _, particle = verb.partition("+")
            for form in forms(lemma):
                out[form] = (*out.get(form, ()), (name, particle))
    return out


def alternatives(verbs: list[str]) -> str:
    """All forms of some verbs, particles and all, for a regular expression; the longest first.

    Example:
        >>> alternatives(["pan", "warm+to"])
        'warming to|warmed to|warms to|panning|warm to|panned|pans|pan'
    """
    written = {
        f"{form} {particle.replace('+', ' ')}".strip()
        for verb in verbs
        for lemma, _, particle in [verb.partition("+")]
        for form in forms(lemma)
    }
    return "|".join(sorted(written, key=lambda form: (-len(form), form)))


VERBS: Final = table(
    ("reach", REACH), ("hold", HOLD), ("gather", GATHER), ("add", ADD), ("rise", RISE), ("fall", FALL), ("stand", STAND), ("sign", SIGN), ("come", COME),
    ("remove", REMOVE), ("multiply", MULTIPLY), ("set", SET), ("tell", TELL),
)  # fmt: skip
# Past forms of other frequent verbs: no noun looks like them, so that a subject ends before them.
PASTS: Final = frozenset(
    """
    became began went made took left kept gave thought seemed looked felt turned started stopped wanted needed called asked tried helped meant moved lived played
    happened continued changed watched followed created spoke spent opened appeared bought waited sent expected dominated spread proved sparked drove forced won
    divided caused triggered prompted led brought got saw knew found told wrote said showed ran came fell rose grew sold sank broke burst split hurt
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)
# Infinitives, which are no finite verbs where something stands before them.
BASES: Final = frozenset(verb.partition("+")[0] for verbs in (REACH, HOLD, GATHER, ADD, RISE, FALL, STAND, SIGN, COME, REMOVE, SET, MULTIPLY) for verb in verbs) - {
    form for lemma, past in _PAST.items() for form in past.split()
}  # fmt: skip
SAYING: Final = frozenset(form for verb in SAY for form in forms(verb.partition("+")[0]))
WISHING: Final = frozenset(form for verb in WISH for form in forms(verb))
AUXILIARIES: Final = frozenset("has have had was were is are been being be did does do am 's 've".split())  # noqa: SIM905 -- a table of words reads better as words
MODALS: Final = frozenset("could would might may should must will shall can cannot won't wouldn't couldn't can't".split())  # noqa: SIM905 -- a table of words reads better as words
PREPOSITIONS: Final = frozenset(
    """
    of on in at by to for from with without under over above below beneath against about around into onto upon between among across through throughout during
    within before after since until till toward towards behind beyond past near like as than per via despite amid beside besides including according
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)
DETERMINERS: Final = frozenset("the a an its their his her our this that these those some any no every each all both another".split())  # noqa: SIM905 -- a table of words reads better as words
# What is counted where signatures are.
SIGNATURES: Final = frozenset("signature signatory signer signee sig name supporter backer endorsement subscriber autograph".split())  # noqa: SIM905 -- a table of words reads better as words
# Nouns that are a petition, what shows its count, or the count itself; a page, a site and support are so only beside a petition.
PETITIONS: Final = frozenset("petition appeal plea campaign initiative letter drive".split())  # noqa: SIM905 -- a table of words reads better as words
COUNTERS: Final = frozenset(
    """
    counter count tally total number figure ticker signatures names signatories signers list page site website meter support backing scoreboard gauge
    thermometer bar display readout figures sum
    """.split()  # noqa: SIM905 -- a table of words reads better as words
)
