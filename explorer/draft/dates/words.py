"""The words that time expressions are made of, each with the class that the grammar knows.

A class is one character, so that a text becomes a string of classes, a character a token,
and the grammar can be regular expressions over that string.
"""

from __future__ import annotations

from itertools import count


def listed(text: str) -> frozenset[str]:
    """Return the words of a list that is written as one string."""
    return frozenset(text.split())


def ordered(text: str) -> list[str]:
    """Return the words of a list in their order."""
    return text.split()


OTHER = "x"  # a token that is in no time expression

_LISTS = {
    "MONTH": "January February March April May June July August September October November "
    "December",
    "MABBR": "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec",
    "WDAY": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "WDAYS": "Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays",
    "WDABBR": "Mon Tue Tues Wed Weds Thu Thur Thurs Fri Sat Sun",
    "SEASON": "spring summer autumn winter springtime summertime wintertime",
    "FALL": "fall",
    "SEASONS": "springs summers autumns winters",
    "SECOND": "second",
    "CLOCKU": "minute hour",
    "DAYU": "day",
    "WEEKU": "week",
    "MONTHU": "month",
    "YEARU": "year",
    "QUARTER": "quarter",
    "LONGU": "decade century millennium",
    "SPANU": "weekend fortnight semester",
    "CLOCKUS": "seconds minutes hours hrs mins",
    "UNITS": "days weeks months years yrs decades centuries weekends fortnights millennia",
    "QN": "Q1 Q2 Q3 Q4",
    "QUARTERS": "quarters",
    "POD": "morning afternoon evening night daybreak daytime nighttime",
    "PODN": "noon midnight dawn dusk midday sunrise sunset nightfall",
    "PODS": "mornings afternoons evenings nights",
    "NUMW": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty "
    "ninety",
    "SCALE": "hundred thousand",
    "DOZEN": "dozen",
    "HALF": "half",
    "ANW": "a an",
    "FEW": "few",
    "COUPLE": "couple",
    "MANY": "several many numerous various",
    "SOME": "some",
    "ORDW": "first third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
    "thirtieth",
    "LAST": "last",
    "NEXT": "next",
    "PREV": "previous preceding prior",
    "FOLL": "following subsequent ensuing",
    "SAME": "same",
    "THIS": "this",
    "THAT": "that",
    "THESE": "these those",
    "PAST": "past",
    "COMING": "coming upcoming",
    "CURRENT": "current",
    "LATEST": "latest",
    "FINAL": "final closing opening initial intervening remaining",
    "EARLY": "early",
    "LATE": "late",
    "MID": "mid middle",
    "EARLIER": "earlier",
    "LATER": "later",
    "AGO": "ago",
    "BEFORE": "before",
    "AFTER": "after",
    "PREVLY": "previously beforehand",
    "BEGIN": "beginning start outset onset turn",
    "ENDW": "end close",
    "PART": "part portion",
    "LATTER": "latter",
    "OF": "of",
    "THE": "the",
    "IN": "in",
    "ON": "on",
    "AT": "at",
    "AND": "and",
    "OR": "or",
    "TO": "to",
    "UNTIL": "until till through",
    "BETWEEN": "between",
    "FROM": "from",
    "SINCE": "since",
    "BY": "by",
    "DURING": "during throughout within",
    "PER": "per",
    "EVERY": "every each",
    "ALLW": "all any",
    "APPROX": "about around approximately roughly circa c ca",
    "ADJ": "trading working business calendar school brutal bloody bitter consecutive successive "
    "straight long short hard difficult brief full crucial critical decisive whole entire solid",
    "ANNIV": "anniversary",
    "NEARLY": "nearly almost under over just only mere barely exactly another additional single",
    "MORE": "more less fewer longer",
    "THAN": "than",
    "LEAST": "least most",
    "NO": "no not",
    "UP": "up",
    "LITTLE": "little",
    "WELL": "well much",
    "AMPM": "am pm AM PM a.m p.m a.m. p.m. A.M. P.M. A.M P.M",
    "OCLOCK": "clock",
    "LETTERO": "o",
    "TZ": "GMT UTC EST EDT CST CDT MST MDT PST PDT CET CEST BST JST KST IST",
    "BC": "BC B.C. B.C BCE B.C.E. B.C.E bc b.c.",
    "AD": "AD A.D. A.D CE C.E.",
    "DEICTIC": "yesterday today tomorrow",
    "TONIGHT": "tonight overnight",
    "PRESENT": "now currently presently nowadays",
    "PASTREF": "recently lately",
    "RECENT": "recent",
    "FUTURE": "future",
    "PRESENTW": "present",
    "FORMER": "former",
    "SOON": "soon",
    "SO": "so",
    "RIGHT": "right",
    "ASW": "as",
    "TIMEW": "time",
    "DATEW": "date",
    "BEING": "being",
    "PERIOD": "period",
    "DRY": "dry rainy monsoon wet harvest campaigning",
    "SEASONW": "season",
    "DAILY": "daily weekly monthly yearly annually hourly quarterly fortnightly everyday nightly",
    "ONCE": "once twice thrice",
    "TIMES": "times",
    "OLD": "old",
    "AGE": "age",
    "LONG": "long",
    "CHRISTMAS": "Christmas",
    "EVE": "Eve",
    "DAYN": "Day",
    "NEWW": "New",
    "YEARS": "Year",
    "EASTER": "Easter Passover Ramadan Thanksgiving Halloween",
    "FISCAL": "fiscal financial FY",
    "MODERN": "modern",
    "LATTERW": "rest remainder bulk",
    "TWENTYS": "twenties thirties forties fifties sixties seventies eighties nineties",
    "DASH": "- – — ‑ −",
    "COMMA": ",",
    "DOT": ".",
    "APOS": "' ’ ‘",
    "SLASH": "/",
    "LPAR": "(",
    "RPAR": ")",
    "STOP": "; : ! ? …",
    "QUOTE": '" “ ”',
    "MONEY": "$ € £ ¥ #",
    "PERCENT": "%",
    "POSS": "s",
}

_AS_WRITTEN = listed(
    "MONTH MABBR WDAY WDAYS WDABBR AMPM TZ BC AD QN CHRISTMAS EVE DAYN NEWW YEARS EASTER POSS "
    "LETTERO"
)

# Classes of tokens with digits; `tokens` tells them apart.
_NUMERIC = (
    "D1",  # 1 to 12
    "D13",  # 13 to 31
    "N2",  # other numbers of one or two digits
    "N3",
    "Y4",  # 1000 to 2199
    "N4",  # other numbers of four digits or more
    "NC",  # 1,500
    "NF",  # 2.5
    "ORDN",  # 21st
    "DECADE",  # 1970s
    "DECADE3",  # 470s
    "DEC2",  # 70s
    "ISO",  # 1970-05-31, with or without a time
    "SLASHED",  # 5/31/1970
    "CLOCK",  # 11:30
)
BREAK_NAME = "BREAK"  # an empty line: no expression runs across it

_FIRST_CLASS = 0xE000  # private use, so that no class can be taken for text


def _classes() -> dict[str, str]:
    numbers = count(_FIRST_CLASS)
    return {name: chr(next(numbers)) for name in (*_LISTS, *_NUMERIC, BREAK_NAME)}


CLASS = _classes()
NAME = {character: name for name, character in CLASS.items()}


def _lexicon() -> dict[str, str]:
    lexicon: dict[str, str] = {}
    for name, words in _LISTS.items():
        for word in words.split():
            forms = {word} if name in _AS_WRITTEN else {word, word.capitalize(), word.upper()}
            if name in {"MONTH", "WDAY"}:
                forms = {word, word.upper()}
            for form in forms:
                lexicon.setdefault(form, CLASS[name])
    return lexicon


LEXICON = _lexicon()

# By their first three letters.
MONTHS = {name[:3].lower(): number for number, name in enumerate(_LISTS["MONTH"].split(), start=1)}
WEEKDAYS = {name[:3].lower(): number for number, name in enumerate(_LISTS["WDAY"].split(), start=1)}
TWENTIES = {name: 10 * tens for tens, name in enumerate(_LISTS["TWENTYS"].split(), start=2)}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS_OF_DAY = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "nighttime": "NI",
    "daytime": "DT",
    "nightfall": "NI",
    "daybreak": "MO",
    "dawn": "MO",
    "sunrise": "MO",
    "dusk": "EV",
    "sunset": "EV",
    "noon": "12:00",
    "midday": "MI",
    "midnight": "24:00",
}
UNITS = {
    "second": "TS",
    "minute": "TM",
    "min": "TM",
    "hour": "TH",
    "hr": "TH",
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "yr": "Y",
    "decade": "DE",
    "century": "CE",
    "centurie": "CE",
    "millennium": "ML",
    "millennia": "ML",
    "weekend": "WE",
    "fortnight": "FN",
    "semester": "SM",
}
