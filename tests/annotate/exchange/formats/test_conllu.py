from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from annotate.errors import ImportFormatError
from annotate.exchange.drafts import Refusal
from annotate.exchange.formats import detect
from annotate.exchange.formats.api import Probe
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record, RecordSpan
from annotate.messages import sentence
from annotate.spans import Layer
from tests.annotate.exchange.formats.neighbours import (
    error_of,
    read_from,
    read_records,
    records,
    said,
    write_to,
)


def row(number: str, form: str, misc: str = "_") -> str:
    return "\t".join([number, form, *["_"] * 7, misc])


def lay(tmp_path: Path, *lines: str, end: str = "\n") -> Path:
    path = tmp_path / "a.conllu"
    path.write_bytes((end.join(lines) + end).encode())
    return path


def surfaces(record: Record) -> list[tuple[str, str]]:
    return [(record.text[span.start : span.end], span.label) for span in record.spans]


STORY = (
    "# newdoc id = story-1",
    "# meta::title = A story",
    "# meta::date = 2024-05-01",
    "# meta::speakers = 2",
    "# sent_id = 1",
    "# text = Ann isn't in Kyiv.",
    row("1", "Ann", "NE=B-PER"),
    row("2-3", "isn't"),
    row("2", "is"),
    row("3", "n't"),
    row("4", "in"),
    row("4.1", "empty"),
    row("5", "Kyiv", "Gloss=x|NE=U-GPE|SpaceAfter=No"),
    row("6", "."),
    "",
    "# text = She left.",
    row("1", "She"),
    row("2", "left", "SpaceAfter=No"),
    row("3", ".", "SpacesAfter=\\n\\n"),
    "",
    row("1", "End"),
    "",
    "# newdoc id = story-2",
    row("1", "Kyiv", "ner=S-GPE"),
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_documents_words_and_white_space(tmp_path: Path, end: str) -> None:
    first, second = read_records("conllu", lay(tmp_path, *STORY, end=end))
    assert first.text == "Ann isn't in Kyiv.\nShe left.\n\nEnd"
    assert surfaces(first) == [("Ann", "PER"), ("Kyiv", "GPE")]
    assert (first.id, first.title, first.date) == ("story-1", "A story", "2024-05-01")
    assert first.meta == (("speakers", "2"),)
    assert (second.id, surfaces(second)) == ("story-2", [("Kyiv", "GPE")])


def test_an_entity_inside_a_joined_word_takes_the_word(tmp_path: Path) -> None:
    path = lay(
        tmp_path, row("1-2", "Kyiv's"), row("1", "Kyiv", "NE=B-GPE"), row("2", "'s"), row("3", "x")
    )
    assert surfaces(read_records("conllu", path)[0]) == [("Kyiv's", "GPE")]


def test_paragraphs_keep_their_sentences_together(tmp_path: Path) -> None:
    path = lay(
        tmp_path,
        *("# newpar", row("1", "One"), "", row("1", "Two"), "", "# newpar", row("1", "Three"), ""),
    )
    assert read_records("conllu", path)[0].text == "One Two\nThree"
    joined = path.read_text().replace("One" + "\t_" * 8, "One" + "\t_" * 7 + "\tSpaceAfter=No", 1)
    assert read_records("conllu", lay(tmp_path, joined))[0].text == "OneTwo\nThree"


def test_a_file_that_knows_no_white_space_is_spaced_by_the_rule(tmp_path: Path) -> None:
    path = lay(
        tmp_path,
        *(row(str(n), word) for n, word in enumerate(["is", "n't", "(", "so", ")", "."], 1)),
    )
    assert read_records("conllu", path)[0].text == "isn't (so)."


def test_another_key_may_be_chosen(tmp_path: Path) -> None:
    path = lay(tmp_path, row("1", "Kyiv", "NE=B-GPE|Topic=B-WAR"), row("2", "fell", "Topic=I-WAR"))
    assert surfaces(read_records("conllu", path, key="Topic")[0]) == [("Kyiv fell", "WAR")]
    assert surfaces(read_records("conllu", path)[0]) == [("Kyiv", "GPE")]


@pytest.mark.parametrize(
    ("declared", "opening"),
    [
        ("# global.Entity = eid-etype-head-other", "(e1-person-1-"),
        ("# global.Entity = GRP-etype-infstat", "(12-person-new"),
        ("# no declaration", "(e1-person-new"),
        ("# global.Entity = entity-GRP-infstat-MIN", "(person-1-new"),
    ],
)
def test_entities_in_brackets(tmp_path: Path, declared: str, opening: str) -> None:
    is_old = "entity-GRP" in declared
    name = "1" if is_old else opening[1:].partition("-")[0]
    second, third = ("(place-2-", "(event-3-") if is_old else ("(e2-place-1-", "(e3-event-1-")
    path = lay(
        tmp_path,
        declared,
        row("1", "Ann", f"Entity={opening}"),
        row("2", "of", "_"),
        row("3", "Kyiv", f"Entity={second}){name})"),
        row("4", "sang", f"Entity={third})"),
    )
    assert surfaces(read_records("conllu", path)[0]) == [
        ("Ann of Kyiv", "person"),
        ("Kyiv", "place"),
        ("sang", "event"),
    ]


@pytest.mark.parametrize(
    "value", ["x" * 500_000, "(", ")", "(e1", "e9)", "()", "(((", "(e1-person-", "-)", "((e1)"]
)
def test_brackets_that_do_not_match_harm_nobody(tmp_path: Path, value: str) -> None:
    (record,) = read_records("conllu", lay(tmp_path, row("1", "Ann", f"Entity={value}")))
    assert record.text == "Ann"
    is_told = any(loss.code is LossCode.DANGLING for loss in record.losses)
    assert is_told == (not value.startswith("x"))


@pytest.mark.parametrize(
    "bad", ["1\tAnn\t_", row("x", "Ann"), row("1-y", "Ann"), row("1", "Ann") + "\tmore"]
)
def test_a_bad_sentence_is_refused_by_line_and_the_others_taken(tmp_path: Path, bad: str) -> None:
    path = lay(tmp_path, row("1", "Good"), "", "# comment", bad, "", row("1", "Better"))
    refusal, record = read_from("conllu", path)
    error = error_of(refusal)
    assert isinstance(error, ImportFormatError)
    assert "line 4" in sentence(error)
    assert isinstance(record, Record)
    assert record.text == "Good\nBetter"


def test_a_line_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    content = "\n".join([row("1", "Zürich"), "", row("1", "Kyiv"), ""])
    path.write_bytes(content.encode("cp1252"))
    refusal, record = read_from("conllu", path)
    assert isinstance(refusal, Refusal)
    assert refusal.line == 1
    assert isinstance(record, Record)


def test_detection() -> None:
    head = "\n".join(STORY).encode()
    found = detect(Probe(Path("a.conllu"), head=head))
    assert found is not None
    assert found.format.name == "conllu"
    assert detect(Probe(Path("b.conllu"), head=b"no columns\nhere\n")) is None


@given(record=records(frames=False))
def test_what_is_written_comes_back_equal(
    tmp_path_factory: pytest.TempPathFactory, record: Record
) -> None:
    path = tmp_path_factory.mktemp("u") / "out.conllu"
    log = write_to("conllu", [record, record], path, scheme="bilou")
    back, again = read_records("conllu", path)
    assert back.text == again.text == record.text
    assert back.id == record.id
    lost = log.losses.counts
    kept = said(back)
    assert set(kept) <= set(said(record))
    gone = (lost[LossCode.OVERLAP] + lost[LossCode.OFF_TOKENS]) // 2
    assert len(kept) + gone == len(record.spans)


def test_facts_go_along(tmp_path: Path) -> None:
    record = Record(
        text="Kyiv fell.",
        id="a 1",
        title="The  fall",
        source="paper.example",
        date="2024-05-01",
        meta=(("section", "World"),),
    )
    write_to("conllu", [record], tmp_path / "o.conllu")
    (back,) = read_records("conllu", tmp_path / "o.conllu")
    assert (back.title, back.source, back.date, back.meta) == (
        "The fall",
        "paper.example",
        "2024-05-01",
        (("section", "World"),),
    )


def test_every_sentence_has_an_id_of_its_own_and_the_text_that_its_words_make(
    tmp_path: Path,
) -> None:
    """Two of the rules that the validator of Universal Dependencies has for any treebank."""
    write_to(
        "conllu",
        [Record("One  is\u00a0here. Two\nleft!", "a/b c"), Record("One.\n\nTwo.", "d")],
        tmp_path / "out.conllu",
    )
    names: list[str] = []
    text, words = "", ""
    for line in (tmp_path / "out.conllu").read_text(encoding="utf-8").splitlines():
        if line.startswith("# sent_id = "):
            names.append(line.removeprefix("# sent_id = "))
        elif line.startswith("# text = "):
            text, words = line.removeprefix("# text = "), ""
        elif line[:1].isdigit():
            cells = line.split("\t")
            words += cells[1] + ("" if "SpaceAfter=No" in cells[9] else " ")
        elif not line:
            assert words.rstrip() == text
    assert len(names) == len(set(names)) > 2
    assert not any(char in name for name in names for char in " /\t")


def test_labels_that_the_column_cannot_hold_are_changed_and_listed(tmp_path: Path) -> None:
    record = Record(text="Kyiv", spans=(RecordSpan(0, 4, "G|P=E", Layer.ENTITY),))
    log = write_to("conllu", [record], tmp_path / "o.conllu")
    assert list(log.renamed) == [("G|P=E", "G_P_E")]
    assert not log.losses
    assert surfaces(read_records("conllu", tmp_path / "o.conllu")[0]) == [("Kyiv", "G_P_E")]


@pytest.mark.parametrize("scheme", ["iob2", "bilou"])
def test_spacy_reads_what_is_written(tmp_path: Path, scheme: str) -> None:
    from spacy.training.converters import conllu_to_docs

    text = "Ann Lee left Goma. She wept."
    spans = (RecordSpan(0, 7, "PERSON", Layer.ENTITY), RecordSpan(13, 17, "GPE", Layer.ENTITY))
    write_to(
        "conllu", [Record(text=text, id="a", spans=spans)], tmp_path / "o.conllu", scheme=scheme
    )
    content = (tmp_path / "o.conllu").read_text(encoding="utf-8")
    (doc,) = conllu_to_docs(content, n_sents=10, no_print=True)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Ann Lee", "PERSON"), ("Goma", "GPE")]
    assert doc.text.strip() == text


def test_mentions_of_one_entity_are_a_chain_and_pieces_one_stretch(tmp_path: Path) -> None:
    path = lay(
        tmp_path,
        "# global.Entity = eid-etype-head-other",
        "# newdoc id = d1",
        "# text = Ana and Bob said that she and he left.",
        row("1", "Ana", "Entity=(e1-person-1-)(e3[1/2]-group-1-)"),
        row("2", "and"),
        row("3", "Bob", "Entity=(e2-person-1-)(e3[2/2])"),
        row("4", "said"),
        row("5", "that"),
        row("6", "she", "Entity=(e1-person-1-minspan:1)|Bridge=e2<e1"),
        row("7", "and"),
        row("8", "he", "Entity=(e2-person-1-)"),
        row("8.1", "gone", "Entity=(e9-abstract-1-)"),
        row("9", "left", "SpaceAfter=No"),
        row("10", "."),
        "",
    )
    (record,) = read_records("conllu", path)
    words = {span.id: record.text[span.start : span.end] for span in record.spans}
    chains = {tuple(words[item] for item in chain.span_ids) for chain in record.chains}
    assert chains == {("Ana", "she"), ("Bob", "he")}
    assert ("Ana and Bob", "group") in surfaces(record)
    assert [(loss.code, loss.detail, loss.count) for loss in record.losses] == [
        (LossCode.DISCONTINUOUS, "Entity", 1),
        (LossCode.FIELD, "head", 6),
        (LossCode.FIELD, "other", 1),
        (LossCode.ELEMENT, "Bridge", 1),
    ]
    # The mention at the empty node covers no word: it is left out, and listed, with the others.
    assert ("", "abstract") in surfaces(record)


@pytest.mark.parametrize("number", ["\u00b2", "1-\u00b2", "9" * 5000])
def test_a_number_that_is_none_is_refused_by_its_line(tmp_path: Path, number: str) -> None:
    path = lay(tmp_path, row("1", "Ann"), row(number, "x"), "", row("1", "Bob"), "")
    refusal, record = read_from("conllu", path)
    assert isinstance(refusal, Refusal)
    assert refusal.line == 2
    assert isinstance(record, Record)
    assert record.text == "Bob"


def test_a_mention_at_an_empty_node_without_neighbours_covers_nothing(tmp_path: Path) -> None:
    path = lay(tmp_path, row("1-2", "Ann"), row("2.1", "x", "Entity=(1-person)"), "")
    (record,) = read_records("conllu", path)
    assert (record.text, surfaces(record)) == ("Ann", [("", "person")])


def test_brackets_without_ids_are_no_chains(tmp_path: Path) -> None:
    path = lay(
        tmp_path,
        *(row("1", "Ana", "Entity=(person)"), row("2", "met"), row("3", "Bob", "Entity=(person)")),
        "",
    )
    (record,) = read_records("conllu", path)
    assert surfaces(record) == [("Ana", "person"), ("Bob", "person")]
    assert record.chains == ()


TULSA = ("Tulsa", "is", "in", "the", "Green", "Country", "of", "Oklahoma", ".", "It", "grew")


@pytest.mark.parametrize(
    ("declared", "first", "opening", "closing", "label", "is_chain"),
    [
        ("entity-GRP", "(place-1)", "(place-2", "(place-3)place-2)", "place", True),
        ("entity-GRP-identity", "(place-1-T)", "(place-2-G", "(place-3)place-2-G)", "place", True),
        ("etype-identity", "(place-T)", "(place-G", "(place-O)place)", "place", False),
        ("", "(place)", "(place", "(place)place)", "place", False),
        ("", "(place-1-new)", "(place-2-new", "(place-3-new)place-2)", "place", True),
        ("", "(1)", "(2", "(3)2)", "mention", True),
        ("eid-etype-head-other", "(e1--1)", "(e2--1", "(e3--1)e2)", "mention", True),
        ("eid", "(e1)", "(e2", "(e3)e2)", "mention", True),
        ("eid-etype", "(e1-place%2Dname)", "(e2-place&#45;name", "(e3-x)e2)", "place-name", True),
    ],
)
def test_every_way_to_close_a_bracket(
    tmp_path: Path,
    declared: str,
    first: str,
    opening: str,
    closing: str,
    label: str,
    is_chain: bool,
) -> None:
    said_at = {"Tulsa": first, "the": opening, "Oklahoma": closing, "It": first}
    lines = [f"# global.Entity = {declared}"] if declared else []
    lines += [
        row(str(number), word, f"Entity={said_at[word]}" if word in said_at else "_")
        for number, word in enumerate(TULSA, 1)
    ]
    (record,) = read_records("conllu", lay(tmp_path, *lines))
    found = surfaces(record)
    assert found[0] == ("Tulsa", label)
    assert ("the Green Country of Oklahoma", label) in found
    assert len(found) == 4
    words = {span.id: record.text[span.start : span.end] for span in record.spans}
    chains = [tuple(words[item] for item in chain.span_ids) for chain in record.chains]
    assert chains == ([("Tulsa", "It")] if is_chain else [])
    assert all(loss.code is LossCode.FIELD for loss in record.losses)


def test_a_mention_from_an_empty_node_on_begins_with_the_next_word(tmp_path: Path) -> None:
    path = lay(
        tmp_path,
        row("1", "Went"),
        row("1.1", "_", "Entity=(e1-person"),
        row("2", "old"),
        row("3", "Ann", "Entity=(e2-person"),
        row("3.1", "_", "Entity=e2)e1)"),
        row("4", "home"),
    )
    assert surfaces(read_records("conllu", path)[0]) == [("old Ann", "person"), ("Ann", "person")]


def test_conllu_plus_names_its_columns(tmp_path: Path) -> None:
    lines = (
        "# global.columns = ID FORM UPOS RELATE:NE RELATE:GEONAMES",
        "# text = Ann Lee (Goma)",
        *("1\tAnn\tPROPN\tB-PER\t_", "2\tLee\tPROPN\tI-PER\t_", "3\t(\tPUNCT\tO\t_"),
        *("4\tGoma\tPROPN\tB-LOC\tgn:1", "5\t)\tPUNCT\t_\t_", ""),
    )
    path = lay(tmp_path, *lines).rename(tmp_path / "ro.conllup")
    found = detect(Probe(path, head=path.read_bytes()))
    assert found is not None
    assert found.format.name == "conllu"
    (record,) = read_records("conllu", path)
    assert record.text == "Ann Lee (Goma)"
    assert surfaces(record) == [("Ann Lee", "PER"), ("Goma", "LOC")]
    refusal = next(item for item in read_from("conllu", lay(tmp_path, *lines, "1\tbad")))
    assert isinstance(error_of(refusal), ImportFormatError)


def test_a_file_without_spaces_has_those_of_its_texts(tmp_path: Path) -> None:
    lines = ("# text = Ann-Marie  left.", row("1", "Ann"), row("2", "-"), row("3", "Marie"))
    path = lay(tmp_path, *lines, row("4", "left", "ner=O"), row("5", "."))
    assert read_records("conllu", path)[0].text == "Ann-Marie  left."
