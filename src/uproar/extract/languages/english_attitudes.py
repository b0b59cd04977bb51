"""English words for what somebody thinks, wants, favours or notices, and wider tables of telling: base forms, by what they take.

The classes are those of verbs that take a clause or judge their object (Levin 1993, English Verb Classes and Alternations: 29.4 and 29.5
conjecture, 31.2 admire, 32 want and long, 33 judgement, 37.9 advise). Of each class those stay whose complement is an attribution in about
half of the words or more of the training articles; a verb whose object mostly is what was done ("signed the bill") takes clauses only.
"""

from __future__ import annotations

from typing import Final

from uproar.extract.languages.english_forms import words as _words

# What is thought, felt or perceived: "that", a question word, or a subject of its own.
CLAUSE: Final = _words(
    """
    anticipate appreciate assume believe bet calculate consider contemplate decide deem determine discover distrust doubt dream expect
    fear feel figure find forget grasp guess hear hope imagine infer judge know learn notice observe perceive ponder presume
    project realise realize reason reckon recognise recognize recollect regret remember resent see sense suppose suspect think
    trust understand weigh wish wonder worry
    """
)
# What is favoured, feared or looked upon so: also an object.
OBJECT: Final = _words(
    """
    abhor admire appreciate approve believe consider contemplate deem disapprove disdain envisage envision expect favor favour fear feel
    frame guess hope ignore intend know mourn mull peg perceive ponder prefer project realise realize reckon recognise recognize
    regard regret relish remember respect see seek seem support suspect think understand view want welcome worry
    """
)
# What is intended.
TO: Final = _words(
    """
    aim appear aspire choose decide desire expect favor favour hesitate hope intend like look opt plan prefer push seek seem vote want yearn
    """
)
# Of these, what states a result: "the court found that".
FINDINGS: Final = _words("calculate determine discover find infer judge project")
# Forms that no rule makes, by what they take.
IRREGULAR: Final[dict[str, str]] = {
    **dict.fromkeys(["feels", "felt", "saw", "seen", "sees", "thinks", "thought"], "any"),
    **dict.fromkeys(["forgot", "forgotten", "found", "heard", "knew", "knows", "known", "regretted", "understood"], "clause"),
    **dict.fromkeys(["chose", "chosen", "sought"], "to"),
}
# Verbs of telling that take an object, a clause or "to", beside those of `english.py`.
TOLD: Final = _words(
    """
    admonish advocate attest beg belittle chide chronicle commend communicate concur congratulate convince correct counter demand detail
    document downplay encourage float guarantee highlight identify illustrate implore instruct laud list object order outline paint pan parrot
    persuade pitch press prohibit promise promote pronounce quip quote recount reference refuse relay repeat request restate
    retweet savage stress taunt thank theorize threaten tout trumpet
    """
)
TOLD_CLAUSE: Final = _words("charge declare demonstrate guarantee illustrate posit prove retort rule state swear underscore")
# Bare forms that are nouns as often.
NOUNS: Final = _words(
    """
    bet charge desire detail document doubt dream fear figure frame guess highlight hope judge look order plan press project quip
    reason regret request respect rule stress support taunt thank trust view voice welcome worry
    """
)
# Nouns and adjectives that carry an attitude: "is confident that", "her refusal to", "the fear that".
STATES_OF_MIND: Final = _words(
    """
    adamant afraid aim aiming angry anxious approval assumption aware balked belief certain comfortable concern concerned concerns
    confidence confident consensus conviction convinced curious decision desire desperate determined doubtful doubts eager eagerness
    enthusiasm enthusiastic excited fear fearful fears feeling hope hopeful hopes hoping impression inclination intention interested keen
    knowledge loath looking mindful need nervous opinion optimistic perception pessimistic plan plans position praying proud refusal
    reluctance reluctant respect sense skeptical stance support supportive sure suspicion suspicious sympathy tired unclear
    understanding uneasy unwilling upset view views vision wary weary willing willingness worried worry
    """
)
