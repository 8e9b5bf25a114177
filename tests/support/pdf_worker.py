"""Stands for the process that reads PDFs, and does what its input says at a page.

The input is "DEED PAGE OF": `hang`, `die`, `babble`, `cut` or `bug` at page PAGE of OF pages.
"""

from __future__ import annotations

import os
import sys
import time

from explorer.ingest.pdf.wire import HEAD_BYTES, Bug, Done, Facts, Line, Page, Started, framed


def main() -> None:
    deed, page, of = sys.stdin.buffer.read().decode().split()
    out = sys.stdout.buffer
    out.write(framed(Facts(int(of))))
    for number in range(int(sys.argv[1]), int(of) + 1):
        out.write(framed(Started(number)))
        out.flush()
        if number == int(page):
            _do(deed)
        line = Line(f"Words of page {number}.", 72, 200, 700, 10, False, 30, 0)
        out.write(framed(Page(number, 600, 800, (line,), letters=10)))
        out.flush()
    out.write(framed(Done()))


def _do(deed: str) -> None:
    out = sys.stdout.buffer
    if deed == "hang":
        time.sleep(600)
    elif deed == "die":
        os._exit(9)
    elif deed == "babble":
        out.write((4).to_bytes(HEAD_BYTES, "big") + b"????")
    elif deed == "cut":
        out.write((1 << 30).to_bytes(HEAD_BYTES, "big") + b"x")
    elif deed == "bug":
        out.write(framed(Bug("Traceback: a bug")))
    out.flush()


if __name__ == "__main__":
    main()
