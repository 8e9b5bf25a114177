"""`dataclass` as of `dataclasses`, but its methods are not compiled when the class is made.

The standard one writes up to six methods of each class as text and has Python compile it:
for the 130 classes that a start imports, an eighth of that start. Here all classes share
functions, and `__init__` alone is written, when a first value is made. Ordering is left to
the standard one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, fields, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "field", "fields", "replace"]

_MADE = object()  # stands for a default that is made anew for each value
_DEFAULTS = {"frozen": False, "eq": True, "slots": False}
_set = object.__setattr__


def _value(cls: type | None = None, **options: bool) -> Any:
    if cls is None:
        return lambda cls: _value(cls, **options)
    if options.get("order"):
        return dataclasses.dataclass(**options)(cls)
    frozen, eq, slots = (options.pop(name, default) for name, default in _DEFAULTS.items())
    if options:
        raise TypeError(f"{options}: not known here")
    cls.__doc__ = cls.__doc__ or cls.__name__  # else a signature would be worked out for it
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    _add(made, "__init__", _first_init(made))
    _add(made, "__repr__", _repr)
    if frozen:
        _add(made, "__setattr__", _refuse)
        _add(made, "__delattr__", _refuse)
    if frozen and slots:  # a copy, or one from another process, is filled past the above
        _add(made, "__getstate__", _state)
        _add(made, "__setstate__", _fill)
    if eq:
        _add_equality(made, frozen)
    return made


def _add(cls: type, name: str, function: object) -> None:
    if name not in vars(cls):
        setattr(cls, name, function)


def _add_equality(cls: type, frozen: bool) -> None:
    get = _getter([each.name for each in fields(cls) if each.compare])

    def equal(one: object, other: object) -> bool:
        return get(one) == get(other) if one.__class__ is other.__class__ else NotImplemented

    def digest(one: object) -> int:
        return hash(get(one))

    _add(cls, "__eq__", equal)
    if vars(cls).get("__hash__") is None:
        cls.__hash__ = digest if frozen else None  # type: ignore[method-assign, assignment]


def _getter(names: list[str]) -> Callable[[object], tuple[object, ...]]:
    if len(names) > 1:
        return attrgetter(*names)  # in C, for what is a key of many dictionaries
    return lambda one: tuple(getattr(one, name) for name in names)


def _first_init(cls: type) -> Callable[..., None]:
    """Return what writes the class's `__init__` when it is first called, and calls that."""

    def __init__(self: object, *values: object, **named: object) -> None:
        written = _written(cls)
        cls.__init__ = written  # type: ignore[misc]
        written(self, *values, **named)

    return __init__


def _written(cls: type) -> Callable[..., None]:
    known: dict[str, Any] = {"_set": _set, "_MADE": _MADE}
    takes, does = ["self"], []
    for each in fields(cls):
        name, value = each.name, each.name
        if each.default is not dataclasses.MISSING:
            known[f"_of_{name}"] = each.default
            takes.append(f"{name}=_of_{name}")
        elif each.default_factory is not dataclasses.MISSING:
            known[f"_of_{name}"] = each.default_factory
            takes.append(f"{name}=_MADE")
            value = f"_of_{name}() if {name} is _MADE else {name}"
        else:
            takes.append(name)
        does.append(f" _set(self, {name!r}, {value})")
    exec(f"def __init__({', '.join(takes)}):\n" + "\n".join(does or [" pass"]), known)
    written: Callable[..., None] = known["__init__"]
    written.__qualname__ = f"{cls.__qualname__}.__init__"
    return written


def _repr(self: Any) -> str:
    said = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(said)})"


def _refuse(self: object, name: str, value: object = None) -> None:
    raise FrozenInstanceError(f"{type(self).__qualname__}.{name} is never changed")


def _state(self: Any) -> list[object]:
    return [getattr(self, each.name) for each in fields(self)]


def _fill(self: Any, state: list[object]) -> None:
    for each, value in zip(fields(self), state, strict=True):
        _set(self, each.name, value)


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _value
