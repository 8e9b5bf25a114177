"""An installed spaCy and a model of the user's, which run on this machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

from explorer.draft.taggers.value import KINDS, Tagged, TaggedName
from explorer.errors import InputProblem

# OntoNotes' labels and those of models trained on Wikipedia; others are no names.
_KINDS = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "demonym",
    "EVENT": "thing",
    "PRODUCT": "thing",
    "WORK_OF_ART": "thing",
    "LAW": "thing",
    "MISC": "thing",
}


def tagger(model: str) -> SpacyTagger:
    """Load a model: the name of an installed one, or the folder that holds it."""
    where = f"spacy:{model}"
    if not model:
        raise InputProblem("names no model", where="spacy", remedy="Say spacy:en_core_web_sm")
    spacy: Any = import_module("spacy")
    try:
        return SpacyTagger(model, spacy.load(model))
    except OSError as error:
        remedy = f"Install it (python -m spacy download {model}), or name its folder"
        raise InputProblem("there is no such model", where=where, remedy=remedy) from error


class SpacyTagger:
    """A pipeline whose entities are the names; a label that is one of `KINDS` is that kind."""

    def __init__(self, model: str, pipeline: Any) -> None:
        self.name = f"spacy:{model}"
        self._pipeline = pipeline

    def notice(self, paragraphs: Sequence[str]) -> str:
        del paragraphs
        return ""

    def tag(self, paragraphs: Sequence[str]) -> Tagged:
        found = tuple(
            name
            for number, document in enumerate(self._pipeline.pipe(paragraphs))
            for name in self._names(document, number)
        )
        return Tagged(self.name, found)

    def _names(self, document: Any, number: int) -> Iterator[TaggedName]:
        for entity in document.ents:
            label = entity.label_
            kind = _KINDS.get(label.upper(), label if label in KINDS else None)
            if kind is not None:
                yield TaggedName(number, entity.start_char, entity.end_char, kind)
