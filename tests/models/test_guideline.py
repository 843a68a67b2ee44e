from __future__ import annotations

from pathlib import Path

import pytest

from resources.models.build.corpora import SOURCES, Document, documents
from resources.models.build.guideline import by_our_guideline, says_nothing_of, unjudged_labels
from tests.models.corpus import record, span, write

BY_NAME = {source.name: source for source in SOURCES}
FILES = {"re3d": "dfat"}


def read(folder: Path, name: str, text: str, mention: str, label: str) -> Document:
    meta = {"order": 1, "silver": True} if name == "gmb" else {}
    marked = span(text, mention, label)
    if name.startswith("gum"):
        marked["name"] = [marked["start"], marked["end"]]
    entry = record("d", text, spans=[marked], meta=meta)
    write(folder, name, FILES.get(name, "dev"), [entry])
    return next(documents(folder, BY_NAME[name], "dev"))


@pytest.mark.parametrize(
    ("name", "mention", "label", "ours"),
    [
        ("re3d", "UN Special Envoy Mara Holt", "PERSON", ("Mara Holt", "PERSON")),
        ("re3d", "Prime Minister-designate, Mara Holt", "PERSON", ("Mara Holt", "PERSON")),
        ("re3d", "HE Dr Mara Holt", "PERSON", ("Mara Holt", "PERSON")),
        ("re3d", "Minister of Foreign Affairs", "PERSON", ("of Foreign Affairs", None)),
        ("re3d", "Norway", "ORG", ("Norway", "GPE")),
        ("re3d", "Syrian people", "ORG", ("Syrian people", None)),
        ("re3d", "Members of the Security Council", "ORG", (None, None)),
        ("re3d", "Security Council", "ORG", ("Security Council", "ORG")),
        ("gmb", "President Mara Holt", "PERSON", ("Mara Holt", "PERSON")),
        ("gmb", "Norway", "ORG", ("Norway", "GPE")),
        ("gum_news", "Norway", "ORG", ("Norway", "GPE")),
        ("gmb", "Tuesday", "DATE", ("Tuesday", None)),
        ("ewt", "Norway", "ORG", ("Norway", "ORG")),
        ("ewt", "White House", "ORG", ("White House", "FAC")),
        ("gmb", "Kremlin", "GPE", ("Kremlin", "FAC")),
        ("gmb", "Prime", "PERSON", ("Prime", None)),
        ("gmb", "Muslim", "PERSON", ("Muslim", None)),
        ("gmb", "Peruvian", "NORP", ("Peruvian", "NORP")),
        ("ewt", "Muslim", "ORG", ("Muslim", "ORG")),
        ("ewt", "Harbour people", "ORG", ("Harbour people", "ORG")),
    ],
)
def test_gold_is_read_by_our_guideline(
    name: str, mention: str, label: str, ours: tuple[str | None, str | None], tmp_path: Path
) -> None:
    text = f"Yesterday {mention} left"
    (gold,) = by_our_guideline(read(tmp_path, name, text, mention, label)).gold
    words, kind = ours
    assert gold.kind == kind
    if kind is not None:
        assert text[gold.start : gold.end] == words


def test_a_province_belongs_to_its_name(tmp_path: Path) -> None:
    text = "fighting in Kandahar province again"
    (gold,) = by_our_guideline(read(tmp_path, "gmb", text, "Kandahar", "GPE")).gold
    assert text[gold.start : gold.end] == "Kandahar province"


def test_what_a_set_does_not_draw_as_we_do_is_not_judged(tmp_path: Path) -> None:
    text = "Norway and Muslims and Norwegians"
    machine = read(tmp_path, "gmb", text, "Norway", "GPE")
    assert unjudged_labels(machine) == {"DATE", "TIME"}
    assert says_nothing_of(machine, "NORP", *place(text, "Muslims"))
    assert not says_nothing_of(machine, "NORP", *place(text, "Norwegian"))
    assert not says_nothing_of(machine, "ORG", *place(text, "Muslims"))
    human = read(tmp_path, "ewt", text, "Norway", "GPE")
    assert unjudged_labels(human) == frozenset()
    assert not says_nothing_of(human, "NORP", *place(text, "Muslims"))


@pytest.mark.parametrize(
    ("name", "mention", "said", "is_silent"),
    [
        ("gmb", "Oslo", "Iraqi", True),
        ("gmb", "Iraqi-led", "Iraqi", False),
        ("gmb", "Oslo", "Lima", False),
        ("crossner_politics", "Oslo", "Iraqi", True),
        ("ewt", "Oslo", "Iraqi", False),
    ],
)
def test_sets_of_whole_words_say_nothing_of_a_part_of_one(
    name: str, mention: str, said: str, is_silent: bool, tmp_path: Path
) -> None:
    text = "In Oslo the Iraqi-led force from Lima left"
    document = read(tmp_path, name, text, mention, "ORG")
    assert says_nothing_of(document, "NORP", *place(text, said)) is is_silent


def place(text: str, mention: str) -> tuple[int, int]:
    start = text.index(mention)
    return start, start + len(mention)
