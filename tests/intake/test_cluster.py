"""Drafting on a real Dask cluster over loopback: the same rows, whatever becomes of a worker."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from explorer.errors import InputProblem
from explorer.intake import far, run
from explorer.intake.cluster import Cluster
from explorer.intake.prepare import Wish
from explorer.store.project import Project
from tests.support.cluster import LocalCluster, local_cluster, skip_without_semaphores
from tests.support.corpus import write_reports
from tests.support.dump import rows

SOME = 48
POISON = """
import os
import explorer.draft.draft as drafting

drafted = drafting.draft_document


def poisoned(document, *rest):
    if "poison" in document.text:
        os._exit(9)
    return drafted(document, *rest)


drafting.draft_document = poisoned
"""


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    skip_without_semaphores()
    folder = tmp_path_factory.mktemp("cluster")
    (folder / "sitecustomize.py").write_text(POISON, encoding="utf-8")
    with local_cluster(folder, 2, nanny=True, path=folder, allowed_failures=1) as cluster:
        yield cluster


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return write_reports(tmp_path / "corpus", SOME, sentences=12)


@pytest.fixture
def alone(tmp_path: Path, files: list[Path]) -> Path:
    """The same documents, taken in by one process."""
    path = tmp_path / "alone.sourceline"
    with Project.create(path, "Corpus", who="tester") as project:
        list(run.take_in(project, [Wish(file) for file in files], jobs=0))
    return path


def test_a_worker_killed_in_the_middle_loses_nothing(
    tmp_path: Path, files: list[Path], alone: Path, there: LocalCluster
) -> None:
    path = tmp_path / "p.sourceline"
    first, _ = there.wait_for(2)
    killed_at = 0
    with Project.create(path, "Corpus", who="tester") as project, Cluster(there.address) as cluster:
        assert cluster.workers == 2
        done = 0
        for outcomes in run.take_in(
            project, [Wish(file) for file in files], jobs=0, cluster=cluster
        ):
            done += len(outcomes)
            if outcomes and not killed_at:
                os.kill(first, signal.SIGKILL)
                killed_at = done
    assert 0 < killed_at < SOME
    assert rows(path) == rows(alone)


def test_a_document_that_ends_workers_is_named_and_the_rest_come_in(
    tmp_path: Path, files: list[Path], alone: Path, there: LocalCluster
) -> None:
    path = tmp_path / "p.sourceline"
    poison = files[0].parent / "report-000007-x.txt"
    poison.write_text("A poison of a document.", encoding="utf-8")
    there.wait_for(2)
    wishes = [Wish(file) for file in (*files[:8], poison, *files[8:])]
    with Project.create(path, "Corpus", who="tester") as project, Cluster(there.address) as cluster:
        outcomes = list(chain(*run.take_in(project, wishes, jobs=0, cluster=cluster)))
    (problem,) = [outcome.problem for outcome in outcomes if outcome.problem]
    assert problem.line().startswith("report-000007-x.txt: left out: it ended or held up")
    assert rows(path) == rows(alone)


def test_another_version_on_a_worker_is_told(
    there: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    there.wait_for(1)
    monkeypatch.setattr(far, "versions", lambda: ("9.9", "sourceline 9", "3.11"))
    with pytest.raises(InputProblem, match=r"worker tcp.*here is Sourceline 9\.9"):
        Cluster(there.address)


def test_an_address_where_nobody_is_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.intake.cluster._JOIN_S", 0.5)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(InputProblem, match="no Dask scheduler answers"):
            Cluster(address)
    with pytest.raises(InputProblem, match="no Dask scheduler answers"):
        Cluster("nonsense://x")


def test_dask_missing_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputProblem, match=r"pip install 'sourceline\[cluster\]'"):
        Cluster("tcp://127.0.0.1:1")
