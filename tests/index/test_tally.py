"""Counts up to a place among rows, by layer, against plain counting."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.columns.values import Columns, Head
from explorer.index import tally
from explorer.index.tally import LAYERS, LEFT_OUT, ByKind, Kinds, Layers, Tally

KINDS = 6
layers_of_kinds = st.lists(st.integers(0, LAYERS - 1), min_size=KINDS, max_size=KINDS)
kinds = st.lists(st.integers(0, KINDS - 1), max_size=200)


def made(of_kind: list[int], kind: list[int], width: type = np.uint8) -> Layers:
    names = tuple(map(str, range(len(of_kind))))
    columns = Columns(Head(n=len(kind), kinds=names), {"kind": np.array(kind, dtype=width)})
    return Layers(columns, np.array(of_kind, dtype=np.uint8))


@given(layers_of_kinds, kinds, st.randoms(), st.sampled_from((np.uint8, np.uint16)))
def test_what_passes_stands_before_a_place_in_its_layer(of_kind, kind, chance, width) -> None:
    layers = made(of_kind, kind, width)
    mask = np.array([chance.random() < 0.6 for _ in kind], dtype=np.bool_)
    codes = layers.passing(mask)
    assert (codes == LEFT_OUT).tolist() == (~mask).tolist()
    places = np.array(sorted(chance.randint(0, len(kind)) for _ in range(20)), dtype=np.int64)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tally, "_STRETCH", 64)
        found = Tally(codes, layers.words).before(places)
    for place, counts in zip(places.tolist(), found.tolist(), strict=True):
        own = [of_kind[each] for each, passes in zip(kind[:place], mask, strict=False) if passes]
        assert counts == [own.count(layer) for layer in range(LAYERS)]


@given(layers_of_kinds, kinds)
def test_of_some_rows_all_count(of_kind, kind) -> None:
    layers = made(of_kind, kind)
    rows = np.arange(0, len(kind), 3)
    found = Tally(layers.of(rows), layers.words).before(np.array([len(rows)]))
    own = [of_kind[kind[row]] for row in rows.tolist()]
    assert found.tolist() == [[own.count(layer) for layer in range(LAYERS)]]


@pytest.mark.parametrize("count", [255, 256, 300])
def test_more_kinds_than_a_byte_tells_are_counted_by_layer(count) -> None:
    of_kind = [number % LAYERS for number in range(count)]
    kind = list(range(count))
    layers = made(of_kind, kind, np.uint16 if count > 256 else np.uint8)
    codes = layers.passing(np.ones(count, dtype=np.bool_))
    assert not (codes == LEFT_OUT).any()
    found = Tally(codes, layers.words).before(np.array([count]))
    assert found.tolist() == [[of_kind.count(layer) for layer in range(LAYERS)]]


def test_a_full_block_of_one_layer_does_not_run_over() -> None:
    layers = made([3], [0] * 1_000)
    found = Tally(layers.of(np.arange(1_000)), layers.words).before(np.arange(1_001))
    assert found[:, 3].tolist() == list(range(1_001))
    assert tally._BLOCK < 256


@given(st.integers(1, 20), st.data())
def test_of_each_kind_as_many_stand_before_a_place_as_pass(count, data) -> None:
    kind = data.draw(st.lists(st.integers(0, count - 1), max_size=150))
    mask = np.array(data.draw(st.lists(st.booleans(), min_size=len(kind), max_size=len(kind))))
    layers = made([number % LAYERS for number in range(count)], kind)
    by_kind = ByKind(layers.passing(mask.astype(np.bool_)), layers)
    places = np.arange(len(kind) + 1)
    for each in range(count):
        own = np.cumsum([0, *(int(k == each and m) for k, m in zip(kind, mask, strict=True))])
        assert by_kind.before(each, places).tolist() == own.tolist()
        assert by_kind.total[each] == own[-1]
    assert len(by_kind.total) == count
    every = Tally(layers.passing(mask.astype(np.bool_)), layers.words).before(places)
    assert Kinds(by_kind, range(count)).before(places).tolist() == every.tolist()
