"""What every test stands on: Qt offscreen, settings and home of its own, and no stray warning."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
