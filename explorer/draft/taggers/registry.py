"""Which taggers there are, and how one is had by its name."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from typing import cast

from explorer.draft.taggers.value import Tagger
from explorer.errors import InputProblem
from explorer.values import dataclass

GROUP = "sourceline.taggers"
Factory = Callable[[str], Tagger]

# name, module of the adapter, what it needs, how that is had
_OURS = (
    ("spacy", "explorer.draft.taggers.of_spacy", "spacy", "pip install 'sourceline[spacy]'"),
    ("llm", "explorer.draft.taggers.of_llm", "llm", "pip install 'sourceline[llm]'"),
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A tagger that can be named; `missing` is how to get what it needs, or ""."""

    name: str
    missing: str = ""


def offers() -> tuple[Offer, ...]:
    """Return the taggers, ours first; imports none of them."""
    ours = [Offer(name, "" if find_spec(needs) else get) for name, _, needs, get in _OURS]
    named = {offer.name for offer in ours}
    others = sorted({point.name for point in entry_points(group=GROUP)} - named)
    return (*ours, *map(Offer, others))


def tagger(spec: str) -> Tagger:
    """Return the tagger that `spec` names: "spacy:en_core_web_sm", "llm:MODEL", "other".

    Raises
    ------
    InputProblem
        Where there is none of the name, what it needs is not installed, or it does not load.
    """
    name, _, model = spec.partition(":")
    for ours, module, needs, get in _OURS:
        if ours == name:
            if find_spec(needs) is None:
                raise InputProblem(f"{needs} is not installed", where=spec, remedy=f"Run {get}")
            return cast(Factory, import_module(module).tagger)(model)
    point = next(iter(entry_points(group=GROUP, name=name)), None)
    if point is None:
        known = ", ".join(offer.name for offer in offers())
        raise InputProblem("no such tagger", where=spec, remedy=f"There are: {known}")
    return _of_package(point, spec, model)


def _of_package(point: EntryPoint, spec: str, model: str) -> Tagger:
    try:
        return cast(Factory, point.load())(model)
    except InputProblem:
        raise
    except Exception as error:
        package = point.dist.name if point.dist else point.value
        remedy = f"Ask those who make {package}, or leave --tagger out"
        raise InputProblem(f"does not load: {error}", where=spec, remedy=remedy) from error
