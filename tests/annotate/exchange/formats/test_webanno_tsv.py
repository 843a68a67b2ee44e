from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles import ArticleState
from annotate.errors import AnnotateError, ImportFormatError
from annotate.exchange.drafts import Refusal
from annotate.exchange.formats import detect
from annotate.exchange.formats.api import Probe
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record, RecordFrame, RecordSpan
from annotate.exchange.webanno_rows import (
    escape_text,
    escape_value,
    split,
    unescape_text,
    unescape_value,
)
from annotate.messages import sentence
from annotate.spans import Layer
from tests.annotate.exchange.formats.neighbours import (
    plain,
    read_from,
    read_records,
    records,
    said,
    told,
    write_to,
)

NE = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
POS = "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS"


def lay(tmp_path: Path, *lines: str, version: str = "3.3", end: str = "\n") -> Path:
    path = tmp_path / "story.tsv"
    content = end.join([f"#FORMAT=WebAnno TSV {version}", *lines]) + end
    path.write_bytes(content.encode())
    return path


def only(path: Path) -> Record:
    (record,) = read_records("webanno-tsv", path)
    return record


def surfaces(record: Record) -> list[tuple[str, str]]:
    return [(record.text[span.start : span.end], span.label) for span in record.spans]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_stacked_entities_over_several_tokens(tmp_path: Path, end: str) -> None:
    path = lay(
        tmp_path,
        *(f"#T_SP={POS}|PosValue", f"#T_SP={NE}|identifier|value", "", ""),
        "#Text=Ms. Haag plays Elianti .",
        "1-1\t0-3\tMs.\tNNP\t*[1]|*[2]\tPER[1]|TITLE[2]\t",
        "1-2\t4-8\tHaag\tNNP\t*[1]\tPER[1]\t",
        "1-3\t9-14\tplays\tVBD\t_\t_\t",
        "1-4\t15-22\tElianti\tNNP\thttp://example.org/Q1\tROLE\\_OF\t",
        "1-5\t23-24\t.\t.\t_\t_\t",
        end=end,
    )
    record = only(path)
    assert record.text == "Ms. Haag plays Elianti ."
    assert surfaces(record) == [("Ms. Haag", "PER"), ("Ms.", "TITLE"), ("Elianti", "ROLE_OF")]
    assert {span.layer for span in record.spans} == {Layer.ENTITY}
    lost = {(loss.code, loss.detail, loss.count) for loss in record.losses}
    assert (LossCode.ELEMENT, "POS", 5) in lost
    assert (LossCode.ATTRIBUTE, "ROLE_OF identifier=http://example.org/Q1", 1) in lost


def test_offsets_count_utf16_units(tmp_path: Path) -> None:
    path = lay(
        tmp_path,
        *(f"#T_SP={NE}|value", "", "", "#Text=I like 😀 in Kyiv"),
        "1-1\t0-1\tI\t_\t",
        "1-2\t2-6\tlike\t_\t",
        "1-3\t7-9\t😀\tEMO\t",
        "1-4\t10-12\tin\t_\t",
        "1-5\t13-17\tKyiv\tGPE\t",
    )
    assert surfaces(only(path)) == [("😀", "EMO"), ("Kyiv", "GPE")]


def test_a_maker_that_counted_characters_is_believed_when_the_tokens_agree(tmp_path: Path) -> None:
    path = lay(
        tmp_path,
        *(f"#T_SP={NE}|value", "", "", "#Text=😀 in Kyiv", "1-1\t0-1\t😀\t_", "1-2\t2-4\tin\t_"),
        "1-3\t5-9\tKyiv\tGPE",
        *("", "#Text=😀 Lviv", "2-1\t10-11\t😀\t_", "2-2\t12-16\tLviv\tGPE"),
    )
    record = only(path)
    assert record.text == "😀 in Kyiv\n😀 Lviv"
    assert surfaces(record) == [("Kyiv", "GPE"), ("Lviv", "GPE")]


def test_sentences_keep_their_lines_gaps_and_escapes(tmp_path: Path) -> None:
    path = lay(
        tmp_path,
        *(
            f"#T_SP={NE}|value",
            "",
            "",
            "#Sentence.id=s1",
            "#Text=One\\ttab",
            "#Text=two \\\\ lines",
        ),
        "1-1\t0-3\tOne\t_",
        "1-2\t4-7\ttab\tA",
        "1-3\t8-11\ttwo\t_",
        "1-4\t12-13\t\\\t_",
        "1-5\t14-19\tlines\t_",
        *("", "#Text=gap", "2-1\t23-26\tgap\tB", "", "#Text=.", "3-1\t26-27\t.\tC"),
    )
    record = only(path)
    assert record.text == "One\ttab\ntwo \\ lines\n   gap."
    assert surfaces(record) == [("tab", "A"), ("gap", "B"), (".", "C")]


def test_parts_of_tokens(tmp_path: Path) -> None:
    path = lay(
        tmp_path,
        *("#T_SP=webanno.custom.Span|value", "", "", "#Text=aaaaaa bbbbbb cccccc"),
        "1-1\t0-6\taaaaaa\t2a[1]\t",
        "1-1.1\t3-6\taaa\t9a[2]|9b[3]\t",
        "1-2\t7-13\tbbbbbb\t2a[1]|9a[2]|9b[3]\t",
        "1-2.1\t9-10\tb\t3a\t",
        "1-3\t14-20\tcccccc\t_\t",
        "1-3.1\t14-17\tccc\t9a[2]\t",
    )
    assert plain(only(path)) == [(0, 13, "2a"), (3, 13, "9b"), (3, 17, "9a"), (9, 10, "3a")]


def test_layers_without_features_and_without_values(tmp_path: Path) -> None:
    path = lay(
        tmp_path,
        *("#T_SP=webanno.custom.SimpleSpan|", f"#T_SP={NE}|identifier|value", "", ""),
        *("#Text=one  two", "1-1\t0-3\tone\t*\t_\t_\t", "1-2\t5-8\ttwo\t_\t*\t*\t"),
    )
    assert surfaces(only(path)) == [("one", "SimpleSpan"), ("two", "NamedEntity")]


def test_slots_make_events_even_across_sentences(tmp_path: Path) -> None:
    slot = "ROLE_webanno.custom.Frame:Roles_webanno.custom.FrameRolesLink|uima.tcas.Annotation"
    path = lay(
        tmp_path,
        *(f"#T_SP=webanno.custom.Frame|FE|{slot}", "#T_SP=webanno.custom.Lu|luvalue", "", ""),
        "#Text=Bob auctioned the clock .",
        "1-1\t0-3\tBob\t_\t_\t_\tbob[1]\t",
        "1-2\t4-13\tauctioned\ttransaction\tseller;goods;buyer\t1-1[1];1-3[2];2-1[3]\t_\t",
        "1-3\t14-17\tthe\t_\t_\t_\tclock[2]\t",
        "1-4\t18-23\tclock\t_\t_\t_\tclock[2]\t",
        "1-5\t24-25\t.\t_\t_\t_\t_\t",
        *("", "#Text=John paid", "2-1\t26-30\tJohn\t_\t_\t_\tjohn[3]\t"),
        "2-2\t31-35\tpaid\t_\t_\t*\t_\t",
    )
    record = only(path)
    assert told(record) == [
        (
            (4, 13, "transaction"),
            (
                ("buyer", (26, 30, "john")),
                ("goods", (14, 23, "clock")),
                ("seller", (0, 3, "bob")),
            ),
            (),
        )
    ]
    layers = {span.label: span.layer for span in record.spans}
    assert layers["transaction"] is Layer.EVENT
    assert layers["Frame"] is Layer.EVENT  # “paid”: a host without slots and without a value
    assert layers["clock"] is None


def test_typed_slots_need_no_numbers(tmp_path: Path) -> None:
    slot = "ROLE_webanno.custom.Host:links_webanno.custom.LinkType|webanno.custom.SimpleSpan"
    path = lay(
        tmp_path,
        *("#T_SP=webanno.custom.SimpleSpan|", f"#T_SP=webanno.custom.Host|{slot}", "", ""),
        "#Text=This is a test",
        "1-1\t0-4\tThis\t_\tp1;*\t1-2;1-3\t",
        "1-2\t5-7\tis\t*\t_\t_\t",
        "1-3\t8-9\ta\t*\t_\t_\t",
        "1-4\t10-14\ttest\t_\t_\t_\t",
    )
    ((_trigger, arguments, _attributes),) = told(only(path))
    assert arguments == (("links", (8, 9, "SimpleSpan")), ("p1", (5, 7, "SimpleSpan")))


def test_relations_with_and_without_numbers(tmp_path: Path) -> None:
    relation = f"#T_RL=webanno.custom.Relation|value|BT_{NE}"
    dependency = "#T_RL=de.tudarmstadt.ukp.dkpro.core.api.syntax.type.dependency.Dependency"
    path = lay(
        tmp_path,
        *(f"#T_SP={NE}|value", f"{dependency}|DependencyType|BT_{POS}", relation, "", ""),
        "#Text=Ann Lee runs",
        "1-1\t0-3\tAnn\tPER\tROOT\t1-2\t_\t_",
        "1-2\t4-7\tLee\tPER[1]|FAM[2]\t_\t_\tknows\t1-1[0_1]",
        "1-3\t8-12\truns\tACT\t_\t_\tdoes\t1-1",
    )
    record = only(path)
    places = {span.id: (span.start, span.end, span.label) for span in record.spans}
    assert [(places[item.head], item.label, places[item.child]) for item in record.relations] == [
        ((0, 3, "PER"), "knows", (4, 7, "PER")),
        ((0, 3, "PER"), "does", (8, 12, "ACT")),
    ]
    assert (LossCode.ELEMENT, "Dependency") in {(loss.code, loss.detail) for loss in record.losses}


def test_chains_are_those_of_the_spans_on_the_same_words(tmp_path: Path) -> None:
    chain = "#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink"
    path = lay(
        tmp_path,
        *(f"#T_SP={NE}|value", f"{chain}|referenceType|referenceRelation", "", ""),
        "#Text=Ann Lee saw Bo . She left him .",
        "1-1\t0-3\tAnn\tPER[1]\tnam[1]\tcoref->1-1",
        "1-2\t4-7\tLee\tPER[1]\tnam[1]\tcoref->1-1",
        "1-3\t8-11\tsaw\t_\t_\t_",
        "1-4\t12-14\tBo\tPER\tnam\tcoref->2-1",
        "1-5\t15-16\t.\t_\t_\t_",
        "1-6\t17-20\tShe\tPER\tpr\t*->1-2",
        "1-7\t21-25\tleft\t_\t_\t_",
        "1-8\t26-29\thim\t_\tpr\t*->2-2",
        "1-9\t30-31\t.\t_\t_\t_",
    )
    record = only(path)
    words = {span.id: record.text[span.start : span.end] for span in record.spans}
    assert [[words[name] for name in item.span_ids] for item in record.chains] == [
        ["Ann Lee", "She"],
        ["Bo", "him"],
    ]
    assert record.losses == ()


def test_links_without_spans_are_spans_themselves(tmp_path: Path) -> None:
    chain = "#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink"
    path = lay(
        tmp_path,
        *(f"{chain}|referenceType|referenceRelation", "", "", "#Text=He shot himself"),
        "1-1\t0-2\tHe\tpr[1]\tanaphoric->1-1",
        "1-2\t3-7\tshot\t_\t_",
        "1-3\t8-15\thimself\t*\t*->1-2",
    )
    record = only(path)
    assert said(record) == [(0, 2, "pr", "entity"), (8, 15, "mention", "entity")]
    ((chain,), (loss,)) = record.chains, record.losses
    assert chain.span_ids == tuple(span.id for span in record.spans)
    assert (loss.code, loss.detail, loss.count) == (LossCode.ELEMENT, "referenceRelation", 1)


def test_a_number_says_which_of_a_stack_is_meant(tmp_path: Path) -> None:
    """GUM leaves out the values that are not there: one of two stands alone in its column."""
    path = lay(
        tmp_path,
        *("#T_SP=webanno.custom.Referent|entity|identity", "", "", "#Text=His name"),
        "1-1\t0-3\tHis\tabstract[1]|person[2]\tAnn_Lee[2]",
        "1-2\t4-8\tname\tabstract[1]\t_",
    )
    record = only(path)
    assert said(record) == [(0, 3, "person", "entity"), (0, 8, "abstract", "entity")]
    assert [loss.detail for loss in record.losses] == ["person identity=Ann_Lee"]


def test_a_version_without_a_second_number(tmp_path: Path) -> None:
    lines = [
        "#FORMAT=WebAnno TSV 3",
        f"#T_SP={NE}|value",
        "",
        "",
        "#Text=Ann",
        "1-1\t0-3\tAnn\tPER",
    ]
    path = tmp_path / "a.tsv"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    assert said(only(path)) == [(0, 3, "PER", "entity")]


@pytest.mark.parametrize(
    "bad",
    [
        "1-2\t4-8",
        "1-2\tfour-8\tfell\tX",
        "1-2\t4-\u00b2\tfell\tX",
        f"1-2\t4-{'9' * 5000}\tfell\tX",
        "x\t4-8\tfell\tX",
        "1-2\t8-4\tfell\tX",
        "broken",
        "#T_SP=more|columns|late",
    ],
)
def test_a_bad_row_is_refused_by_line_and_the_others_taken(tmp_path: Path, bad: str) -> None:
    path = lay(
        tmp_path,
        *(f"#T_SP={NE}|value", "", "", "#Text=Kyiv fell then", "1-1\t0-4\tKyiv\tGPE", bad),
        "1-3\t10-14\tthen\tTIME",
    )
    refusal, record = read_from("webanno-tsv", path)
    assert isinstance(refusal, Refusal)
    assert refusal.line == 7
    assert "line 7" in sentence(refusal.error)
    assert isinstance(record, Record)
    assert surfaces(record) == [("Kyiv", "GPE"), ("then", "TIME")]
    assert record.state is ArticleState.IN_PROGRESS


@pytest.mark.parametrize(
    ("head", "line", "row"),
    [
        ("#FORMAT=WebAnno TSV 2.0", 1, "1-1\t0-4\tKyiv\tGPE"),
        ("#FORMAT=WebAnno TSV 3.3", 6, "1-1\t0-400\tKyiv\tGPE"),
        ("#FORMAT=WebAnno TSV 3.3", 6, "1-1\t0-4\tLviv\tGPE"),
    ],
)
def test_a_text_that_does_not_fit_its_tokens_is_refused(
    tmp_path: Path, head: str, line: int, row: str
) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(f"{head}\n#T_SP={NE}|value\n\n\n#Text=Kyiv\n{row}\n", encoding="utf-8")
    with pytest.raises(ImportFormatError) as caught:
        read_from("webanno-tsv", path)
    assert caught.value.fields["line"] == line


def test_references_to_nothing_are_refused(tmp_path: Path) -> None:
    slot = "ROLE_webanno.custom.Host:links_webanno.custom.LinkType|uima.tcas.Annotation"
    path = lay(
        tmp_path,
        *(f"#T_SP=webanno.custom.Host|value|{slot}", "", "", "#Text=This is"),
        "1-1\t0-4\tThis\tX\tp1;p2\t1-2[7];9-9\t",
        "1-2\t5-7\tis\tY\ta;b\t1-1\t",
    )
    found = read_from("webanno-tsv", path)
    refusals = [item for item in found if isinstance(item, Refusal)]
    assert [item.line for item in refusals] == [6, 6, 7]
    assert isinstance(found[-1], Record)


def test_a_cut_file_never_breaks(tmp_path: Path) -> None:
    whole = Record(
        text="Ann 😀 left.\n\nBob came.",
        spans=(
            RecordSpan(0, 3, "PER", Layer.ENTITY, "a"),
            RecordSpan(6, 10, "GO", Layer.EVENT, "b"),
        ),
        frames=(RecordFrame("b", (("who", "a"),)),),
        id="x",
    )
    write_to("webanno-tsv", [whole], tmp_path / "out")
    data = (tmp_path / "out" / "x.tsv").read_bytes()
    for size in range(0, len(data), 5):
        path = tmp_path / "cut.tsv"
        path.write_bytes(data[:size])
        try:
            found = read_from("webanno-tsv", path)
        except AnnotateError:
            continue
        assert all(isinstance(item, (Record, Refusal)) for item in found)


def test_detection() -> None:
    found = detect(Probe(Path("a.tsv"), head=b"#FORMAT=WebAnno TSV 3.2\n"))
    assert found is not None
    assert found.format.name == "webanno-tsv"


@given(st.text())
def test_escapes_are_undone(value: str) -> None:
    assert unescape_value(escape_value(value)) == value
    assert split(escape_value(value) + "|" + escape_value(value), "|") == [escape_value(value)] * 2
    line = value.replace("\n", " ")
    assert unescape_text(escape_text(line)) == line
    assert not set(escape_text(line)) & {"\n", "\t", "\r"}


def test_java_escapes_of_old_versions() -> None:
    assert unescape_text("a\\u00e9b\\\\c\\td") == "aéb\\c\td"


@given(record=records())
def test_what_is_written_comes_back_equal(
    tmp_path_factory: pytest.TempPathFactory, record: Record
) -> None:
    folder = tmp_path_factory.mktemp("tsv")
    log = write_to("webanno-tsv", [record], folder)
    back = only(folder / "article-1.tsv")
    gone = log.losses.counts
    if not gone[LossCode.CHARACTER]:
        assert back.text == record.text
    assert len(back.text) == len(record.text)
    assert not gone[LossCode.OFF_TOKENS]
    if not gone[LossCode.TRIMMED]:
        assert said(back) == said(record)
        assert told(back) == told(record)


def test_our_files_read_as_the_specification_says(tmp_path: Path) -> None:
    record = Record(
        text="Kyiv’s 😀 fell.\nTwo days on.",
        id="a",
        spans=(
            RecordSpan(0, 4, "GPE", Layer.ENTITY, "k"),
            RecordSpan(7, 13, "END", Layer.EVENT, "f"),
        ),
        frames=(RecordFrame("f", (("of", "k"),), (("realis", "actual"),)),),
    )
    write_to("webanno-tsv", [record], tmp_path)
    link = "webanno.custom.EventArgumentsLink|uima.tcas.Annotation"
    slot = f"ROLE_webanno.custom.Event:arguments_{link}"
    assert (tmp_path / "a.tsv").read_text(encoding="utf-8").split("\n") == [
        "#FORMAT=WebAnno TSV 3.3",
        f"#T_SP={NE}|value",
        f"#T_SP=webanno.custom.Event|category|realis|{slot}",
        "",
        "",
        "#Text=Kyiv’s 😀 fell.",
        "#Text=",
        "1-1\t0-4\tKyiv\tGPE[1]\t_\t_\t_\t_\t",
        "1-2\t4-6\t’s\t_\t_\t_\t_\t_\t",
        "1-3\t7-9\t😀\t_\tEND[2]\tactual[2]\tof[2]\t1-1[1]\t",
        "1-4\t10-14\tfell\t_\tEND[2]\tactual[2]\tof[2]\t1-1[1]\t",
        "1-5\t14-15\t.\t_\t_\t_\t_\t_\t",
        "",
        "#Text=Two days on.",
        "2-1\t16-19\tTwo\t_\t_\t_\t_\t_\t",
        "2-2\t20-24\tdays\t_\t_\t_\t_\t_\t",
        "2-3\t25-27\ton\t_\t_\t_\t_\t_\t",
        "2-4\t27-28\t.\t_\t_\t_\t_\t_\t",
        "",
    ]
