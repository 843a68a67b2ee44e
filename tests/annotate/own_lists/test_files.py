"""Lists from files and back: every format, every way a line can be wrong, both ways."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import ListEntryError, ListFileError
from annotate.messages import sentence
from annotate.own_lists.files import (
    Defaults,
    Format,
    ListFile,
    entry_of,
    format_of,
    read_list,
    write_entries,
)
from annotate.own_lists.values import Form, ListEntry, checked
from annotate.schema.label_schema import LabelSchema
from annotate.spans import Layer


def read(tmp_path: Path, name: str, text: str, **defaults: object) -> ListFile:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_list(path, Defaults(**defaults))  # type: ignore[arg-type]


def said(file: ListFile) -> list[str]:
    return [sentence(error) for error in file.refusals]


# -- formats ---------------------------------------------------------------------------------------


def test_a_table_with_all_columns(tmp_path: Path, schema: LabelSchema) -> None:
    file = read(
        tmp_path,
        "firms.csv",
        "text,label,layer,form,case,score,enabled,note\n"
        '"Harbour Union, Riga",ORG,entity,words,exact,0.8,yes,ours\n'
        "walk out,ATTACK,event,verb,any,0.7,no,\n"
        ",,,,,,,\n",
        schema=schema,
    )
    assert file.refusals == []
    assert file.entries == [
        ListEntry("Harbour Union, Riga", "ORG", Layer.ENTITY, score=0.8),
        ListEntry("walk out", "ATTACK", Layer.EVENT, Form.VERB, is_exact=False, score=0.7,
                  is_enabled=False),
    ]  # fmt: skip


def test_the_schema_tells_the_layer(tmp_path: Path, schema: LabelSchema) -> None:
    file = read(tmp_path, "l.csv", "text;label\nAna Petrova;PERSON\nraid;ATTACK\n", schema=schema)
    person, attack = file.entries
    assert (person.layer, person.is_exact) == (Layer.ENTITY, True)
    assert (attack.layer, attack.is_exact) == (Layer.EVENT, False)


def test_other_names_of_columns_and_tabs(tmp_path: Path) -> None:
    file = read(tmp_path, "l.tsv", "Type\tName\tid\nORG\tHarbour Union\t7\n")
    assert file.entries == [ListEntry("Harbour Union", "ORG", Layer.ENTITY)]


def test_plain_text_has_one_name_on_each_line(tmp_path: Path, schema: LabelSchema) -> None:
    text = "# towns\nRiga\n\n  Varna  \nRiga\n"
    file = read(tmp_path, "towns.txt", text, label="GPE", schema=schema)
    assert [entry.text for entry in file.entries] == ["Riga", "Varna"]
    assert file.repeated == 1


def test_patterns_of_spacy(tmp_path: Path) -> None:
    lines = [
        {"label": "ORG", "pattern": "Harbour Union", "id": "hu"},
        {"label": "GPE", "pattern": [{"LOWER": "san"}, {"LOWER": "francisco"}]},
        {"label": "LOC", "pattern": [{"LOWER": "black"}, {"TEXT": "Sea", "OP": "?"}]},
    ]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    union, city, sea = read(tmp_path, "p.jsonl", text).entries
    assert (union.text, union.is_exact, union.form) == ("Harbour Union", True, Form.WORDS)
    assert (city.text, city.is_exact, city.form) == ("san francisco", False, Form.WORDS)
    assert (json.loads(sea.text), sea.form) == (lines[2]["pattern"], Form.TOKENS)
    whole = read(tmp_path, "p.json", json.dumps(lines))
    assert whole.entries == [union, city, sea]


def test_a_lexicon_and_our_own_lists_of_names(tmp_path: Path) -> None:
    lexicon = 'format = 1\nname = "m"\n[triggers]\nATTACK = [{ verb = "raid", score = 0.9 }]\n'
    assert read(tmp_path, "t.toml", lexicon).lexicon == lexicon
    names = (
        'format = 1\n[[list]]\ntitle = "towns"\nlabel = "GPE"\nscore = 0.9\n'
        'names = ["Riga", "the Hague"]\n'
    )
    file = read(tmp_path, "n.toml", names)
    assert [(entry.text, entry.score) for entry in file.entries] == [("Riga", 0.9), ("Hague", 0.9)]


def test_a_byte_order_mark_is_no_letter(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_bytes(b"\xef\xbb\xbftext,label\r\nRiga,GPE\r\n")
    assert [entry.text for entry in read_list(path).entries] == ["Riga"]


# -- what is refused -------------------------------------------------------------------------------


def test_bad_lines_are_named_and_the_good_ones_are_read(
    tmp_path: Path, schema: LabelSchema
) -> None:
    file = read(
        tmp_path,
        "l.csv",
        "text,label,layer,form,case,score,enabled\n"
        "Riga,GPE,,,,,\n"
        ",GPE,,,,,\n"
        "x,NOPE,,,,,\n"
        "y,ATTACK,entity,,,,\n"
        "z,GPE,person,,,,\n"
        "a,GPE,,verbs,,,\n"
        "b,GPE,,,both,,\n"
        "c,GPE,,,,high,\n"
        "d,GPE,,,,2,\n"
        "e,GPE,,,,,maybe\n"
        "f,,,,,,\n"
        '"[{""POS"": ""X""}]",GPE,,tokens,,,\n',
        schema=schema,
    )
    assert [entry.text for entry in file.entries] == ["Riga"]
    words = said(file)
    assert len(words) == 11
    assert [int(line.partition("line ")[2].split(":")[0].split(" ")[0]) for line in words] == [
        *range(3, 14)
    ]
    for line, part in zip(
        words,
        ("neither “text”", "in no layer", "no entity label ATTACK", "Write entity or event",
         "Write words, verb or noun", "Write exact or any", "Write a number", "is not above 0",
         "Write yes or no", "has no label", "asks for POS"),
        strict=True,
    ):  # fmt: skip
        assert part in line
        assert "–" not in line
        assert "{" not in line or "POS" in line


def test_bad_lines_of_json(tmp_path: Path) -> None:
    text = '{"text": "Riga", "label": "GPE"}\n{broken\n[1]\n{"label": "GPE"}\n{"text": 3}\n'
    file = read(tmp_path, "l.jsonl", text)
    assert len(file.entries) == 1
    assert [error.fields["line"] for error in file.refusals] == [2, 3, 4, 5]
    assert "is not JSON" in said(file)[0]
    assert "no JSON object" in said(file)[1]
    assert "neither “text” nor “pattern”" in said(file)[2]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("l.xlsx", b"text", "of a kind"),
        ("l.csv", b"\xff\xfe\x00t", "not UTF-8"),
        ("l.csv", b"Riga,GPE\n", "does not name the columns"),
        ("l.csv", b"", "does not name the columns"),
        ("l.txt", b"\n# nothing\n", "holds no entries"),
        ("l.json", b"{", "is not JSON"),
        ("l.toml", b"= 3", "no TOML"),
        ("l.toml", b'format = 1\n[triggers]\nATTACK = [{ verb = "Raid" }]', "lower case"),
        ("l.toml", b"format = 1\n[[list]]\n", "title and label"),
        ("l.toml", b"format = 1\n", "holds no entries"),
    ],
)
def test_a_file_of_which_nothing_can_be_used(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ListFileError) as raised:
        read_list(path)
    assert words in sentence(raised.value)
    assert "–" not in sentence(raised.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match="cannot_read"):
        read_list(tmp_path / "none.csv")


@pytest.mark.parametrize("text", ["", " \n ", "—", "a" * 301, "a\x00b", "a\x07b"])
def test_an_entry_that_cannot_be_one(text: str) -> None:
    with pytest.raises(ListEntryError):
        checked(ListEntry(text, "ORG", Layer.ENTITY))


def test_an_entry_by_hand(schema: LabelSchema) -> None:
    entry = entry_of(
        " Harbour  Union ", form=Form.WORDS, defaults=Defaults(label="ORG", schema=schema)
    )
    assert entry == ListEntry("Harbour Union", "ORG", Layer.ENTITY)
    trigger = entry_of("raid", form=Form.VERB, defaults=Defaults(label="ATTACK", schema=schema))
    assert not trigger.is_exact
    with pytest.raises(ListEntryError):
        entry_of("x", form=Form.WORDS, defaults=Defaults(label="NOPE", schema=schema))


# -- both ways -------------------------------------------------------------------------------------

ENTRIES = st.lists(
    st.builds(
        ListEntry,
        text=st.text(
            st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1,
            max_size=20,
        ).map(lambda text: f"a{text}b").map(lambda text: " ".join(text.split())),
        label=st.sampled_from(["ORG", "GPE", "ATTACK"]),
        layer=st.sampled_from(Layer),
        form=st.sampled_from([Form.WORDS, Form.VERB, Form.NOUN]),
        is_exact=st.booleans(),
        score=st.integers(1, 100).map(lambda score: score / 100),
        is_enabled=st.booleans(),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda entry: entry.key,
)  # fmt: skip
PATTERN = ListEntry('[{"LOWER": "black"}, {"OP": "?"}]', "LOC", Layer.ENTITY, Form.TOKENS)


@given(ENTRIES, st.sampled_from([Format.CSV, Format.JSONL]), st.booleans())
def test_what_is_written_is_read_back(
    tmp_path: Path, entries: list[ListEntry], kind: Format, has_pattern: bool
) -> None:
    if has_pattern:
        entries = [*entries, PATTERN]
    path = tmp_path / f"back.{kind}"
    path.write_text(write_entries(entries, kind), encoding="utf-8", newline="")
    back = read_list(path)
    assert back.refusals == []
    assert back.entries == entries


def test_spacy_reads_its_patterns(tmp_path: Path) -> None:
    entries = [
        ListEntry("Harbour Union", "ORG", Layer.ENTITY),
        ListEntry("black sea", "LOC", Layer.ENTITY, is_exact=False),
        ListEntry("raid", "ATTACK", Layer.EVENT, Form.VERB, is_exact=False),
        replace(PATTERN, label="SEA", text='[{"LOWER": "caspian"}, {"LOWER": "sea", "OP": "?"}]'),
        ListEntry("Nothing", "ORG", Layer.ENTITY, is_enabled=False),
    ]
    path = tmp_path / "l.patterns.jsonl"
    path.write_text(write_entries(entries, Format.PATTERNS), encoding="utf-8")
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").from_disk(path)  # type: ignore[attr-defined]
    doc = nlp("The Harbour Union raided Black Sea and caspian ports. Nothing else.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Harbour Union", "ORG"),
        ("raided", "ATTACK"),
        ("Black Sea", "LOC"),
        ("caspian", "SEA"),
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.csv", Format.CSV),
        ("a.JSONL", Format.JSONL),
        ("a.patterns.jsonl", Format.PATTERNS),
        ("a.toml", Format.TOML),
    ],
)
def test_the_name_says_the_format(name: str, kind: Format) -> None:
    assert format_of(Path(name)) is kind


def test_no_format_for_other_names() -> None:
    with pytest.raises(ListFileError):
        format_of(Path("a.xlsx"))
