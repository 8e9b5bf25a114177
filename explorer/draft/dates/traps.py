"""False friends: words that look like a time expression and are none, or not all of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from explorer.draft.dates.grammar import Hit
from explorer.draft.dates.sense import Found, Point
from explorer.draft.dates.tokens import Tokens
from explorer.draft.dates.words import CLASS, OTHER, listed

# After a number of four digits these make it a quantity.
_COUNTED = listed(
    "men people troops soldiers dead deaths killed wounded casualties prisoners civilians ships "
    "aircraft planes tanks guns vehicles horses miles kilometers kilometres km metres meters "
    "feet ft tons tonnes pounds dollars euros percent members votes words pages lines victims "
    "persons workers refugees families homes houses acres hectares square kg mm cm mph hp cavalry "
    "infantry sailors marines strong rounds shells others more yards inches degrees"
)
# Before a number of four digits these make it a quantity or a label.
_COUNTING = listed(
    "than nearly over least most only roughly approximately estimated no number resolution "
    "directive regulation decree article section route highway flight room psalm division "
    "squadron regiment battalion brigade boeing airbus public page chapter model type"
)
_BEFORE_A_YEAR = listed(
    "in of since by until till from after before during the and to through early late mid year "
    "between or , ( - – — around about circa c for"
)
_PREPOSITIONS = listed(
    "in of since by until till from after before during and to through between or around about "
    "circa for on at into throughout within"
)
_SAYING = listed("said says told asked was who 's")
_LENDING = listed("by at from around during since until to before after about of for")
_LEADING = listed("in since until during the this last next early late mid throughout")
_SIGNS = frozenset("$€£¥#")
_EARLIEST_LIKELY = 1500


def is_false_friend(rule: str, hit: Hit) -> bool:
    """Return whether a match of a rule is one of the known false friends."""
    check = _CHECKS.get(rule)
    return check is not None and check(hit)


def trim(tokens: Tokens, found: Found, rule: str) -> Found:
    """Return a find with its rule, without an article that belongs to a later noun.

    In "the 1784 peace treaty" the article is the treaty's; in "the summer of 1784" it is not.
    """
    found = replace(found, rule=rule)
    first = tokens.word(found.first).lower()
    if first != "the" or found.last - found.first < 2:
        return found
    if rule in {"year", "years", "month"} and not _is_part(tokens, found):
        return replace(found, first=found.first + 1)
    if rule in {"season", "day"} and _lends_article(tokens, found):
        return replace(found, first=found.first + 1)
    if rule == "length" and (
        _is_name(tokens.word(found.last)) or tokens.word(found.last) in {"'", "’"}
    ):
        return replace(found, first=found.first + 1)
    return found


def _is_part(tokens: Tokens, found: Found) -> bool:
    """ "the end of 1784", "the early 1784", "the year 1784"."""
    second = tokens.classes[found.first + 1]
    return second not in {CLASS["MONTH"], CLASS["MABBR"], CLASS["Y4"]}


def _lends_article(tokens: Tokens, found: Found) -> bool:
    if found.last - found.first > 2 and not isinstance(found.sense, Point):
        return False
    after = tokens.word(found.last)
    if isinstance(found.sense, Point) and found.sense.day is not None:
        second = tokens.classes[found.first + 1]
        is_bare = second in {CLASS[name] for name in ("D1", "D13", "MONTH", "MABBR")}
        return is_bare and tokens.word(found.first - 1).lower() != "on" and after.isalpha()
    if found.last - found.first > 2:
        return False
    return _is_name(after) or after in _SEASONAL


_SEASONAL = listed(
    "offensive offensives campaign campaigns months season olympics recess holiday holidays term "
    "session elections election quarters fighting"
)


def _is_name(word: str) -> bool:
    return word[:1].isupper() and len(word) > 1


def _around(hit: Hit) -> tuple[str, str]:
    return hit.tokens.word(hit.first - 1), hit.tokens.word(hit.last)


def _year(hit: Hit) -> bool:
    """1984 is a year; 1984 men, room 1984, $1984 and 3.1984 are none."""
    before, after = _around(hit)
    if hit.has("short"):
        return _is_no_short_year(hit)
    if hit.has("era"):
        return False
    if after.lower() in _COUNTED or before in _SIGNS or after[:1] in {"%", "°"}:
        return True
    first, _ = hit.span("year")
    if first > hit.first and hit.tokens.word(first - 1).lower() != "the":
        return False
    if before in {".", "/"} and hit.tokens.touches(hit.first):
        return True
    return before.lower() in _COUNTING or _is_count(before, hit.word("year"), after)


def _is_count(before: str, digits: str, after: str) -> bool:
    plural = after.islower() and after.endswith("s") and not after.endswith("ss") and len(after) > 3
    if not plural or before.lower() in _BEFORE_A_YEAR or after in {"this", "does"}:
        return False
    number = int(digits)
    return number % 50 == 0 or number < _EARLIEST_LIKELY


def _is_no_short_year(hit: Hit) -> bool:
    """'89 is a year; a closing quotation mark before a number, or 89's, is none."""
    first, _ = hit.span("short")
    apos, _ = hit.span("apos")
    tokens = hit.tokens
    fits = tokens.touches(first) and not tokens.touches(apos) and len(tokens.word(first)) == 2
    return not fits


def _month(hit: Hit) -> bool:
    """May, March, April, June and August are other things too."""
    if hit.last - hit.first > 1 and hit.words()[-1] != ".":
        return False
    before, after = _around(hit)
    word = hit.word("month")
    has_dot = hit.words()[-1] == "."
    before = before.lower()
    led = before in _PREPOSITIONS or before in {"the", "this", "last", "next", "each", "every", "("}
    if len(word) < 5 and word not in {"may", "june", "july"}:
        return not (has_dot or led) or word == "mar"
    if word == "may":
        return not led or (before in {"and", "or"} and after.islower())
    if word == "march":
        is_walk = after.lower() in {"to", "on", "of", "against", "from", "for"}
        if before == "the" and not after.isalpha():
            return True
        return before in {"long", "death"} or is_walk or (not led and before not in {"a", "late"})
    if word in {"april", "june", "august"}:
        return (before not in _LEADING and _is_name(after)) or after in _SAYING
    return False


def _day(hit: Hit) -> bool:
    before, after = _around(hit)
    if after[:1] in {"%", "°"} or before in _SIGNS:
        return True
    if not hit.has("month"):
        return _is_name(after)
    if before == "/":
        return True
    month, _ = hit.span("month")
    day, _ = hit.span("day")
    # "March second" is a date, "march first" an order.
    return hit.tokens.word(day).isalpha() and hit.tokens.word(month)[:1].islower()


def _season(hit: Hit) -> bool:
    """The Prague Spring and Operation Peace Spring are no seasons; nor is a spring of water."""
    first, _ = hit.span("season")
    before, after = _around(hit)
    if first == hit.first and _is_name(before) and _is_name(hit.tokens.word(first)):
        return before in {"Arab", "Prague"} or (not _is_name(after) and not hit.has("year"))
    if hit.word("season") != "spring" or hit.last - hit.first > 1:
        return False
    before, after = _around(hit)
    return before.lower() in {"to", "will", "would", "hot", "water", "can"} or after in {
        "from",
        "up",
        "water",
        "into",
    }


def _fall(hit: Hit) -> bool:
    _, after = _around(hit)
    return after.lower() in {"from", "in", "into", "to", "out", "through", "back", "short"}


def _length(hit: Hit) -> bool:
    """Three quarters of something is a fraction; "a second" thing is the next one."""
    unit = hit.word("unit")
    _, after = _around(hit)
    n = hit.words("n")
    if n in (["a"], ["an"]) and unit.endswith("s"):
        return True
    if len(n) == 1 and n[0].isdigit() and len(n[0]) == 4 and int(n[0]) > _EARLIEST_LIKELY:
        return True
    if unit.startswith("quarter"):
        if not hit.has("n"):
            return False
        return after == "of" or not n or n[0] in {"three", "a", "one", "3"} or "-" in hit.words()
    return False


def _bare_length(hit: Hit) -> bool:
    return hit.word("unit") in {"seconds", "weekends"}


def _time(hit: Hit) -> bool:
    """ "this time" is a date after a preposition, else it means "on this occasion"."""
    before, _ = _around(hit)
    return before.lower() not in _LENDING


def _former(hit: Hit) -> bool:
    """The former of two."""
    _, after = _around(hit)
    return not after[:1].isalpha() or after.lower() in {
        "a",
        "an",
        "and",
        "is",
        "was",
        "were",
        "had",
    }


def _soon(hit: Hit) -> bool:
    before, after = _around(hit)
    return (
        after.lower() in {"after", "as", "afterwards", "afterward", "thereafter"} or before == "as"
    )


def _holiday(hit: Hit) -> bool:
    before, _ = _around(hit)
    return _is_name(before) and hit.tokens.classes[hit.first - 1] == OTHER


_CHECKS: dict[str, Callable[[Hit], bool]] = {
    "year": _year,
    "month": _month,
    "day": _day,
    "days": _day,
    "season": _season,
    "fall": _fall,
    "length": _length,
    "vague length": _length,
    "bare length": _bare_length,
    "time": _time,
    "former": _former,
    "soon": _soon,
    "holiday": _holiday,
}
