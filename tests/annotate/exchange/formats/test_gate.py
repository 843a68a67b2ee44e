from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles import ArticleState
from annotate.errors import AnnotateError, ArticleUnreadableError, ImportFormatError
from annotate.exchange.drafts import Refusal
from annotate.exchange.formats import detect
from annotate.exchange.formats.api import Probe
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record
from annotate.exchange.text_map import TextMap
from annotate.messages import sentence
from tests.annotate.exchange.formats.neighbours import plain, read_from, read_records


def annotation(number: int, kind: str, start: int, end: int, **features: str) -> str:
    inside = "".join(
        f'<Feature><Name className="java.lang.String">{name}</Name>'
        f'<Value className="java.lang.String">{value}</Value></Feature>'
        for name, value in features.items()
    )
    head = f'<Annotation Id="{number}" Type="{kind}" StartNode="{start}" EndNode="{end}">'
    return f"{head}\n{inside}</Annotation>\n"


TEXT = (
    '<Node id="0" />😀 <Node id="3" />Ann<Node id="6" /> &amp; <Node id="9" />Lee<Node id="12" />'
    '&#xd;\nin <Node id="17" />Kyiv<Node id="21" />.'
)


def document(*sets: str, version: str = "1.0") -> str:
    return (
        f"<?xml version='{version}' encoding='utf-8'?>\n<GateDocument version=\"3\">\n"
        "<!-- The document's features-->\n<GateDocumentFeatures>\n<Feature>\n"
        '  <Name className="java.lang.String">title</Name>\n'
        '  <Value className="java.lang.String">A story</Value>\n</Feature></GateDocumentFeatures>\n'
        f"<TextWithNodes>{TEXT}</TextWithNodes>\n{''.join(sets)}</GateDocument>\n"
    )


def named(name: str, *annotations: str) -> str:
    head = f'<AnnotationSet Name="{name}">' if name else "<AnnotationSet>"
    return f"{head}\n{''.join(annotations)}</AnnotationSet>\n"


def lay(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "story.xml"
    path.write_bytes(content.encode())
    return path


def surfaces(record: Record) -> list[tuple[str, str]]:
    return [(record.text[span.start : span.end], span.label) for span in record.spans]


def test_nodes_tell_places_whatever_their_numbers(tmp_path: Path) -> None:
    content = document(
        named(
            "",
            annotation(1, "Person", 3, 6, gender="female", rule="x"),
            annotation(2, "Token", 3, 6),
        ),
        named("mine", annotation(3, "Location", 17, 21)),
        named("Original markups", annotation(4, "paragraph", 0, 21)),
    )
    (record,) = read_records("gate", lay(tmp_path, content))
    assert record.text == "😀 Ann & Lee\r\nin Kyiv."
    assert (record.title, record.id) == ("A story", "story")
    assert surfaces(record) == [("Ann", "Person"), ("Kyiv", "Location")]
    lost = {(loss.code, loss.detail, loss.count) for loss in record.losses}
    assert lost == {
        (LossCode.ELEMENT, "Original markups", 1),
        (LossCode.ELEMENT, "Token", 1),
        (LossCode.FIELD, "gender", 1),
        (LossCode.FIELD, "rule", 1),
    }


def test_the_key_is_gold(tmp_path: Path) -> None:
    content = document(
        named("", annotation(1, "Person", 3, 6)),
        named("Key", annotation(2, "Person", 9, 12)),
        named("Response", annotation(3, "Person", 3, 12)),
    )
    (record,) = read_records("gate", lay(tmp_path, content))
    assert surfaces(record) == [("Lee", "Person")]
    assert {loss.detail for loss in record.losses} == {"default", "Response"}
    (other,) = read_records("gate", lay(tmp_path, content), set="Response")
    assert surfaces(other) == [("Ann & Lee", "Person")]


def test_a_general_type_gives_way_to_its_class(tmp_path: Path) -> None:
    uri = "http://example.org/onto#City"
    content = document(
        named(
            "", annotation(1, "Mention", 17, 21, **{"class": uri}), annotation(2, "Mention", 3, 6)
        )
    )
    (record,) = read_records("gate", lay(tmp_path, content))
    assert surfaces(record) == [("Kyiv", "City"), ("Ann", "Mention")]


@pytest.mark.parametrize(("start", "end"), [(3, 99), (99, 3), (12, 3)])
def test_a_bad_annotation_is_refused_by_line_and_the_others_taken(
    tmp_path: Path, start: int, end: int
) -> None:
    content = document(
        named("", annotation(1, "Person", 3, 6), annotation(2, "Person", start, end))
    )
    refusal, record = read_from("gate", lay(tmp_path, content))
    assert isinstance(refusal, Refusal)
    assert refusal.line == 14
    assert "line 14" in sentence(refusal.error)
    assert isinstance(record, Record)
    assert surfaces(record) == [("Ann", "Person")]
    assert record.state is ArticleState.IN_PROGRESS


def test_relations_between_two_annotations(tmp_path: Path) -> None:
    """As `gate.corpora.DocumentStaxUtils` writes them; those of more than two are counted."""
    people = named("Key", annotation(5, "Person", 3, 6), annotation(7, "Person", 9, 12))
    places = named("Other", annotation(8, "Location", 17, 21))
    arcs = "".join(
        f'<Relation Id="{20 + number}" Type="{kind}" Members="{members}"><UserData></UserData>\n'
        "</Relation>\n"
        for number, (kind, members) in enumerate(
            [("knows", "5;7"), ("met", "5;7;8"), ("lives_in", "5;8"), ("lives_in", "7;8")]
        )
    )
    content = document(people, places, f'<RelationSet Name="Key">\n{arcs}</RelationSet>\n')
    (record,) = read_records("gate", lay(tmp_path, content))
    words = {span.id: record.text[span.start : span.end] for span in record.spans}
    assert [(words[x.head], x.label, words[x.child]) for x in record.relations] == [
        ("Ann", "knows", "Lee")
    ]
    assert [(x.detail, x.count) for x in record.losses if x.code is LossCode.RELATION] == [
        ("lives_in", 2),
        ("met", 1),
    ]


def test_what_is_said_of_the_document_goes_with_the_article(tmp_path: Path) -> None:
    said = (
        ("MimeType", "java.lang.String", "text/html"),
        ("words", "java.lang.Integer", "12"),
        ("matches", "gate.corpora.ObjectWrapper", "&lt;list/>"),
        ("empty", "java.lang.String", ""),
        ("long", "java.lang.String", "x" * 5000),
    )
    features = "".join(
        f'<Feature><Name className="java.lang.String">{name}</Name>'
        f'<Value className="{kind}">{value}</Value></Feature>'
        for name, kind, value in said
    )
    content = document().replace("</GateDocumentFeatures>", f"{features}</GateDocumentFeatures>")
    (record,) = read_records("gate", lay(tmp_path, content))
    assert record.title == "A story"
    assert record.meta == (("MimeType", "text/html"), ("words", "12"))
    assert [(x.code, x.detail) for x in record.losses] == [
        (LossCode.FIELD, "long"),
        (LossCode.FIELD, "matches"),
    ]


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = document().replace("<GateDocument", '<!DOCTYPE g [<!ENTITY a "b">]>\n<GateDocument', 1)
    with pytest.raises(ArticleUnreadableError) as caught:
        read_from("gate", lay(tmp_path, bomb))
    assert caught.value.fields["reason"] == "xml_entities"


def test_other_xml_and_cut_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFormatError):
        read_from("gate", lay(tmp_path, "<TEI/>"))
    whole = document(named("", annotation(1, "Person", 3, 6)))
    for size in range(0, len(whole) - 20, 37):
        with pytest.raises(AnnotateError):
            read_from("gate", lay(tmp_path, whole[:size]))


def test_detection() -> None:
    found = detect(Probe(Path("a.xml"), head=document().encode()))
    assert found is not None
    assert found.format.name == "gate"


@given(
    pieces=st.lists(st.sampled_from(["a", "😀", "é", "&amp;", "&#xd;\n", "&lt;b", " "]), min_size=1)
)
def test_offsets_follow_the_text(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str]
) -> None:
    import html

    nodes = "".join(f'<Node id="{n}"/>{piece}' for n, piece in enumerate(pieces))
    content = document(*(annotation(n, "X", n, n + 1) for n in range(len(pieces))))
    content = content.replace(TEXT, f'{nodes}<Node id="{len(pieces)}"/>')
    content = content.replace("<Annotation ", "<AnnotationSet><Annotation ", 1)
    content = content.replace("</GateDocument>", "</AnnotationSet></GateDocument>")
    (record,) = read_records("gate", lay(tmp_path_factory.mktemp("g"), content))
    given_texts = [html.unescape(piece) for piece in pieces]
    assert [record.text[start:end] for start, end, _ in plain(record)] == given_texts
    stored = TextMap.from_given(record.text)
    assert [
        stored.stored[stored.stored_start(start) : stored.stored_end(end)]
        for start, end, _ in plain(record)
    ] == [text.replace("\r\n", "\n") for text in given_texts]
