"""Runs of capitalised words: where a name may stand.

A run is a half-open span of a sentence's tokens. What begins a sentence is capitalised
anyway, so it belongs to a name only where the document or the lists say so.
"""

from __future__ import annotations

import re

from explorer.draft.case import Case, is_title_case, opens_sentence
from explorer.draft.gazetteer import gazetteer
from explorer.draft.guess import kind_of_one
from explorer.draft.lexicon import FUNCTION_WORDS, lexicon
from explorer.draft.text import Sentence, Token
from explorer.draft.wordset import word_set

Span = tuple[int, int]

_COMMON_ENDING = re.compile(
    r"(?:ing|ed|ly|tion|tions|sion|sions|ment|ments|ness|ists?|ers|ors|ity|ities|ous|able|ible"
    r"|ful|ive|ives|isms?|ance|ances|ence|ences|ology|ship|ships|hood|less|ward|wards|wise|ical"
    r"|ages|ates|ants|ents|ures?|acy)$"
)
_AFTER_NAME = word_set(
    "was is has had were are will would also then , ( said says and 's ’s did does can could"
    " may might must should announced told became began made took won lost died"
)


def goes_on_as_name(after: Token) -> bool:
    """Whether a word is such as follows the name that a sentence begins with: "Vost resigned"."""
    if after.low in _AFTER_NAME:
        return True
    _, tags = lexicon().verbs.get(after.low, (None, frozenset()))
    return bool(tags & {"past", "s"})


class Runs:
    """The runs of one sentence, left to right, not overlapping."""

    def __init__(self, sentence: Sentence, case: Case) -> None:
        self.tokens = sentence.tokens
        self.case = case
        self.lists = gazetteer()
        self.headline = sentence.heading or is_title_case(sentence.tokens)

    def find(self) -> list[Span]:
        found: list[Span] = []
        at = 0
        while at < len(self.tokens):
            end = self._quoted(at)
            if end > at:
                found.append((at + 1, end - 1))
                at = end
                continue
            end = self._end_of_run(at)
            if end > at:
                begin = self._trimmed(at, end)
                if begin < end and not self._is_empty(begin, end):
                    found.append((begin, end))
            at = max(end, at + 1)
        return found

    def _is_empty(self, begin: int, end: int) -> bool:
        """Whether a run is one word that only joins: "The", "In"."""
        token = self.tokens[begin]
        alone = end - begin == 1
        return alone and (token.low in FUNCTION_WORDS or self.lists.has("not_a_name", token.text))

    def _end_of_run(self, at: int) -> int:
        if self._known_small(at):
            return at + 1
        if self._may_begin(at):
            return self._extend(at)
        if _ORDINAL.match(self.tokens[at].text) and at + 1 < len(self.tokens):
            end = self._extend(at + 1) if self._may_begin(at + 1) else at
            if end > at and self._is_body(self.tokens[end - 1].text):
                return end
        return at

    def _quoted(self, at: int) -> int:
        """Return the end of a quoted title that opens at `at` ("A Day in the Life"), or `at`."""
        close = _QUOTES.get(self.tokens[at].text)
        if close is None:
            return at
        stop = next(
            (
                i
                for i in range(at + 2, min(at + 10, len(self.tokens)))
                if self.tokens[i].text in close
            ),
            0,
        )
        inside = self.tokens[at + 1 : stop]
        if not inside or not inside[-1].is_capital or not inside[0].is_capital:
            return at
        fits = all(t.is_capital or t.is_number or t.low in _SMALL for t in inside)
        return stop + 1 if fits else at

    def _known_at(self, at: int) -> int:
        """Return the end of the longest known name at `at`, or `at`."""
        words = tuple(token.text for token in self.tokens[at : at + self.lists.longest])
        for length in range(len(words), 0, -1):
            if words[:length] in self.lists.names:
                return at + length
        return at

    def _known_small(self, at: int) -> int:
        """Return the end of a known name that is not capitalised ("al-Shabaab"), or 0."""
        token = self.tokens[at]
        known = token.text[0].islower() and (token.text,) in self.lists.names
        return at + 1 if known and token.is_capital else 0

    def _is_part(self, at: int) -> bool:
        token = self.tokens[at]
        if not token.is_capital or token.low in _NEVER_INSIDE:
            return False
        return not self.lists.has("calendar", token.text.rstrip("."))

    def _may_begin(self, at: int) -> bool:
        token = self.tokens[at]
        return self._is_part(at) and not (
            self.lists.has("not_a_name", token.text) and not self._leads_on(at)
        )

    def _leads_on(self, at: int) -> bool:
        """Whether a word that alone is no name begins one here: "TV Tokyo", "Internet Archive"."""
        return len(self.tokens[at].text) > 1 and at + 1 < len(self.tokens) and self._is_part(at + 1)

    def _extend(self, at: int) -> int:
        end = max(at + 1, self._known_at(at))
        if self.tokens[at].text == "The":
            end = max(end, self._known_at(at + 1))
        while end < len(self.tokens):
            step = self._step(at, end)
            if step == 0:
                break
            end += step
        return end

    def _step(self, begin: int, end: int) -> int:
        """Return by how many tokens the run `[begin, end)` goes on."""
        token = self.tokens[end]
        if self._is_part(end):
            return 1 if token.text != "I" or self.tokens[end - 1].text == "War" else 0
        if token.is_number:
            return self._number(end)
        if end + 1 >= len(self.tokens):
            return 0
        if token.text in "-‑–" and self._is_part(end + 1):
            return 2 if token.start == self.tokens[end - 1].end else 0
        if token.text in ("'s", "’s"):
            return 2 if self._possessive_goes_on(begin, end) else 0
        if token.text == "," and self.tokens[end + 1].text in _AFTER_COMMA:
            return 2
        if token.text == "&":
            return 2 if self._is_part(end + 1) and not self._is_pair(begin, end) else 0
        return self._joined(begin, end)

    def _is_pair(self, begin: int, end: int) -> bool:
        """Whether "&" stands between two people."""
        given = self.lists.given
        return self.tokens[begin].text in given and self.tokens[end + 1].text in given

    def _number(self, end: int) -> int:
        """A number goes on a name where no counted thing follows: Boeing 777, Apollo 11."""
        number, before = self.tokens[end], self.tokens[end - 1]
        if not re.fullmatch(r"\d{1,4}[A-Za-z]{0,2}(?:-\d{1,4}[A-Za-z]{0,3})?", number.text):
            return 0
        if self.lists.has("not_a_name", before.text) or len(before.text) < 3:
            return 0
        after = self.tokens[end + 1] if end + 2 <= len(self.tokens) else None
        if after is None or not after.is_word or after.is_capital:
            return 0 if re.fullmatch(r"(?:1[5-9]|20)\d\d", number.text) else 1
        return 1 if after.low in _AFTER_NUMBER else 0

    def _possessive_goes_on(self, begin: int, end: int) -> bool:
        """Whether a possessive stands inside a name: St. Mary's Hospital, King's College."""
        after = self.tokens[end + 1]
        if not self._is_part(end + 1) or tuple(t.text for t in self.tokens[begin:end]) in (
            self.lists.names
        ):
            return False
        first = self.tokens[begin].text
        saintly = first in ("St.", "St", "Saint")
        if self.tokens[end - 1].text in _PEOPLES and end - begin > 1:
            return True
        inside = any(self.lists.has(name, after.text) for name in ("organisation", "place"))
        return saintly or (inside and end - begin == 1 and first in _OWNERS)

    def _joined(self, begin: int, end: int) -> int:
        """Return the length of a joiner and the word after it, where they go on with the name."""
        low = self.tokens[end].low
        if not self.lists.has("joiner", low) or low in ("to", "in", "at", "upon", "or"):
            return 0
        at = end + 1
        if (
            low in ("of", "for", "and", "on", "de", "von", "van")
            and self.tokens[at].low in _ARTICLES
        ):
            at += 1
        if at >= len(self.tokens) or not self._is_part(at):
            return 0
        return at + 1 - end if self._joins(begin, end, at, low) else 0

    def _joins(self, begin: int, end: int, at: int, low: str) -> bool:
        head = self.tokens[end - 1].text
        if low == "of":
            return self._takes_of(begin, end, at)
        if low in ("for", "on"):
            known = self._known_at(at) > at
            return (self._is_body(head) and not known) or head in _CAUSES
        if low == "and":
            return self._takes_and(begin, end, at)
        return low not in ("the", "y", "e") or at == end + 1

    def _takes_of(self, begin: int, end: int, at: int) -> bool:
        head = self.tokens[end - 1].text
        if head in _OF_HEADS:
            return True
        if self._known_at(at) == at and any(
            self.lists.has(name, head) for name in ("organisation", "force", "thing", "place")
        ):
            return not self.lists.has("calendar", head)
        return self.lists.titles.get((head,)) is not None and head in _NOBLE

    def _is_body(self, head: str) -> bool:
        return self.lists.has("organisation", head) or self.lists.has("force", head)

    def _takes_and(self, begin: int, end: int, at: int) -> bool:
        """Whether "and" stands inside a name: Department of Health and Human Services."""
        words = [token.text for token in self.tokens[begin:end]]
        if tuple(words) in self.lists.names or self.tokens[at].text in self.lists.given:
            return False
        if (self.tokens[at].text,) in self.lists.names:
            return False
        ends = at + 1
        while ends < len(self.tokens) and self._is_part(ends):
            ends += 1
        last = self.tokens[ends - 1].text
        if "of" in words and any(self._is_body(word) for word in words):
            return not self._is_body(words[-1])
        if self._is_body(words[-1]) or any(word in self.lists.given for word in words):
            return False
        return self._is_body(last) and ends - at >= 2 and words[-1] in _FIELDS

    def _trimmed(self, begin: int, end: int) -> int:
        """Return where the name in a run begins, past what is capitalised for its place."""
        if self.headline:
            return self._trimmed_headline(begin, end)
        if not opens_sentence(self.tokens, begin):
            return begin
        words = tuple(token.text for token in self.tokens[begin:end])
        if self._known_prefix(words) or (self._titled(words) and self._leads_to_name(begin, end)):
            return begin
        first = self.tokens[begin]
        if self._is_particle(begin, end):
            return begin
        if self.lists.has("no_sentence_name", first.text):
            return begin if self._whole_name(begin, end) else begin + 1
        evidence = self.case.is_name(first.text)
        if evidence is not None:
            return begin if evidence else begin + 1
        if end - begin > 1:
            return begin
        return begin if self._stands_alone(begin) else end

    def _known_prefix(self, words: tuple[str, ...]) -> bool:
        names = self.lists.names
        return any(words[:n] in names for n in range(min(len(words), self.lists.longest), 0, -1))

    def _is_particle(self, begin: int, end: int) -> bool:
        """Whether a run begins with a small word of a surname: "Van der Berg", "De la Mare"."""
        first, words = self.tokens[begin], self.tokens[begin + 1 : end]
        if first.low not in _SURNAME_PARTICLES or not words:
            return False
        return words[0].is_capital or (words[0].low in _SURNAME_PARTICLES and len(words) > 1)

    def _leads_to_name(self, begin: int, end: int) -> bool:
        """Whether a name follows a title: in the run itself, or after "of" or "for"."""
        after = self.tokens[end].low if end < len(self.tokens) else ""
        return end - begin > 1 or after in ("of", "for")

    def _titled(self, words: tuple[str, ...]) -> bool:
        return any(words[:n] in self.lists.titles for n in range(1, min(len(words), 5) + 1))

    def _whole_name(self, begin: int, end: int) -> bool:
        """Whether a run that begins with a common word is a body's: Federal Aviation Office."""
        first, last = self.tokens[begin].text, self.tokens[end - 1].text
        if end - begin < 3 or not (self._is_body(last) or self.lists.has("place", last)):
            return False
        return first in _BODY_FIRST

    def _stands_alone(self, at: int) -> bool:
        """Whether one unknown word at the head of a sentence reads like a name."""
        token = self.tokens[at]
        if token.text.isupper() and len(token.text) > 1:
            return True
        if self.lists.has("not_a_name", token.text):
            return False
        if token.text in self.lists.given:
            return True
        if _COMMON_ENDING.search(token.low) or len(token.text) < 3:
            return False
        if at + 1 >= len(self.tokens):
            return False
        if self.tokens[at + 1].low in _AFTER_NAME:
            return True
        return kind_of_one(token.text) in ("person", "place") and goes_on_as_name(
            self.tokens[at + 1]
        )

    def _trimmed_headline(self, begin: int, end: int) -> int:
        """In a headline only what is known counts; the rest of the run is cut by `names`."""
        return begin


_NEVER_INSIDE = word_set(
    "but however although if when while he she they it we this these those there then also"
    " his its their because since so yet"
)
_ORDINAL = re.compile(r"^\d{1,3}(?:st|nd|rd|th|d)$")
_QUOTES = {'"': '"', "“": "”", "``": "''", "‘": "’", "«": "»"}
_SMALL = word_set("a an the of in on at for to and or with from by is it your my you me")
_AFTER_NUMBER = word_set(
    "and or is was were are has had will would to from in on at by with for of which that as"
    " aircraft plane planes jet jets tanker airliner superjumbo programme program"
)
_AFTER_COMMA = word_set("Inc. Inc Ltd. Ltd LLC Corp. Jr. Jr Sr. Sr")
_SURNAME_PARTICLES = word_set(
    "van von der den de del della di da dos du des la le el al bin ibn ben ter ten zu mac st st."
)
_ARTICLES = frozenset(("the", "la", "las", "los", "der", "den", "le"))
_OWNERS = word_set(
    "King Queen Women Men Children People World Lord Lords Ladies Levi Lloyd Sotheby Christie"
    " Trinity Saint Mother Father Veterans Workers Kurdistan Peoples"
)
_PEOPLES = word_set("People Peoples Women Men Children Workers Veterans Farmers Students Writers")
_CAUSES = word_set(
    "Campaign War Center Centre Prize Award Treaty Convention Fund Minister Secretary"
)
_OF_HEADS = word_set(
    "Republic Kingdom Bank University Isle Gulf Bay Strait Sea Duke Earl Prince Princess King"
    " Queen Countess Duchess Baron Count Marquess Marquis Viscount Battle Siege Treaty"
    " Declaration House Church City State States Commonwealth Board Chamber Museum Institute"
    " College School Lord Act Lady Order Knights Sons Daughters League Legion Tower Cape Port"
    " University Union Bureau Office Ministry Department Court Institute Academy Council"
    " Society Guild Temple Statue Archbishop Government Army Navy Forces Force Parliament"
    " Embassy Party Front Movement Alliance Commission Committee Coalition Riding Duchy"
    " Emirate Sultanate Dominion Regime Police Bishop Patriarch Ministry Secretary Minister"
    " Organisation Organization Association Federation"
)
_NOBLE = word_set(
    "Duke Duchess Earl Count Countess Baron Baroness Prince Princess King Queen Marquis"
    " Marquess Viscount Bishop Archbishop Lord Lady Secretary Minister Emperor Sultan Emir"
)
_FIELDS = word_set(
    "Foreign Trade Food Health Science Arts Defence Defense Justice Labour Labor Energy"
    " Business Aeronautics Education Culture Agriculture Commerce Security Economic Social"
)
_BODY_FIRST = word_set(
    "Federal National International Supreme Civil Central General Royal Joint Special United"
    " New North South East West Northern Southern Eastern Western Great Old Upper Lower Big"
    " First Second Third European World Global Democratic Social Popular Public Free Open Red"
    " Black White Blue Green High Royal Common Human Air Power Science Art History Education"
    " Research"
)

__all__ = ["Runs", "Span", "is_title_case"]
