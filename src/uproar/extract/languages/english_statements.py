"""English words that carry an indirect statement: verbs by what they take, nouns, words with a particle, and participles.

Which word takes what was decided by the training articles, in round figures: of the words after it about 45 in 100 or more belong to a
statement there, or it is kin to one of which that holds. (A word taken raises F1 where more than half the F1, 40 in 100, of its words are right.)
"""

from __future__ import annotations

from typing import Final

from uproar.extract.languages import english_attitudes as attitudes
from uproar.extract.languages.english import NOUN_VERBS
from uproar.extract.languages.english_forms import forms as _forms
from uproar.extract.languages.english_forms import words as _words

# What a cue of an indirect statement takes: "any" (a clause, an infinitive, an object), "clause" ("that", a question word, or a subject of
# its own), "to" (an infinitive).
_STATES_ANY: Final = _words(
    """
    accuse acknowledge admit affirm allege announce applaud argue ask assail assert assure bemoan blame blast boast brag call caution
    characterise characterize chastise chide cite claim clarify complain concede conclude condemn confirm contend contradict criticise
    criticize decry defend denounce deny depict deplore deride describe disclose dismiss disparage echo emphasise emphasize envision
    estimate exclaim explain express extol fault forecast gush hail hint imply indicate insist joke lambaste lament lash liken mention
    mischaracterize mock muse note oppose plead portray praise predict profess propose rail reaffirm rebuke rebut recall
    recount refute reiterate reject remind renounce reveal ridicule scoff scold slam speculate stipulate stress suggest surmise tease
    testify theorize tout tweet urge voice vow warn wonder believe compare consider convince discuss feel hope offer prefer question report see seem show think want
    """
)
_STATES_CLAUSE: Final = _words(
    """
    add agree announce answer believe conclude consider decide declare demand demonstrate determine discover dispute doubt fear feel
    figure find guess hear hope imagine know learn maintain notice observe opine point pray promise pronounce realise realize
    recognise recognize recommend remark remember reply report respond see sense show signal suspect think understand worry write
    """
)
_STATES_TO: Final = _words(
    """
    agree appear ask claim decide decline demand expect hope intend offer opt plan prefer promise propose refuse seek seem threaten
    vow want yearn
    """
)
_STATES_IRREGULAR: Final[dict[str, str]] = {
    **dict.fromkeys(
        _words(
            "say says said saying tell tells told telling forecast believes feels felt hopes saw sees seen seeing shown shows thinks thought want wants"
        ),
        "any",
    ),
    **dict.fromkeys(
        _words(
            """
            believes feels felt feeling finds found finding forgot heard hearing knows knew known knowing saw seen seeing sees
            shown shows thinks thought thinking understood
            writes written wrote
            """
        ),
        "clause",
    ),
    **dict.fromkeys(_words("chose sought seeking"), "to"),
}
# Verbs of showing that may follow what they show: "it is late, records show".
_STATES_BEFORE: Final = _words("find finds found indicate indicates show showed shows suggest suggests")
# Nouns that carry a statement: "the claim that", "her view that".
STATE_NOUNS: Final = _words(
    """
    accusation allegation argument assertion belief claim complaint conclusion concern contention conviction criticism denial fear feeling
    hint hope implication insistence judgment notion opinion perception pledge prediction promise proposal report sense statement
    suggestion suspicion view warning worry
    """
)
# What else carries a statement, by the word after it: "is confident that", "her refusal to", "talk of". Picked by hand from the words after
# which about half or more of what follows is a statement in the training articles, with a few of their kin.
CARRIERS: Final[dict[str, frozenset[str]]] = {
    "that": _words(
        """
        accusations adamant admission allegations assumption assurances aware certain charges claims clear comments complaints concerned
        concerns confidence confident consensus convinced doubtful hopeful hopes impression indication indications narrative note
        optimistic proved reports rumors rumours signal signs skeptical speculation sure unclear understanding worried
        """
    ),
    "to": _words(
        """
        aiming anxious calls desire desperate determined eager eagerness hoping inclination intention keen loath looking plan plans pledge
        pledges promise promises proposal proposals refusal reluctance reluctant unwilling vow willing willingness
        """
    ),
    "for": _words(
        """
        advocate advocates blame call calls complaint credit criticism demands enthusiasm looking need plans praise praying proposal
        proposals reason respect support sympathy
        """
    ),
    "on": _words("argument comment comments consensus decision disagree position question stance testimony touched views"),
    "of": _words(
        """
        account accusations accused afraid assessment assessments aware claim claims critic criticism criticisms critical critique
        dismissive fearful fears hope knowledge mention mindful praise proud reports skeptical speak spoke supportive suspicious talk tired
        view vision wary weary
        """
    ),
    "about": _words(
        """
        angry asked comments complaints concern concerned concerns curious debate details doubts enthusiastic excited message nervous
        optimistic pessimistic question questions remarks skeptical views statements uneasy upset worried
        """
    ),
    "with": _words("agree agreed agrees charged comfortable disagree disagreed"),
    "against": _words("allegations argued argues arguing vote voted warned"),
    "as": _words("interpreted see seen sees viewed"),
    "at": _words("aim angry balked"),
    "in": _words("believe believes interested"),
    "over": _words("concern concerns criticism debate"),
    "from": _words("approval"),
    "by": _words("statement"),
    "like": _words("felt seemed"),
}
_ASKED: Final = _words("about if whether what why how who which when where")
# What opens the words after a verb in the passive voice, beside "that" and "to": "was asked whether", "is accused of".
PASSIVES: Final[dict[str, frozenset[str]]] = {
    "accused": _words("of"),
    "asked": _ASKED,
    "blamed": _words("for"),
    "charged": _words("with"),
    "challenged": _words("on over"),
    "credited": _words("with for"),
    "criticized": _words("as for over"),
    "criticised": _words("as for over"),
    "known": _words("as for"),
    "pressed": _words("about on whether"),
    "praised": _words("as for"),
    "questioned": _words("about"),
    "seen": _words("as"),
    "regarded": _words("as"),
    "remembered": _words("as for"),
    "described": _words("as"),
    "viewed": _words("as"),
    "assured": _words("of that"),
    "suspected": _words("of"),
}
# Whose it is ("her call to"), and the word of asides: "as Bell noted", "as reported by Bell".
OWNERS: Final = _words("her his its my our their your")
AS: Final = "as"
# Nouns for what others say of somebody: one who denies, faces or hears of them said none of them.
OTHERS_SAY: Final = _words(
    "accusation accusations allegation allegations charges claims complaints criticism criticisms reports rumors rumours speculation suspicion"
)
# Verbs of how things look: whoever looks so holds nothing ("the foundation appeared to push aides").
APPEARANCES: Final = _words("appear appeared appearing appears look looked looking looks seem seemed seeming seems")
# … before one of these.
LOOKS: Final = _words("like that to")
# Participles that tell what somebody is charged with: before a noun they state nothing ("the host and alleged swindler Carl Dorn").
MODIFIERS: Final = _words("accused alleged convicted suspected")
# Words for counts of people that are subjects by themselves: "some say".
COUNTED: Final = _words("few many most others several some")
# Participles that no rule makes, and those whose subject feels it himself: "is worried that".
PARTICIPLES: Final = _words("felt forgotten found heard known said seen shown sought taught thought told understood")
EXPERIENCED: Final = _words("concerned convinced decided determined disappointed opposed persuaded pleased resolved surprised worried")
# Forms whose object is a deed ("call the office", "seek a job"): of its words 2 in 10 were a statement, so they take a clause only.
_FORMS_CLAUSE: Final = _words("call claim feels seek")
# Labels that name nobody: "Breaking: …".
NO_LABELS: Final = _words(
    """
    advertisement advice analysis background boom breaking bombshell busted caption conclusion contents context contributing correction
    credit details disclaimer disclosure editorial event example exclusive fact facts highlights latest location name opinion overview
    photo place preview question quiz reminder result results revealed review score sources spoiler summary tip topics transcript
    update updates verdict video warning wow
    """
)
# Verbs that state with a small word: "pointed out", "talked about", "called for".
WITH_PARTICLE: Final[dict[str, frozenset[str]]] = {
    "about": _forms(_words("ask boast brag complain fret inquire joke lie question rave talk testify warn worry"))
    | _words("speak speaks speaking spoke write writes writing wrote"),
    "against": _forms(_words("argue caution protest rail rule vote warn")),
    "of": _forms(_words("approve boast complain conceive disapprove dream warn")) | _words("spoke think thinking thought"),
    "out": _forms(_words("point")) - {"point", "points"} | _words("point points"),
    "to": _forms(_words("allude confess object point refer respond")),
    "for": _forms(_words("advocate apologise apologize argue call clamor hope plead push wish yearn")),
    "on": _forms(_words("comment elaborate expound insist opine remark rule vote")),
}


def _states() -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    tables = (
        (_STATES_ANY | attitudes.TOLD | attitudes.OBJECT, "any"),
        (_STATES_CLAUSE | attitudes.TOLD_CLAUSE | attitudes.CLAUSE, "clause"),
        (_STATES_TO | attitudes.TO, "to"),
    )
    for verbs, kind in tables:
        for form in _forms(verbs):
            kinds.setdefault(form, set()).add(kind)
    for form, kind in (_STATES_IRREGULAR | attitudes.IRREGULAR).items():
        kinds.setdefault(form, set()).add(kind)
    for form in _FORMS_CLAUSE:
        kinds[form] = {"clause"} | (kinds[form] - {"any"})
    for form in _STATES_BEFORE:
        kinds[form].add("before")
    return {form: frozenset(found) for form, found in kinds.items()}


STATES: Final = _states()
STATE_NOUN_VERBS: Final = NOUN_VERBS | attitudes.NOUNS
STATE_NOUN_PLURALS: Final = frozenset(form for form in _forms(STATE_NOUN_VERBS) if form.endswith("s") and not form.endswith("ss"))
# What somebody thinks, wants or favours, without a word that he said so.
ATTITUDES: Final = (
    (_forms(attitudes.CLAUSE | attitudes.OBJECT | attitudes.TO) | frozenset(attitudes.IRREGULAR) | attitudes.STATES_OF_MIND)
    - _forms(attitudes.FINDINGS)
    - _words("found")
)
