from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from annotate.suggesters.news_labels import STYLES
from annotate.suggesters.news_pieces import WordPieces
from resources.models.build.corpora import SOURCES
from resources.models.build.mix import CLS, MAX_PIECES, SEP, Batch, Mix
from resources.models.build.prepare import MADE, Part, load, prepare
from tests.models.corpus import event, record, span, write

VOCABULARY = ["[PAD]", *(f"[unused{index}]" for index in range(99)), "[UNK]", "[CLS]", "[SEP]"]
VOCABULARY += ["[MASK]", ".", "envoys", "left", "sana", "rebels", "shelled", "taiz", "again"]
_EWT = "Envoys left Sana. Rebels shelled Taiz again."
_CUTS = {"sents": [[0, 17], [18, 44]]}


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> list[Part]:
    folder: Path = tmp_path_factory.mktemp("corpora")
    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(VOCABULARY) + "\n", encoding="utf-8")
    for source in SOURCES:
        for file in source.parts.get("train", ()):
            entries = [record(f"{source.name}-{file}-{index}", _EWT) for index in range(3)]
            for index, entry in enumerate(entries):
                entry["meta"] = _CUTS | {"order": 2 * index, "silver": True}
                entry["spans"] = [span(_EWT, "Taiz", "GPE")]
                entry["events"] = [event(_EWT, "shelled", "ATTACK")]
            place = folder / MADE if source.made_from else folder
            write(place, source.name, file, entries)
    prepare(folder, folder, WordPieces(vocabulary))
    return load(folder)


def some_batches(parts: list[Part], *, seed: int, count: int = 40) -> list[Batch]:
    batches = Mix(parts, seed=seed, batch_pieces=256).batches(pool=64)
    return [next(batches) for _ in range(count)]


def test_every_set_with_a_share_is_prepared(parts: list[Part]) -> None:
    assert [part.source.name for part in parts] == [s.name for s in SOURCES if s.share]
    for part in parts:
        assert part.bounds[-1] == len(part.pieces) == len(part.allowed)
        assert part.docs[-1] == len(part.bounds) - 1


def test_a_run_may_give_a_set_another_share(parts: list[Part]) -> None:
    only = {part.source.name: float(part.source.name == "geneva") for part in parts}
    batches = Mix(parts, seed=3, batch_pieces=256, shares=only).batches(pool=64)
    style = STYLES.index("geneva")
    for batch in (next(batches) for _ in range(10)):
        assert set(batch.trigger_styles.tolist()) <= {0, style}


def test_the_same_seed_gives_the_same_batches(parts: list[Part]) -> None:
    one, two = some_batches(parts, seed=3), some_batches(parts, seed=3)
    other = some_batches(parts, seed=4)
    same = [np.array_equal(a.pieces, b.pieces) for a, b in zip(one, two, strict=True)]
    assert all(same)
    assert any(
        a.pieces.shape != b.pieces.shape or not np.array_equal(a.pieces, b.pieces)
        for a, b in zip(one, other, strict=True)
    )


def test_windows_are_framed_padded_and_within_the_budget(parts: list[Part]) -> None:
    for batch in some_batches(parts, seed=5):
        rows, width = batch.pieces.shape
        assert width <= MAX_PIECES + 2
        assert rows == 1 or rows * width <= 256
        lengths = batch.real.sum(axis=1)
        assert (batch.pieces[:, 0] == CLS).all()
        assert (batch.pieces[np.arange(rows), lengths - 1] == SEP).all()
        assert not batch.pieces[~batch.real].any()
        assert not batch.allowed[~batch.real].any()
        assert (batch.triggers[~batch.real] == -1).all()


def test_all_sets_are_drawn_and_sometimes_without_their_guideline(parts: list[Part]) -> None:
    styles = np.concatenate([b.entity_styles for b in some_batches(parts, seed=6, count=400)])
    assert set(styles.tolist()) >= {STYLES.index(name) for name in ("neutral", "gmb", "ewt")}
    assert 0.2 < (styles == 0).mean() < 0.5


def test_hidden_words_and_headline_case_occur_but_targets_stay(parts: list[Part]) -> None:
    batches = some_batches(parts, seed=8, count=200)
    mask = VOCABULARY.index("[MASK]")
    hidden = np.mean([(batch.pieces == mask).any() for batch in batches])
    assert 0 < hidden < 1
    place = VOCABULARY.index("taiz")
    shapes = {int(s) for b in batches for s in b.shapes[b.pieces == place]}
    assert shapes >= {1, 2, 3}
    for batch in batches:
        ewt = batch.entity_weights == 1.0
        assert (batch.allowed[ewt][batch.pieces[ewt] == place] >= 0).all()
