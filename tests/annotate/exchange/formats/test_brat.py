from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles import ArticleState
from annotate.errors import ArticleUnreadableError, ImportFormatError
from annotate.exchange.brat_annotations import read_labels
from annotate.exchange.drafts import Refusal
from annotate.exchange.formats import detect, load
from annotate.exchange.formats.api import Probe, WriteLog
from annotate.exchange.importing import ReadPlan, read_annotated
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record, RecordFrame, RecordSpan
from annotate.exchange.settling import Settled
from annotate.exchange.text_map import TextMap
from annotate.messages import sentence
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.roles import Attribute
from annotate.spans import Layer
from tests.annotate.exchange.formats.neighbours import (
    codes,
    error_of,
    form,
    read_from,
    read_records,
    records,
    said,
    told,
    write_to,
)

TEXT = "Rebels in Goma attacked a convoy.\nTwo drivers died on Monday.\n"
ANN = """\
T1\tORG 0 6\tRebels
T2\tGPE 10 14\tGoma
T3\tATTACK 15 23\tattacked
T4\tDIE 46 50\tdied
T5\tPERSON 34 37;38 45\tTwo drivers
E1\tATTACK:T3 Attacker:T1 Place:T2
E2\tDIE:T4 Victim:T5 Cause:E1
A1\tNegation E1
A2\tRealis E2 actual
A3\tNominal T1
R1\tLocated Arg1:T1 Arg2:T2
*\tEquiv T1 T2
N1\tReference T2 Wikidata:Q12345\tGoma
#1\tAnnotatorNotes T1\twhich rebels?
"""


def lay(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        stem, _, suffix = name.rpartition("_")
        (folder / f"{stem}.{suffix}").write_bytes(content.encode("utf-8"))
    return folder


def only(path: Path) -> Record:
    found = read_records("brat", path)
    assert len(found) == 1
    return found[0]


def test_every_kind_of_line_is_read(tmp_path: Path) -> None:
    record = only(lay(tmp_path / "corpus", story_txt=TEXT, story_ann=ANN))
    assert record.id == "story"
    assert said(record) == [
        (0, 6, "ORG", "entity"),
        (10, 14, "GPE", "entity"),
        (15, 23, "ATTACK", "event"),
        (34, 45, "PERSON", "entity"),
        (46, 50, "DIE", "event"),
    ]
    attack, death = (15, 23, "ATTACK"), (46, 50, "DIE")
    assert told(record) == [
        (
            attack,
            (("Attacker", (0, 6, "ORG")), ("Place", (10, 14, "GPE"))),
            (("Negation", "true"),),
        ),
        (death, (("Cause", attack), ("Victim", (34, 45, "PERSON"))), (("Realis", "actual"),)),
    ]
    assert [(item.head, item.child, item.label) for item in record.relations] == [
        ("T1", "T2", "Located")
    ]
    lost = [(loss.code, loss.line) for loss in record.losses]
    assert (LossCode.ATTRIBUTE, 10) in lost
    assert [chain.span_ids for chain in record.chains] == [("T1", "T2")]
    assert (LossCode.ELEMENT, 13) in lost
    assert (LossCode.NOTE, 14) in lost
    # Only a space parts the two pieces of T5: nothing of it is lost.
    assert LossCode.DISCONTINUOUS not in codes(record)


def test_pieces_with_words_between_become_one_stretch_and_are_listed(tmp_path: Path) -> None:
    ann = "T1\tGPE 0 5;16 23\tNorth America\n"
    record = only(lay(tmp_path / "c", a_txt="North and South America.", a_ann=ann))
    assert said(record) == [(0, 23, "GPE", "entity")]
    (loss,) = record.losses
    assert (loss.code, loss.line, loss.detail) == (
        LossCode.DISCONTINUOUS,
        1,
        "GPE “North America”",
    )


def test_a1_and_a2_files_of_the_shared_tasks_belong_together(tmp_path: Path) -> None:
    folder = lay(
        tmp_path / "c",
        p_txt="TRADD binds TNFR1",
        p_a1="T1\tProtein 0 5\tTRADD\nT2\tProtein 12 17\tTNFR1\n",
        p_a2="T3\tBinding 6 11\tbinds\nE1\tBinding:T3 Theme:T1 Theme2:T2\n",
    )
    record = only(folder)
    assert told(record) == [
        (
            (6, 11, "Binding"),
            (("Theme", (0, 5, "Protein")), ("Theme", (12, 17, "Protein"))),
            (),
        )
    ]


def test_the_configuration_says_which_numbered_roles_are_roles_of_their_own(
    tmp_path: Path,
) -> None:
    # The shared tasks number the first one too, and a site by the thing that it belongs to.
    lines = (
        "T1\tProtein 0 5\tTRADD\nT2\tProtein 12 17\tTNFR1\nT3\tBinding 6 11\tbinds\n"
        "T4\tEntity 21 27\tdomain\nE1\tBinding:T3 Theme1:T1 Theme2:T2 Site2:T4 Arg1:T4\n"
    )
    declared = (
        "[spans]\nProtein\nEntity\n[events]\nBinding\tTheme+:Protein, Site*:Entity, Arg1?:<ANY>\n"
    )
    text = "TRADD binds TNFR1 at domain"
    here = only(lay(tmp_path / "c", p_txt=text, p_ann=lines, annotation_conf=declared))
    assert [role for role, _ in here.frames[0].arguments] == ["Theme", "Theme", "Site", "Arg1"]
    bare = only(lay(tmp_path / "d", p_txt=text, p_ann=lines))
    assert [role for role, _ in bare.frames[0].arguments] == ["Theme1", "Theme2", "Site2", "Arg1"]


def test_a_repeated_role_never_takes_the_name_of_another_role(tmp_path: Path) -> None:
    spans = tuple(
        RecordSpan(start, start + 1, label, layer, f"s{start}")
        for start, label, layer in (
            (0, "ATTACK", Layer.EVENT),
            (2, "ORG", Layer.ENTITY),
            (4, "ORG", Layer.ENTITY),
            (6, "ORG", Layer.ENTITY),
        )
    )
    arguments = (("Place2", "s2"), ("Place", "s4"), ("Place", "s6"))
    record = Record("a b c d", "a", spans=spans, frames=(RecordFrame("s0", arguments),))
    write_to("brat", [record], tmp_path / "out")
    assert told(only(tmp_path / "out")) == told(record)


def test_events_that_cause_each_other_are_refused_by_line_and_the_article_taken(
    tmp_path: Path,
) -> None:
    lines = (
        "T1\tATTACK 15 23\tattacked\nT2\tDIE 46 50\tdied\nE1\tATTACK:T1\nE2\tDIE:T2\n"
        "R1\tCause Arg1:E1 Arg2:E2\nR2\tEffect Arg1:E2 Arg2:E1\n"
    )
    refusal, record = read_from("brat", lay(tmp_path / "c", a_txt=TEXT, a_ann=lines))
    assert "line 6" in sentence(error_of(refusal))
    assert isinstance(record, Record)
    assert record.state is ArticleState.IN_PROGRESS
    assert [item.label for item in record.relations] == ["Cause"]
    (settled,) = (
        item for item in read_annotated([tmp_path / "c"], ReadPlan()) if isinstance(item, Settled)
    )
    assert [frame.arguments[0].role for frame in settled.frames] == ["Cause"]


def test_a_relation_that_goes_both_ways_keeps_its_name(tmp_path: Path) -> None:
    ann = "T1\tORG 0 6\tRebels\nT2\tORG 10 14\tGoma\nT3\tORG 26 32\tconvoy\n*\tAlias T1 T2 T3\n"
    record = only(lay(tmp_path / "c", a_txt=TEXT, a_ann=ann))
    assert [(item.head, item.child, item.label) for item in record.relations] == [
        ("T1", "T2", "Alias"),
        ("T2", "T3", "Alias"),
    ]
    assert record.chains == ()
    assert record.losses == ()


def test_one_annotation_file_is_read_with_its_text_beside_it(tmp_path: Path) -> None:
    folder = lay(tmp_path / "c", a_txt="Kyiv", a_ann="T1\tGPE 0 4\tKyiv\n", b_txt="other")
    assert said(only(folder / "a.ann")) == [(0, 4, "GPE", "entity")]


def test_annotation_files_of_windows(tmp_path: Path) -> None:
    ann = "\ufeffT1\tGPE 0 4\tKyiv\r\nT2\tX 6 9\tfel\r\n"
    record = only(lay(tmp_path / "c", a_txt="Kyiv\r\nfell", a_ann=ann))
    assert said(record) == [(0, 4, "GPE", "entity"), (6, 9, "X", "entity")]


def test_a_text_without_annotation_file_comes_in_bare(tmp_path: Path) -> None:
    folder = lay(tmp_path / "c", a_txt="Kyiv", a_ann="", b_txt="other")
    assert [(record.id, record.spans) for record in read_records("brat", folder)] == [
        ("a", ()),
        ("b", ()),
    ]


def test_an_annotation_file_without_text_is_refused_by_name(tmp_path: Path) -> None:
    folder = lay(tmp_path / "c", a_ann="T1\tGPE 0 4\tKyiv\n", b_txt="other")
    refusal, record = read_from("brat", folder)
    error = error_of(refusal)
    assert isinstance(error, ArticleUnreadableError)
    assert "b.txt" not in sentence(error)
    assert "a.txt" in sentence(error)
    assert isinstance(record, Record)


CONF = """\
[entities]
PERSON
!Place
\tGPE\t# a comment
\tLOC

[relations]
Located\tArg1:PERSON, Arg2:Place
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]
Move
\tMEET\tParticipant+:PERSON, Place?:GPE, Stage2:PERSON
-----
[attributes]
Negation\tArg:<EVENT>
"""


def test_the_configuration_names_labels_roles_and_attributes() -> None:
    labels = read_labels(CONF)
    assert labels.entities == {"PERSON", "Place", "GPE", "LOC"}
    assert labels.events == {"Move", "MEET"}
    assert labels.relations == {"Located"}
    assert labels.attributes == {"Negation"}
    assert labels.roles == {"Participant", "Place", "Stage2"}


def test_the_configuration_decides_the_layer_of_what_is_no_trigger(tmp_path: Path) -> None:
    ann = "T1\tMEET 0 3\tmet\nT2\tGPE 4 8\tKyiv\nT3\tOther 0 8\tmet Kyiv\n"
    folder = lay(tmp_path / "c", annotation_conf=CONF, a_txt="met Kyiv", a_ann=ann)
    layers = {span.label: span.layer for span in only(folder).spans}
    assert layers == {"MEET": Layer.EVENT, "GPE": Layer.ENTITY, "Other": None}


def test_the_configuration_may_stand_in_the_folder_around(tmp_path: Path) -> None:
    (tmp_path / "annotation.conf").write_text(CONF)
    folder = lay(tmp_path / "part", a_txt="met Kyiv", a_ann="T1\tMEET 0 3\tmet\n")
    assert [span.layer for span in only(folder).spans] == [Layer.EVENT]
    (folder / "1").mkdir()
    deep = lay(folder / "1" / "en", a_txt="met Kyiv", a_ann="T1\tMEET 0 3\tmet\n")
    assert [span.layer for span in only(deep).spans] == [Layer.EVENT]


def test_the_configuration_above_several_folders_is_no_file_to_refuse(tmp_path: Path) -> None:
    (tmp_path / "annotation.conf").write_text(CONF)
    (tmp_path / "visual.conf").write_text("[labels]\n")
    for name, text in (("en", "met Kyiv"), ("de", "met Bonn")):
        lay(tmp_path / name, a_txt=text, a_ann="T1\tMEET 0 3\tmet\n")
    found = list(read_annotated([tmp_path], ReadPlan()))
    assert [type(item) for item in found] == [Settled, Settled]


def test_other_files_of_the_folder_are_named(tmp_path: Path) -> None:
    folder = lay(tmp_path / "c", a_txt="Kyiv", a_ann="", notes_md="# Notes", visual_conf="")
    refusal, record = read_from("brat", folder)
    assert error_of(refusal).fields["reason"] == "unknown_kind"
    assert isinstance(record, Record)


def test_a_role_with_a_number_of_its_own_keeps_it(tmp_path: Path) -> None:
    ann = "T1\tMEET 0 3\tmet\nT2\tPERSON 4 7\tAnn\nE1\tMEET:T1 Stage:T2 Stage2:T2\n"
    folder = lay(tmp_path / "c", annotation_conf=CONF, a_txt="met Ann", a_ann=ann)
    assert [role for role, _ in only(folder).frames[0].arguments] == ["Stage", "Stage2"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\r\nb\r\nKyiv", "T1\tGPE 6 10\tKyiv"),  # brat's own: each character counts
        ("a\r\nb\r\nKyiv", "T1\tGPE 4 8\tKyiv"),  # line ends counted once
        ("🇺🇦 Kyiv", "T1\tGPE 3 7\tKyiv"),
        ("🇺🇦 Kyiv", "T1\tGPE 5 9\tKyiv"),  # UTF-16
        ("🇺🇦\r\nKyiv", "T1\tGPE 5 9\tKyiv"),  # both
        ("\ufeffIn Kyiv", "T1\tGPE 4 8\tKyiv"),
        ("\ufeffIn Kyiv", "T1\tGPE 3 7\tKyiv"),  # the mark not counted
    ],
)
def test_the_way_of_counting_is_found_by_the_surfaces(tmp_path: Path, text: str, line: str) -> None:
    record = only(lay(tmp_path / "c", a_txt=text, a_ann=line + "\n"))
    (span,) = record.spans
    assert record.text[span.start : span.end] == "Kyiv"
    stored = TextMap.from_given(record.text)
    start, end = stored.stored_start(span.start), stored.stored_end(span.end)
    assert stored.stored[start:end] == "Kyiv"


@pytest.mark.parametrize(
    "bad",
    [
        "T2\tGPE 5 99\tGoma",
        "T2\tGPE 14 10\tGoma",
        "T2\tGPE 10 10\t",
        "T2\tGPE -4 14\tGoma",
        "T2\tGPE 0 4\tGoma",  # reads something else
        "T2\tGPE ten 14\tGoma",
        f"T2\tGPE 10 {'9' * 5000}\tGoma",
        "T2\tGPE",
        "Q7\tnonsense",
        "no tabs at all",
        "E1\t",
        "E1\tATTACK",
        "R1\tLocated Arg1:T1",
    ],
)
def test_a_bad_line_is_refused_by_number_and_the_others_are_taken(tmp_path: Path, bad: str) -> None:
    ann = f"T1\tORG 0 6\tRebels\n{bad}\nT9\tATTACK 15 23\tattacked\n"
    found = read_from("brat", lay(tmp_path / "c", a_txt=TEXT, a_ann=ann))
    refusals = [item for item in found if isinstance(item, Refusal)]
    (record,) = [item for item in found if isinstance(item, Record)]
    assert [item.line for item in refusals] == [2]
    error = refusals[0].error
    assert isinstance(error, ImportFormatError)
    assert "a.ann, line 2" in sentence(error)
    assert [span.label for span in record.spans] == ["ORG", "ATTACK"]
    # Gold with a hole in it is nothing to train on before somebody has looked.
    assert record.state is ArticleState.IN_PROGRESS


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("E1\tATTACK:T7", LossCode.DANGLING),
        ("E1\tATTACK:T3 Agent:T7", LossCode.DANGLING),
        ("R1\tLocated Arg1:T1 Arg2:T7", LossCode.DANGLING),
        ("A1\tNegation E7", LossCode.DANGLING),
        ("T1\tORG 0 6\tRebels", LossCode.DUPLICATE_ID),
        ("E1\tATTACK:T3\nE1\tATTACK:T3", LossCode.DUPLICATE_ID),
    ],
)
def test_what_leads_nowhere_is_listed(tmp_path: Path, lines: str, code: LossCode) -> None:
    ann = f"T1\tORG 0 6\tRebels\nT3\tATTACK 15 23\tattacked\n{lines}\n"
    record = only(lay(tmp_path / "c", a_txt=TEXT, a_ann=ann))
    assert codes(record) == {code}
    assert len(record.spans) == 2


@pytest.mark.parametrize(
    "lines", ["E1\tDIE:T4 Cause:E1", "E1\tDIE:T4 Cause:E2\nE2\tATTACK:T3 Of:E1"]
)
def test_events_that_are_their_own_arguments_are_opened(tmp_path: Path, lines: str) -> None:
    ann = f"T3\tATTACK 15 23\tattacked\nT4\tDIE 46 50\tdied\n{lines}\n"
    found = read_from("brat", lay(tmp_path / "c", a_txt=TEXT, a_ann=ann))
    refusal, record = found
    assert "E1 → " in sentence(error_of(refusal))
    assert isinstance(record, Record)
    assert len(record.spans) == 2


def test_a_text_that_is_not_utf8_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    folder = lay(tmp_path / "c", a_ann="", b_txt="Kyiv", b_ann="T1\tGPE 0 4\tKyiv\n")
    (folder / "a.txt").write_bytes("line one\nZürich".encode("cp1252"))
    refusal, record = read_from("brat", folder)
    error = error_of(refusal)
    assert (error.fields["reason"], error.fields["line"]) == ("encoding", 2)
    assert isinstance(record, Record)
    assert len(record.spans) == 1


def test_an_archive_is_read_like_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "corpus.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("corpus/story.txt", TEXT)
        archive.writestr("corpus/story.ann", ANN)
        archive.writestr("__MACOSX/corpus/._story.ann", "\0\0")
        archive.writestr("../evil.txt", "out")
        archive.writestr("/etc/evil.ann", "out")
    found = read_from("brat", path)
    refused = [item for item in found if isinstance(item, Refusal)]
    (record,) = [item for item in found if isinstance(item, Record)]
    assert {item.error.fields["reason"] for item in refused} == {"archive_path"}
    assert len(refused) == 2
    assert len(record.spans) == 5
    assert not (tmp_path.parent / "evil.txt").exists()


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = lay(tmp_path / "c", a_txt="Kyiv", a_ann="")
    (folder / "b.txt").symlink_to(tmp_path / "secret.txt")
    assert [record.id for record in read_records("brat", folder)] == ["a"]


def test_detection_wants_annotations_beside_texts(tmp_path: Path) -> None:
    folder = Probe(Path("corpus"), is_folder=True, names=("a.txt", "a.ann"))
    texts = Probe(Path("corpus"), is_folder=True, names=("a.txt", "b.txt"))
    found = detect(folder)
    assert found is not None
    assert found.format.name == "brat"
    assert detect(texts) is None
    one = detect(Probe(Path("a.ann"), head=b"T1\tGPE 0 4\tKyiv\n"))
    assert one is not None
    assert one.format.name == "brat"


@given(record=records())
def test_what_is_written_comes_back_equal(
    tmp_path_factory: pytest.TempPathFactory, record: Record
) -> None:
    folder = tmp_path_factory.mktemp("brat")
    log = write_to("brat", [record], folder)
    back = only(folder)
    assert back.text == record.text
    assert back.id == record.id
    names = dict(log.renamed.keys())
    renamed = [(*one[:2], names.get(str(one[2]), one[2]), one[3]) for one in said(record)]
    assert said(back) == sorted(renamed)
    if not names:
        assert told(back) == told(record)


@given(
    words=st.lists(st.sampled_from(["Kyiv", "😀", "Zürich", "a b"]), min_size=1, max_size=6),
    ends=st.lists(st.sampled_from(["\r\n", "\n", " ", "\r"]), min_size=6, max_size=6),
    mark=st.booleans(),
)
def test_offsets_follow_the_text_through_normalisation(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], ends: list[str], mark: bool
) -> None:
    text = "\ufeff" if mark else ""
    lines: list[str] = []
    for number, (word, end) in enumerate(zip(words, ends, strict=False), 1):
        lines.append(f"T{number}\tX {len(text)} {len(text) + len(word)}\t{word}")
        text += word + end
    folder = lay(tmp_path_factory.mktemp("b"), a_txt=text, a_ann="\n".join(lines))
    record = only(folder)
    stored = TextMap.from_given(record.text)
    assert [
        stored.stored[stored.stored_start(span.start) : stored.stored_end(span.end)]
        for span in record.spans
    ] == words


def test_names_that_brat_cannot_hold_are_changed_once_and_listed(tmp_path: Path) -> None:
    from annotate.exchange.records import RecordSpan

    spans = (
        RecordSpan(0, 1, "per.son", Layer.ENTITY, "a"),
        RecordSpan(1, 2, "per_son", Layer.ENTITY, "b"),
        RecordSpan(2, 3, "per.son", Layer.ENTITY, "c"),
    )
    made = [Record(text="abc", id="x/../y", spans=spans), Record(text="d", id="X_.._Y")]
    log = write_to("brat", made, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "X_.._Y-2.ann",
        "X_.._Y-2.txt",
        "annotation.conf",
        "x_.._y.ann",
        "x_.._y.txt",
    ]
    assert list(log.renamed) == [("per.son", "per_son"), ("per_son", "per_son_2")]
    labels = {span.label for span in read_records("brat", tmp_path)[1].spans}
    assert labels == {"per_son", "per_son_2"}


def test_several_values_of_an_attribute_are_lines_of_their_own(tmp_path: Path) -> None:
    modes = Attribute("Mode", values=("arms", "fire", "police"), takes_several=True)
    schema = LabelSchema("s", (Label("ATTACK", Layer.EVENT),), attributes=(modes,))
    record = Record(
        text="They struck.",
        id="a",
        spans=(RecordSpan(5, 11, "ATTACK", Layer.EVENT, "t"),),
        frames=(RecordFrame("t", (), (("Mode", "arms, police"),), "f"),),
    )
    target = tmp_path / "brat"
    target.mkdir()
    log = WriteLog(schema=schema)
    load(form("brat")).write([record], target, log)
    lines = (target / "a.ann").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("A")] == [
        "A1\tMode E1 arms",
        "A2\tMode E1 police",
    ]
    (target / "a.ann").write_text("\n".join([*lines, "A3\tMode E1 arms", ""]), encoding="utf-8")
    (back,) = read_records("brat", target)
    assert back.frames[0].attributes == (("Mode", "arms, police"),), "each once"
