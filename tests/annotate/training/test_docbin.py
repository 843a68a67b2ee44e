"""The `.spacy` files: the same as spaCy's own, whoever writes or reads."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from annotate.errors import ExportError
from annotate.pipeline import blank
from annotate.spans import Layer
from annotate.spans import Span as GoldSpan
from annotate.training.docbin import DocBinWriter, read_docbin
from annotate.training.verify import Expected, expected_of, verify_file


@cache
def english() -> Language:
    return blank("en")


def tokenised(text: str, *, article_id: str = "a") -> Doc:
    doc = english().tokenizer(text)
    doc.user_data["spandesk"] = {"article_id": article_id}
    return doc


def written(path: Path, *docs: Doc) -> Path:
    writer = DocBinWriter(english().vocab)
    for doc in docs:
        writer.add(doc)
    assert len(writer) == len(docs)
    writer.write(path)
    return path


def rows_of(doc: Doc) -> list[tuple[str, int, int, str, str, str]]:
    groups = {"ents": doc.ents, **doc.spans}
    return sorted(
        (key, s.start_char, s.end_char, s.label_, s.id_, s.text)
        for key, spans in groups.items()
        for s in spans
    )


PARTS = (
    "Kyiv",
    "ЗСУ",
    "🎉",
    "🇺🇦",
    "U.S.-backed",
    "don’t",
    "\n\n",
    "  ",
    ".",
    "李明",
    "\u00a0",
    "é",
)


@st.composite
def marked_docs(draw: st.DrawFn) -> Doc:
    text = " ".join(draw(st.lists(st.sampled_from(PARTS), min_size=1, max_size=12)))
    doc = tokenised(text, article_id=draw(st.sampled_from(["a", "б", "🎉"])))
    count = len(doc)
    pairs = draw(
        st.lists(
            st.tuples(st.integers(0, count - 1), st.integers(1, 3), st.sampled_from("XYЖ")),
            max_size=6,
        )
    )
    spans = [
        Span(doc, start, min(start + length, count), label=label, span_id=f"id{number}")
        for number, (start, length, label) in enumerate(pairs)
    ]
    free: list[Span] = []
    for span in spans:
        if all(span.end <= other.start or other.end <= span.start for other in free):
            free.append(span)
    doc.set_ents(free, default=draw(st.sampled_from(["outside", "missing"])))
    doc.spans["events"] = spans
    if draw(st.booleans()):
        doc.spans["sc"] = spans[:2]
    return doc


@given(st.lists(marked_docs(), max_size=4))
def test_spacy_reads_what_was_written_and_so_do_we(
    tmp_path_factory: pytest.TempPathFactory, docs: list[Doc]
) -> None:
    path = written(tmp_path_factory.mktemp("docs") / "x.spacy", *docs)
    by_spacy = list(DocBin().from_disk(path).get_docs(blank_vocab()))
    by_us = list(read_docbin(path))
    assert len(by_spacy) == len(by_us) == len(docs)
    for doc, read, stored in zip(docs, by_spacy, by_us, strict=True):
        assert read.text == stored.text == doc.text
        assert rows_of(read) == sorted(stored.rows) == rows_of(doc)
        assert [token.text for token in read] == [token.text for token in doc]
        assert [token.ent_iob for token in read] == [token.ent_iob for token in doc]
        assert read.user_data == stored.user_data == doc.user_data


def blank_vocab():  # noqa: ANN201 - a vocab of spaCy, which is imported late
    return blank("xx").vocab


def test_the_lighter_file_holds_what_spacys_own_does(tmp_path: Path) -> None:
    doc = tokenised("Kyiv and Львів, U.S.-backed.")
    doc.set_ents([Span(doc, 0, 1, label="GPE", span_id="one")])
    doc.spans["events"] = [Span(doc, 2, 3, label="X", span_id="two")]
    path = written(tmp_path / "ours.spacy", doc)
    DocBin(store_user_data=True, docs=[doc]).to_disk(tmp_path / "theirs.spacy")
    ours, theirs = (
        next(DocBin().from_disk(file).get_docs(blank_vocab()))
        for file in (path, tmp_path / "theirs.spacy")
    )
    assert ours.text == theirs.text
    assert ours.spans.to_bytes() == theirs.spans.to_bytes()
    assert [(e.text, e.label_) for e in ours.ents] == [(e.text, e.label_) for e in theirs.ents]
    # spaCy's default columns lose the ids of entities; ours keep them.
    assert [ent.id_ for ent in ours.ents] == ["one"]


# -- the guard -------------------------------------------------------------------------------------


def gold(text: str, surface: str, label: str = "GPE") -> GoldSpan:
    start = text.index(surface)
    return GoldSpan(f"id{start}", start, start + len(surface), label, Layer.ENTITY)


def doc_with(text: str, span: GoldSpan, article_id: str) -> Doc:
    doc = tokenised(text, article_id=article_id)
    found = doc.char_span(span.start, span.end, label=span.label, span_id=span.id)
    assert found is not None
    doc.set_ents([found])
    doc.spans["events"] = []
    return doc


def make_case(path: Path, count: int = 30) -> list[Expected]:
    texts = [f"In {'very ' * number}quiet Kyiv it rained." for number in range(count)]
    docs = [doc_with(text, gold(text, "Kyiv"), f"a{n}") for n, text in enumerate(texts)]
    written(path, *docs)
    return [
        expected_of(f"a{n}", text, [("ents", gold(text, "Kyiv"))]) for n, text in enumerate(texts)
    ]


def test_a_faithful_file_passes(tmp_path: Path) -> None:
    expected = make_case(tmp_path / "x.spacy")
    assert verify_file(tmp_path / "x.spacy", expected, blank_vocab()) == 30


@pytest.mark.parametrize("changed", [0, 29])
@pytest.mark.parametrize(
    "other",
    [
        ("ents", 3, 8, "GPE", "id"),
        ("ents", 9, 13, "ORG", "id"),
        ("ents", 9, 13, "GPE", "other"),
        ("events", 9, 13, "GPE", "id"),
    ],
)
def test_any_difference_is_found_and_named(
    tmp_path: Path, changed: int, other: tuple[str, int, int, str, str]
) -> None:
    expected = make_case(tmp_path / "x.spacy")
    text = f"In {'very ' * changed}quiet Kyiv it rained."
    group, start, end, label, span_id = other
    span = GoldSpan(span_id, start, end, label, Layer.ENTITY)
    expected[changed] = expected_of(f"a{changed}", text, [(group, span)])
    with pytest.raises(ExportError) as caught:
        verify_file(tmp_path / "x.spacy", expected, blank_vocab())
    assert caught.value.fields == {
        "path": "x.spacy",
        "reason": "read_back",
        "article_id": f"a{changed}",
    }


def test_another_text_a_doc_too_few_and_a_doc_too_many_are_found(tmp_path: Path) -> None:
    path = tmp_path / "x.spacy"
    expected = make_case(path)
    text = "In quiet Kyiv it rained!"
    for wrong in (
        [expected_of("a0", text, [("ents", gold(text, "Kyiv"))]), *expected[1:]],
        expected[:-1],
        [*expected, expected[0]],
    ):
        with pytest.raises(ExportError):
            verify_file(path, wrong, blank_vocab())


def test_an_empty_file_is_a_file(tmp_path: Path) -> None:
    assert verify_file(written(tmp_path / "x.spacy"), [], blank_vocab()) == 0
