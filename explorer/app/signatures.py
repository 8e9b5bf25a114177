"""Qt's bindings tell signatures by modules that lie in them as text: 100 kB, for errors and help.

They compile all of it whenever they are imported, which is a twentieth of a start. While
`compiled_when_asked` is entered a module of theirs is compiled to a few lines instead, which
have the rest compiled when the first name of it is asked for.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType
from typing import Any

_WITHIN = "shibokensupport/signature/"
_WANTED = ("__init__.py", "loader.py", "importhandler.py", "mapping.py")  # C looks into these
_LATER = """
def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    found = globals()
    del found["__getattr__"]
    exec(compile({text!r}, {file!r}, "exec"), found)
    return found[name]
"""


@contextmanager
def compiled_when_asked() -> Iterator[None]:
    """Have the modules that are first imported in here compiled when they are asked for."""
    original = builtins.compile

    def compile_later(source: Any, filename: Any, mode: str, *rest: Any, **named: Any) -> Any:
        if _can_wait(filename):
            text = _LATER.format(text=source.decode(), file=filename)
            found: CodeType = original(text, filename, mode)
            return found
        return original(source, filename, mode, *rest, **named)

    builtins.compile = compile_later
    try:
        yield
    finally:
        builtins.compile = original


def _can_wait(filename: object) -> bool:
    name = str(filename)
    return name.startswith(_WITHIN) and not name.endswith(_WANTED)
