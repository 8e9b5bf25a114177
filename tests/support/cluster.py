"""A real Dask scheduler with real workers, on loopback only, for the length of a block."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

_PATIENCE_S = 60.0


@dataclass
class LocalCluster:
    """`workers` are the processes of the workers, in the order they were started."""

    address: str
    folder: Path
    env: dict[str, str]
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def add_worker(self, *, nanny: bool = False) -> subprocess.Popen[bytes]:
        words = ["worker", self.address, "--host", "127.0.0.1", "--nthreads", "1"]
        words += ["--local-directory", str(self.folder), "--no-dashboard"]
        words += ["--nanny" if nanny else "--no-nanny"]
        self.workers.append(self._start(words))
        return self.workers[-1]

    def _start(self, words: list[str]) -> subprocess.Popen[bytes]:
        log = self.folder / f"{words[0]}-{len(self.processes)}.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]],
                stdout=out,
                stderr=out,
                env=self.env,
                cwd=self.folder,
            )
        self.processes.append(process)
        return process

    def start_scheduler(self) -> None:
        file = self.folder / "scheduler.json"
        words = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        process = self._start([*words, "--scheduler-file", str(file)])
        until = time.monotonic() + _PATIENCE_S
        while not file.exists() or not file.read_text():
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError((self.folder / "scheduler-0.log").read_text())
            time.sleep(0.02)
        self.address = json.loads(file.read_text())["address"]

    def wait_for(self, count: int) -> list[int]:
        """Wait until so many workers have joined; returns the ids of their processes."""
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(count, timeout=_PATIENCE_S)
            return sorted(client.run(os.getpid).values())

    def stop(self) -> None:
        """End the workers, then the scheduler that they say goodbye to."""
        for some in (self.workers, self.processes):
            for process in some:
                process.terminate()
            for process in some:
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


def skip_without_semaphores() -> None:
    """Skip where no semaphore can be made, as where /dev/shm is closed: Dask's nanny needs one."""
    try:
        multiprocessing.get_context("spawn").Lock()
    except OSError as error:
        pytest.skip(f"this machine gives no semaphores, which Dask's workers need: {error}")


@contextmanager
def local_cluster(
    folder: Path,
    workers: int,
    *,
    nanny: bool = False,
    path: Path | None = None,
    allowed_failures: int = 3,
) -> Iterator[LocalCluster]:
    """Start a scheduler and workers of one thread each; all are gone when the block is left.

    `path` goes before the workers' own path of modules, for those that a test brings. A
    parcel is given up when more workers than `allowed_failures` have died over it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    env = {**os.environ, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(allowed_failures)}
    if path is not None:
        env["PYTHONPATH"] = os.pathsep.join([str(path), env.get("PYTHONPATH", "")])
    cluster = LocalCluster("", folder, env)
    try:
        cluster.start_scheduler()
        for _ in range(workers):
            cluster.add_worker(nanny=nanny)
        yield cluster
    finally:
        cluster.stop()
