"""The notation of the rules: regular expressions over classes of tokens.

In a pattern, a word in capitals stands for one token of that class (`MONTH`), a word in
braces for a piece of pattern (`{year}`), and white space for nothing. Every repetition is
bounded, so that a rule looks at a few dozen tokens at most from wherever it starts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from explorer.draft.dates.sense import Found
from explorer.draft.dates.tokens import Tokens
from explorer.draft.dates.words import CLASS
from explorer.values import dataclass

_CLASS_NAME = re.compile(r"[A-Z][A-Z0-9]+")
_PIECE = re.compile(r"\{([a-z_]+)\}")

PIECES = {
    "int": "[D1 D13 N2 N3]",
    "unit": "[CLOCKU DAYU WEEKU MONTHU YEARU QUARTER LONGU SPANU]",
    "units": "[CLOCKUS UNITS]",
    # Numbers and quantities.
    "cardinal": "(?:NUMW (?:DASH?NUMW)?(?:ANW?SCALE(?:AND?NUMW(?:DASH?NUMW)?)?)?|SCALE)",
    "number": "(?:NC|NF|Y4|{int}(?:SCALE|AND ANW? HALF)?|ANW? SCALE|ANW? DOZEN|{cardinal}"
    "(?:AND ANW? HALF)?|HALF ANW|ANW? COUPLE OF?|ANW)",
    "vague": "(?:(?:ANW)?FEW MORE?|SOME|MANY MORE?|DOZEN OF)",
    "rough": "(?:(?:NO? MORE THAN|NO LATER THAN|WELL? MORE THAN|AT LEAST|UP TO|ANW LITTLE MORE "
    "THAN|LITTLE MORE THAN|APPROX|NEARLY|ANW NEARLY|SOME|ENDW TO|THE NEARLY)(?:ANW NEARLY)?"
    "|NEARLY APPROX)",
    "n": "(?P<n>{number})(?:(?:TO|OR|DASH)(?:{int}|{cardinal}))?",
    "amount": "{n}(?:MORE|PREV|ADJ){0,2}",
    "a_unit": "(?P<unit>{unit}|{units}|QUARTERS)",
    "half": "(?P<half>AND ANW? HALF)",
    "step": "(?:THIS)?(?:ORDW|LAST|NEXT|PAST|FOLL|PREV|COMING|FINAL|LATEST)",
    "which_length": "(?:(?:NEARLY|APPROX|AT LEAST)?THE?{step}|THE?SAME|THE|THESE)",
    # Years.
    "year": "(?:(?P<year>Y4|[D1 D13 N2 N3](?=BC|AD))|(?P<apos>APOS)(?P<short>[D1 D13 N2]))",
    "era": "(?:(?P<era>BC|AD))",
    "which": "(?:THIS|THAT|LAST|NEXT|PREV|FOLL|SAME|PAST|COMING|CURRENT|LATEST)",
    "relative_year": "(?P<rel>(?:THE|THIS|THAT)?{which}(?P<rel_unit>YEARU))",
    "of_year": "(?:COMMA?OF?THE?(?:YEARU)?{year}{era}?|COMMA?(?:IN|OF)?{relative_year})",
    # Months and days.
    "month": "(?:(?P<month>MONTH|MABBR)(?:(?<=MABBR)DOT)?)",
    "ordinal": "(?:ORDN|(?:NUMW DASH?)?(?:ORDW|SECOND))",
    "weekday": "(?:(?P<weekday>WDAY|WDABBR)(?:(?<=WDABBR)DOT)?)",
    "on_weekday": "(?:(?P<on_which>THIS)?COMING?{weekday}COMMA?)",
    # What stands before a point: "early", "the end of", "the night of".
    "mod": "(?P<mod>EARLY|LATE|MID|EARLIER|LATER)",
    "part": "(?:THE?(?P<part>BEGIN|ENDW|MID|LATTERW|(?:LATTER|ORDW|LAST|SECOND|LATE|EARLY)"
    "(?:PART|HALF))OF)",
    "before": "(?:(?:APPROX DOT?)?{part}?THE?(?:{mod}DASH?(?:IN THE?)?)?)",
    "day_part": "(?:(?:(?P<pod_mod>EARLY|LATE|MID)DASH?(?:IN)?)?(?:THE|THAT)?"
    "(?:(?P<pod_mod2>EARLY|LATE)DASH?)?(?P<pod>POD|PODN)CLOCKUS?OF?THE?)",
    "clock": "(?:(?P<clock>CLOCK)(?:(?P<ampm>AMPM)|CLOCKUS)?|(?P<hour>D1)(?P<hour_ampm>AMPM)"
    "|(?P<oclock>[D1 NUMW])LETTERO APOS OCLOCK)",
    "zone": "(?:LPAR TZ RPAR|TZ)",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One match of a rule, with its groups as words."""

    tokens: Tokens
    match: re.Match[str]

    @property
    def first(self) -> int:
        return self.match.start()

    @property
    def last(self) -> int:
        return self.match.end()

    def has(self, group: str) -> bool:
        return group in self.match.re.groupindex and self.match.start(group) >= 0

    def span(self, group: str) -> tuple[int, int]:
        return self.match.span(group)

    def words(self, group: str | int = 0) -> list[str]:
        """Return a group's tokens in lower case; none when it took no part."""
        if isinstance(group, str) and not self.has(group):
            return []
        first, last = self.match.span(group)
        return [self.tokens.word(index).lower() for index in range(first, last)]

    def word(self, group: str) -> str:
        """Return a group's first token in lower case, or nothing."""
        words = self.words(group)
        return words[0] if words else ""


Build = Callable[[Hit], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`needs` are classes of which one at least is in every match."""

    name: str
    pattern: re.Pattern[str]
    needs: frozenset[str]
    build: Build


def rule(name: str, needs: str, pattern: str, build: Build) -> Rule:
    """Return a rule; `needs` lists names of classes."""
    classes = frozenset(CLASS[word] for word in needs.split())
    return Rule(name, re.compile(expand(pattern)), classes, build)


def expand(pattern: str) -> str:
    """Return the regular expression of a pattern in this module's notation."""
    while _PIECE.search(pattern):
        pattern = _PIECE.sub(lambda found: PIECES[found.group(1)], pattern)
    return re.sub(r"\s+", "", _CLASS_NAME.sub(lambda found: CLASS[found.group()], pattern))
