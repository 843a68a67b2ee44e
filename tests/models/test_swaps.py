from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from annotate.suggesters.news_labels import ENTITY_TYPES, begin_tag
from annotate.suggesters.news_pieces import WordPieces
from resources.models.build.corpora import SOURCES
from resources.models.build.prepare import Part, encode_part
from resources.models.build.swaps import COLUMNS, Swaps
from tests.models.corpus import event, record, span, write

WORDS = [
    *["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "envoys", "left", "sana", "for", "new"],
    *["taiz", "rebels", "shelled", "oslo", "again", ".", "ann", "##a", "poe"],
]
BY_NAME = {source.name: source for source in SOURCES}
GPE = 1 << begin_tag(ENTITY_TYPES.index("GPE"))


@pytest.fixture
def parts(tmp_path: Path) -> list[Part]:
    vocabulary = tmp_path / "vocab.txt"
    vocabulary.write_text("\n".join(WORDS) + "\n", encoding="utf-8")
    ewt = "Envoys left Sana for New Taiz . Rebels shelled Sana again ."
    gold = [span(ewt, "Sana", "GPE"), span(ewt, "New Taiz", "GPE")]
    again = ewt.rindex("Sana")
    gold.append({"start": again, "end": again + 4, "label": "LOC", "common": "GPE"})
    events = [event(ewt, "shelled", "ATTACK")]
    meta = {"sents": [[0, 31], [32, 59]]}
    write(tmp_path, "ewt", "train", [record("e", ewt, spans=gold, events=events, meta=meta)])
    gum = "Anna Poe left Oslo ."
    spans = [span(gum, "Oslo", "GPE", name=[14, 18]), span(gum, "Anna Poe", "PERSON", name=[0, 8])]
    write(tmp_path, "gum_news", "train", [record("g", gum, spans=spans)])
    gmb = "Rebels left Taiz ."
    silver = record("s", gmb, spans=[span(gmb, "Taiz", "GPE")], meta={"order": 1, "silver": True})
    write(tmp_path, "gmb", "train", [silver])
    pieces = WordPieces(vocabulary)
    return [
        encode_part(tmp_path, BY_NAME[name], "train", pieces) for name in ("ewt", "gum_news", "gmb")
    ]


def said(columns: dict[str, np.ndarray]) -> str:
    return " ".join(WORDS[piece] for piece in columns["pieces"])


def many(parts: list[Part], index: int, count: int = 60) -> list[dict[str, np.ndarray]]:
    swaps = Swaps(parts, np.random.default_rng(2))
    part = parts[index]
    return [swaps.swapped(index, part, 0, len(part.pieces)) for _ in range(count)]


def test_names_take_the_places_of_names_of_their_kind(parts: list[Part]) -> None:
    for columns in many(parts, 0):
        sizes = {len(columns[name]) for name in COLUMNS}
        assert len(sizes) == 1
        words = said(columns).split()
        assert words[:2] == ["envoys", "left"]
        assert words[-1] == "."
        places = np.flatnonzero(columns["allowed"] == GPE)
        assert len(places) == 3
        assert {words[place] for place in places} <= {"sana", "new", "oslo"}
    assert len({said(columns) for columns in many(parts, 0)}) > 3


def test_the_same_name_gets_the_same_name(parts: list[Part]) -> None:
    for columns in many(parts, 0):
        text = said(columns)
        first = text.removeprefix("envoys left ").split(" for ")[0]
        assert f"shelled {first} again" in text


def test_sets_that_draw_names_otherwise_keep_to_themselves(parts: list[Part]) -> None:
    assert {said(columns) for columns in many(parts, 2)} == {"rebels left taiz ."}


def test_pieces_of_one_word_stay_together(parts: list[Part]) -> None:
    for columns in many(parts, 1):
        assert said(columns).startswith("ann ##a poe left")
        assert columns["first"][:4].tolist() == [1, 0, 1, 1]


def test_triggers_stay_and_swapped_names_are_none(parts: list[Part]) -> None:
    for columns in many(parts, 0):
        words = said(columns).split()
        triggers = columns["triggers"][columns["first"] == 1].tolist()
        assert triggers.count(1) == 1
        assert columns["triggers"][words.index("shelled")] == 1
        assert set(triggers) == {0, 1}


def test_a_part_of_a_text_is_swapped_within_its_bounds(parts: list[Part]) -> None:
    swaps = Swaps(parts, np.random.default_rng(5))
    low, high = int(parts[0].bounds[1]), int(parts[0].bounds[2])
    for _ in range(20):
        assert said(swaps.swapped(0, parts[0], low, high)).startswith("rebels shelled")
