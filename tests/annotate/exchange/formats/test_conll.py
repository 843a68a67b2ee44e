from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given

from annotate.errors import ImportFormatError
from annotate.exchange.drafts import Refusal
from annotate.exchange.exporting import export_records
from annotate.exchange.formats import Carries, detect, find_format
from annotate.exchange.formats.api import Probe
from annotate.exchange.importing import ReadPlan, read_annotated
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record, RecordSpan
from annotate.exchange.settling import Settled
from annotate.messages import sentence
from annotate.spans import Layer
from tests.annotate.exchange.formats.neighbours import (
    error_of,
    plain,
    read_from,
    read_records,
    records,
    said,
    write_to,
)

CONLL = """\
-DOCSTART- -X- O O

Rebels NNS B-NP O
in IN B-PP O
North NNP B-NP B-LOC
Kivu NNP I-NP I-LOC
left VBD B-VP O
. . O O

U.N. NNP B-NP B-ORG
troops NNS I-NP O
stayed VBD B-VP O
. . O O

-DOCSTART- -X- O O

EU NNP I-NP I-ORG
"""


def lay(tmp_path: Path, content: str | bytes, name: str = "eng.testa") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def surfaces(record: Record) -> list[tuple[str, str]]:
    return [(record.text[span.start : span.end], span.label) for span in record.spans]


def test_documents_sentences_and_chunks(tmp_path: Path) -> None:
    first, second = read_records("conll", lay(tmp_path, CONLL))
    assert first.text == "Rebels in North Kivu left.\nU.N. troops stayed."
    assert surfaces(first) == [("North Kivu", "LOC"), ("U.N.", "ORG")]
    assert (first.line, second.line) == (1, 15)
    assert surfaces(second) == [("EU", "ORG")]
    assert first.spans[0].layer is None


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_tabs_line_ends_and_marks(tmp_path: Path, end: str, mark: str) -> None:
    lines = ["Kyiv\tB-GPE", "fell\tO", "", "", "Ann\tB-PER", "Lee\tI-PER", ""]
    (record,) = read_records("conll", lay(tmp_path, mark + end.join(lines)))
    assert record.text == "Kyiv fell\nAnn Lee"
    assert surfaces(record) == [("Kyiv", "GPE"), ("Ann Lee", "PER")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_byte_order_marks_tell_the_encoding(tmp_path: Path, encoding: str) -> None:
    (record,) = read_records("conll", lay(tmp_path, "Zürich B-LOC\n. O\n".encode(encoding)))
    assert surfaces(record) == [("Zürich", "LOC")]


def test_a_column_may_be_chosen(tmp_path: Path) -> None:
    path = lay(tmp_path, CONLL)
    chunked = read_records("conll", path, column="3")[0]
    assert surfaces(chunked)[:3] == [("Rebels", "NP"), ("in", "PP"), ("North Kivu", "NP")]
    assert read_records("conll", path, column="-1")[0] == read_records("conll", path)[0]
    both = read_records("conll", path, column="3,4")[0]
    assert len(both.spans) == len(chunked.spans) + 2
    words = read_records("conll", path, token="2", column="4")[0]  # noqa: S106 - a column, no secret
    assert words.text.startswith("NNS IN NNP NNP VBD.")


@pytest.mark.parametrize("column", ["5", "0", "x", "-9"])
def test_a_column_that_is_not_there_is_an_error(tmp_path: Path, column: str) -> None:
    with pytest.raises(ImportFormatError):
        read_from("conll", lay(tmp_path, CONLL), column=column)


def test_spaces_between_all_tokens_if_asked(tmp_path: Path) -> None:
    record = read_records("conll", lay(tmp_path, CONLL), spacing="spaces")[0]
    assert record.text == "Rebels in North Kivu left .\nU.N. troops stayed ."
    assert surfaces(record) == [("North Kivu", "LOC"), ("U.N.", "ORG")]


def test_numbered_rows_with_inner_and_outer_entities(tmp_path: Path) -> None:
    rows = "#\thttp://example.org\t[2009-10-17]\n1\tAufbau\tO\tO\n2\tUni\tB-ORG\tO\n3\tJena\tI-ORG\tB-LOC\n"
    (record,) = read_records("conll", lay(tmp_path, rows, "NER-de-dev.tsv"))
    assert record.text == "Aufbau Uni Jena"
    assert surfaces(record) == [("Uni Jena", "ORG"), ("Jena", "LOC")]


def test_tags_may_stand_in_front(tmp_path: Path) -> None:
    rows = "O\tshow\nB-DIRECTOR\tAnn\nI-DIRECTOR\tLee\nO\tfilms\n"
    found = detect(Probe(Path("engtrain.bio"), head=rows.encode()))
    assert found is not None
    assert found.format.name == "conll"
    (record,) = read_records("conll", lay(tmp_path, rows, "engtrain.bio"))
    assert record.text == "show Ann Lee films"
    assert surfaces(record) == [("Ann Lee", "DIRECTOR")]


def test_comments_are_no_tokens_and_a_hash_can_be_one(tmp_path: Path) -> None:
    rows = "# id 5239d808-f300 domain=en\n# _ _ O\n1 _ _ B-CARDINAL\n\n"
    (record,) = read_records("conll", lay(tmp_path, rows, "en.conll"))
    assert record.text == "#1"
    assert surfaces(record) == [("1", "CARDINAL")]


def test_words_that_begin_with_a_hash_are_no_comments(tmp_path: Path) -> None:
    rows = "# a comment\n#Kyiv\tB-LOC\nstands\tO\n\n#NewYork\tO\n#end of all\n"
    (record,) = read_records("conll", lay(tmp_path, rows, "tweets.conll"))
    assert record.text == "#Kyiv stands\n#NewYork"
    assert surfaces(record) == [("#Kyiv", "LOC")]


def test_the_columns_of_conll_2012(tmp_path: Path) -> None:
    row = "bc/cctv/00/a 0 {} {} NNP (TOP* - - - - {} {} -\n"
    rows = row.format(0, "Hong", "(GPE*", "(ARG0*") + row.format(1, "Kong", "*)", "*) *")
    content = f"#begin document (bc/cctv/00/a); part 000\n{rows}\n#end document\n"
    (record,) = read_records("conll", lay(tmp_path, content, "a.gold_conll"))
    assert record.id == "bc/cctv/00/a"
    assert record.text == "Hong Kong"
    assert surfaces(record) == [("Hong Kong", "GPE")]
    assert record.losses == ()
    content = content.replace(" -\n", " (7)\n")
    (record,) = read_records("conll", lay(tmp_path, content, "a.gold_conll"))
    (loss,) = record.losses
    assert (loss.code, loss.detail, loss.count) == (LossCode.ELEMENT, "coreference", 2)


def test_ids_of_documents(tmp_path: Path) -> None:
    rows = "-DOCSTART- (947testa CRICKET)\n\nA O\n\n# newdoc id = two\nB O\n\n# newdoc\nC O\n"
    found = read_records("conll", lay(tmp_path, rows, "aida.tsv"))
    assert [(record.id, record.text) for record in found] == [
        ("947testa CRICKET", "A"),
        ("two", "B"),
        ("", "C"),
    ]


def test_the_pipes_of_the_format_iob(tmp_path: Path) -> None:
    rows = "I|PRP|O like|VBP|O New|NNP|B-GPE York|NNP|I-GPE .|.|O\nParis|NNP|B-GPE fell|VBD|O\n"
    (record,) = read_records("conll", lay(tmp_path, rows, "a.iob"))
    assert record.text == "I like New York.\nParis fell"
    assert surfaces(record) == [("New York", "GPE"), ("Paris", "GPE")]


@pytest.mark.parametrize("bad", ["Kivu NNP", "Kivu", "a b c d e"])
def test_a_ragged_sentence_is_refused_by_line_and_the_others_taken(
    tmp_path: Path, bad: str
) -> None:
    content = CONLL.replace("Kivu NNP I-NP I-LOC", bad)
    refusal, first, second = read_from("conll", lay(tmp_path, content))
    error = error_of(refusal)
    assert isinstance(error, ImportFormatError)
    assert "line 6" in sentence(error)
    assert isinstance(first, Record)
    assert first.text == "U.N. troops stayed."
    assert isinstance(second, Record)


def test_a_sentence_in_another_encoding_is_refused_by_line(tmp_path: Path) -> None:
    content = "Zürich B-LOC\n\nKyiv B-LOC\n".encode("cp1252")
    refusal, record = read_from("conll", lay(tmp_path, content))
    assert error_of(refusal).fields["line"] == 1
    assert isinstance(record, Record)
    assert surfaces(record) == [("Kyiv", "LOC")]


def test_an_empty_or_half_file_gives_what_it_has(tmp_path: Path) -> None:
    assert read_from("conll", lay(tmp_path, "")) == []
    for size in range(0, len(CONLL), 7):
        with contextlib.suppress(ImportFormatError):  # one column is no tag
            found = read_from("conll", lay(tmp_path, CONLL[:size]))
            assert all(isinstance(item, (Record, Refusal)) for item in found)


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("eng.train", CONLL, "conll"),
        ("notes.txt", CONLL, "conll"),
        ("wnut.conll", "a\tO\nb\tB-person\nc\tI-person\n", "conll"),
        ("a.iob", "I|O like|O London|B-GPE\n", "conll"),
        ("notes.txt", "Kyiv fell on Monday.\nOn Tuesday it rained.\n", None),
        ("notes.txt", "O\nO\n", None),
        ("harem.txt", "Rio\tLOCAL\nde\tLOCAL\nhoje\tO\né\tO\nsol\tO\n.\tO\n", "conll"),
        ("dev", "en:a\tO\nen:b\tB-LOC\n", "conll"),
        ("emerging.test.annotated", "a\tO\nb\tB-group\n", "conll"),
        ("marks.txt", "Ann\tO\nBob\tO\nCid\tO\n", None),
        ("marks.txt", "Ann\t12\nBob\tO\nCid\tO\nDan\tO\n", None),
        ("table.tsv", "id\ttext\n1\tKyiv fell\n", None),
        ("notes.txt", "", None),
    ],
)
def test_detection(name: str, head: str, expected: str | None) -> None:
    found = detect(Probe(Path(name), head=head.encode()))
    assert (found.format.name if found and found.score > 0.3 else None) == expected


@given(record=records(frames=False))
def test_what_is_written_comes_back_equal(
    tmp_path_factory: pytest.TempPathFactory, record: Record
) -> None:
    path = tmp_path_factory.mktemp("conll") / "out.conll"
    log = write_to("conll", [record, record], path)
    lost = log.losses.total // 2
    back, again = read_records("conll", path)
    assert back.text == record.text
    assert back.spans == again.spans
    kept = said(back)
    assert set(kept) <= set(said(record))
    assert len(kept) + lost == len(record.spans)
    if LossCode.OVERLAP not in log.losses.counts:
        assert kept == said(record)


@pytest.mark.parametrize("text", ["1 ", "Talks collapsed "])
def test_articles_that_all_end_with_one_space_come_back(tmp_path: Path, text: str) -> None:
    span = RecordSpan(0, text.index(" "), "MEET", Layer.EVENT)
    record = Record(text=text, spans=(span,))
    write_to("conll", [record, record], tmp_path / "o.conll")
    for back in read_records("conll", tmp_path / "o.conll"):
        assert back.text == text
        assert said(back) == said(record)


@pytest.mark.parametrize("parts", ["___", ["NNP", "VBD", "."]])
def test_a_column_without_anything_says_nothing_of_space(
    tmp_path: Path, parts: Sequence[str]
) -> None:
    path = tmp_path / "m.conll"
    rows = zip(["Ann", "left", "."], parts, ["B-PER", "O", "O"], strict=True)
    path.write_text("".join(f"{word}\t_\t{part}\t{tag}\n" for word, part, tag in rows))
    (record,) = read_records("conll", path)
    assert (record.text, surfaces(record)) == ("Ann left.", [("Ann", "PER")])


@pytest.mark.parametrize("scheme", ["iob1", "bilou", "bioes"])
def test_every_scheme_comes_back(tmp_path: Path, scheme: str) -> None:
    spans = (
        RecordSpan(0, 3, "PER", Layer.ENTITY),
        RecordSpan(4, 7, "PER", Layer.ENTITY),
        RecordSpan(8, 12, "MEET", Layer.EVENT),
    )
    record = Record(text="Ann Lee meet.", spans=spans)
    write_to("conll", [record], tmp_path / "o.conll", scheme=scheme)
    assert said(read_records("conll", tmp_path / "o.conll")[0]) == said(record)


def test_a_span_inside_a_word_cuts_it(tmp_path: Path) -> None:
    record = Record(text="U.S.-backed troops", spans=(RecordSpan(0, 4, "GPE", Layer.ENTITY),))
    log = write_to("conll", [record], tmp_path / "o.conll")
    assert not log.losses
    assert surfaces(read_records("conll", tmp_path / "o.conll")[0]) == [("U.S.", "GPE")]
    inner = Record(text="Zelenskyys", spans=(RecordSpan(0, 9, "PER", Layer.ENTITY),))
    write_to("conll", [inner], tmp_path / "o.conll")
    assert surfaces(read_records("conll", tmp_path / "o.conll")[0]) == [("Zelenskyy", "PER")]


def test_spacy_reads_what_is_written(tmp_path: Path) -> None:
    from spacy.training.converters import conll_ner_to_docs

    text = "Rebels left Goma. Ann Lee stayed.\n\nU.N. troops came."
    spans = tuple(
        RecordSpan(text.index(word), text.index(word) + len(word), label, Layer.ENTITY)
        for word, label in [("Goma", "GPE"), ("Ann Lee", "PERSON"), ("U.N.", "ORG")]
    )
    first = Record(text=text, spans=spans)
    write_to("conll", [first, Record(text="Kyiv fell.")], tmp_path / "o.conll")
    content = (tmp_path / "o.conll").read_text(encoding="utf-8")
    one, two = conll_ner_to_docs(content, no_print=True)
    assert [(ent.text, ent.label_) for ent in one.ents] == [
        ("Goma", "GPE"),
        ("Ann Lee", "PERSON"),
        ("U.N.", "ORG"),
    ]
    assert len(list(one.sents)) == 3
    assert two.text.startswith("Kyiv fell")
    assert plain(read_records("conll", tmp_path / "o.conll")[0]) == plain(first)


def test_our_own_reading_agrees_with_that_of_spacy(tmp_path: Path) -> None:
    from spacy.training.converters import conll_ner_to_docs

    ours = read_records("conll", lay(tmp_path, CONLL), spacing="spaces")
    theirs = list(conll_ner_to_docs(CONLL, no_print=True))
    assert [[item[1] for item in surfaces(record)] for record in ours] == [
        [ent.label_ for ent in doc.ents] for doc in theirs
    ]
    assert [[item[0] for item in surfaces(record)] for record in ours] == [
        [ent.text for ent in doc.ents] for doc in theirs
    ]


def test_the_numbers_of_webanno_tsv_2_are_no_tokens(tmp_path: Path) -> None:
    rows = ["1-1\tAnn\t_\tB-PER", "1-2\tleft\t_\tO", "", "2-1\tGoma\t_\tB-LOC", "2-2\tfell\t_\tO"]
    head = ["# webanno.custom.Letter | value # de.x.NamedEntity | value", "#id=1", "#text=Ann left"]
    (record,) = read_records("conll", lay(tmp_path, "\n".join([*head, *rows, ""]), "a.tsv"))
    assert record.text == "Ann left\nGoma fell"
    assert surfaces(record) == [("Ann", "PER"), ("Goma", "LOC")]


def test_universal_ner_has_its_tags_in_the_middle_and_the_text_above(tmp_path: Path) -> None:
    rows = [
        "# sent_id = dev-0",
        '# text = Kate sagde: "Vi ses."',
        *("1\tKate\tB-PER\tB-PER#O\ts", "2\tsagde\tO\tO#O\ts", "3\t:\tO\tO#O\ts"),
        *('4\t"\tO\tO#O\ts', "5\tVi\tO\tO#O\ts", "6\tses\tO\tO#O\ts", "7\t.\tO\tO#O\ts"),
        *('8\t"\tO\tO#O\ts', "", "# text = Grå Avis udkom"),
        *("1\tGrå\tB-OTH\tB-MISC#O\ts", "2\tAvis\tI-OTH\tI-MISC#O\ts", "3\tudkom\tO\tO#O\ts"),
    ]
    path = lay(tmp_path, "\n".join([*rows, ""]), "da_ddt-ud-dev.iob2")
    found = detect(Probe(path, head=path.read_bytes()))
    assert found is not None
    assert found.format.name == "conll"
    (record,) = read_records("conll", path)
    assert record.text == 'Kate sagde: "Vi ses."\nGrå Avis udkom'
    assert surfaces(record) == [("Kate", "PER"), ("Grå Avis", "OTH")]
    (wide,) = read_records("conll", path, spacing="spaces")
    assert wide.text.startswith("Kate sagde : ")


@pytest.mark.parametrize("text", ["Ann left", "Ann  left town", "Ann fled", "", "Annleft"])
def test_a_text_that_is_not_these_words_is_not_believed(tmp_path: Path, text: str) -> None:
    rows = f"# text = {text}\nAnn\tB-PER\nleft\tO\n"
    (record,) = read_records("conll", lay(tmp_path, rows))
    assert record.text == ("Annleft" if text == "Annleft" else "Ann left")


def test_the_language_before_each_token_is_none_of_it(tmp_path: Path) -> None:
    rows = "en:The\tO\nen:Army\tB-ORG\n\nen:Raider\tB-ORG\nen::\tI-ORG\nen:Two\tI-ORG\n"
    (record,) = read_records("conll", lay(tmp_path, rows, "dev"))
    assert record.text == "The Army\nRaider: Two"
    assert surfaces(record) == [("Army", "ORG"), ("Raider: Two", "ORG")]
    (settled,) = read_annotated([lay(tmp_path, rows, "dev")], ReadPlan())
    assert isinstance(settled, Settled)
    assert len(settled.spans) == 2
    (other,) = read_records("conll", lay(tmp_path, rows.replace("en:The", "The"), "dev"))
    assert other.text.startswith("The en:Army")


def test_characters_that_no_space_parts_stand_together(tmp_path: Path) -> None:
    rows = "中\tB-ORG\n央\tI-ORG\n在\tO\n1\tO\n9\tO\n年\tO\nNew\tB-GPE\nYork\tI-GPE\n。\tO\n"
    (record,) = read_records("conll", lay(tmp_path, rows, "msra.train"))
    assert record.text == "中央在19年New York。"
    assert surfaces(record) == [("中央", "ORG"), ("New York", "GPE")]
    (wide,) = read_records("conll", lay(tmp_path, rows, "msra.train"), spacing="spaces")
    assert wide.text.startswith("中 央 在 1")


@pytest.mark.parametrize(("name", "suffix"), [("conll", ".conll"), ("conllu", ".conllu")])
def test_a_layer_that_overlaps_is_said_to_be_no_way_to_go(
    tmp_path: Path, name: str, suffix: str
) -> None:
    """Of overlapping entities the longest is written; an event on one stands in its own column."""
    spans = (
        RecordSpan(0, 15, "ORG", Layer.ENTITY),
        RecordSpan(11, 15, "GPE", Layer.ENTITY),
        RecordSpan(5, 7, "MEET", Layer.EVENT),
    )
    record = Record("Bank of the Nile met.", "a", spans=spans)
    item = find_format(name)
    assert item is not None
    assert Carries.OVERLAPS not in item.carries
    log = export_records([record], name, tmp_path / f"out{suffix}")
    assert [loss.code for loss in log.losses.listed] == [LossCode.OVERLAP]
    (back,) = read_records(name, tmp_path / f"out{suffix}")
    assert said(back) == [(0, 15, "ORG", "entity"), (5, 7, "MEET", "event")]
