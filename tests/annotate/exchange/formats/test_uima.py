from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import cassis
import pytest
from hypothesis import given, settings

from annotate.articles import ArticleState
from annotate.errors import AnnotateError, ArticleUnreadableError, ImportFormatError
from annotate.exchange.drafts import Refusal
from annotate.exchange.formats import detect
from annotate.exchange.formats.api import Probe
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record, RecordFrame, RecordSpan
from annotate.exchange.uima_writing import type_system
from annotate.messages import sentence
from annotate.spans import Layer
from tests.annotate.exchange.formats.neighbours import (
    read_from,
    read_records,
    records,
    said,
    told,
    write_to,
)

NE = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"

XMI = """\
<?xml version="1.0" encoding="UTF-8"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"
 xmlns:type3="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore"
 xmlns:type4="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore"
 xmlns:type5="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore"
 xmlns:pos="http:///de/tudarmstadt/ukp/dkpro/core/api/lexmorph/type/pos.ecore"
 xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0">
<cas:NULL xmi:id="0"/>
<type3:DocumentMetaData xmi:id="1" sofa="12" begin="0" end="16" language="en"
 documentTitle="A story" documentId="d"/>
<type5:Token xmi:id="19" sofa="12" begin="0" end="2"/>
<pos:POS xmi:id="20" sofa="12" begin="0" end="2" PosValue="EMO"/>
<type4:NamedEntity xmi:id="30" sofa="12" begin="3" end="7" value="GPE" identifier="Q1"/>
<type4:NamedEntity xmi:id="31" sofa="12" begin="8" end="11"/>
<custom:Span xmi:id="32" sofa="12" begin="8" end="11" value="19"/>
<custom:Span xmi:id="33" sofa="12" begin="0" end="2" value="deleted"/>
<custom:LinkType xmi:id="76" role="where" target="30"/>
<custom:LinkType xmi:id="79" target="32"/>
<custom:Fight xmi:id="82" sofa="12" begin="12" end="15" links="76 79"
 category="ATTACK" realis="actual"/>
<cas:FSArray xmi:id="90" elements="76"/>
<custom:Fight xmi:id="83" sofa="12" begin="8" end="11" links="90" category="HIT"/>
<custom:Relation xmi:id="91" sofa="12" begin="8" end="11" Governor="30" Dependent="32"
 value="near"/>
<custom:Note xmi:id="92" sofa="12" begin="0" end="2"><tags>one</tags><tags>two</tags></custom:Note>
<cas:Sofa xmi:id="12" sofaNum="1" sofaID="_InitialView" mimeType="text"
 sofaString="😀 Kyiv was hit.&#10;"/>
<cas:View sofa="12" members="1 19 20 30 31 32 82 83 91 92"/>
</xmi:XMI>
"""


def lay(tmp_path: Path, content: str, name: str = "story.xmi") -> Path:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return path


def surfaces(record: Record) -> list[tuple[str, str]]:
    return [(record.text[span.start : span.end], span.label) for span in record.spans]


def check_story(record: Record) -> None:
    assert record.text == "😀 Kyiv was hit.\n"
    assert (record.title, record.language) == ("A story", "en")
    assert surfaces(record) == [
        ("Kyiv", "GPE"),
        ("was", "NamedEntity"),
        ("was", "19"),
        ("hit", "ATTACK"),
        ("was", "HIT"),
        ("😀", "one" if "Note" not in {span.label for span in record.spans} else "Note"),
    ]
    layers = [span.layer for span in record.spans]
    assert layers == [Layer.ENTITY, Layer.ENTITY, None, Layer.EVENT, Layer.EVENT, None]
    kyiv, was = (2, 6, "GPE"), (7, 10, "19")
    assert told(record) == [
        ((7, 10, "HIT"), (("where", kyiv),), ()),
        ((11, 14, "ATTACK"), (("links", was), ("where", kyiv)), (("realis", "actual"),)),
    ]
    (relation,) = record.relations
    assert (relation.head, relation.child, relation.label) == ("30", "32", "near")
    lost = {(loss.code, loss.detail) for loss in record.losses}
    assert lost == {(LossCode.ELEMENT, "POS"), (LossCode.ATTRIBUTE, "GPE identifier=Q1")}


def test_layers_links_and_relations_without_a_type_system(tmp_path: Path) -> None:
    (record,) = read_records("uima-xmi", lay(tmp_path, XMI))
    check_story(record)


TYPES = """\
<?xml version="1.0"?><typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>
<typeDescription><name>webanno.custom.LinkType</name><supertypeName>uima.cas.TOP</supertypeName>
<features><featureDescription><name>role</name><rangeTypeName>uima.cas.String</rangeTypeName>
</featureDescription><featureDescription><name>target</name><rangeTypeName>uima.tcas.Annotation
</rangeTypeName></featureDescription></features></typeDescription>
<typeDescription><name>webanno.custom.Scene</name><supertypeName>uima.tcas.Annotation</supertypeName>
<features><featureDescription><name>who</name><rangeTypeName>uima.cas.FSArray</rangeTypeName>
<elementType>webanno.custom.LinkType</elementType></featureDescription>
<featureDescription><name>next</name><rangeTypeName>webanno.custom.Scene</rangeTypeName>
</featureDescription></features></typeDescription></types></typeSystemDescription>
"""


def test_a_type_system_beside_the_file_tells_hosts_and_references(tmp_path: Path) -> None:
    scene = '<custom:Scene xmi:id="84" sofa="12" begin="3" end="7" next="19"/>\n<cas:Sofa'
    content = XMI.replace("<cas:Sofa", scene).replace("83 91", "83 84 91")
    path = lay(tmp_path, content)
    without = read_records("uima-xmi", path)[0]
    assert ("Kyiv", "19") in surfaces(without)
    lay(tmp_path, TYPES, "TypeSystem.xml")
    record = read_records("uima-xmi", path)[0]
    assert ("Kyiv", "Scene") in surfaces(record)
    assert next(span.layer for span in record.spans if span.label == "Scene") is Layer.EVENT


def test_numbers_that_happen_to_be_ids_of_links_are_numbers(tmp_path: Path) -> None:
    # Long texts have offsets that are ids of links, and values may be so too.
    content = XMI.replace('"76"', '"6"').replace('"76 79"', '"6 7"').replace('"79"', '"7"')
    content = content.replace('value="19"', 'value="7"')
    assert surfaces(read_records("uima-xmi", lay(tmp_path, content))[0])[:3] == [
        ("Kyiv", "GPE"),
        ("was", "NamedEntity"),
        ("was", "7"),
    ]


def test_a_long_article_comes_back_whole(tmp_path: Path) -> None:
    words = " ".join(f"w{n}" for n in range(400))
    starts = [words.index(f"w{n} ") for n in range(0, 390, 3)]
    spans = tuple(
        RecordSpan(start, start + 2, "X", Layer.EVENT if n % 2 else Layer.ENTITY, f"s{n}")
        for n, start in enumerate(starts)
    )
    frames = tuple(
        RecordFrame(span.id, (("of", spans[n - 1].id),))
        for n, span in enumerate(spans)
        if span.layer is Layer.EVENT
    )
    record = Record(text=words, id="long", spans=spans, frames=frames)
    for name, file in (("uima-xmi", "long.xmi"), ("uima-json", "long.json")):
        write_to(name, [record], tmp_path / name)
        (back,) = read_records(name, tmp_path / name / file)
        assert said(back) == said(record)
        assert told(back) == told(record)
        (tmp_path / name / "TypeSystem.xml").unlink(missing_ok=True)
        (back,) = read_records(name, tmp_path / name / file)
        assert said(back) == said(record)


def test_archives_and_folders(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("b.xmi", "<broken")
        archive.writestr("a.xmi", XMI)
        archive.writestr("TypeSystem.xml", TYPES)
        archive.writestr("../a.xmi", XMI)
    found = read_from("uima-xmi", path)
    assert [type(item).__name__ for item in found] == ["Refusal", "Record", "Refusal"]
    folder = tmp_path / "folder"
    folder.mkdir()
    lay(folder, XMI, "one.xmi")
    lay(folder, TYPES, "TypeSystem.xml")
    assert [record.id for record in read_records("uima-xmi", folder)] == ["one"]


@pytest.mark.parametrize(
    ("begin", "end"), [("1", "7"), ("-1", "7"), ("3", "99"), ("x", "7"), ("7", "3")]
)
def test_an_annotation_that_cannot_be_is_refused_by_line(
    tmp_path: Path, begin: str, end: str
) -> None:
    content = XMI.replace('begin="3" end="7" value', f'begin="{begin}" end="{end}" value')
    refusal, record = read_from("uima-xmi", lay(tmp_path, content))
    assert isinstance(refusal, Refusal)
    assert refusal.line == 13
    assert "line 13" in sentence(refusal.error)
    assert isinstance(record, Record)
    assert ("hit", "ATTACK") in surfaces(record)
    assert record.state is ArticleState.IN_PROGRESS


BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI"><x v="&b;"/></xmi:XMI>"""
THEFT = """<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>"""


@pytest.mark.parametrize("content", [BOMB, THEFT])
def test_entities_are_refused_before_they_are_read(tmp_path: Path, content: str) -> None:
    with pytest.raises(ArticleUnreadableError) as caught:
        read_from("uima-xmi", lay(tmp_path, content))
    assert caught.value.fields["reason"] == "xml_entities"
    assert "entities" in sentence(caught.value)


def test_entities_in_another_encoding_are_refused_too(tmp_path: Path) -> None:
    path = tmp_path / "a.xmi"
    path.write_bytes(BOMB.replace("<?xml", "<?xml").encode("utf-16"))
    with pytest.raises(ArticleUnreadableError):
        read_from("uima-xmi", path)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "no xml",
        "<x/>",
        '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI"/>',
        XMI[:600],
        XMI.replace("</xmi:XMI>", ""),
    ],
)
def test_what_is_no_cas_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(ImportFormatError) as caught:
        read_from("uima-xmi", lay(tmp_path, content))
    assert "story.xmi" in sentence(caught.value)


def cas_json(**changes: object) -> dict[str, Any]:
    structures: list[dict[str, Any]] = [
        {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView"},
        {"%ID": 2, "%TYPE": NE, "@sofa": 1, "begin": 3, "end": 7, "value": "GPE"},
        {"%ID": 3, "%TYPE": "custom.Link", "role": "where", "@target": 2},
        {"%ID": 4, "%TYPE": "custom.Link[]", "%ELEMENTS": [3]},
        {"%ID": 5, "%TYPE": "custom.Fight", "@sofa": 1, "begin": 8, "end": 11, "@links": 4},
        {"%ID": 6, "%TYPE": "custom.Rel", "@sofa": 1, "begin": 3, "end": 7, "@Governor": 2},
        {"%ID": 7, "%TYPE": "custom.Flag", "@sofa": 1, "begin": 0, "end": 2, "sure": True},
    ]
    structures[0]["sofaString"] = "😀 Kyiv hit"
    structures[4]["category"] = "ATTACK"
    structures[5] |= {"@Dependent": 2, "value": "same"}
    types = {
        "custom.Link": {"%NAME": "custom.Link", "target": {"%RANGE": "uima.tcas.Annotation"}},
        "custom.Fight": {"%NAME": "custom.Fight", "links": {"%RANGE": "custom.Link[]"}},
    }
    views = {"_InitialView": {"%SOFA": 1, "%MEMBERS": [2, 5, 6, 7]}}
    return {"%TYPES": types, "%FEATURE_STRUCTURES": structures, "%VIEWS": views} | changes


@pytest.mark.parametrize("as_mapping", [False, True])
def test_json_has_the_same_layers(tmp_path: Path, as_mapping: bool) -> None:
    content = cas_json()
    if as_mapping:
        content["%FEATURE_STRUCTURES"] = {
            str(item.pop("%ID")): item for item in content["%FEATURE_STRUCTURES"]
        }
    (record,) = read_records("uima-json", lay(tmp_path, json.dumps(content), "s.json"))
    assert surfaces(record) == [("Kyiv", "GPE"), ("hit", "ATTACK"), ("😀", "true")]
    assert told(record) == [((7, 10, "ATTACK"), (("where", (2, 6, "GPE")),), ())]
    assert [(item.head, item.child, item.label) for item in record.relations] == [
        ("2", "2", "same")
    ]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{",
        '{"%TYPES": {}}',
        '{"%FEATURE_STRUCTURES": [1]}',
        json.dumps(cas_json(**{"%FEATURE_STRUCTURES": []})),
    ],
)
def test_other_json_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(ImportFormatError):
        read_from("uima-json", lay(tmp_path, content, "s.json"))


@pytest.mark.parametrize("feature", ["@next", "@first", "@Governor", "@Dependent", "@target"])
def test_a_reference_to_nothing_is_none(tmp_path: Path, feature: str) -> None:
    content = cas_json()
    for structure in content["%FEATURE_STRUCTURES"][1:]:
        if "%ELEMENTS" not in structure:
            structure[feature] = []
    (record,) = read_records("uima-json", lay(tmp_path, json.dumps(content), "s.json"))
    assert ("Kyiv", "GPE") in surfaces(record)
    is_end = feature in ("@Governor", "@Dependent")
    assert len(record.relations) == (0 if is_end else 1)


def test_any_cut_is_refused_or_read(tmp_path: Path) -> None:
    data = json.dumps(cas_json())
    for size in range(0, len(data), 31):
        with pytest.raises(AnnotateError):
            read_from("uima-json", lay(tmp_path, data[:size], "s.json"))


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("a.xmi", XMI, "uima-xmi"),
        ("a.xml", XMI, "uima-xmi"),
        ("a.xml", "<TEI/>", None),
        ("a.json", json.dumps(cas_json()), "uima-json"),
    ],
)
def test_detection(name: str, head: str, expected: str | None) -> None:
    found = detect(Probe(Path(name), head=head.encode()))
    assert (found.format.name if found else None) == expected


@settings(max_examples=50)
@given(record=records())
@pytest.mark.parametrize(("name", "suffix"), [("uima-xmi", "xmi"), ("uima-json", "json")])
def test_what_is_written_comes_back_equal(
    tmp_path_factory: pytest.TempPathFactory, name: str, suffix: str, record: Record
) -> None:
    folder = tmp_path_factory.mktemp("uima")
    log = write_to(name, [record], folder)
    assert not log.losses
    (back,) = read_records(name, folder / f"article-1.{suffix}")
    assert back.text == record.text
    assert said(back) == said(record)
    assert told(back) == told(record)


STORY = Record(
    text="😀 Ann hit Kyiv.\nOn.",
    id="story",
    title="Title",
    spans=(
        RecordSpan(2, 5, "PERSON", Layer.ENTITY, "a"),
        RecordSpan(6, 9, "ATTACK", Layer.EVENT, "h"),
        RecordSpan(10, 14, "GPE", Layer.ENTITY, "k"),
    ),
    frames=(RecordFrame("h", (("agent", "a"), ("place", "k")), (("realis", "actual"),)),),
)


def check_with_cassis(cas: cassis.Cas) -> None:
    assert cas.sofa_string == STORY.text
    assert [(item.get_covered_text(), item.value) for item in cas.select(NE)] == [
        ("Ann", "PERSON"),
        ("Kyiv", "GPE"),
    ]
    (event,) = cas.select("webanno.custom.Event")
    assert (event.get_covered_text(), event.category, event.realis) == ("hit", "ATTACK", "actual")
    links = [(item.role, item.target.get_covered_text()) for item in event.arguments.elements]
    assert links == [("agent", "Ann"), ("place", "Kyiv")]
    assert len(cas.select("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence")) == 2
    assert not cas.typecheck()


def test_cassis_loads_our_xmi_with_our_types(tmp_path: Path) -> None:
    write_to("uima-xmi", [STORY], tmp_path)
    with (tmp_path / "TypeSystem.xml").open("rb") as stream:
        types = cassis.load_typesystem(stream)
    with (tmp_path / "story.xmi").open("rb") as stream:
        check_with_cassis(cassis.load_cas_from_xmi(stream, typesystem=types))


def test_cassis_loads_our_json(tmp_path: Path) -> None:
    write_to("uima-json", [STORY], tmp_path)
    with (tmp_path / "story.json").open("rb") as stream:
        check_with_cassis(cassis.load_cas_from_json(stream))


def test_we_read_what_cassis_writes(tmp_path: Path) -> None:
    types = type_system([])
    cas = cassis.Cas(typesystem=types)
    cas.sofa_string = "😀 Kyiv & <Lviv>\n"
    entity = types.get_type(NE)
    cas.add(entity(begin=2, end=6, value="GPE"))
    cas.add(entity(begin=9, end=15, value="x"))
    cas.to_xmi(tmp_path / "a.xmi")
    cas.to_json(tmp_path / "a.json")
    for name, path in (("uima-xmi", "a.xmi"), ("uima-json", "a.json")):
        (record,) = read_records(name, tmp_path / path)
        assert record.text == cas.sofa_string
        assert surfaces(record) == [("Kyiv", "GPE"), ("<Lviv>", "x")]


def test_what_xml_cannot_hold_is_replaced_and_counted(tmp_path: Path) -> None:
    record = Record(
        text="a\x0bb\x01c Kyiv", id="x", spans=(RecordSpan(6, 10, "GPE", Layer.ENTITY),)
    )
    log = write_to("uima-xmi", [record], tmp_path)
    assert log.losses.counts[LossCode.CHARACTER] == 2
    (back,) = read_records("uima-xmi", tmp_path / "x.xmi")
    assert back.text == "a\ufffdb\ufffdc Kyiv"
    assert surfaces(back) == [("Kyiv", "GPE")]


def test_attributes_of_any_text_are_escaped(tmp_path: Path) -> None:
    nasty = "<&\"'>\t\n]]>"
    assert quoteattr(nasty)
    record = Record(
        text=f"x {nasty}",
        id="n",
        spans=(RecordSpan(0, 1, nasty, Layer.EVENT, "e"),),
        frames=(RecordFrame("e", (), (("note", nasty),)),),
    )
    write_to("uima-xmi", [record], tmp_path)
    (back,) = read_records("uima-xmi", tmp_path / "n.xmi")
    assert back.text == record.text
    assert back.spans[0].label == nasty
    assert back.frames[0].attributes == (("note", nasty),)


COREF = """\
<?xml version="1.0" encoding="UTF-8"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"
 xmlns:ner="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore"
 xmlns:coref="http:///de/tudarmstadt/ukp/dkpro/core/api/coref/type.ecore" xmi:version="2.0">
<ner:NamedEntity xmi:id="1" sofa="9" begin="0" end="3" value="PER"/>
<ner:NamedEntity xmi:id="2" sofa="9" begin="12" end="15" value="PER"/>
<ner:NamedEntity xmi:id="3" sofa="9" begin="21" end="24" value="PER"/>
<coref:CoreferenceLink xmi:id="4" sofa="9" begin="0" end="3" next="5" referenceType="nam"/>
<coref:CoreferenceLink xmi:id="5" sofa="9" begin="8" end="10" next="6" referenceType="pr"/>
<coref:CoreferenceLink xmi:id="6" sofa="9" begin="21" end="24"/>
<coref:CoreferenceLink xmi:id="7" sofa="9" begin="12" end="15"/>
<coref:CoreferenceChain xmi:id="8" first="4"/>
<cas:Sofa xmi:id="9" sofaNum="1" sofaID="_InitialView" mimeType="text"
 sofaString="Ann saw he. Bob hit Ann."/>
<cas:View sofa="9" members="1 2 3 4 5 6 7"/>
</xmi:XMI>
"""


def test_coreference_links_are_chains_of_the_spans_on_the_same_words(tmp_path: Path) -> None:
    content = COREF.replace('begin="21" end="24"', 'begin="20" end="23"')
    (record,) = read_records("uima-xmi", lay(tmp_path, content))
    assert [chain.span_ids for chain in record.chains] == [("1", "5", "3")]
    # Nothing else stands on the words of the second link: it is a span itself.
    assert [span for span in record.spans if span.id == "5"] == [RecordSpan(8, 10, "pr", None, "5")]
    assert len(record.spans) == 4
    assert record.losses == ()


def test_what_a_link_says_of_the_next_one_is_counted(tmp_path: Path) -> None:
    content = COREF.replace('next="5"', 'next="5" referenceRelation="anaphoric"')
    (record,) = read_records("uima-xmi", lay(tmp_path, content.replace("next=", 'x="" next=')))
    assert [(x.code, x.detail, x.count) for x in record.losses] == [
        (LossCode.ELEMENT, "referenceRelation", 1)
    ]


@pytest.mark.parametrize("linked", ["custom:ThingLink", "custom:Thing"])
def test_chains_of_another_layer_are_known_by_what_they_name(tmp_path: Path, linked: str) -> None:
    content = COREF.replace("coref:CoreferenceLink", linked)
    content = content.replace("coref:CoreferenceChain", "custom:ThingChain")
    content = content.replace("xmlns:coref", 'xmlns:custom="http:///webanno/custom.ecore" xmlns:x')
    (record,) = read_records("uima-xmi", lay(tmp_path, content))
    words = {span.id: record.text[span.start : span.end] for span in record.spans}
    assert [[words[name] for name in chain.span_ids] for chain in record.chains] == [
        ["Ann", "he", "nn."]
    ]
    assert {span.label for span in record.spans} == {"PER", "pr"}


def test_views_that_are_not_taken_are_named(tmp_path: Path) -> None:
    second = '<cas:Sofa xmi:id="90" sofaNum="2" sofaID="German" sofaString="Anna sah ihn."/>'
    (record,) = read_records(
        "uima-xmi", lay(tmp_path, COREF.replace("<cas:View", f"{second}<cas:View"))
    )
    assert record.text == "Ann saw he. Bob hit Ann."
    assert (LossCode.ELEMENT, "view German") in {(x.code, x.detail) for x in record.losses}


def test_what_is_said_of_the_whole_text_needs_no_offsets(tmp_path: Path) -> None:
    whole = '<tcas:DocumentAnnotation xmi:id="91" sofa="9" begin="0" end="99" language="de"/>'
    content = COREF.replace("<cas:Sofa", f"{whole}<cas:Sofa").replace('members="', 'members="91 ')
    content = content.replace("xmlns:coref", 'xmlns:tcas="http:///uima/tcas.ecore" xmlns:coref')
    (record,) = read_records("uima-xmi", lay(tmp_path, content))
    assert record.language == "de"
    assert record.state is None


def test_links_that_go_in_a_circle_are_counted(tmp_path: Path) -> None:
    content = COREF.replace('begin="21" end="24"/>', 'begin="20" end="23" next="4"/>')
    (record,) = read_records("uima-xmi", lay(tmp_path, content))
    assert record.chains == ()
    assert sum(x.count for x in record.losses if x.detail == "CoreferenceLink") == 3


def test_json_has_the_same_chains(tmp_path: Path) -> None:
    link = "de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink"
    structures: list[dict[str, Any]] = [
        {
            "%ID": 9,
            "%TYPE": "uima.cas.Sofa",
            "sofaID": "_InitialView",
            "sofaString": "Ann saw Ann.",
        },
        {"%ID": 1, "%TYPE": NE, "@sofa": 9, "begin": 0, "end": 3, "value": "PER"},
        {"%ID": 2, "%TYPE": NE, "@sofa": 9, "begin": 8, "end": 11, "value": "PER"},
        {"%ID": 3, "%TYPE": link, "@sofa": 9, "begin": 0, "end": 3, "@next": 4},
        {"%ID": 4, "%TYPE": link, "@sofa": 9, "begin": 8, "end": 11},
    ]
    views = {"_InitialView": {"%SOFA": 9, "%MEMBERS": [1, 2, 3, 4]}}
    content = {"%FEATURE_STRUCTURES": structures, "%VIEWS": views, "%TYPES": {}}
    (record,) = read_records("uima-json", lay(tmp_path, json.dumps(content), "story.json"))
    assert [chain.span_ids for chain in record.chains] == [("1", "2")]
    assert record.losses == ()
