"""How a reception is told: words of praise and scorn, who they are from, and where scores stand."""

from __future__ import annotations

import re
from typing import Final

from uproar.claims.grammar.words import DISLIKE, FALL, LIKE, RISE, STAND, alternatives
from uproar.claims.kinds.sides import SIDES

# What a reception is called, and how those feel who give it: one class each way, for all patterns.
NEGATIVE: Final = (
    r"[“\"]?(?:overwhelmingly |mostly |largely |mainly )?(?:negative|bad|poor|low|lower|terrible|dismal|abysmal|scathing|hostile|harsh"
    r"|unfavou?rable|damning|rotten|one-star"
    r"|zero|angry|furious|brutal|lukewarm|disastrous|withering|weak|rock-bottom|critical|awful|appalling|horrible|dreadful|lousy|grim"
    r"|miserable|crushing|devastating"
    r"|frosty|chilly|icy|cold|cool|caustic|vitriolic|savage|blistering|stinging|bruising|unkind|uncharitable|ungenerous|merciless"
    r"|unsparing"
    r"|sour|bitter|bleak|tepid"
    r"|catastrophic|ruinous|atrocious|pitiful|mediocre|woeful|wretched|excoriating|acid|acerbic|contemptuous|disparaging|dire|nasty"
    r"|severe|rough|tough)"
)
POSITIVE: Final = (
    r"[“\"]?(?:overwhelmingly |mostly |largely |mainly )?(?:positive|good|great|high|higher|glowing|rave|favou?rable|warm"
    r"|enthusiastic|strong"
    r"|excellent|stellar|perfect|top|fresh"
    r"|five-star|ecstatic|rapturous|better|solid|sky-high|superb|outstanding|fantastic|wonderful|lavish|fulsome|brilliant|impressive"
    r"|generous|effusive|admiring|kind"
    r"|gushing|adoring|flattering|approving|complimentary|appreciative|respectable|splendid|marvellous|marvelous|sterling|exuberant"
    r"|friendly"
    r"|kindly|tremendous|delighted"
    r"|exceptional|magnificent|terrific|encouraging)"
)
_PRAISE: Final = (
    r"praise|acclaim|plaudits|kudos|applause|admiration|approval|compliments|superlatives|accolades|laurels|raves|cheers|enthusiasm"
    r"|delight|warmth|goodwill"
    r"|adoration|affection|approbation|bouquets|standing ovations?|thumbs[- ]up|(?:kind|warm|good|nice|generous|fond|glowing) words?"
)
_SCORN: Final = (
    r"scorn|derision|criticism|contempt|abuse|vitriol|condemnation|disapproval|rejection|anger|fury|hostility|ridicule|mockery|scepticism"
    r"|skepticism|outrage|ire|wrath"
    r"|brickbats|boos|jeers|disdain|dismay|disappointment|a drubbing|a mauling|a kicking|a battering|a panning|thumbs[- ]down|derogation"
    r"|opprobrium|flak|catcalls|(?:harsh|unkind|hard|sharp|bitter|angry|cross) words?"
)
NEGATIVE_VERBS: Final = alternatives(DISLIKE)
POSITIVE_VERBS: Final = (
    alternatives(LIKE) + "|thinks? highly of|thought highly of|speaks? well of|spoke well of|fell in love with|fallen in love with|fell for"
)
# Verbs that also take a company or a decision as their object: the work itself must follow.
_HARSH_VERBS: Final = "slammed|blasted|ripped|condemned|attacked|criticized|criticised|bashed"
MET: Final = "win earn draw attract garner receive get enjoy collect gather reap meet+with suffer face endure come+in+for harvest provoke incur".split()  # noqa: SIM905 -- a table of words reads better as words
_WORK: Final = (
    r"(?:(?:the|this|its|their) )?(?:(?:new|latest|upcoming|animated|live-action|french) )*(?:film|movie|game|show|series|season|episode"
    r"|album|update|app|sequel|remake|book|title|product|device|adaptation|documentary|it)\b"
)
RECEPTION: Final = (
    r"(?:reactions?|reviews?|feedback|scores?|ratings?|marks?|grades?|reception|responses?|verdicts?|notices|comments|word of mouth"
    r"|consensus|opinion"
    r"|write-ups?|appraisals?|reports)"
)
_ADVERB: Final = r"(?:(?:\w+ly|very|largely|so|more|much|far|rather|quite|almost|universally|mixed to|broadly|largely) )*"
SCORE_NOUN: Final = r"(?:scores?|grades?|marks?|ratings?|approval(?: rating)?|average|metascore|tomatometer)"
_SIDE: Final = "|".join(f"(?P<{side}>{words})" for side, words in SIDES.items())
# "Reviewers in the press", "players around the world", "users on Quayscore": still the whole side.
_WHERE: Final = (
    r"(?: (?:(?:in|from|across|around|at|of|throughout) (?:the |this |every |all )?(?:[\w-]+ )?(?:press|papers|newspapers|media|trade"
    r"|world|globe|board|countr(?:y|ies)|large|home"
    r"|magazines|outlets|sides?|everywhere)|everywhere|alike|on (?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)?))?"
)
_EVAL: Final = rf"(?:(?P<neg>(?:(?:far from|anything but|less than) (?:{POSITIVE}))|{NEGATIVE})|(?P<pos>{POSITIVE}))"
PATTERNS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # negative reactions from viewers
        # viewers gave it poor marks / players left negative reviews / critics responded negatively
        (
            rf"\b{_ADVERB}{_EVAL} (?:user |audience |viewer |customer |critical )?{RECEPTION} (?:from|by|among|with"
            rf"|of) (?:[\w-]+ ){{0,2}}?\b(?:{_SIDE})(?!\w|[’']s)"
        ),
        (
            rf"\b(?:{_SIDE}){_WHERE} (?:\w+ ){{0,4}}?(?:gave|have given|had given|left|bombarded|flooded|swamped|awarded|handed"
            rf"|posted|have left|wrote"
            rf"|delivered) (?:[\w’'-]+ ){{0,4}}?{_EVAL} {RECEPTION}\b"
        ),
        (
            rf"\b(?:{_SIDE}){_WHERE} (?:have |had |has )?(?:responded|reacted|reviewed|rated)(?: to)?(?: (?:the "
            rf"|this )?\w+)? (?:it )?{_ADVERB}"
            r"(?:(?P<neg>negatively|badly|poorly|harshly|angrily|with (?:anger|fury|hostility|contempt))|(?P<pos>positively|favou?rably"
            r"|enthusiastically|warmly|highly|well))\b"
        ),
        # players have received the game with enthusiasm; critics met it with derision
        (
            rf"\b(?:{_SIDE}){_WHERE} (?:have |had |has )?(?:received|greeted|met|welcomed|answered"
            rf"|treated) (?:[\w’'-]+ ){{1,4}}?(?:with|to) (?:\w+ ){{0,2}}?"
            r"(?:(?P<neg>anger|fury|hostility|contempt|derision|scorn|disdain|dismay|disappointment|boos|jeers)|(?P<pos>enthusiasm|praise"
            r"|delight|acclaim|joy|applause|warmth|rapture|open arms))\b"
        ),
        # viewers hated the film; critics have praised it
        (
            rf"\b(?:{_SIDE})(?:{_WHERE}| on [\w ]{{2,20}}) (?:(?:have|had|has|almost|also|all) )*{_ADVERB}(?:(?P<neg>{NEGATIVE_VERBS})"
            rf"|(?P<pos>{POSITIVE_VERBS}))\b"
        ),
        (rf"\b(?:{_SIDE}) (?:on [\w ]{{2,20}} )?(?:(?:have|had|has|also) )*{_ADVERB}(?P<neg>{_HARSH_VERBS}) {_WORK}"),
        # was panned by users; was well received by critics; poorly received among fans
        (
            rf"\b(?:was|were|been|is|being|are|and|but|,) ?{_ADVERB}(?:(?P<neg>{NEGATIVE_VERBS}|{_HARSH_VERBS}|(?:poorly|badly|coldly"
            rf"|coolly|harshly|frostily|unkindly|less than warmly)[- ]received"
            rf"|received {_ADVERB}(?:badly|poorly|coldly|coolly|harshly|frostily)|unpopular)"
            rf"|(?P<pos>{POSITIVE_VERBS}|(?:well|warmly|kindly|enthusiastically|favou?rably|positively)[- ]received"
            rf"|received {_ADVERB}(?:well|warmly|kindly|enthusiastically|favou?rably|positively)|popular)) (?:both )?(?:by|among"
            rf"|with) (?:\w+ ){{0,2}}?\b(?:{_SIDE})(?!\w|[’']s)"
        ),
        # critics tore the game apart
        (
            rf"\b(?:{_SIDE}){_WHERE} (?:(?:have|had|has|all|almost|duly) )*(?P<neg>(?:tore|torn|ripped|picked|pulled|took|hacked) (?:it|the \w+|this \w+|[A-Z]\w+)"
            r" (?:apart|to (?:pieces|shreds|bits|ribbons)))\b"
        ),
        # by the trade press it was received very favourably
        (
            rf"\bby (?:\w+ ){{0,2}}?\b(?:{_SIDE})(?!\w|[’']s),? [^.;:,]{{2,40}}? (?:was|were|is|are|(?:has|have|had) been) {_ADVERB}"
            r"(?:(?P<neg>(?:badly|poorly|coldly|coolly|harshly) received|received (?:\w+ )?(?:badly|poorly|coldly|coolly|harshly))"
            r"|(?P<pos>(?:well|warmly|kindly|favou?rably|positively) received|received (?:\w+ )?(?:well|warmly|kindly"
            r"|enthusiastically|favou?rably|positively)))\b"
        ),
        # user reviews were overwhelmingly negative; critics' scores are high; the critical reception was positive
        (
            rf"\b(?:{_SIDE}|(?P<critics2>critical|press))[’']?s? (?:\w+ )?{RECEPTION}(?: (?:on|at|for|of|to"
            rf"|in) [\w’' -]{{2,40}}?)? (?:was|were|is|are"
            r"|(?:have|has|had) (?:\w+ )?been|remain(?:s|ed)?|turned(?: out)?|skewed|proved|look(?:s|ed)?|came out|come out)"
            rf" {_ADVERB}{_EVAL}\b"
        ),
        # reviews by critics were glowing; the verdict of the players was harsh
        (
            rf"\b{RECEPTION} (?:(?:left|written|posted|submitted|given|published|penned|contributed|filed"
            rf"|received) )?(?:from|by|among|of) (?:the |most |all )*(?:{_SIDE}){_WHERE}(?: (?:on|at|for|of"
            rf"|to) [\w’' -]{{2,40}}?)? (?:was|were|is|are"
            rf"|(?:have|has|had) (?:\w+ )?been|remain(?:s|ed)?|turned(?: out)?|proved|look(?:s|ed)?|came out) {_ADVERB}{_EVAL}\b"
        ),
        # critics were unanimous in their praise of the game
        (
            rf"\b(?:{_SIDE}){_WHERE} (?:were|are|have been) (?:\w+ )?(?:unanimous|united|at one|full|generous|lavish|effusive|unsparing"
            rf"|all but unanimous) (?:in|of|with) (?:their )?(?:\w+ )?"
            r"(?:(?P<pos>praise|admiration|approval|acclaim|applause)|(?P<neg>criticism|condemnation|contempt|scorn|disapproval"
            r"|rejection|anger))\b"
        ),
        # negative audience scores; overwhelmingly negative user reviews
        (
            r"\b(?:received|earned|drew|drawn|got|has|had|have|attracted|garnered|met with|amid|sparked|prompted|scored|won"
            rf"|to) (?:an? )?{_ADVERB}{_EVAL} (?:{_SIDE}|(?P<critics2>critical))[’']?s? "
            rf"(?:{RECEPTION}|acclaim)\b"
        ),
        # critics were impressed; viewers were not impressed
        (
            rf"\b(?:{_SIDE}){_WHERE} (?:were|are|was|remain|remained|proved|(?:have|has|had) been|sounded|seem"
            rf"|seemed) {_ADVERB}(?:(?P<neg>unimpressed|disappointed|unhappy|furious|scathing|less kind"
            r"|less impressed|not impressed|unconvinced|appalled|hostile|damning|merciless|brutal|harsh|unkind|angry|negative|critical)"
            r"|(?P<pos>impressed|delighted|kinder|enthusiastic|thrilled|kind|won over|positive|full of praise|smitten|charmed"
            r"|generous|effusive))\b"
        ),
        # critics heaped praise on the game; players poured scorn on it
        (
            rf"\b(?:{_SIDE}){_WHERE} (?:(?:have|had|has|also|all|both) )*(?:heaped|heap|lavished|lavish|showered|shower|poured|pour"
            rf"|piled|piling"
            rf"|had nothing but|have nothing but|were full of|are full of)"
            r" (?:[\w’'-]+ ){0,4}?(?:(?P<pos>praise|compliments|superlatives|plaudits)|(?P<neg>scorn|derision|criticism|contempt"
            r"|abuse|vitriol))\b"
        ),
        # the game drew scorn from players; it met with acclaim among critics
        (
            rf"\b(?:{alternatives(MET)}|given|handed|dealt|accorded) (?:[\w’'-]+ ){{0,4}}?(?:(?P<pos>{_PRAISE})|(?P<neg>{_SCORN}"
            rf"|roasting|hammering|pasting|savaging"
            rf"|trouncing|slating|lashing|thumping|drubbing|mauling|battering)) (?:from|by|among|with|of|at the hands of|in the eyes of)"
            rf" (?:\w+ ){{0,2}}?\b(?:{_SIDE})(?!\w|[’']s)"
        ),
        # critics had nothing but praise for it; players expressed their contempt for the game; critics were lavish with praise for it
        (rf"\b(?:{_SIDE}){_WHERE} (?:[\w’'-]+ ){{1,5}}?(?:(?P<pos>{_PRAISE})|(?P<neg>{_SCORN})) (?:for|on|upon|over|at|of|to)\b"),
        # players gave it a drubbing; critics handed Tidewater a warm welcome
        (
            rf"\b(?:{_SIDE}){_WHERE} (?:\w+ ){{0,3}}?(?:gave|given|give|handed|dealt|extended|accorded|dished out) (?:[\w’'-]+ ){{1,4}}?"
            rf"(?:(?P<pos>{_PRAISE}|(?:warm|kind|enthusiastic|friendly|rapturous|glowing) (?:welcome|write-up|reception|send-off))"
            rf"|(?P<neg>{_SCORN}|(?:rough|bumpy) ride|cold shoulder|drubbing|battering|mauling|pasting|roasting|hammering"
            rf"|frosty (?:welcome"
            rf"|reception)|hard time))\b"
        ),
        # critics were scathing about it; players are fond of the game
        (
            rf"\b(?:{_SIDE}){_WHERE} (?:(?:were|are|was|is|has been|have been|had been|were left|have been left|proved|remain"
            rf"|remained|sounded|seem"
            rf"|seemed|turned|grew|feel|felt) ){_ADVERB}"
            rf"(?:(?P<neg>{NEGATIVE}|scornful|dismissive|derisive|sceptical|skeptical|cross|livid|outraged|fed up|let down"
            rf"|dissatisfied|displeased|bored)"
            rf"|(?P<pos>{POSITIVE}|in love|fond|enamou?red|smitten|besotted|taken|pleased|happy|satisfied|enchanted|captivated"
            rf"|bowled over|in raptures"
            rf"|unanimous in praise))"
            r" (?:about|on|of|with|by|towards?|over|in|to)\b"
        ),
        # the game was showered with praise by critics
        (
            rf"\b(?:was|were|been|is|being) (?:\w+ly )?(?:showered|greeted|met|received|heaped|welcomed|lavished|pelted|covered"
            rf"|hailed) (?:with|by|in) (?:\w+ )?"
            rf"(?:(?P<pos>{_PRAISE})|(?P<neg>{_SCORN})) (?:by|from|among) (?:the |most |all )*(?:{_SIDE})(?!\w|[’']s)"
        ),
        # it has met with critical acclaim
        (
            r"\b(?:won|earned|received|garnered|drew|drawn|enjoyed|met with|opened to|launched to|came out to|released to"
            r"|arrived to) (?:wide(?:spread)? |universal |considerable |much |great |near-universal )?"
            r"(?P<critics>critical) (?P<pos>acclaim|praise)\b"
        ),
    )
)
VERBS, HARSH = PATTERNS[4], PATTERNS[5]  # the verbs whose object follows; the harsh ones name the work themselves
OF_IT: Final = PATTERNS[-4:-2]  # "were scathing about": what follows is the work, too
# "Players took a dim view of it": the object follows here too.
VIEW: Final = re.compile(
    rf"\b(?:{_SIDE}){_WHERE} (?:have |had |has )?(?:took|taken|take|formed|hold|held) an? (?:\w+ )?(?:(?P<neg>dim|poor|low|grim"
    rf"|harsh|bleak)"
    r"|(?P<pos>kind|generous|high|favou?rable|rosy|warm)) (?:view|opinion)(?: of)?\b",
    re.IGNORECASE,
)
# "Tidewater won over the critics", "the game went down badly with players": the work itself must stand before it, for a delay or a queue can anger players too.
WON: Final = re.compile(
    r"(?: (?:has|have|had|also|clearly|quickly|largely|mostly|instantly|(?:appears?|seems?|is said) to(?: have)?))*"
    r" (?:(?:(?P<pos>won over|charmed|delighted|impressed|wowed"
    r"|thrilled"
    r"|pleased|captivated|convinced|enchanted)"
    r"|(?P<neg>disappointed|angered|enraged|infuriated|annoyed|alienated|appalled|failed to (?:impress|convince|please|win over)"
    r"|left(?= [\w ]{4,24} cold)))"
    r"|(?:(?:went|gone|goes|going) down (?:\w+ly |very |rather |so )?(?:(?P<pos2>well|a storm|nicely|a treat)|(?P<neg2>badly|poorly"
    r"|terribly"
    r"|like a lead balloon))"
    r"|(?P<neg3>fell flat|fallen flat|bombed)|(?P<pos3>found favou?r|scored highly|struck a chord|(?:proved|was|is|became|remains"
    r"|has been)"
    r" a (?:\w+ )?(?:hit|success|favou?rite)|(?:proved|was|is) popular)) (?:with|among))"
    rf" (?:the |most |both |almost all )?(?:{_SIDE})(?!\w|[’'])",
    re.IGNORECASE,
)
_AT: Final = [*STAND, *RISE, *FALL, "languish", "linger", "come+out", "average", "wallow", "bottom+out", "weigh+in"]
# "The mean of all player grades by Saturday was 3.1 out of 10".
MEAN_OF: Final = re.compile(
    rf"\b(?:mean|average|median)(?: (?:score|grade|mark|rating))? (?:of|from|among|across|by|given by|awarded by) (?:all |the |its "
    rf"|all the"
    rf" )*(?:{_SIDE})(?:[’']s?)?"
    r"(?: (?:reviews?|ratings?|grades?|scores?|marks?|votes))?(?: (?:so far|to date|(?:by|until|on|as of|up to"
    r"|to) [\w ]{3,24}?))?(?: (?:is"
    r"|was|stands? at|stood at|comes? to|came to|at|now|currently|just|only))+ $",
    re.IGNORECASE,
)
SCORE_BEFORE: Final = re.compile(
    r"\b(?:(?P<audience>(?:user|audience|viewer|player|customer|fan|gamer|reader|listener|buyer|owner)s?|popcornmeter)"
    r"|(?P<critics>critics?"
    r"|press|reviewer|metascore|tomatometer|critical|critics))[’']?s?[’']?"
    rf"(?: (?:review|average|approval))? ?{SCORE_NOUN}?(?: (?:on|at|for) [\w ]{{2,30}}?)?(?:, [^,.;]{{3,40}},|,)? "
    rf"(?:(?:currently|now|still|had|has|have|already|later|briefly|since|then) )*(?:{alternatives(_AT)}|averages?|averaging|sits?|sat"
    rf"|stands?|stood|is|was|of|at|fell|fallen"
    r"|dropped|plunged|rose|hovers|hovered|remains|plummeted|sank|climbed|slipped|(?:gave|given|gives?|rated?|rates|scored|awarded"
    r"|awards?)(?: [\w’'-]+){0,4}?"
    r"|averages|averaged|reached"
    r"|hit|went)"
    r"(?: (?:at|to|on|it|the|a|an|an average of|an average|of|points|marks|just|only|of|mere|rating|score|film|movie|game|show|series"
    r"|average|mean|median|around|about|nearly"
    r"|over|under|below|above|down|from|steady|no more than|more than|less than))*\s$",
    re.IGNORECASE,
)
SCORE_AFTER: Final = re.compile(
    rf"(?: approval)?(?:(?: (?:average )?(?:from|by|among|with) (?:\w+ ){{0,2}}?(?:{_SIDE})(?!\w))| (?:(?P<audience4>user|audience"
    rf"|viewer|player|customer|fan)s?|(?P<critics4>critics?|press|critical)[’']?s?) {SCORE_NOUN}"
    rf"| {SCORE_NOUN} (?:from|by|among|with) (?:\w+ ){{0,2}}?(?:(?P<audience5>{SIDES['audience']})"
    rf"|(?P<critics5>{SIDES['critics']}))(?!\w))",
    re.IGNORECASE,
)
SCORE_AMONG: Final = re.compile(
    rf"\b(?:among|from|by|with|for) (?:the |professional )?(?:{_SIDE}),? [^.;:]{{0,40}}?\b(?:averages?|averaged|scores?|scored|stands? at"
    rf"|stood at|sits? at|sat at|gets?|got|earned|earns"
    r"|received|receives|rates?|rated|has|holds?|comes? to|came to)(?: (?:an? |the )?(?:average|mean|score|rating|grade|mark|of|at"
    r"|only|just"
    r"|about|nearly|around|a))*\s$",
    re.IGNORECASE,
)
# "User reviews to Sunday: mean 3.0 out of 10".
SCORE_LABEL: Final = re.compile(
    r"\b(?:(?P<audience>(?:user|audience|viewer|player|customer|fan|gamer|reader|listener|buyer|owner)s?)|(?P<critics>critics?"
    r"|press|reviewers?))[’']?s?[’']?"
    rf"(?: (?:reviews?|grades?|{RECEPTION}|{SCORE_NOUN}))?(?: (?:to|by|until|on|as of|up to|through|for"
    rf"|of) [\w ]{{3,24}})?: (?:(?:an? )?(?:mean"
    rf"|average|median|score)(?: of)? )?$",
    re.IGNORECASE,
)
_CRITICS_SAY: Final = re.compile(r"^(?:\s(?:have|had))?\s(?:say|said|argue|argued|claim|warn|called|accuse)", re.IGNORECASE)
