from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import EntityRuler
from spacy.tokens import Doc, DocBin, Span

from annotate.articles import Article
from annotate.spans import Layer
from annotate.suggesters.news import NewsSuggester
from annotate.suggestions import hide_suggestions, merge_proposals

TEXT = "Angela Merkel met Reuters reporters in Berlin after police arrested two men."


@pytest.fixture(scope="module")
def nlp() -> Language:
    # Found by its entry point: nothing of ours is imported here.
    pipeline = spacy.blank("en")
    pipeline.add_pipe("spandesk_news")
    return pipeline


def test_entities_and_events_are_set(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert {("Angela Merkel", "PERSON"), ("Berlin", "GPE")} <= {
        (span.text, span.label_) for span in doc.ents
    }
    assert ("arrested", "ARREST_JAIL") in {(s.text, s.label_) for s in doc.spans["events"]}


def test_what_others_have_set_stays(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc.set_ents([Span(doc, 0, 1, "NICKNAME")])
    doc = nlp.get_pipe("spandesk_news")(doc)
    labels = {span.text: span.label_ for span in doc.ents}
    assert labels["Angela"] == "NICKNAME"
    assert labels["Berlin"] == "GPE"
    assert "Angela Merkel" not in labels


def test_it_overwrites_and_filters_when_told() -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("spandesk_news", config={"overwrite": True, "min_score": 0.3})
    doc = pipeline.make_doc(TEXT)
    doc.set_ents([Span(doc, 0, 1, "NICKNAME")])
    doc = pipeline.get_pipe("spandesk_news")(doc)
    assert ("Angela Merkel", "PERSON") in {(span.text, span.label_) for span in doc.ents}
    strict = spacy.blank("en")
    strict.add_pipe("spandesk_news", config={"min_score": 1.0})
    assert not strict(TEXT).ents
    assert not strict(TEXT).spans["events"]


def test_an_empty_document_is_no_problem(nlp: Language) -> None:
    doc = nlp("")
    assert not doc.ents
    assert len(doc.spans["events"]) == 0


COUNTED = (
    "Russian-backed militants paid $3 million for 19 guns in Odesa. Two died in an air strike."
)


def marks(doc: Doc) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in [*doc.ents, *doc.spans["events"]]]


def test_it_says_what_the_window_would_suggest(nlp: Language) -> None:
    doc = nlp(COUNTED)
    suggestions = merge_proposals(NewsSuggester().suggest(Article(id="1", text=COUNTED)))
    expected = [
        (each.start, each.end, each.label)
        for layer in Layer
        for each in hide_suggestions(suggestions, gold=[], decisions={})
        if each.hidden is None and each.score >= 0.5 and each.layer is layer
    ]
    spans = [*doc.ents, *doc.spans["events"]]
    assert [(s.start_char, s.end_char, s.label_) for s in spans] == expected
    # The rules and the lexicon have their say, not the network alone.
    assert {("Russian", "NORP"), ("$3 million", "MONEY"), ("air strike", "ATTACK")} <= set(
        marks(doc)
    )


def test_each_event_has_its_score(nlp: Language) -> None:
    events = nlp(COUNTED).spans["events"]
    scores = events.attrs["scores"]
    assert len(scores) == len(events) > 0
    assert all(0.5 <= score <= 1.0 for score in scores)


def test_a_pipeline_with_it_can_be_handed_to_another_process(nlp: Language) -> None:
    doc = nlp(COUNTED)
    # This is what `nlp.pipe(texts, n_process=2)` does where processes are not forked.
    again = pickle.loads(pickle.dumps(nlp.get_pipe("spandesk_news")))
    assert marks(again(nlp.make_doc(COUNTED))) == marks(doc)


def test_several_processes_say_the_same(nlp: Language) -> None:
    texts = [COUNTED, "", TEXT]
    alone = [marks(doc) for doc in nlp.pipe(texts, batch_size=2)]
    assert [marks(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=1)] == alone


def test_it_names_its_labels(nlp: Language) -> None:
    labels = nlp.pipe_labels["spandesk_news"]
    assert {"PERSON", "MONEY", "ATTACK"} <= set(labels)
    assert len(labels) == len(set(labels))


STRANGER = """
import sys, spacy
nlp = spacy.load(sys.argv[1])
doc = nlp(sys.argv[2])
print([(span.text, span.label_) for span in [*doc.ents, *doc.spans["events"]]])
"""


def test_a_stranger_loads_a_saved_pipeline(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    command = [sys.executable, "-c", STRANGER, str(tmp_path / "pipeline"), COUNTED]
    said = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert said.stdout.strip() == str(marks(nlp(COUNTED)))
    other = spacy.blank("en")
    other.add_pipe("spandesk_news")
    assert marks(other.from_bytes(nlp.to_bytes())(COUNTED)) == marks(nlp(COUNTED))


def test_what_it_set_is_kept_in_a_doc_bin(nlp: Language) -> None:
    doc = nlp(COUNTED)
    stored = DocBin(docs=[doc]).to_bytes()
    (again,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert marks(again) == marks(doc)
    assert again.spans["events"].attrs == doc.spans["events"].attrs


@pytest.mark.parametrize(
    "text",
    [
        " ",
        "\n\n",
        "\x00",
        "Paris\x00 burns.\x00",
        "\r\nOdesa fell.\r\n\r\n",
        "\U0001f600",
        "x" * 9000,
    ],
)
def test_odd_texts_are_no_problem(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text


def test_line_ends_of_windows_and_emoji_move_no_span(nlp: Language) -> None:
    doc = nlp("\U0001f600\U0001f469\u200d\U0001f469 NEWS\r\n\r\nAngela Merkel visited Paris.\r\n")
    assert [(span.text, span.label_) for span in doc.ents] == [
        ("Angela Merkel", "PERSON"),
        ("Paris", "GPE"),
    ]


def test_it_stands_beside_a_ruler_before_and_behind_it() -> None:
    pattern: list[dict[str, str | list[dict[str, Any]]]] = [
        {"label": "GUN", "pattern": "guns"},
        {"label": "TOWN", "pattern": "Odesa"},
    ]
    for order in (["entity_ruler", "spandesk_news"], ["spandesk_news", "entity_ruler"]):
        pipeline = spacy.blank("en")
        pipeline.add_pipe("sentencizer")
        for component in order:
            pipeline.add_pipe(component)
        ruler = pipeline.get_pipe("entity_ruler")
        assert isinstance(ruler, EntityRuler)
        ruler.add_patterns(pattern)
        named = {(span.text, span.label_) for span in pipeline(COUNTED).ents}
        assert {("guns", "GUN"), ("Russian", "NORP"), ("$3 million", "MONEY")} <= named
        assert (("Odesa", "TOWN") in named) == (order[0] == "entity_ruler")
