"""Tables for reading English attributions: speech verbs, words for people and bodies, pronouns, titles.

Only tables live here, so that another language is another set of tables.
"""

from __future__ import annotations

from typing import Final

from uproar.extract.languages.english_forms import forms as _forms
from uproar.extract.languages.english_forms import words as _words

# Verbs whose subject is nearly always the speaker.
_SAY: Final = _words(
    """
    acknowledged added adding adds admitted argued argues asked asks claimed claims commented complained conceded concluded
    continued countered declared exclaimed explained explains insisted joked noted notes posted quipped recalled remarked replied
    responded said say saying says shouted stated states tell telling tells testified told tweeted tweeting tweets warned writes
    writing wrote yelled
    """
)
# Verbs of speaking, judging or showing that govern words in marks less surely, with regular forms.
_SPEAK: Final = _words(
    """
    accuse acknowledge add admit advocate affirm agree allege announce answer apologise apologize argue ask assert assure attack aver
    bark beam belittle bemoan berate blame blast boast brag brand call caption cast caution chant characterise characterize charge chide
    chime cite claim comment complain compliment concede conclude condemn confess confirm contend continue correct counter
    credit criticise criticize cry declare decree decry deem defend demand denounce deny deride describe dismiss dub echo elaborate
    email emphasise emphasize entitle envision exclaim explain express forward fume gush hint imply indicate inform insist invoke joke
    label lament maintain marvel mention mock muse narrate note observe offer opine pledge point ponder portray post praise predict
    proclaim promise propose protest question quote rattle read recall recount refer reiterate remark repeat reply report request
    respond retort reveal ridicule riff scream shout signal slam sneer state stipulate stress suggest surmise taunt tease thank thunder
    title tout tweet urge utter vent vow warn whisper wonder yell
    """
)
_SPEAK_IRREGULAR: Final = _words(
    """
    admitting believed believes bragged considered considers dubbed referred referring sang slammed speaking speaks spoke swore
    talked talking talks write written
    """
)
# "has", "made", "used": verbs that come before words in marks without being verbs of speech.
_WEAK: Final = _words(
    """
    attack attacked attacking attacks fears feels felt finds forward forwarded found gave gives giving had has heard hoped hopes
    knew knows made making offer offered offering offers point points put read saw sees showed shows sought thinks thought used uses
    using wanted wants went
    """
)
# Strength of each cue; a word in two tables takes the later one.
CUES: Final[dict[str, str]] = {
    **dict.fromkeys(_forms(_SPEAK) | _SPEAK_IRREGULAR, "speak"),
    **dict.fromkeys(_SAY, "say"),
    **dict.fromkeys(_WEAK, "weak"),
}
# "shot back", "fired back".
BACK_VERBS: Final = _words("fired hit shot snapped struck")
# Verbs whose bare form is more often a noun: they count only after a subject or one of the words below.
NOUN_VERBS: Final = _words(
    """
    answer attack blame boast brand call claim comment counter demand exclaim forward label note offer point post praise promise question
    quote remark report state states tweet vow
    """
)
# … and the forms that may be their plurals: "to issue decrees".
PLURAL_VERBS: Final = _words(
    """
    answers attacks boasts brands calls claims comments decrees demands labels notes offers points posts promises questions quotes remarks
    reports tweets vows
    """
)
# Bodies whose names go on after "and": "Center for Safety and Health".
BODY_HEADS: Final = _words("agency bureau center centers centre committee council department institute institutes ministry office society")
BEFORE_VERB: Final = _words("to i we you they who that will would can could should may might must did do does not never also and or")
GERUNDS: Final = frozenset(word for word in CUES if word.endswith("ing"))
# Nouns that carry an attribution without a verb: "in a statement", "her tweet".
CUE_NOUNS: Final = _words(
    """
    answer argument assertion call claim claims column comment comments declaration description e-mail email essay interview letter
    memo op-ed phrase pledge post promise question remark remarks response slogan speech statement suggestion testimony tweet tweets
    warning words
    """
)
# Words of whole clauses: quoted words that hold one of them are rather an utterance than a term.
CLAUSE_WORDS: Final = _words(
    """
    am are aren't be been can can't could couldn't did didn't do does doesn't don't had has hasn't have haven't he he's i i'd i'll i'm
    i've is isn't it it's let's me must my not our she she's should that's there's they they're us was wasn't we we'll we're we've
    were who will won't would wouldn't you you're your
    """
)
# Words that name or spell what follows: no utterance.
NAMING: Final = _words("call called calls dubbed entitled known labeled labelled named nicknamed phrase term termed titled word words")
# Works, whose titles stand in quotation marks.
WORKS: Final = _words("album article book documentary episode film hit movie novel play series sequel show single sitcom song track")
# Words that open a clause after a cue.
CLAUSE_HEADS: Final = _words("that whether if")
QUESTION_WORDS: Final = _words("how what when where which who why whether")
# What may begin a remainder that only says when, where and how something was said.
ADVERBIALS: Final = _words(
    """
    about after afterward afterwards again ahead although among as at because before bluntly by during earlier early flatly following for
    friday from himself herself in into last late later monday next of on once over recently repeatedly saturday since shortly simply sunday
    this through thursday to today tonight tuesday under upon via wednesday when where which while who with yesterday
    """
)
# Forms of "to be", and the verbs that help another.
BE: Final = _words("was were is are been being be")
AUXILIARIES: Final = _words("has have had would will could should can may might must did does do")
# Verbs whose object hears.
HEARERS: Final = _words("asked asks assured informed informs reminded tell telling tells told urged warned")

# Heads of phrases that name a speaker by what they are: "a studio spokesperson".
ROLES: Final = _words(
    """
    activist activists advocate advocates actor actors actress actresses administration adviser advisers advisor advisors agency aide aides allies ally
    ambassador analyst analysts artist attorney attorneys author authorities authors billionaire board boss broadcaster businessman caller camp
    campaign campaigns candidate candidates chair chairman chairwoman chief co-author co-founder co-host coach colleague colleagues
    columnist columnists commander commentator commentators commission committee company congressman congresswoman conservatives
    consultant corporation correspondent correspondents council counsel court coworker critic critics crowd daughter defender
    delegate democrat democrats department developer developers director directors doctor doctors economist economists editor
    editors employee employees everyone executive executives expert experts family fan fans father filing filmmaker firm foundation
    founder friend friends giant government governor governors group groups head historian host hosts husband insider insiders
    investigator investigators investor journalist journalists judge judges lawmaker lawmakers lawyer lawyers leader leaders
    leadership liberals maker makers man manager managers mate mayor member members men minister ministry moderator mogul mom mother
    mother-in-law neighbor neighbors neighbour neighbours network newspaper nobody nominee observer observers office officer
    officers official officials operative operatives opponent opponents organisation organiser organization organizer others outlet
    owner pac panel panelist paper parent parents parties party pastor people person physician players police politician pollster
    pollsters president producer producers programmer programmers professor professors prosecutor prosecutors protester protesters publication publisher
    pundit pundits rapper reader readers realtor relative relatives reporter reporters representative representatives republican
    republicans researcher researchers resident residents reviewer reviewers rival scientist scientists secretary senator senators
    service sheriff singer sister site somebody someone son source sources speaker spokesman spokesmen spokespeople spokesperson
    spokeswoman staff staffer staffers star strategist strategists streamer student students studio subscriber subscribers supporter
    supporters surrogate surrogates survivor teacher team trustee union user users vendor veteran victim viewer viewers voter voters
    website wife witness witnesses woman women worker workers writer writers
    """
)
# Written things that speak: "the report said".
DOCUMENTS: Final = _words(
    """
    ad ads article articles banner book caption chant chyron complaint document documents e-mail e-mails editorial email emails
    filing flyer headline indictment invitation label lawsuit letter magazine memo message messages motto narrator note notice
    ordinance page pamphlet petition poll polls post poster release report reports review ruling sign signs slogan statement story
    study survey transcript tweet tweets video
    """
)
# Heads that stand for an organisation named before: "the company".
BODIES: Final = _words(
    """
    company corporation firm giant magazine network newspaper organisation organization outlet paper publisher service site streamer
    studio website
    """
)
# What denies a verb of saying, what makes it only possible, and what only wishes for it: "did not say", "might say", "wanted Bell to say".
NEGATIONS: Final = _words("cannot neither never no nor not")
DENIALS: Final = _words("avoid avoided avoids denied denies deny denying refused refuses refusing without")
MODALS: Final = _words("can could may might must shall should will would")
WISHES: Final = _words(
    """
    ask asked asking asks decline declined declines expect expected expects fail failed failing fails going hope hoped hopes hoping like need
    needed needs order ordered plan planned planning plans refuse refused refuses refusing reluctant supposed unwilling urge urged urges
    want wanted wanting wants willing wish wished wishes
    """
)
NO_ONE: Final = _words("neither no nobody none nor")
# "never used the term".
USES: Final = _words("call called say said saying use used using utter uttered")
# Roles that are bodies or many, and plurals without an s: none is "he" or "she".
COLLECTIVES: Final = _words(
    """
    administration agency board camp campaign commission committee company corporation council court crowd department everyone family
    filing firm foundation giant government group leadership media ministry network newspaper nobody office organisation organization
    others outlet pac panel paper party police publication publisher service site staff studio team union website
    """
)
PLURALS: Final = _words("businesswomen men people spokesmen spokespeople spokeswomen women")
# Endings of roles by the pronoun they tell; the first that fits counts.
ROLE_GENDERS: Final[dict[str, str]] = {
    **dict.fromkeys(_words("woman actress daughter mother mother-in-law mom wife sister girl"), "f"),
    **dict.fromkeys(_words("man father husband son boy"), "m"),
}
PERSON_PRONOUNS: Final = {"he": "m", "she": "f"}
_CONTRACTED: Final = frozenset(
    head + mark + tail
    for heads, tails in (("i we they", "d ll re ve"), ("he she who", "d ll"), ("i", "m"))
    for head in heads.split()
    for tail in tails.split()
    for mark in "'’"
)
PRONOUNS: Final = _CONTRACTED | _words("he i it she they we who")
DETERMINERS: Final = _words(
    """
    a an another few her his its many most my one other our several some the their these this those three two
    """
)
PREPOSITIONS: Final = _words(
    """
    about across after against amid among as at before behind between by despite during for from in inside into like near of on outside
    over per than through to toward towards under upon via with within without
    """
)
# Prepositions that open a clause as well: "after critics said".
OPENS_CLAUSE: Final = _words("after as before since than until")
_NEGATED: Final = frozenset(
    f"{head}n{mark}t" for head in _words("ai are ca could did do does had has have is must should was were wo would") for mark in "'’"
)
# Words that are capitalised for their place or their kind and never name a speaker.
_CAPITALISED: Final = _words(
    """
    a about according across added advertisement after again all along also although always am amid among an and another any apr
    april are as asked asking at aug august be because been before being below both but by can citing come could dec december
    despite did do does dozens dr during each earlier eight either even ever every facebook feb february few finally first five following
    for former four fri friday from further get given go good gov had has have he her here hers herself him himself his how however hundreds i if
    image in indeed instagram instead into is it its itself jan january jul july jun june just last later least less let like look
    made many mar march may maybe me meanwhile millions mon monday more moreover most mr mrs ms much must my near nearly never nevertheless
    next nine no none nor not nothing note noting nov november now oct october of off oh ok on once one only or other others our out over
    perhaps photo please pressed rather read recently referring related rep responding right said same sat saturday says see sen sep
    sept september seven several she should since six so some something sometimes soon speaking still such sun sunday take ten thank
    thanks that the their them then there therefore these they this those though thousands three through thu thursday thus to today together
    told tomorrow too tue tuesday twitter two under unfortunately until up upon us very was watch we wed wednesday well were what
    whatever when whenever where whether which while who whoever whom whose why will with without would wrote yes yesterday yet you your
    """
)
NOT_NAMES: Final = _CAPITALISED | _CONTRACTED | _NEGATED
# Numbers, which may go on with a name: "Radio Nine".
NUMBERS: Final = _words("one two three four five six seven eight nine ten")
# Small words inside a name: "Ministry of Trade".
CONNECTORS: Final = _words("al bin da de del den der di du for ibn la le of the van von")
# Words that begin with an apostrophe: 'em, 'til.
ELISIONS: Final = _words("bout cause em n til tis twas")

# Words that open a clause before the main one: "Although Bell left, she said".
SUBORDINATES: Final = _words("although as because before if once since that though unless until when whenever where whereas while")

# Words before a label or a thing's name in marks: `the "fix"`.
LABELS: Final = _words("the a an of so-called his her its their as for this that these in on")
# What introduces quoted words inside a sentence: "called it a ...", "promised to ...".
INTRODUCES: Final = frozenset(CUES) | PREPOSITIONS | DETERMINERS | BE | _words("being he’s she’s it’s he's she's it's that")
# Words that join another verb to the same subject: "Bell came, then said".
CLAUSE_JOINS: Final = _words("and but then or also later ,")
# Words between two statements of one sentence, and what may stand between them and their verb.
JOINS: Final = _words("and but while")
# Verbs that may follow what is said: "it is late, they insist".
PARENTHETICALS: Final = _forms(
    _words(
        """
        admit acknowledge allege argue assert believe claim concede conclude contend estimate explain fear figure guess hope imagine insist
        lament maintain note observe predict promise reckon report suggest suspect think vow warn
        """
    )
) | _words("say thought")
# What opens no object: "mentioned later", "asked in the video". After "on", "about", "at" and "like" stands what some verbs are about.
NO_OBJECTS: Final = (PREPOSITIONS - _words("about at like on")) | _words(
    "above again and but earlier had has have last later off once or since so then together too up"
)
# Determiners that are subjects by themselves: "most believe", "some say".
QUANTIFIERS: Final = _words("all another both few many most one others several some those three two")
ALSO: Final = _words("also then later repeatedly has have had")
# What may stand between a subject and its verb besides: "Bell has long said".
BETWEEN: Final = ALSO | _words("already always both ever herself himself itself long themselves often month morning night summer week year")
SAID: Final = _words("said says say")
DAYS: Final = _words("monday tuesday wednesday thursday friday saturday sunday")
# Who hears without a name ("told her"), and who does in a clause without "that" ("said she").
OBJECTS: Final = _words("him her them me us you reporters")
NOMINATIVE: Final = _words("he she they it we i there it’s he’s she’s it's he's she's")
# Before an addressee: "in a statement to", "an interview with"; and the verbs right before it: "said to".
TOWARDS: Final = _words("to with on for")
WRITES_TO: Final = _words("said says wrote writing speaking spoke posted tweeted added")
