"""Tables for Spanish attributions: short lists filled by hand, fitted on nothing and scored on nothing. See `english.py` for what each holds."""

from __future__ import annotations

from typing import Any, Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SAY: Final = _words(
    """
    afirma afirmaba afirmado afirman afirmaron afirmó agrega agregado agregó anunció anunciado añade añadido añadió apuntó asegura asegurado
    aseguran aseguraron aseguró comenta comentado comentó contó contestó cuenta declara declarado declararon declaró dice dicen decía dicho
    dijeron dijo escribe escribió escrito explica explicado explicaron explicó indica indicado indicó insiste insistió manifestó precisó
    recordó relató respondido respondieron respondió responde señala señalado señalaron señaló sostiene sostuvo subrayó tuiteó
    """
)
_SPEAK: Final = _words(
    """
    acusa acusado acusó admite admitió advierte advirtió aseveró calificó concluyó condenó criticó critica defendió denunció denuncia
    exigió lamentó lamenta llamó negó pidió preguntó prometió reconoce reconoció reveló
    """
)
_CUES: Final[dict[str, str]] = {**dict.fromkeys(_SPEAK, "speak"), **dict.fromkeys(_SAY, "say")}
_PREPOSITIONS: Final = _words("a al ante bajo con contra de del desde durante en entre hacia hasta para por sin sobre tras")
_DETERMINERS: Final = _words(
    "algunas algunos cada el ese esa esos esas este esta estos estas la las los mi mis muchos nuestra nuestro otra otro su sus un una unas unos varios"
)
_PERFECT: Final = _words("ha han había habían he hemos")

TABLES: Final[dict[str, Any]] = {
    "token": (
        r"(?:Sra?s?|Dra?|D|Dña|Prof|Lic|Ing)\.|(?:[A-Z]\.)+(?=\s|[A-Z])|[^\W\d_]\w*+(?:[-’'&]\w++)*+|\d[\d.,]*\w*|[^\s\w]"
    ),
    "cues": _CUES,
    "pronouns": _words("él ella ellos ellas yo nosotros usted ustedes quien"),
    "person_pronouns": {"él": "m", "ella": "f"},
    "stands_for_last": frozenset(["quien"]),
    "they": _words("ellos ellas"),
    "determiners": _DETERMINERS,
    "the": _words("el la los las"),
    "articles": _words("el la los las un una unos unas"),
    "prepositions": _PREPOSITIONS,
    "not_names": _PREPOSITIONS
    | _DETERMINERS
    | _words(
        """
        abril además agosto ahora así aunque ayer como cuando cuyo diciembre domingo donde e ella ellas ellos enero entonces es febrero
        fue hoy jueves julio junio lo lunes martes marzo mayo mientras miércoles muy más ni no nosotros noviembre o octubre para pero porque
        pues que quien sábado se según septiembre si sin también tampoco todo todos tras u usted viernes y ya yo él
        """
    ),
    "titles": {**dict.fromkeys(_words("sr. señor don d. rey príncipe"), "m"), **dict.fromkeys(_words("sra. señora doña dña. reina princesa"), "f"),
               **dict.fromkeys(_words("alcalde alcaldesa dr. dra. doctor doctora ministra ministro presidenta presidente prof. profesor"), "")},
    "roles": _words(
        """
        abogada abogado actor actriz alcalde alcaldesa analista autor autora cantante compañía crítico desarrollador desarrolladores director
        directora diputada diputado editora empleado empresa estudio experta experto expertos fans fiscal fundador fundadora fuente fuentes
        gobierno grupo investigador investigadora jefa jefe juez jueza jugador jugadores ministra ministro periodista portavoz presidenta presidente profesor
        profesora senador senadora sindicato testigo vocero vocera
        """
    ),
    "documents": _words("artículo carta comunicado documento encuesta estudio informe mensaje nota tuit texto"),
    "bodies": _words("compañía empresa estudio grupo"),
    "person_titles": _words("sr. señor don d. rey príncipe sra. señora doña dña. reina princesa dr. dra. doctor doctora prof. profesor"),
    "collectives": _words("compañía empresa estudio gobierno grupo sindicato"),
    "indefinite": _words("un una"),
    "be": _words("era eran es está fue fueron ser sido son será"),
    "auxiliaries": _PERFECT | _words("puede pueden debe deben va van"),
    "perfect": _PERFECT,
    "cue_nouns": _words("carta comunicado declaración declaraciones discurso entrevista mensaje nota tuit"),
    "clause_words": _words("es está estamos estoy fue ha han he hemos me nos nosotros somos son soy tenemos tengo yo"),
    "naming": _words("llamada llamado titulada titulado palabra término denominada denominado"),
    "works": _words("álbum canción episodio juego libro novela película serie"),
    "labels": _words("el la los las un una unos unas de del su sus este esta ese esa"),
    "according": {"según": "", "de": "acuerdo con"},
    "that": frozenset(["que"]),
    "clause_heads": frozenset(["que"]),
    "states": dict.fromkeys(_CUES, frozenset(["clause"])),
    "joins": _words("y pero mientras"),
    "clause_joins": _words("y pero luego ,"),
    "agents": frozenset(["por"]),
    "to": _words("a al"),
    "towards": _words("a al con en"),
    "writes_to": _words("dijo declaró contó explicó escribió respondió"),
    "connectors": _words("de del la las los y"),
    "first_names": {
        **dict.fromkeys(_words("alberto ángel antonio carlos david diego fernando francisco javier jorge josé juan luis manuel miguel pablo pedro rafael"), "m"),
        **dict.fromkeys(_words("ana carmen cristina elena isabel laura lucía maría marta pilar rosa sofía teresa"), "f"),
    },
    "introduces": frozenset(_CUES) | _PREPOSITIONS | _DETERMINERS | frozenset(["que"]),
    "lower_case": "a-záéíóúüñ",
    "speaks": r"\s*,?\s*(?:[A-Z]|(?:él|ella|un|una|el|la|los|las|ha|han|según|dijo|dice|afirmó|[a-zñ]+ó)\b)",
    "first_person": r"\b(?:[Yy]o|[Nn]os(?:otros)?|[Mm]i|[Nn]uestr[oa]s?|[Mm]e)\b",
    "abbreviations": r"(?:\b(?:Sra?s?|Dra?|D|Dña|Prof|Lic|Ing)|\b[A-Z])\.$",
    "body_after": r" (?:de|del) (?:la |el )?([A-Z][\w’'.&-]*(?: [A-Z][\w’'&-]*){0,4})",
    "narrator": r"(?:él|ella)\s+|(?:el|la)\s+\w+\s+|ha\s+",
    "inverts": True,
}  # fmt: skip
