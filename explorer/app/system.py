"""What Qt needs of the operating system, and how to say what is missing. Imports no Qt."""

from __future__ import annotations

import os
import sys

# Shared library: the Debian package that brings it.
OFFSCREEN = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_DRAWN_ONLY = ("offscreen", "minimal")


def has_display() -> bool:
    """Whether a window can be shown: a display is named, or the system always has one."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform.split(":")[0] in _DRAWN_ONLY:
        return False
    if platform or not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_libraries(with_window: bool) -> list[str]:
    """Return the shared libraries that the system's loader does not find."""
    import ctypes

    needed = {**OFFSCREEN, **WINDOW} if with_window else OFFSCREEN
    missing = []
    for name in needed:
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return missing


def install_line(with_window: bool) -> str:
    """Return the line that installs all that Qt needs on Debian and its kin."""
    packages = [*OFFSCREEN.values(), *(WINDOW.values() if with_window else ())]
    return "sudo apt-get install --no-install-recommends " + " ".join(packages)


def explanation(error_text: str, with_window: bool) -> str:
    """Return what to say when Qt cannot be loaded: what is missing, and the line to type."""
    missing = missing_libraries(with_window)
    what = ", ".join(missing) if missing else error_text
    return (
        f"Sourceline needs libraries that this system lacks: {what}.\n"
        f"Install them with:\n  {install_line(with_window)}"
    )


def is_about_libraries(error: ImportError) -> bool:
    """Whether an import failed for want of a shared library, not of a Python module."""
    return not isinstance(error, ModuleNotFoundError) and ".so" in str(error)
