"""The two families of error: what a person can mend, and what we must.

An `InputProblem` is about the user's data, disk or machine. It is shown as one
line that names the file, the place in it and the remedy. An `ExplorerBug` is
ours: it reaches the log with its traceback.
"""

from __future__ import annotations


class ExplorerError(Exception):
    """Root of everything this program raises on purpose."""


class InputProblem(ExplorerError):
    """Something a person can mend.

    Parameters
    ----------
    what
        What is wrong, as a short clause without a final stop.
    where
        The file, and the place in it, that the problem is about.
    remedy
        What the person can do next.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(self.line())

    def line(self) -> str:
        """Return the problem as one line: where, what, remedy."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        text = f"{head}. {self.remedy}" if self.remedy else head
        return " ".join(text.split())


class AlreadyThere(InputProblem):
    """What was to be added is in the project already; nothing was added, nothing is wrong."""


class ExplorerBug(ExplorerError):
    """A broken promise inside the program."""
