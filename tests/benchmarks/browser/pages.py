"""The pages: each makes N items, waits until they are painted, pans, and posts its times.

An item is an event of a chronicle: a day or a period, a title, spread evenly over 120 years
with bursts, the same for every peer and for us (`tests.benchmarks.browser.pages.chronicle`).
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from random import Random
from typing import NamedTuple

STEPS = 20
LONGEST_MS = 20_000  # of a pan: a slow peer shows fewer frames, three at least
_FIRST = datetime(1900, 1, 1, tzinfo=UTC)
_DAYS = 120 * 365


class Item(NamedTuple):
    """A title, its first day and its last, ISO 8601; one day where both are the same."""

    title: str
    start: str
    end: str


def chronicle(count: int, seed: int = 1) -> list[Item]:
    """Return items in order of time: a third in bursts, a fifth of them periods."""
    random = Random(seed)
    bursts = [random.randrange(_DAYS) for _ in range(12)]
    days = sorted(
        min(max(int(random.gauss(random.choice(bursts), 90)), 0), _DAYS)
        if random.random() < 1 / 3
        else random.randrange(_DAYS)
        for _ in range(count)
    )
    items = []
    for number, day in enumerate(days):
        long = random.randrange(1, 400) if random.random() < 1 / 5 else 0
        start, end = (_FIRST + timedelta(days=each) for each in (day, day + long))
        items.append(Item(f"Event {number}", f"{start:%Y-%m-%d}", f"{end:%Y-%m-%d}"))
    return items


_COMMON = """
const painted = () => new Promise(done =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))));
const post = result => fetch('/result', {method: 'POST', body: JSON.stringify(result)});
window.onerror = (message) => { post({error: String(message)}); };
async function timed(steps, step) {
  const frames = [], begun = performance.now();
  for (let i = 0; i < steps; i++) {
    if (i >= 3 && performance.now() - begun > LONGEST) break;
    const before = performance.now();
    step(i);
    frames.push(await painted() - before);
  }
  return frames;
}
"""

_VIS = """
const items = ITEMS.map((item, id) => item.start === item.end
  ? {id, content: item.title, start: item.start}
  : {id, content: item.title, start: item.start, end: item.end});
(async () => {
  const before = performance.now();
  const timeline = new vis.Timeline(
    document.getElementById('view'), new vis.DataSet(items), {height: '900px'});
  await new Promise(done => timeline.on('changed', done));
  timeline.fit({animation: false});
  const ready = await painted() - before;
  const range = timeline.getWindow(), span = range.end - range.start;
  const frames = await timed(STEPS, i => timeline.setWindow(
    new Date(+range.start + span * 0.01 * (i % 2 ? 1 : -1)),
    new Date(+range.end + span * 0.01 * (i % 2 ? 1 : -1)), {animation: false}));
  post({ready, frames});
})();
"""

_TIMELINEJS = """
const date = text => ({year: +text.slice(0, 4), month: +text.slice(5, 7), day: +text.slice(8)});
const events = ITEMS.map((item, id) => ({
  unique_id: 'e' + id, start_date: date(item.start), end_date: date(item.end),
  text: {headline: item.title, text: ''}}));
(async () => {
  const before = performance.now();
  const timeline = new TL.Timeline('view', {events}, {duration: 0, ease: t => t});
  await new Promise(done => timeline.on('loaded', done));
  const ready = await painted() - before;
  for (let i = 0; i < 8; i++) timeline.zoomOut();
  await painted();
  const frames = await timed(STEPS, i => timeline.goTo(Math.floor(
    events.length * (0.45 + 0.01 * (i % 10)))));
  post({ready, frames});
})();
"""


class Peer(NamedTuple):
    """A library: its name, its npm package, its script and sheet in that, and what it runs."""

    name: str
    package: str
    script: str
    sheet: str
    code: str


PEERS = {
    "vis-timeline": Peer(
        "vis-timeline",
        "vis-timeline",
        "standalone/umd/vis-timeline-graph2d.min.cjs",
        "styles/vis-timeline-graph2d.min.css",
        _VIS,
    ),
    "TimelineJS": Peer(
        "TimelineJS",
        "@knight-lab/timelinejs",
        "dist/js/timeline.js",
        "dist/css/timeline.css",
        _TIMELINEJS,
    ),
}


def page(peer: Peer, count: int) -> str:
    """Return the page that times a peer with so many items."""
    items = json.dumps([item._asdict() for item in chronicle(count)])
    code = (_COMMON + peer.code).replace("LONGEST", str(LONGEST_MS))
    code = code.replace("STEPS", str(STEPS)).replace("ITEMS", items)
    return (
        '<!doctype html><meta charset="utf-8">'
        f'<link rel="stylesheet" href="/package/{peer.package}/{peer.sheet}">'
        f'<script src="/package/{peer.package}/{peer.script}"></script>'
        '<body style="margin:0"><div id="view" style="width:1440px;height:900px"></div>'
        f"<script>{code}</script></body>"
    )
