"""Train the grammar that ships in `resources/syntax`: `python -m data.train_syntax TRAIN TEST`.

TRAIN and TEST are folders of CoNLL-U files, cut into words anew as the project cuts them.
What the shipped model was trained on, and what it scores, stands in `resources/syntax/README.md`.
Averaged perceptrons throughout; the parser learns by a dynamic oracle (arc-hybrid), from tags
such as the tagger gives on text that it has not seen (five folds).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from explorer.draft.syntax import labelling, parsing, tagging
from explorer.draft.syntax.features import WIDTH, Indices, Numbers, numbers_of, rows_of, scores_of
from explorer.draft.syntax.model import FILE, Grammar
from explorer.draft.text import tokens_of
from explorer.paths import resource

BITS = {"first": 15, "second": 17, "moves": 20, "labels": 16}
EPOCHS = {"first": 8, "second": 8, "moves": 12, "labels": 8}
_BATCH = 64
_FOLDS = 5
_MOST = 160


@dataclass
class Tree:
    """A sentence of a treebank: words, tags, heads from 1 (0 the root), labels."""

    words: list[str]
    tags: list[str]
    heads: list[int]
    labels: list[str]


def trees(folder: Path) -> Iterator[Tree]:
    """Yield the sentences of all files of a folder, in the order of their names."""
    for path in sorted(folder.glob("*.conllu")):
        yield from _of(path)


def _of(path: Path) -> Iterator[Tree]:
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line[:1].isdigit()]
        text = next((line[9:] for line in block.splitlines() if line.startswith("# text = ")), "")
        tree = _tree([row for row in rows if len(row) == 10], text)
        if tree is not None and 1 < len(tree.words) <= _MOST:
            yield tree


def _tree(rows: Sequence[list[str]], text: str) -> Tree | None:
    """Bring a sentence to the project's words; None where they do not fit its text."""
    words = [row for row in rows if row[0].isdigit()]
    joined = {}
    for row in rows:
        if "-" in row[0]:
            begin, end = map(int, row[0].split("-"))
            joined[begin] = (end, row[1])
    spans: list[tuple[int, int]] = []
    at, number = 0, 1
    while number <= len(words):
        end, form = joined.get(number, (number, words[number - 1][1]))
        start = text.find(form, at)
        if start < 0 or start - at > 3:
            return None
        at = start + len(form)
        spans += _shares(words[number - 1 : end], start, form)
        number = end + 1
    return _onto(words, spans, text)


def _shares(rows: Sequence[list[str]], start: int, form: str) -> list[tuple[int, int]]:
    """Give each part of a joined word ("don't") its letters, as far as they can be told."""
    found, at = [], 0
    for index, row in enumerate(rows):
        rest = len(form) - at
        size = rest if index == len(rows) - 1 else min(len(row[1]), rest)
        found.append((start + at, start + at + size))
        at += size
    return found


def _onto(words: Sequence[list[str]], spans: Sequence[tuple[int, int]], text: str) -> Tree | None:
    tokens = tokens_of(text)
    owner = [-1] * len(words)
    parts: list[list[int]] = [[] for _ in tokens]
    index = 0
    for number, (start, end) in enumerate(spans):
        while index < len(tokens) and tokens[index].end <= start:
            index += 1
        if index == len(tokens) or tokens[index].start >= max(end, start + 1):
            return None
        owner[number] = index
        parts[index].append(number)
    tree = Tree([t.text for t in tokens], [], [], [])
    for index, inside in enumerate(parts):
        if not inside:  # the project cuts finer: the rest hangs on its beginning
            if index == 0:
                return None
            tree.tags.append("SYM" if not tokens[index].text[0].isalnum() else tree.tags[-1])
            tree.heads.append(index)
            tree.labels.append("punct" if not tokens[index].text[0].isalnum() else "flat")
            continue
        head = _head_of(inside, words)
        above = int(words[head][6])
        tree.tags.append(words[head][4])
        tree.heads.append(0 if above == 0 else owner[above - 1] + 1)
        tree.labels.append(_plain(words[head][7]))
    loops = any(head == at for at, head in enumerate(tree.heads, 1))
    return None if loops or tree.heads.count(0) != 1 else tree


def _head_of(inside: Sequence[int], words: Sequence[list[str]]) -> int:
    """Return which part of a word stands for it: the one that hangs on something outside."""
    outside = [n for n in inside if int(words[n][6]) - 1 not in inside]
    return next((n for n in outside if words[n][7] != "punct"), outside[0])


def _plain(label: str) -> str:
    return label if label in _KEPT else label.split(":")[0]


_KEPT = frozenset(
    ("nsubj:pass", "obl:agent", "obl:unmarked", "acl:relcl", "nmod:poss", "nmod:unmarked",
     "aux:pass", "compound:prt", "det:predet")
)  # fmt: skip


class Learner:
    """An averaged perceptron over the rows of a table."""

    def __init__(self, bits: int, classes: int) -> None:
        self.weights = np.zeros((1 << bits, classes), dtype=np.int32)
        self.sums = np.zeros((1 << bits, classes), dtype=np.float64)
        self.steps = 1

    def scores(self, rows: Indices) -> npt.NDArray[np.int64]:
        total = np.zeros((len(rows), self.weights.shape[1]), dtype=np.int64)
        for column in range(rows.shape[1]):
            total += self.weights.take(rows[:, column], axis=0)
        return total

    def teach(self, rows: Indices, right: Indices, wrong: Indices) -> None:
        """Move the weights of each line's rows from the wrong class to the right one."""
        self.steps += 1
        for classes, by in ((right, 1), (wrong, -1)):
            where = (rows, classes[:, None])
            np.add.at(self.weights, where, by)
            np.add.at(self.sums, where, by * self.steps)

    def learned(self) -> npt.NDArray[np.int8]:
        """Return the averages as small whole numbers: finer steps read no better on other text."""
        mean = self.weights - self.sums / self.steps
        scale = _STEPS / max(np.quantile(np.abs(mean[mean != 0]), 0.9995), 1e-9)
        return np.clip(np.rint(mean * scale), -_STEPS, _STEPS).astype(np.int8)


def learn(
    rows: Indices, gold: Indices, bits: int, classes: int, epochs: int, seed: int = 7
) -> npt.NDArray[np.int8]:
    """Learn classes of independent lines."""
    learner, rng = Learner(bits, classes), np.random.default_rng(seed)
    for _ in range(epochs):
        order = rng.permutation(len(rows))
        for begin in range(0, len(order), _BATCH):
            some = order[begin : begin + _BATCH]
            scores = learner.scores(rows[some])
            right = gold[some]
            best = scores[np.arange(len(some)), right].copy()
            scores[np.arange(len(some)), right] = -(1 << 40)
            rival = scores.argmax(axis=1)
            bad = best <= scores[np.arange(len(some)), rival] + _MARGIN
            if bad.any():
                learner.teach(rows[some[bad]], right[bad], rival[bad])
            else:
                learner.steps += 1
    return learner.learned()


_STEPS = 11
_MARGIN = 2
_MOVES_MARGIN = 20


def _laid_out(sentences: Sequence[Tree], tags: Sequence[str]) -> tuple[Numbers, Indices, Indices]:
    """Return the numbers of all words, padded between sentences, their tags, the real places."""
    known = {tag: number for number, tag in enumerate(tags)}
    pad = np.zeros((tagging.PAD, WIDTH), dtype=np.uint32)
    pieces, gold, real, at = [pad], [], [], 0
    for tree in sentences:
        pieces += [numbers_of(tree.words), pad]
        real += range(at, at + len(tree.words))
        gold += [known[tag] for tag in tree.tags]
        at += len(tree.words) + tagging.PAD
    numbers = np.concatenate(pieces)
    return numbers, np.array(gold), np.array(real)


def train_tags(
    sentences: Sequence[Tree], tags: Sequence[str], seed: int = 7
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.int8]]:
    """Learn both readings of parts of speech; the second from the first's on unseen text."""
    numbers, gold, real = _laid_out(sentences, tags)
    window = tagging.windows(numbers)
    rows = rows_of(window[real], tagging.FIRST, BITS["first"])
    fold = np.arange(len(real)) * _FOLDS // len(real)
    guess = np.zeros(len(gold), dtype=np.int64)
    for number in range(_FOLDS):
        inside = fold != number
        part = learn(
            rows[inside], gold[inside], BITS["first"], len(tags), EPOCHS["first"] // 2, seed
        )
        guess[~inside] = scores_of(rows[~inside], part).argmax(axis=1)
    first = learn(rows, gold, BITS["first"], len(tags), EPOCHS["first"], seed)
    marks = np.zeros(len(numbers), dtype=np.uint32)
    marks[tagging.PAD + real] = guess + 1
    both = tagging.with_tags(window, marks)[real]
    rows = rows_of(both, tagging.SECOND, BITS["second"])
    return first, learn(rows, gold, BITS["second"], len(tags), EPOCHS["second"], seed)


def train_moves(sentences: Sequence[Tree], tags: Sequence[Indices]) -> npt.NDArray[np.int8]:
    """Learn the parser's moves, following its own choices."""
    learner, rng = Learner(BITS["moves"], 3), np.random.default_rng(7)
    numbers = [numbers_of(tree.words) for tree in sentences]
    for epoch in range(EPOCHS["moves"]):
        wrong = every = 0
        # Sentences of like length go in step, their batches in any order.
        order = sorted(range(len(sentences)), key=lambda i: (len(sentences[i].words), rng.random()))
        batches = [order[at : at + 24] for at in range(0, len(order), 24)]
        for number in rng.permutation(len(batches)):
            batch = batches[number]
            states = parsing.States([numbers[i] for i in batch], [tags[i] for i in batch])
            gold = np.zeros(states.heads.shape, dtype=np.int64) - 1
            for line, i in enumerate(batch):
                heads = np.array(sentences[i].heads)
                gold[line, 1 : len(heads) + 1] = np.where(heads == 0, len(heads) + 1, heads)
            while len(lines := states.open()):
                rows = rows_of(states.features(lines), parsing.TEMPLATES, BITS["moves"])
                scores = learner.scores(rows)
                allowed = states.allowed(lines)
                cost = np.where(allowed, costs(states, lines, gold), 999)
                best = cost.min(axis=1)
                masked = np.where(allowed, scores, -(1 << 40))
                chosen = masked.argmax(axis=1)
                right = np.where(cost == best[:, None], masked, -(1 << 50)).argmax(axis=1)
                rest = np.where((cost > best[:, None]) & allowed, scores, -(1 << 40))
                rival = rest.argmax(axis=1)
                at = np.arange(len(lines))
                bad = (rest[at, rival] > -(1 << 39)) & (
                    scores[at, right] <= rest[at, rival] + _MOVES_MARGIN
                )
                if bad.any():
                    learner.teach(rows[bad], right[bad], rival[bad])
                wrong += int((cost[at, chosen] > best).sum())
                every += len(lines)
                follow = chosen if epoch else right
                states.do(lines, follow)
        print(f"moves, epoch {epoch}: {100 - 100 * wrong / every:.2f}% good", flush=True)
    return learner.learned()


def costs(states: parsing.States, lines: Indices, gold: Indices) -> Indices:
    """Return how many gold arcs each move would put out of reach (Goldberg and Nivre 2013)."""
    s0, s1, _, b0 = states.tops(lines)
    heads = gold[lines]
    at = np.arange(heads.shape[1])[None, :]
    in_buffer = (at >= b0[:, None]) & (at <= states.ends[lines][:, None])
    stacked = np.zeros(heads.shape, dtype=bool)
    for down in range(int(states.height[lines].max(initial=0))):
        has = states.height[lines] > down
        stacked[np.flatnonzero(has), states.stack[lines[has], down]] = True
    line = np.arange(len(lines))
    head_of_s0 = heads[line, s0]
    kept = (in_buffer & (heads == s0[:, None])).sum(axis=1)
    left = kept + (head_of_s0 > b0) + ((head_of_s0 == s1) & (s1 > 0))
    right = kept + (head_of_s0 >= b0)
    shift = (stacked & (heads == b0[:, None])).sum(axis=1)
    head_of_b0 = heads[line, b0]
    inside = stacked[line, np.maximum(head_of_b0, 0)] & (head_of_b0 > 0)
    shift = shift + (inside & (head_of_b0 != s0))
    return np.stack([shift, left, right], axis=1).astype(np.int64)


def train_labels(
    sentences: Sequence[Tree], tags: Sequence[Indices], labels: Sequence[str]
) -> npt.NDArray[np.int8]:
    """Learn labels from the gold trees."""
    known = {label: number for number, label in enumerate(labels)}
    rows = np.concatenate(
        [
            rows_of(
                labelling.features(numbers_of(t.words), tag, np.array(t.heads)),
                labelling.TEMPLATES,
                BITS["labels"],
            )
            for t, tag in zip(sentences, tags, strict=True)
        ]
    )
    gold = np.array([known[label] for t in sentences for label in t.labels])
    return learn(rows, gold, BITS["labels"], len(labels), EPOCHS["labels"])


def scores(grammar: Grammar, sentences: Sequence[Tree]) -> dict[str, float]:
    """Return the percentages of words with the right tag, head, label; signs only for tags."""
    read = grammar.read([tree.words for tree in sentences])
    tags = heads = both = words = every = 0
    for tree, got in zip(sentences, read, strict=True):
        for at, tag in enumerate(tree.tags):
            every += 1
            tags += got.tags[at] == tag
            if tree.labels[at] != "punct":
                words += 1
                good = got.heads[at] + 1 == tree.heads[at]
                heads += good
                both += good and got.labels[at] == tree.labels[at]
    return {
        "tags": round(100 * tags / every, 2),
        "heads": round(100 * heads / words, 2),
        "heads and labels": round(100 * both / words, 2),
    }


def main(train: str, test: str) -> None:
    sentences = list(trees(Path(train)))
    tags = sorted({tag for tree in sentences for tag in tree.tags})
    labels = sorted({label for tree in sentences for label in tree.labels})
    print(len(sentences), "sentences", sum(len(t.words) for t in sentences), "words", flush=True)
    first, second = train_tags(sentences, tags)
    seen: list[Indices] = []
    for fold in range(_FOLDS):
        begin, end = (len(sentences) * (fold + k) // _FOLDS for k in (0, 1))
        part = train_tags([*sentences[:begin], *sentences[end:]], tags)
        half = Grammar(tuple(tags), ("dep",), {"first": part[0], "second": part[1]})
        seen += half.tags([t.words for t in sentences[begin:end]])
    tables = {"first": first, "second": second, "moves": train_moves(sentences, seen)}
    tables["labels"] = train_labels(sentences, seen, labels)
    grammar = Grammar(tuple(tags), tuple(labels), tables)
    grammar.save(resource("syntax", FILE))
    for path in sorted(Path(test).glob("*.conllu")):
        held = [t for t in _of(path) if set(t.tags) <= set(tags)]
        print(path.name, len(held), scores(grammar, held), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:3])
