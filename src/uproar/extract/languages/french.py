"""Tables for French attributions: short lists filled by hand, fitted on nothing and scored on nothing. See `english.py` for what each holds."""

from __future__ import annotations

from typing import Any, Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SAY: Final = _words(
    """
    affirme affirmé affirment affirmait ajoute ajouté ajoutent ajoutait annonce annoncé annoncent assure assuré assurent confie confié
    déclare déclaré déclarent déclarait dit disent disait dira écrit écrivent écrivait estime estimé estiment explique expliqué expliquent
    expliquait indique indiqué indiquent insiste insisté lance lancé lancent lançait martèle martelé note noté précise précisé précisent
    raconte raconté racontent raconter rappelle rappelé rappellent répond répondu répondent répondait résume résumé souligne souligné
    soulignent soutient soutenu soutiennent tweete tweeté
    """
)
_SPEAK: Final = _words(
    """
    accuse accusé admet admis avoue avoué condamne condamné conclut concède concédé critique critiqué dénonce dénoncé dénoncent demande
    demandé demandent évoque évoqué juge jugé jugent jure juré parle parlé promet promis qualifie qualifié reconnaît reconnu regrette
    regretté reproche reproché
    """
)
_CUES: Final[dict[str, str]] = {**dict.fromkeys(_SPEAK, "speak"), **dict.fromkeys(_SAY, "say")}
_THAT: Final = _words("que qu’ qu'")
_PREPOSITIONS: Final = _words(
    "à après au aux avant avec chez contre dans de depuis des devant du d’ d' en entre face lors par parmi pendant pour sans sous sur vers"
)
_DETERMINERS: Final = _words(
    "aucun aucune ce ces cet cette certains des l’ l' la le les leur leurs ma mes mon nos notre plusieurs sa ses son un une"
)
_PERFECT: Final = _words("a ont avait avaient aurait ai avons")
TABLES: Final[dict[str, Any]] = {
    # Inverted pronouns ("dit-il", "a-t-elle") and elided words ("l’", "qu’") are tokens of their own.
    "token": (
        r"-(?:t-)?(?:ils?|elles?|on)\b"
        r"|(?:[cdjlmnstCDJLMNST]|[Qq]u|[Ll]orsqu|[Pp]uisqu|[Jj]usqu)[’'](?=\w)|(?:MM?|Mmes?|Mlles?|Dr|Me|Pr)\.|(?:[A-Z]\.)+(?=\s|[A-Z])"
        r"|[^\W\d_]\w*+(?:[-’'&](?!(?:t-)?(?:ils?|elles?|on)\b)\w++)*+|\d[\d.,]*\w*|[^\s\w]"
    ),
    "cues": _CUES,
    "pronouns": _words("il elle -il -elle -t-il -t-elle ils elles on je nous vous tu qui -ils -elles -on -t-ils -t-elles -t-on"),
    "person_pronouns": {"il": "m", "elle": "f"},
    "stands_for_last": frozenset(["qui"]),
    "they": _words("ils elles"),
    "determiners": _DETERMINERS,
    "the": _words("le la les l’ l'"),
    "articles": _words("le la les l’ l' un une des"),
    "prepositions": _PREPOSITIONS,
    "not_names": _PREPOSITIONS
    | _DETERMINERS
    | _THAT
    | _words(
        """
        ainsi alors aujourd’hui aujourd'hui aussi avril août c’ c' car ceci cela cependant comme d’après décembre dimanche donc en enfin est et février ici hier
        il ils elle elles je janvier jeudi juillet juin lundi mai mais mars mardi même mercredi n’ n' ne ni non nous novembre octobre on or ou où
        oui pas peu plus puis quand quant qui s’ s' samedi se selon septembre si suivant tous tout très tu vendredi voici voilà vous y
        """
    ),
    "titles": {**dict.fromkeys(_words("m. monsieur sire roi prince"), "m"), **dict.fromkeys(_words("mme mme. mlle mlle. madame reine princesse"), "f"),
               **dict.fromkeys(_words("dr dr. me me. pr pr. professeur docteur ministre président présidente maire"), "")},
    "roles": _words(
        """
        actrice acteur analyste auteur autrice avocat avocate chanteur chanteuse chef cheffe chercheur chercheuse cofondateur critique députée député
        développeur développeurs directeur directrice éditeur employé employée entreprise experte expert experts fans fondateur fondatrice gouvernement
        groupe joueur joueurs journaliste juge maire ministre patron patronne porte-parole présidente président procureur procureure professeur
        réalisateur réalisatrice responsable responsables sénateur sénatrice société source sources spectateurs studio syndicat témoin
        """
    ),
    "documents": _words("article communiqué courriel document étude journal lettre message rapport sondage texte tweet"),
    "bodies": _words("entreprise société studio groupe éditeur"),
    "person_titles": _words("m. monsieur sire roi prince mme mme. mlle mlle. madame reine princesse dr dr. me me. pr pr. professeur docteur"),
    "collectives": _words("entreprise gouvernement groupe société studio syndicat"),
    "indefinite": _words("un une"),
    "be": _words("est sont était étaient être été sera seront"),
    "auxiliaries": _PERFECT | _words("va vont peut peuvent doit doivent fait font"),
    "perfect": _PERFECT,
    "cue_nouns": _words("communiqué déclaration discours entretien interview lettre message tweet"),
    "clause_words": _words("ai avons c’est c'est est était êtes il elle je j’ai j'ai nous on ont sommes sont suis vous"),
    "naming": _words("appelé appelée baptisé baptisée dit dite intitulé intitulée nommé nommée surnommé surnommée terme mot"),
    "works": _words("album chanson épisode film jeu livre roman série"),
    "labels": _words("le la les l’ un une des de du son sa ses ce cet cette"),
    "according": {"selon": "", "d’": "après", "d'": "après"},
    "that": _THAT,
    "clause_heads": _THAT,
    "states": dict.fromkeys(_CUES, frozenset(["clause"])),
    "joins": _words("et mais"),
    "clause_joins": _words("et mais puis ,"),
    "agents": frozenset(["par"]),
    "to": _words("à au aux"),
    "towards": _words("à au aux sur"),
    "writes_to": _words("déclaré dit confié expliqué raconté répondu écrit"),
    "connectors": _words("de du la le des d’ d'"),
    "first_names": {
        **dict.fromkeys(_words("alain antoine bernard emmanuel éric françois jacques jean louis luc marc michel nicolas paul philippe pierre thomas"), "m"),
        **dict.fromkeys(_words("anne camille catherine claire élisabeth françoise isabelle julie marie nathalie sophie sylvie"), "f"),
    },
    "introduces": frozenset(_CUES) | _PREPOSITIONS | _DETERMINERS | _THAT,
    "lower_case": "a-zà-ÿœ",
    "speaks": r"\s*,?\s*(?:[A-Z]|(?:il|elle|on|ils|elles|un|une|le|la|les|a|ont|dit|selon|déclare|affirme|explique|écrit|[a-zà-ÿ]+-t?-?(?:il|elle))\b)",
    "first_person": r"\b(?:[Jj]e|[Jj][’']|[Nn]ous|[Vv]ous|[Mm]on|[Nn]otre)",
    "abbreviations": r"(?:\b(?:MM?|Mmes?|Mlles?|Dr|Me|Pr|St|Ste)|\b[A-Z])\.$",
    "body_after": r" (?:de|du|d’|d')\s?(?:la |l’|l')?([A-Z][\w’'.&-]*(?: [A-Z][\w’'&-]*){0,4})",
    "narrator": r"(?:il|elle|on)\s+|(?:le|la)\s+\w+\s+|a\s+|ont\s+",
    "tight": True,
    "inverts": True,
}  # fmt: skip
