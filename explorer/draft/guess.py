"""What an unknown name is likely to be, by how its words end and by its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explorer.draft.gazetteer import gazetteer
from explorer.draft.text import Token
from explorer.draft.wordset import word_set

_SURNAME = re.compile(
    r"^(?:(?:Mc|Mac|O['’]|Fitz|Van|De|Di|Al-|al-|El-|Ben-|Abu-)[A-Z]?\w+"
    r"|\w{2,}(?:ov|ev|ova|eva|enko|chuk|sky|ski|ska|skaya|wicz|vić|vic|ić|yan|idze|shvili|sson|ssen"
    r"|dottir|nen|mann|stein|berg|baum|feld|escu|opoulos|akis|ides|oğlu|oglu|zadeh|pour|wala"
    r"|ez|inho|elli|etti|ucci|ini))$"
)
_TOWN = re.compile(
    r"^\w{2,}(?:burgh?|ville|town|shire|land|lands|ford|stan|grad|gorod|polis|abad|pur|pura|pore"
    r"|nagar|kent|minster|mouth|chester|cester|heim|dorf|hausen|furt|borough|bury|wick|worth|sk"
    r"|stad|holm|vik|fjord|haven|ham|hampton)$"
)
_PEOPLE_END = re.compile(r"^\w{3,}(?:ish|ese|ean|ian|ians|ists|ite|ites)$")
_COMMON_END = re.compile(
    r"(?:tion|tions|sion|ment|ments|ness|ity|ities|ism|ing|ings|ance|ence|ship|hood|ology|graphy"
    r"|ive|ful|less|ical|ious|able|ible|ette|wear|ware|work|works|house|line|lines|way|ways)$"
)
_DIRECTIONS = word_set(
    "Northern Southern Eastern Western Central North South East West Upper Lower Northeastern"
    " Northwestern Southeastern Southwestern Northeast Northwest Southeast Southwest Outer Inner"
)
_SHIPS = word_set("USS HMS HMAS HMCS U.S.S. H.M.S. RMS SS MV INS JS USNS USCGC HMNZS")
# Peoples who put the surname first; the second half of what follows may be small: Won-soon.
_FIRST_SURNAMES = word_set(
    "Kim Lee Park Choi Jung Jeong Kang Cho Yoon Jang Lim Han Shin Seo Kwon Hwang Ahn Moon Roh"
    " Xi Li Wang Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin Guo Ma Luo Deng Wen"
    " Jiang Mao Hua Bo Peng Song Tang Cao Tsai Chiang Nguyen Tran Le Pham Phan Vo Dang Bui Do Ngo"
    " Duong Ly Lam Chan Wong Cheung Leung Lau Ng Ho Tan Lim Goh Ong"
)


def is_surname_first(words: Sequence[str]) -> bool:
    """Whether a person's surname stands first: Park Won-soon, Xi Jinping, ABE Shinzo."""
    if len(words) not in (2, 3):
        return False
    first, second = words[0], words[1]
    if first.isupper() and len(first) > 2 and not second.isupper():
        return True
    given = re.fullmatch(r"[A-Z][a-z]+[-‑][a-z]+", second) is not None
    return first in _FIRST_SURNAMES and (given or second not in gazetteer().given)


def kind_of_one(word: str) -> str | None:
    """Return what one unknown word's ending makes likely, else None."""
    if _SURNAME.match(word):
        return "person"
    if _TOWN.match(word):
        return "place"
    if _PEOPLE_END.match(word) and len(word) > 5:
        return "demonym"
    return None


def kind_of_many(words: Sequence[str]) -> str | None:
    """Return what the first or any word of an unknown name makes it, else None."""
    if words[0] in _SHIPS:
        return "thing"
    entry = gazetteer().names.get(tuple(words[1:]))
    if words[0] in _DIRECTIONS and entry and entry.kind in ("state", "place", "region"):
        return "place"
    return "person" if is_surname_first(words) and len(words[0]) > 1 else None


def is_of_common_words(words: Sequence[str]) -> bool:
    """Whether a word of a name ends as a common noun or adjective does, so that no one bears it."""
    return any(len(word) > 5 and word[0].isupper() and _COMMON_END.search(word) for word in words)


def kind_of_neighbours(tokens: Sequence[Token], begin: int, end: int) -> str | None:
    """Return "place" where a name stands in a row with places: "Korea, Formosa and Sakhalin"."""
    for at in (begin - 2, end + 1):
        joint = begin - 1 if at < begin else end
        if not (0 <= at < len(tokens) and 0 <= joint < len(tokens)):
            continue
        entry = gazetteer().names.get((tokens[at].text,))
        if tokens[joint].low in ("and", ",", "or") and entry is not None and entry.kind == "place":
            return "place"
    return None
