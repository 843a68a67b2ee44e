from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from annotate.suggesters.news_labels import (
    ALL_TAGS,
    ENTITY_TYPES,
    EVENT_TYPES,
    OTHER_EVENT,
    begin_tag,
    inside_tag,
)
from annotate.suggesters.news_model import shipped_folder
from annotate.suggesters.news_text import Words
from resources.models.build.corpora import (
    SOURCES,
    Document,
    Source,
    documents,
    read_records,
    targets,
)
from tests.models.corpus import event, record, span, write

BY_NAME = {source.name: source for source in SOURCES}


def begin(label: str) -> int:
    return 1 << begin_tag(ENTITY_TYPES.index(label))


def inside(label: str) -> int:
    return 1 << inside_tag(ENTITY_TYPES.index(label))


def words_of(document: Document, index: int = 0) -> Words:
    """Words by blanks, one piece each: enough to look at targets."""
    low, high = document.sentences[index]
    starts, ends, place = [], [], low
    for word in document.text[low:high].split():
        place = document.text.index(word, place)
        starts.append(place)
        place += len(word)
        ends.append(place)
    count = len(starts)
    return Words([7] * count, [1] * count, [2] * count, list(range(count)), starts, ends)


def taught(tmp_path: Path, name: str, *records: dict[str, Any], file: str = "train") -> list[int]:
    """Allowed tags of the words of the first sentence."""
    document = first(tmp_path, name, *records, file=file)
    return targets(document, 0, words_of(document)).allowed


def first(tmp_path: Path, name: str, *records: dict[str, Any], file: str = "train") -> Document:
    write(tmp_path, name, file, list(records))
    return next(documents(tmp_path, BY_NAME[name], "train"))


def test_a_mention_is_its_tags_and_a_small_word_is_outside(tmp_path: Path) -> None:
    text = "envoys left Sana Airport quietly"
    allowed = taught(tmp_path, "ewt", record("d1", text, spans=[span(text, "Sana Airport", "FAC")]))
    assert allowed == [1, 1, begin("FAC"), inside("FAC"), 1]


def test_a_capital_may_be_a_name_of_a_kind_that_the_set_does_not_mark(tmp_path: Path) -> None:
    allowed = taught(tmp_path, "ewt", record("d1", "envoys praised Swedish aid"))
    assert allowed[2] & begin("NORP")
    assert allowed[2] & begin("LAW")
    assert allowed[2] & 1
    assert not allowed[2] & begin("PERSON")
    assert allowed[3] == 1


def test_dates_are_unknown_where_a_set_has_none_and_outside_where_it_has(tmp_path: Path) -> None:
    text = "envoys return on Tuesday in 2031"
    unmarked = taught(tmp_path, "ewt", record("d1", text))
    assert unmarked[3] & begin("DATE")
    assert unmarked[5] & begin("TIME")
    assert not unmarked[2] & begin("DATE")
    meta = {"order": 1, "silver": True}
    marked = taught(tmp_path, "gmb", record("g1", text, meta=meta))
    assert not marked[3] & begin("DATE")


def test_a_label_outside_the_scheme_says_nothing_about_capitals(tmp_path: Path) -> None:
    text = "we heard the Storm of Swords live"
    unknown = span(text, "Storm of Swords", None, label="OTH")
    allowed = taught(tmp_path, "ewt", record("d1", text, spans=[unknown]))
    assert allowed[3:6] == [ALL_TAGS] * 3
    assert allowed[6] == 1


def test_a_set_without_entities_teaches_none(tmp_path: Path) -> None:
    text = "Rebels shelled Taiz"
    allowed = taught(tmp_path, "geneva", record("s1", text, events=[event(text, "shelled", None)]))
    assert allowed == [0, 0, 0]


def test_gum_teaches_the_name_inside_a_mention(tmp_path: Path) -> None:
    text = "tall actress Mara Holt smiled"
    start = text.index("Mara")
    whole = span(text, "tall actress Mara Holt", "PERSON", name=[start, start + 9])
    allowed = taught(tmp_path, "gum_news", record("g", text, spans=[whole]))
    assert allowed == [1, 1, begin("PERSON"), inside("PERSON"), 1]


def test_gum_teaches_nothing_from_a_labelled_mention_without_a_name(tmp_path: Path) -> None:
    text = "the President smiled"
    whole = span(text, "the President", "PERSON")
    assert taught(tmp_path, "gum_news", record("g", text, spans=[whole])) == [1, ALL_TAGS, 1]


def test_re3d_names_lose_their_article_and_common_nouns_are_unknown(tmp_path: Path) -> None:
    text = "the Arctic Guard met an ally"
    spans = [span(text, "the Arctic Guard", "ORG"), span(text, "an ally", "ORG")]
    allowed = taught(tmp_path, "re3d", record("r", text, spans=spans), file="centcom")
    assert allowed == [1, begin("ORG"), inside("ORG"), 1, 1, 1]


def test_of_nested_mentions_the_longest_counts(tmp_path: Path) -> None:
    text = "staff of Bank of Norway spoke"
    spans = [span(text, "Norway", "GPE"), span(text, "Bank of Norway", "ORG")]
    allowed = taught(tmp_path, "ewt", record("d", text, spans=spans))
    assert allowed[2:5] == [begin("ORG"), inside("ORG"), inside("ORG")]


def test_only_reviewed_sentences_are_measured_on_and_marked_ones_are_taught_too(
    tmp_path: Path,
) -> None:
    text = "rebels fired shells . troops fled west . rain fell on them ."
    entry = record(
        "ecbplus-1_3ecb",
        text,
        events=[event(text, "fired", "ATTACK"), event(text, "fled", "MOVE")],
        meta={"sents": [[0, 21], [22, 40], [41, 60]], "selected_sents": [1]},
    )
    for file, first_taught in (("train", [0, 1, 0, 0]), ("dev", [-1] * 4)):
        write(tmp_path, "ecbplus", file, [entry])
        (document,) = documents(tmp_path, BY_NAME["ecbplus"], file)
        assert targets(document, 0, words_of(document)).triggers == first_taught
        goal = targets(document, 1, words_of(document, 1))
        assert goal.triggers == [0, 1, 0, 0]
        assert goal.classes == [-1, EVENT_TYPES.index("MOVE"), -1, -1]
        assert targets(document, 2, words_of(document, 2)).triggers == [-1] * 5


@pytest.mark.parametrize(("name", "taught"), [("ecbplus-1_3ecb", 1), ("ecbplus-1_3ecbplus", 0)])
def test_the_articles_that_ecbplus_added_count_from_the_line_with_their_address(
    tmp_path: Path, name: str, taught: int
) -> None:
    text = "rebels fired shells . troops fled west ."
    meta = {"sents": [[0, 21], [22, 40]], "selected_sents": [1]}
    document = first(tmp_path, "ecbplus", record(name, text, meta=meta))
    assert [index for index, known in enumerate(document.annotated) if known] == [taught]


@pytest.mark.skipif("SPANDESK_CORPORA" not in os.environ, reason="the corpora are not at hand")
@pytest.mark.parametrize("part", ["dev", "test"])
def test_the_sentences_that_count_are_those_whose_events_are_said_to_count(part: str) -> None:
    data, source = Path(os.environ["SPANDESK_CORPORA"]), BY_NAME["ecbplus"]
    said = {
        entry["id"]: {
            (mention["trigger"]["start"], mention["trigger"]["end"])
            for mention in entry["events"]
            if mention["trigger"]["sel"]
        }
        for entry in read_records(data, source, part)
    }
    assert sum(map(len, said.values())) > 1_000
    for document in documents(data, source, part):
        found = {
            (trigger.start, trigger.end)
            for trigger in document.triggers
            for (low, high), known in zip(document.sentences, document.annotated, strict=True)
            if known and low <= trigger.start < high
        }
        assert found == said[document.ids[0]]


def test_an_event_without_a_type_of_ours_is_other(tmp_path: Path) -> None:
    text = "she knows"
    document = first(tmp_path, "ewt", record("d", text, events=[event(text, "knows", None)]))
    assert targets(document, 0, words_of(document)).classes == [-1, OTHER_EVENT]


def test_a_record_of_one_event_says_nothing_about_other_words(tmp_path: Path) -> None:
    text = "police arrested protesters"
    entry = record(
        "p",
        text,
        events=[event(text, "arrested", "ARREST_JAIL")],
        meta={"one_event_only": True},
    )
    document = first(tmp_path, "plover_gsr", entry, file="all")
    assert targets(document, 0, words_of(document)).triggers == [-1, 1, -1]


def test_sentences_that_follow_each_other_make_one_document(tmp_path: Path) -> None:
    records = [
        record(f"gmb-{order}", f"Sentence {order} ends.", meta={"order": order, "silver": True})
        for order in (4, 1, 2)
    ]
    write(tmp_path, "gmb", "train", records)
    runs = list(documents(tmp_path, BY_NAME["gmb"], "train"))
    assert [run.ids for run in runs] == [("gmb-1", "gmb-2"), ("gmb-4",)]
    assert [runs[0].text[low:high] for low, high in runs[0].sentences] == [
        "Sentence 1 ends.",
        "Sentence 2 ends.",
    ]


def test_plain_and_gzipped_files_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "re3d"
    folder.mkdir()
    (folder / "dfat.jsonl").write_text(json.dumps(record("x", "Line\u2028break")) + "\n", "utf-8")
    assert [r["id"] for r in read_records(tmp_path, BY_NAME["re3d"], "dfat")] == ["x"]


HELD_OUT = {"dev", "test", "val", "test_news", "test_wiki", "ukgov", "usstate", "dfat", "eudel"}


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_no_file_is_in_two_parts_and_none_held_out_is_trained_on(source: Source) -> None:
    files = [file for part in source.parts.values() for file in part]
    assert len(files) == len(set(files))
    assert not HELD_OUT & set(source.parts.get("train", ()))
    if source.made_from:
        assert set(source.parts) == {"train"}
        assert BY_NAME[source.made_from].share


def test_the_shipped_model_names_the_files_it_was_trained_on() -> None:
    trained = json.loads((shipped_folder() / "trained_on.json").read_text("utf-8"))["files"]
    allowed = {
        f"{source.name}/{file}"
        for source in SOURCES
        if source.share and not source.made_from
        for file in source.parts.get("train", ())
    }
    assert set(trained) == allowed
    assert not any(name.split("/")[1] in HELD_OUT for name in trained)


@pytest.mark.skipif("SPANDESK_CORPORA" not in os.environ, reason="the corpora are not at hand")
def test_by_their_ids_no_record_is_both_trained_on_and_measured_on() -> None:
    from resources.models.build.prepare import hash_of_ids

    data = Path(os.environ["SPANDESK_CORPORA"])
    trained = json.loads((shipped_folder() / "trained_on.json").read_text("utf-8"))["files"]
    for source in (each for each in SOURCES if not each.made_from):
        ids = {
            part: [
                (file, [entry for run in documents_of_file(data, source, file) for entry in run])
                for file in files
            ]
            for part, files in source.parts.items()
        }
        used = {entry for _, entries in ids.get("train", ()) for entry in entries}
        for part in ("dev", "test"):
            assert not used & {entry for _, entries in ids.get(part, ()) for entry in entries}
        for file, entries in ids.get("train", ()):
            if source.share:
                said = trained[f"{source.name}/{file}"]
                assert said == {"records": len(entries), "sha256": hash_of_ids(entries)}


def documents_of_file(data: Path, source: Source, file: str) -> list[tuple[str, ...]]:
    return [
        document.ids
        for part in source.parts
        for document in documents(data, source, part)
        if document.file == file
    ]
