"""Numbers as English writes them in time expressions."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.draft.dates.words import listed, ordered

_SMALL = ordered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = ordered("twenty thirty forty fifty sixty seventy eighty ninety")
CARDINALS = {word: number for number, word in enumerate(_SMALL)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
_IRREGULAR = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fifth": 5,
    "eighth": 8,
    "ninth": 9,
    "twelfth": 12,
}
ORDINALS = (
    {f"{word}th": number for word, number in CARDINALS.items()}
    | {f"{word[:-1]}ieth": number for word, number in CARDINALS.items() if word.endswith("y")}
    | _IRREGULAR
)
_SCALES = {"hundred": 100, "thousand": 1000, "dozen": 12}
_VAGUE = listed("few several many numerous various some dozens")


def cardinal(words: Sequence[str]) -> float | None:
    """Return the number that words in lower case name; None for "a few" and the like."""
    total, part = 0.0, 0.0
    for word in words:
        if word in _VAGUE:
            return None
        if word[0].isdigit():
            part += float(word.replace(",", ""))
        elif word in CARDINALS:
            part += CARDINALS[word]
        elif word in {"a", "an"}:
            part += 1 if not part else 0
        elif word == "couple":
            part = 2
        elif word == "half":
            part += 0.5
        elif word in _SCALES:
            part = (part or 1) * _SCALES[word]
            if word == "thousand":
                total, part = total + part, 0.0
    return total + part


def ordinal(words: Sequence[str]) -> int:
    """Return the number of an ordinal ("21st", "twenty first") in lower case; 0 if none."""
    total = 0
    for word in words:
        if word[0].isdigit():
            return int(word.rstrip("stndrh"))
        total += CARDINALS.get(word, 0) + ORDINALS.get(word, 0)
    return total


def year_in_words(words: Sequence[str]) -> int | None:
    """Return the year of "nineteen ninety six" or "two thousand"; None for another number."""
    numbers = [CARDINALS[word] for word in words if word in CARDINALS]
    if "thousand" in words:
        value = cardinal(words)
        return int(value) if value is not None and 1000 <= value < 2200 else None
    if len(numbers) < 2 or not 11 <= numbers[0] <= 20:
        return None
    rest = sum(numbers[1:])
    return numbers[0] * 100 + rest if 10 <= rest < 100 else None
