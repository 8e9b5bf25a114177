"""Values behave as those of `dataclasses` do; that is the oracle here."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from explorer.values import dataclass, field, replace


def _pair(make: Callable[..., Any]) -> tuple[type, type]:
    """Return one class made by us, and the same one made by the standard library."""
    return make(dataclass), make(dataclasses.dataclass)


def _place(decorate: Any, **options: bool) -> type:
    @decorate(**options)
    class Place:
        """Somewhere."""

        name: str
        seen: list[str] = field(default_factory=list, repr=False)
        height_m: float = 0.0
        note: str = field(default="", compare=False)

    return Place


OPTIONS = [
    {}, {"slots": True}, {"frozen": True}, {"frozen": True, "slots": True},
    {"frozen": True, "eq": False}, {"frozen": True, "slots": True, "order": True},
]  # fmt: skip


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_it_is_made_compared_and_said_as_the_standard_one(options: dict[str, bool]) -> None:
    ours, theirs = _pair(lambda decorate: _place(decorate, **options))
    for arguments in (("Rome",), ("Rome", ["me"], 21.0), ("Rome", [], 0.0, "hills")):
        one, other = ours(*arguments), theirs(*arguments)
        assert repr(one) == repr(other)
        assert (one == ours("Rome")) == (other == theirs("Rome"))
        assert one.seen == other.seen
    assert ours("Rome").seen is not ours("Rome").seen
    assert ours("Rome") != theirs("Rome")
    assert replace(ours("Rome"), height_m=3.0).height_m == 3.0
    assert ours.__match_args__ == theirs.__match_args__  # type: ignore[attr-defined]
    assert hasattr(ours("Rome"), "__dict__") == hasattr(theirs("Rome"), "__dict__")


def test_values_that_are_never_changed_are_keys() -> None:
    @dataclass(frozen=True, slots=True)
    class Key:
        kind: str
        number: int = 0

    @dataclass(frozen=True, slots=True)
    class Single:
        number: float

    assert {Key("a"): 1}[Key("a", 0)] == 1
    assert Key("a") != Key("a", 1)
    nan = float("nan")
    assert Single(nan) == Single(nan)  # the very same object, as in a tuple
    assert len({Single(2), Single(2)}) == 1
    with pytest.raises(TypeError, match="unhashable"):
        hash(_place(dataclass)("Rome"))


def test_what_is_frozen_refuses_and_says_what() -> None:
    rome = _place(dataclass, frozen=True, slots=True)("Rome")
    with pytest.raises(dataclasses.FrozenInstanceError, match="name"):
        rome.name = "Ostia"
    with pytest.raises(dataclasses.FrozenInstanceError, match="name"):
        del rome.name
    assert rome.name == "Rome"


@dataclass(frozen=True, slots=True)
class Sent:
    """At the top of a module, as what goes to another process must be."""

    number: int
    others: tuple[int, ...] = ()


def test_values_are_copied_and_sent_to_other_processes() -> None:
    sent = Sent(1, (2, 3))
    assert pickle.loads(pickle.dumps(sent)) == copy.copy(sent) == copy.deepcopy(sent) == sent


def test_wrong_arguments_are_refused_by_name_the_first_time_and_later() -> None:
    place = _place(dataclass)
    for _ in range(2):
        with pytest.raises(TypeError, match=r"Place\.__init__\(\) missing .* 'name'"):
            place()
        with pytest.raises(TypeError, match="unexpected keyword argument 'nme'"):
            place(nme="Rome")
    with pytest.raises(TypeError, match="not known here"):
        dataclass(kw_only=True)(place)


def test_a_class_keeps_what_it_says_itself_and_inherits_fields() -> None:
    @dataclass(frozen=True)
    class Base:
        name: str

        def __repr__(self) -> str:
            return f"<{self.name}>"

        def __hash__(self) -> int:
            return 7

    @dataclass(frozen=True)
    class More(Base):
        count: int = 1

    class Named(More):
        def __init__(self) -> None:
            super().__init__("named", 2)

    assert repr(Base("a")) == "<a>"
    assert hash(Base("a")) == 7
    assert repr(More("a")).endswith("More(name='a', count=1)")
    assert (Named().name, Named().count) == ("named", 2)
