"""A Dask cluster as a place to draft: joined, checked, given parcels of documents.

Documents are read here and go there as values; no file of this machine needs to be there.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any

from explorer.errors import InputProblem
from explorer.intake import far

if TYPE_CHECKING:
    from explorer.domain.marks import Draft
    from explorer.domain.records import Document

_JOIN_S = 10
_INSTALL = "Install it with: pip install 'sourceline[cluster]'"


class Cluster:
    """A scheduler and its workers, joined until the `with` block is left.

    Raises
    ------
    InputProblem
        Dask is not installed here; the address is none, or does not answer; no worker is
        there; a worker lacks Sourceline or has another version.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self._client = _joined(address)
        try:
            self.threads = self._checked()
        except BaseException:
            self._client.close()
            raise

    def __enter__(self) -> Cluster:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    @property
    def workers(self) -> int:
        return len(self._client.nthreads())

    @property
    def has_workers(self) -> bool:
        """Whether the scheduler still answers, and knows of a worker."""
        try:
            return bool(self._client.status == "running" and self._client.nthreads())
        except (OSError, RuntimeError, ValueError):  # what a closed client raises differs
            return False

    def send(self, documents: Sequence[tuple[Document, float]]) -> Parcel:
        """Send documents, each with its limit in seconds, to whichever worker is free."""
        return Parcel(
            self._client.submit(far.draft_all, list(documents), far.versions(), pure=False), self
        )

    def gone(self) -> InputProblem:
        return InputProblem(
            "the cluster does not answer any more",
            where=self.address,
            remedy="What was told of is in; start the cluster, and the same command goes on",
        )

    def _checked(self) -> int:
        """Return how many threads the workers have, all of which can draft as this machine does."""
        threads = self._client.nthreads()
        if not threads:
            remedy = f"Start some where Sourceline is installed: dask worker {self.address}"
            raise InputProblem("the cluster has no workers", where=self.address, remedy=remedy)
        here = far.versions()
        for worker, there in self._client.run(_asked, on_error="return").items():
            if isinstance(there, BaseException):
                raise _unlike(worker, f"has no Sourceline ({there})")
            if tuple(there) != here:
                raise _unlike(worker, f"has {_said(there)}; here is {_said(here)}")
        return sum(threads.values())


class Parcel:
    """Documents that were sent; `drafts` once it `has_come`."""

    def __init__(self, future: Any, cluster: Cluster) -> None:
        self._future, self._cluster = future, cluster

    @property
    def has_come(self) -> bool:
        return bool(self._future.done())

    def drafts(self) -> list[Draft | str] | None:
        """Return the documents' drafts, or None where one of them ends its workers.

        Raises InputProblem where the cluster is gone, or a worker is of another version.
        """
        from concurrent.futures import CancelledError

        from distributed import KilledWorker

        try:
            return list(self._future.result())
        except KilledWorker:
            return None
        except (CancelledError, OSError) as error:
            raise self._cluster.gone() from error
        except (ImportError, RuntimeError) as error:
            raise _unlike(self._cluster.address, f"has no like version ({error})") from error

    def drop(self) -> None:
        self._future.cancel()


def _joined(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise InputProblem("drafting on a cluster needs Dask", remedy=_INSTALL) from error
    # What it logs of lost connections is said here, once, as a problem. Dask gives the client's
    # log a level of its own, which the level of the whole does not reach.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return Client(address, timeout=_JOIN_S, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError) as error:
        raise InputProblem(
            f"no Dask scheduler answers at this address ({_reason(error)})",
            where=address,
            remedy="Start one with: dask scheduler; it prints its address",
        ) from error


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


def _asked() -> Any:
    from explorer.intake.far import versions

    return versions()


def _unlike(worker: str, what: str) -> InputProblem:
    remedy = "Install the same version of Sourceline, on the same Python, on all workers"
    return InputProblem(what, where=f"worker {worker}", remedy=remedy)


def _said(versions: Sequence[str]) -> str:
    return f"Sourceline {versions[0]} ({versions[1]}) on Python {versions[2]}"
