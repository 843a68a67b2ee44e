from __future__ import annotations

import re
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record, RecordChain, RecordFrame, RecordSpan
from annotate.spans import Layer
from tests.annotate.exchange.formats.neighbours import form, records, write_to

STORY = Record(
    text="Ann & Bob <hit> Kyiv 😀.\nBob died on Monday for $5m.",
    id="story 1",
    title="A & B",
    date="2024-05-01",
    spans=(
        RecordSpan(0, 3, "PERSON", Layer.ENTITY, "a"),
        RecordSpan(11, 14, "ATTACK", Layer.EVENT, "h"),
        RecordSpan(16, 20, "GPE", Layer.ENTITY, "k"),
        RecordSpan(24, 27, "PERSON", Layer.ENTITY, "b"),
        RecordSpan(28, 32, "Life.Die", Layer.EVENT, "d"),
        RecordSpan(36, 42, "DATE", Layer.ENTITY, "m"),
        RecordSpan(47, 50, "MONEY", Layer.ENTITY, "v"),
        RecordSpan(6, 9, "CAT", Layer.ENTITY, "c"),
    ),
    frames=(
        RecordFrame("h", (("Attacker", "a"), ("Place", "k")), (("tense", "past"),)),
        RecordFrame("d", (("Victim", "b"), ("Cause", "h")), (("mood", "grim"),)),
    ),
)


def read_back(folder: Path, name: str) -> tuple[str, etree._Element]:
    """The text as ACE tools see it, and the document of the annotation file."""
    source = (folder / f"{name}.sgm").read_bytes().decode("utf-8")
    root = etree.fromstring((folder / f"{name}.apf.xml").read_bytes())
    return re.sub("<[^>]*>", "", source), root[0]


def unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def check_offsets(text: str, document: etree._Element) -> list[str]:
    found: list[str] = []
    for element in document.iter("charseq"):
        start, end = int(element.get("START")), int(element.get("END"))
        assert unescaped(text[start : end + 1]) == (element.text or "").replace("\r", "")
        found.append(element.text or "")
    return found


def test_entities_values_times_and_events(tmp_path: Path) -> None:
    log = write_to("ace", [STORY], tmp_path)
    text, document = read_back(tmp_path, "story_1")
    assert document.get("DOCID") == "story_1"
    check_offsets(text, document)
    entities = [
        (item.get("TYPE"), item.findtext("entity_mention/extent/charseq"))
        for item in document.iter("entity")
    ]
    assert [item.tag for item in document] == [
        *("entity", "entity", "entity", "entity", "value", "timex2", "event", "event")
    ]
    assert entities == [("PER", "Ann"), ("CAT", "Bob"), ("GPE", "Kyiv"), ("PER", "Bob")]
    assert [item.findtext("timex2_mention/extent/charseq") for item in document.iter("timex2")] == [
        "Monday"
    ]
    (value,) = document.iter("value")
    assert (value.get("TYPE"), value.get("SUBTYPE")) == ("Numeric", "Money")
    attack, death = document.iter("event")
    assert (attack.get("TYPE"), attack.get("SUBTYPE"), attack.get("TENSE")) == (
        "Conflict",
        "Attack",
        "Past",
    )
    assert (death.get("TYPE"), death.get("SUBTYPE"), death.get("TENSE")) == (
        "Life",
        "Die",
        "Unspecified",
    )
    assert attack.findtext("event_mention/anchor/charseq") == "hit"
    assert [
        (item.get("ROLE"), item.findtext("extent/charseq"))
        for item in attack.iter("event_mention_argument")
    ] == [("Attacker", "Ann"), ("Place", "Kyiv")]
    assert attack.findtext("event_mention/extent/charseq") == "Ann & Bob <hit> Kyiv"
    mentions = {item.get("ID") for item in document.iter("entity_mention")}
    assert {item.get("REFID") for item in document.iter("event_mention_argument")} <= mentions
    lost = {(loss.code, loss.detail) for loss in log.losses.listed}
    assert lost == {
        (LossCode.ARGUMENT, "Cause ATTACK"),
        (LossCode.ATTRIBUTE, "mood=grim"),
    }
    assert list(log.renamed) == [("PERSON", "PER"), ("ATTACK", "Conflict.Attack")]


def test_what_readers_of_the_corpus_ask_of_every_mention_is_there(tmp_path: Path) -> None:
    """Public readers take subtypes by name, and the place of an event from its `ldc_scope`."""
    said = (*STORY.spans, RecordSpan(33, 35, "STATEMENT", Layer.EVENT, "s"))
    write_to("ace", [replace(STORY, spans=said)], tmp_path)
    _, document = read_back(tmp_path, "story_1")
    assert [
        f"{x.attrib['TYPE']}:{x.attrib['SUBTYPE']}" for x in document.iter("entity", "event")
    ] == [
        *("PER:Indeterminate", "CAT:Unspecified", "GPE:Unspecified", "PER:Indeterminate"),
        *("Conflict:Attack", "Life:Die", "STATEMENT:Unspecified"),
    ]
    for mention in document.iter("event_mention"):
        extent, scope, anchor, *arguments = mention
        assert [extent.tag, scope.tag, anchor.tag] == ["extent", "ldc_scope", "anchor"]
        assert dict(scope[0].attrib) == dict(extent[0].attrib)
        assert {item.tag for item in arguments} <= {"event_mention_argument"}


def test_ids_are_unique_and_names_are_safe(tmp_path: Path) -> None:
    write_to("ace", [STORY, STORY], tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "story_1-2.apf.xml",
        "story_1-2.sgm",
        "story_1.apf.xml",
        "story_1.sgm",
    ]
    _, document = read_back(tmp_path, "story_1-2")
    ids = [item.get("ID") for item in document.iter() if item.get("ID")]
    assert len(ids) == len(set(ids))
    assert all(name.startswith("story_1-2-") for name in ids)


@settings(max_examples=50)
@given(record=records())
def test_every_offset_finds_its_text(
    tmp_path_factory: pytest.TempPathFactory, record: Record
) -> None:
    folder = tmp_path_factory.mktemp("ace")
    write_to("ace", [record], folder)
    text, document = read_back(folder, "article-1")
    found = check_offsets(text, document)
    wanted = {record.text[span.start : span.end] for span in record.spans}
    assert wanted <= set(found)
    assert len(list(document.iter("event"))) >= sum(
        span.layer is Layer.EVENT for span in record.spans
    )


def test_nothing_is_read_in_this_format() -> None:
    assert not form("ace").can_import


# -- the rules of the format -----------------------------------------------------------------------

_ENTITY_TYPES = "(PER|ORG|LOC|GPE|FAC|VEH|WEA)"


def rules(*, is_strict: bool) -> etree.DTD:
    """The rules of APF; strict ones know ACE's own types of entities only."""
    text = Path(__file__).with_name("apf.dtd").read_text(encoding="utf-8")
    return etree.DTD(StringIO(text.replace('"CDATA"', f'"{_ENTITY_TYPES}"') if is_strict else text))


def check_rules(path: Path, *, is_strict: bool) -> None:
    dtd = rules(is_strict=is_strict)
    assert dtd.validate(etree.fromstring(path.read_bytes())), dtd.error_log


@pytest.mark.parametrize("number", ["story 1", "1", "20240501.7", "é-1", "½", "-", "_x", "ªb"])
def test_what_is_written_keeps_to_the_rules(tmp_path: Path, number: str) -> None:
    write_to("ace", [replace(STORY, id=number)], tmp_path)
    (path,) = tmp_path.glob("*.apf.xml")
    check_rules(path, is_strict=False)
    dtd = rules(is_strict=True)
    assert not dtd.validate(etree.fromstring(path.read_bytes())), "CAT is no type of ACE"
    plain = replace(STORY, id=number, spans=STORY.spans[:-1])
    write_to("ace", [plain], tmp_path / "plain")
    (path,) = (tmp_path / "plain").glob("*.apf.xml")
    check_rules(path, is_strict=True)


@settings(max_examples=50)
@given(record=records())
def test_any_record_keeps_to_the_rules(
    tmp_path_factory: pytest.TempPathFactory, record: Record
) -> None:
    folder = tmp_path_factory.mktemp("ace")
    write_to("ace", [record], folder)
    (path,) = folder.glob("*.apf.xml")
    check_rules(path, is_strict=False)


def test_chains_and_frames_keep_to_the_rules(tmp_path: Path) -> None:
    chained = replace(
        STORY,
        spans=STORY.spans[:-1],
        chains=(RecordChain(("a", "b"), "c1"),),
        frames=(*STORY.frames, RecordFrame("h", (("Target", "k"),), (("polarity", "Negative"),))),
    )
    write_to("ace", [chained], tmp_path)
    check_rules(tmp_path / "story_1.apf.xml", is_strict=True)
