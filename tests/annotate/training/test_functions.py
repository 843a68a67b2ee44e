"""`functions.py` of an export: the tokenizer that comes back, and the parts that are examples."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from annotate.articles import ArticleState
from annotate.pipeline import blank
from annotate.training.docbin import DocBinWriter
from annotate.training.docs import build_doc
from annotate.training.exported import functions
from annotate.training.exported.functions import create_corpus, split_doc
from annotate.training.figures import Figures
from annotate.training.splits import Side
from annotate.training.tokenizer import tokenizer_as_data
from tests.annotate.training.sample import annotated, entity, made_article

TRAPS = (
    "A U.S.-backed force, a U.N.-brokered truce; Covid-19 on the Kyiv–Moscow line.",
    "On Sept.11 at 6.30am two F-16s left Kyiv[1] for the U.K.-based unit.[3] “Done.”He said (ok).",
    "It isn't Zelensky’s $2bn plan, e.g. pro-Russian/NATO-led 🎉🇺🇦 :) http://a.example/x?y=1",
    "\n\n Lt. Gen. Ada\tNorwood \u00a0met them.\n",
)


@cache
def english() -> Language:
    return blank("en")


@pytest.mark.parametrize("language", ["en", "de", "uk", "fr", "xx", "ar"])
def test_the_tokenizer_comes_back_from_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    import spacy

    source = blank(language)
    path = tmp_path / "tokenizer.json"
    path.write_text(json.dumps(tokenizer_as_data(source.tokenizer)), encoding="utf-8")
    monkeypatch.setattr(functions, "TOKENIZER_FILE", path)
    plain = spacy.blank(language)
    same = functions.create_tokenizer_callback()(plain)
    assert same is plain
    for text in TRAPS:
        assert [(t.text, t.norm_, t.whitespace_) for t in same.tokenizer(text)] == [
            (t.text, t.norm_, t.whitespace_) for t in source.tokenizer(text)
        ]


def test_the_plain_tokenizer_differs_so_the_rules_must_travel() -> None:
    import spacy

    plain = spacy.blank("en")
    assert any(
        [t.text for t in plain.tokenizer(text)] != [t.text for t in english().tokenizer(text)]
        for text in TRAPS
    )


def parts(text: str, unit: str, *, done: bool = True, marks: tuple[str, ...] = ()) -> list[Doc]:
    item = annotated(
        text,
        *(entity(text, surface, "X") for surface in marks),
        state=ArticleState.DONE if done else ArticleState.IN_PROGRESS,
    )
    doc = build_doc(english(), item, label_order={}).doc
    return list(split_doc(doc, unit))


TEXT = "Title here\n\nAda met Bo. “They left.” Mr. Halloran stayed!\nThe end, e.g. now.\n"


def test_an_article_is_cut_into_paragraphs() -> None:
    assert [part.text for part in parts(TEXT, "paragraph")] == [
        "Title here\n\n",
        "Ada met Bo. “They left.” Mr. Halloran stayed!\n",
        "The end, e.g. now.\n",
    ]


def test_an_article_is_cut_into_sentences() -> None:
    assert [part.text.strip() for part in parts(TEXT, "sentence")] == [
        "Title here",
        "Ada met Bo.",
        "“They left.”",
        "Mr. Halloran stayed!",
        "The end, e.g. now.",
    ]


def test_an_article_can_stay_whole() -> None:
    assert [part.text for part in parts(TEXT, "article")] == [TEXT]


def test_no_cut_goes_through_a_span() -> None:
    assert [part.text for part in parts(TEXT, "sentence", marks=("Bo. “They", "now"))][1:] == [
        "Ada met Bo. “They left.” ",
        "Mr. Halloran stayed!\n",
        "The end, e.g. now.\n",
    ]


def test_of_an_unfinished_article_only_marked_parts_are_examples() -> None:
    found = parts(TEXT, "paragraph", done=False, marks=("Bo",))
    assert [part.text for part in found] == ["Ada met Bo. “They left.” Mr. Halloran stayed!\n"]
    assert {token.ent_iob for token in found[0]} == {0, 3}


def test_missing_tokens_stay_missing() -> None:
    [part] = parts("A frontrunner won.", "paragraph", marks=("runner",))
    assert [token.ent_iob_ for token in part] == ["O", "", "O", "O"]


LINES = st.lists(
    st.sampled_from([*TRAPS, "", "Ada met Bo.", "   ", "no stop", "Ja. nein. Doch! Gut."]),
    min_size=1,
    max_size=6,
)


@given(LINES, st.sampled_from(["article", "paragraph", "sentence"]), st.data())
def test_parts_hold_every_word_and_every_span_once(
    lines: list[str], unit: str, data: st.DataObject
) -> None:
    doc = english().tokenizer("\n".join(lines))
    count = len(doc)
    if not count:
        return
    starts = data.draw(st.lists(st.integers(0, count - 1), max_size=8))
    spans = [
        Span(doc, start, min(count, start + 1 + number % 4), label="X", span_id=f"i{number}")
        for number, start in enumerate(starts)
    ]
    doc.set_ents([Span(doc, s.start, s.start + 1, label="E") for s in spans[:1]])
    doc.spans["events"] = spans
    found = list(split_doc(doc, unit))
    words = [token.text for part in found for token in part if not token.is_space]
    assert words == [token.text for token in doc if not token.is_space]
    kept = [(s.text, s.label_, s.id_) for part in found for s in part.spans["events"]]
    in_blank_parts = [s for s in spans if s.id_ not in {span_id for _, _, span_id in kept}]
    assert all(not s.text.strip() for s in in_blank_parts)
    assert {(s.text, s.id_) for s in spans} - {(s.text, s.id_) for s in in_blank_parts} == {
        (text, span_id) for text, _, span_id in kept
    }
    for part in found:
        again = english().tokenizer(part.text)
        assert [token.text for token in again] == [token.text for token in part]


def test_thousands_of_signs_take_no_minutes(tmp_path: Path) -> None:
    text = "Kyiv fell.\n" + "=" * 30_000 + " Lagos stood.\n"
    item = annotated(text, entity(text, "Kyiv", "GPE"), entity(text, "Lagos", "GPE"))
    writer = DocBinWriter(english().vocab)
    writer.add(build_doc(english(), item, label_order={}).doc)
    writer.write(tmp_path / "x.spacy")
    examples = list(create_corpus(tmp_path / "x.spacy", "paragraph")(english()))
    assert "".join(example.text for example in examples) == text
    assert [ent.text for example in examples for ent in example.reference.ents] == ["Kyiv", "Lagos"]


def test_the_reader_yields_aligned_examples(tmp_path: Path) -> None:
    writer = DocBinWriter(english().vocab)
    items = [made_article(number) for number in range(5)]
    for item in items:
        writer.add(build_doc(english(), item, label_order={}).doc)
    writer.write(tmp_path / "train.spacy")
    examples = list(create_corpus(tmp_path / "train.spacy", "paragraph")(english()))
    assert len(examples) == 5 * 9
    assert sum(len(example.reference.ents) for example in examples) == sum(
        span.layer == "entity" for item in items for span in item.spans
    )
    for example in examples:
        assert [t.text for t in example.predicted] == [t.text for t in example.reference]


@pytest.mark.parametrize("count", [2, 30])
def test_examples_are_counted_as_the_reader_cuts_them(count: int) -> None:
    figures = Figures()
    docs = []
    for number in range(count):
        item = made_article(number)
        built = build_doc(english(), item, label_order={})
        figures.add(Side.TRAIN, item, built)
        docs.append(built.doc)
    assert figures.unit == ("sentence" if count == 2 else "paragraph")
    assert figures.examples == sum(len(list(split_doc(doc, figures.unit))) for doc in docs)


def test_frames_are_read_as_an_extension(tmp_path: Path) -> None:
    item = next(item for item in map(made_article, range(20)) if item.frames)
    writer = DocBinWriter(english().vocab)
    writer.add(build_doc(english(), item, label_order={}).doc)
    writer.write(tmp_path / "x.spacy")
    [doc] = DocBin().from_disk(tmp_path / "x.spacy").get_docs(blank("en").vocab)
    assert [frame["id"] for frame in doc._.events] == [frame.id for frame in item.frames]
    assert english()("No frames.")._.events == ()
