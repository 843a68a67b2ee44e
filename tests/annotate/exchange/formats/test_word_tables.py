"""Tables of one word a row, as found on Kaggle and elsewhere, and columns in quotes."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.exchange.drafts import Refusal
from annotate.exchange.importing import ReadPlan, read_annotated
from annotate.exchange.settling import Settled
from annotate.exchange.word_tables import SENTENCES, WordColumns, read_words
from annotate.messages import sentence

KAGGLE = """Sentence #,Word,POS,Tag
Sentence: 1,Envoys,NNS,O
,of,IN,O
,Norland,NNP,B-geo
,paid,VBD,O
,"1,000",CD,B-num
,crowns,NNS,I-num
,.,.,O
Sentence: 2,\"\"\"\",``,O
,No,UH,O
,\"\"\"\",``,O
,said,VBD,O
,Ana,NNP,B-per
,Petrova,NNP,I-per
"""


def load(path: Path) -> tuple[list[Settled], list[Refusal]]:
    found = list(read_annotated([path], ReadPlan()))
    return (
        [item for item in found if isinstance(item, Settled)],
        [item for item in found if isinstance(item, Refusal)],
    )


def spans(item: Settled) -> list[tuple[str, str]]:
    text = item.draft.article.text
    return [(span.label, text[span.start : span.end]) for span in item.spans]


def test_a_table_as_on_kaggle(tmp_path: Path) -> None:
    path = tmp_path / "ner_dataset.csv"
    path.write_text(KAGGLE)
    (item,), refused = load(path)
    assert not refused
    text = item.draft.article.text
    assert text == 'Envoys of Norland paid 1,000 crowns.\n"No" said Ana Petrova'
    assert spans(item) == [
        ("geo", "Norland"),
        ("num", "1,000 crowns"),
        ("per", "Ana Petrova"),
    ]


def test_one_in_an_old_encoding_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "ner_dataset.csv"
    path.write_bytes(KAGGLE.replace("Norland", "Zürich").encode("cp1252"))
    (item,), _ = load(path)
    assert ("geo", "Zürich") in spans(item)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("a.csv", [",sentence_idx,word,pos,tag", "0,1.0,Ana,N,B-per", "1,2.0,Varna,N,B-geo"]),
        ("a.csv", ["sentence_id,words,labels", "0,Ana,B-per", "1,Varna,B-geo"]),
        ("a.csv", ["sentence;token;ner", "1;Ana;B-per", "2;Varna;B-geo"]),
        ("a.tsv", ["sentence\ttoken\tner_tag", "1\tAna\tB-per", "2\tVarna\tB-geo"]),
    ],
)
def test_columns_by_other_names(name: str, rows: list[str], tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text("\n".join(rows) + "\n")
    (item,), _ = load(path)
    assert item.draft.article.text == "Ana\nVarna"
    assert spans(item) == [("per", "Ana"), ("geo", "Varna")]


def test_documents_are_articles(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("doc_id,word,tag\nfirst,Ana,B-per\nfirst,left,O\nsecond,Varna,B-geo\n")
    items, _ = load(path)
    found = [(item.draft.article.id, item.draft.article.text) for item in items]
    assert found == [("first", "Ana left"), ("second", "Varna")]


def test_a_long_table_without_documents_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    rows = [f"{n},Ana{n},B-per" for n in range(SENTENCES + 3)]
    path.write_text("\n".join(["sentence,word,tag", *rows]))
    items, _ = load(path)
    assert [len(item.spans) for item in items] == [SENTENCES, 3]


def test_a_sentence_a_row_with_lists(tmp_path: Path) -> None:
    path = tmp_path / "ner.csv"
    with path.open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["Sentence #", "Sentence", "POS", "Tag"])
        writer.writerow(["Sentence: 1", "Ana left Varna", "['N']", "['B-per', 'O', 'B-geo']"])
        writer.writerow(["Sentence: 2", "She is back", "['P']", "['O', 'O']"])
        writer.writerow(["Sentence: 3", "Bob left", "['P']", "['B-per', 'O']"])
        writer.writerow(["Sentence: 4", "Bob left", "['P']", "[__import__('os')]"])
    (item,), refused = load(path)
    assert spans(item) == [("per", "Ana"), ("geo", "Varna"), ("per", "Bob")]
    assert [refusal.line for refusal in refused] == [3, 5]
    assert "a tag for each word" in sentence(refused[0].error)


def test_a_row_that_cannot_be_refuses_its_sentence(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("sentence,word,tag\n1,Ana,B-per\n2,Bob\n2,left,O\n3,Varna,B-geo\n")
    (item,), refused = load(path)
    assert [refusal.line for refusal in refused] == [3]
    assert ("geo", "Varna") in spans(item)


@pytest.mark.parametrize(
    "names",
    [
        {"text", "words", "tags"},
        {"text", "start", "end", "label"},
        {"word", "count"},
        {"title", "label"},
        {"sentence", "label"},
    ],
)
def test_other_tables_are_none(names: set[str]) -> None:
    assert WordColumns.of(names) is None


def test_columns_in_quotes(tmp_path: Path) -> None:
    path = tmp_path / "in.tsv"
    path.write_text('"Ana"\t"B-PER"\n"said"\t"O"\n""""\t"O"\n"Varna"\t"B-LOC"\n\n"Bob"\t"B-PER"\n')
    (item,), _ = load(path)
    assert spans(item) == [("PER", "Ana"), ("LOC", "Varna"), ("PER", "Bob")]
    assert '"Varna' in item.draft.article.text
    plain = tmp_path / "plain.conll"
    plain.write_text('Ana B-PER\n" O\nyes O\n" O\n')
    (item,), _ = load(plain)
    assert item.draft.article.text == 'Ana "yes"'


_cells = st.sampled_from(["Ana", "left", ".", '"', "1,000", "O", "B-PER", "I-PER", "[]", "['O']"])


@given(st.lists(st.tuples(st.sampled_from(["", "1", "2"]), _cells, _cells), max_size=12))
def test_any_rows_give_articles_with_spans_inside(rows: list[tuple[str, str, str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    columns = WordColumns.of({"sentence", "word", "tag"})
    assert columns is not None
    names = ("sentence", "word", "tag")
    given_rows: list[tuple[int, Mapping[str, str] | Refusal]] = [
        (number, dict[str, str](zip(names, row, strict=True))) for number, row in enumerate(rows)
    ]
    for item in read_words(given_rows, columns, source="x"):
        if not isinstance(item, Refusal):
            assert all(0 <= s.start < s.end <= len(item.text) for s in item.spans)
