from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Span

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
