"""Coreference chains in and out: what each format makes of them, and what cannot be."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from annotate.articles import Article, ArticleState
from annotate.chains.chain import Chain
from annotate.edits import EditGroup, PutChain, PutSpan
from annotate.exchange.exporting import export_records
from annotate.exchange.formats import FORMATS, Carries
from annotate.exchange.importing import ReadPlan
from annotate.exchange.label_map import LabelResolver
from annotate.exchange.loss_sentences import loss_sentence
from annotate.exchange.losses import LossCode
from annotate.exchange.project_records import record_of
from annotate.exchange.records import Record, RecordChain, RecordFrame, RecordSpan
from annotate.exchange.settling import Settled, SettleOptions, Taken, settle
from annotate.project import Project, Why
from annotate.spans import Layer, Span
from annotate.transfers import import_paths
from tests.annotate.exchange.formats.neighbours import write_to
from tests.annotate.exchange.formats.records import chains_of, there_and_back

TEXT = "Ana Petrova met envoys. Petrova said the talks helped. She left; the meeting went on."
SPANS = (
    RecordSpan(0, 11, "PERSON", Layer.ENTITY, "a"),
    RecordSpan(12, 15, "MEET", Layer.EVENT, "m"),
    RecordSpan(24, 31, "PERSON", Layer.ENTITY, "p"),
    RecordSpan(37, 46, "MEET", Layer.EVENT, "t"),
    RecordSpan(55, 58, "PERSON", Layer.ENTITY, "s"),
    RecordSpan(65, 76, "MEET", Layer.EVENT, "g"),
)
STORY = Record(
    text=TEXT,
    id="story",
    state=ArticleState.DONE,
    spans=SPANS,
    frames=(
        RecordFrame("m", (("Entity", "a"),), (("polarity", "positive"),), "f1"),
        RecordFrame("t", (("Entity", "p"),), (), "f2"),
    ),
    chains=(RecordChain(("a", "p", "s"), "c1"), RecordChain(("m", "t", "g"), "c2")),
)


def settled(record: Record, taken: Taken = Taken.AS_GIVEN) -> Settled:
    return settle(
        record,
        source="file",
        origin="spandesk",
        labels=LabelResolver((), ReadPlan().labels),
        options=SettleOptions(taken=taken),
    )


def words_of(item: Settled) -> list[list[str]]:
    """The surfaces of each chain."""
    text = item.draft.article.text
    spans = {span.id: text[span.start : span.end] for span in item.spans}
    return sorted([spans[name] for name in chain.span_ids] for chain in item.chains)


PEOPLE = ["Ana Petrova", "Petrova", "She"]
TALKS = ["met", "the talks", "the meeting"]


# -- settling --------------------------------------------------------------------------------------


def test_chains_come_in_text_order_with_the_kind_of_their_spans() -> None:
    item = settled(STORY)
    assert words_of(item) == [PEOPLE, TALKS]
    assert [chain.kind for chain in item.chains] == [Layer.ENTITY, Layer.EVENT]
    assert settled(STORY).chains[0].id == item.chains[0].id, "the same at every import"


@pytest.mark.parametrize(
    ("chains", "wanted", "codes"),
    [
        ([("a", "p"), ("s", "p")], [PEOPLE], []),
        ([("a", "p"), ("m", "t"), ("s", "p")], [PEOPLE, TALKS[:2]], []),
        ([("a", "gone", "p")], [PEOPLE[:2]], [LossCode.DANGLING]),
        ([("a", "gone")], [], [LossCode.DANGLING]),
        ([("a",)], [], []),
        ([("a", "m")], [], [LossCode.CHAIN]),
        ([("a", "m", "p")], [PEOPLE[:2]], []),
    ],
)
def test_what_cannot_be_one_chain(
    chains: list[tuple[str, ...]], wanted: list[list[str]], codes: list[LossCode]
) -> None:
    given = tuple(RecordChain(ids, f"c{number}") for number, ids in enumerate(chains))
    item = settled(Record(text=TEXT, spans=SPANS, chains=given))
    assert words_of(item) == wanted
    assert [loss.code for loss in item.losses] == codes
    assert all(loss_sentence(loss).endswith((".", "on", "again")) for loss in item.losses)


def test_suggestions_have_no_chains() -> None:
    item = settled(STORY, Taken.SUGGESTIONS)
    assert item.chains == ()
    assert LossCode.CHAIN in {loss.code for loss in item.losses}


# -- files -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        *(("spandesk", ".jsonl"), ("docbin", ".spacy"), ("csv", ""), ("brat", "")),
        *(("webanno-tsv", ""), ("uima-xmi", ""), ("uima-json", ""), ("huggingface", "")),
        ("prodigy", ".jsonl"),
    ],
)
def test_chains_come_back(name: str, suffix: str, tmp_path: Path) -> None:
    ((item,), log) = there_and_back([STORY], name, tmp_path, suffix)
    assert words_of(item) == [PEOPLE, TALKS]
    assert chains_of(item) == chains_of(STORY)
    assert log.losses.counts[LossCode.CHAIN] == 0


@pytest.mark.parametrize(
    "name", [x.name for x in FORMATS if x.can_export and Carries.CHAINS not in x.carries]
)
def test_a_format_without_chains_lists_each(name: str, tmp_path: Path) -> None:
    target = tmp_path / "out"
    log = export_records([STORY], name, target)
    assert log.losses.counts[LossCode.CHAIN] == 2
    lines = [loss_sentence(loss) for loss in log.losses.listed if loss.code is LossCode.CHAIN]
    assert any("PERSON “Ana Petrova”, PERSON “Petrova”" in line for line in lines)


def test_brat_lines(tmp_path: Path) -> None:
    write_to("brat", [STORY], tmp_path)
    lines = (tmp_path / "story.ann").read_text().splitlines()
    assert [line for line in lines if line.startswith("*")] == [
        "*\tEquiv T1 T3 T5",
        "*\tEquiv E1 E2 E3",
    ]
    assert "<REL-TYPE>:symmetric-transitive" in (tmp_path / "annotation.conf").read_text()


def test_webanno_tsv_has_the_layer_of_coreference_links(tmp_path: Path) -> None:
    """As the format's own example: type with the chain's number, relation to chain and link."""
    write_to("webanno-tsv", [STORY], tmp_path)
    lines = (tmp_path / "story.tsv").read_text(encoding="utf-8").splitlines()
    link = "de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink"
    assert f"#T_CH={link}|referenceType|referenceRelation" in lines
    rows = [line.split("\t") for line in lines if "\t" in line]
    assert [(row[2], *row[-3:-1]) for row in rows if row[-2] != "_"] == [
        ("Ana", "*[1]", "*->1-1"),
        ("Petrova", "*[1]", "*->1-1"),
        ("met", "*[2]", "*->2-1"),
        ("Petrova", "*[1]", "*->1-2"),
        ("the", "*[2]", "*->2-2"),
        ("talks", "*[2]", "*->2-2"),
        ("She", "*[1]", "*->1-3"),
        ("the", "*[2]", "*->2-3"),
        ("meeting", "*[2]", "*->2-3"),
    ]
    assert all(row[-3] == "_" for row in rows if row[-2] == "_")


def test_a_cas_has_links_that_name_the_next_and_a_chain_that_names_the_first(
    tmp_path: Path,
) -> None:
    import cassis

    write_to("uima-xmi", [STORY], tmp_path)
    with (tmp_path / "TypeSystem.xml").open("rb") as file:
        types = cassis.load_typesystem(file)
    with (tmp_path / "story.xmi").open("rb") as file:
        cas = cassis.load_cas_from_xmi(file, typesystem=types)
    core = "de.tudarmstadt.ukp.dkpro.core.api.coref.type."
    chains = cas.select(f"{core}CoreferenceChain")
    found: list[list[str]] = []
    for chain in chains:
        words, link = list[str](), chain.first
        while link is not None:
            words.append(link.get_covered_text())
            link = link.next
        found.append(words)
    assert sorted(found) == [PEOPLE, TALKS]


def test_prodigy_has_coreference_as_its_recipe_makes_it(tmp_path: Path) -> None:
    write_to("prodigy", [STORY], tmp_path / "out.jsonl")
    task = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    arcs = [
        (TEXT[x["head_span"]["start"] : x["head_span"]["end"]],
         TEXT[x["child_span"]["start"] : x["child_span"]["end"]])
        for x in task["relations"] if x["label"] == "COREF"
    ]  # fmt: skip
    assert arcs[:2] == [("Petrova", "Ana Petrova"), ("She", "Petrova")]


@pytest.mark.parametrize("name", ["webanno-tsv", "uima-xmi", "uima-json", "prodigy"])
def test_a_chain_finds_its_span_among_those_on_the_same_words(name: str, tmp_path: Path) -> None:
    """“Petrova” is a person and a company here; the chain is of the persons."""
    firm = RecordSpan(24, 31, "ORG", Layer.ENTITY, "0")
    record = replace(STORY, spans=(firm, *SPANS), frames=())
    ((item,), _) = there_and_back([record], name, tmp_path, ".jsonl" if name == "prodigy" else "")
    labels = {span.id: span.label for span in item.spans}
    assert words_of(item) == [PEOPLE, TALKS]
    people = next(chain for chain in item.chains if chain.kind is Layer.ENTITY)
    assert [labels[name] for name in people.span_ids] == ["PERSON"] * 3


def test_a_docbin_has_a_group_for_each_chain_as_spacy_names_them(tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    target = tmp_path / "out.spacy"
    export_records([STORY], "docbin", target)
    (doc,) = DocBin().from_disk(target).get_docs(spacy.blank("en").vocab)
    assert [span.text for span in doc.spans["coref_clusters_1"]] == PEOPLE
    assert [span.text for span in doc.spans["coref_clusters_2"]] == TALKS


def test_clusters_of_somebody_else_take_the_spans_that_stand_there(tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin
    from spacy.tokens import Span as Entity

    from tests.annotate.exchange.formats.records import settled as read

    nlp = spacy.blank("en")
    doc = nlp("Ana Petrova left. Petrova slept. She did.")
    doc.set_ents([Entity(doc, 0, 2, "PERSON"), Entity(doc, 4, 5, "PERSON")])
    doc.spans["coref_clusters_1"] = [doc[0:2], doc[4:5], doc[7:8]]
    path = tmp_path / "theirs.spacy"
    DocBin(docs=[doc]).to_disk(path)
    (item,) = read(path)
    assert words_of(item) == [["Ana Petrova", "Petrova"]]
    assert [loss.detail for loss in item.losses if loss.code is LossCode.NO_LABEL] == [
        "“She” of coref_clusters_1"
    ]


def apf(folder: Path) -> etree._Element:
    return etree.fromstring((folder / "story.apf.xml").read_bytes())[0]


def test_ace_has_one_entity_and_one_event_with_all_their_mentions(tmp_path: Path) -> None:
    log = write_to("ace", [STORY], tmp_path)
    document = apf(tmp_path)
    (person,) = document.iter("entity")
    assert [item.findtext("extent/charseq") for item in person] == PEOPLE
    (meeting,) = document.iter("event")
    mentions = list(meeting.iter("event_mention"))
    assert [item.findtext("anchor/charseq") for item in mentions] == TALKS
    assert [item.get("REFID") for item in meeting.iter("event_argument")] == [person.get("ID")]
    refers = [item.get("REFID") for item in meeting.iter("event_mention_argument")]
    assert refers == [person[0].get("ID"), person[1].get("ID")]
    ids = [item.get("ID") for item in document.iter() if item.get("ID")]
    assert len(ids) == len(set(ids))
    assert LossCode.CHAIN not in {loss.code for loss in log.losses.listed}


def test_ace_parts_what_it_calls_by_different_names_and_says_so(tmp_path: Path) -> None:
    spans = (SPANS[0], SPANS[1], replace(SPANS[2], label="ORG"), *SPANS[3:])
    frames = (
        RecordFrame("m", (), (("polarity", "negative"),), "f1"),
        RecordFrame("m", (), (("modality", "other"),), "f2"),
    )
    log = write_to("ace", [replace(STORY, spans=spans, frames=frames)], tmp_path)
    document = apf(tmp_path)
    entities = [[x.findtext("extent/charseq") for x in item] for item in document.iter("entity")]
    assert entities == [["Ana Petrova", "She"], ["Petrova"]]
    events = [[x.findtext("anchor/charseq") for x in e.iter("event_mention")]
              for e in document.iter("event")]  # fmt: skip
    assert events == [["met"], ["met"], ["the talks", "the meeting"]]
    assert log.losses.counts[LossCode.CHAIN] == 2


# -- projects --------------------------------------------------------------------------------------


def test_a_project_goes_out_and_comes_in_with_its_chains(
    make_project: Callable[..., Project], project: Project, tmp_path: Path
) -> None:
    spans = (
        Span("0" * 16, 9, 20, "PERSON", Layer.ENTITY),
        Span("1" * 16, 35, 42, "GPE", Layer.ENTITY),
    )
    chain = Chain("2" * 16, Layer.ENTITY, (spans[0].id, spans[1].id))
    edit = EditGroup((*(PutSpan(None, span) for span in spans), PutChain(None, chain)))
    article = project.article("a1")
    project.write_edit(article, edit, why=Why.HAND, title="x").result()
    record = record_of(article, project.annotations("a1"))
    assert record.chains == (RecordChain(chain.span_ids, chain.id),)
    target = tmp_path / "out.jsonl"
    export_records([record], "spandesk", target)
    other = make_project("other")
    import_paths(other, [target])
    (got,) = other.annotations(other.article_ids()[0]).chains.values()
    assert (got.id, got.span_ids, got.kind) == (chain.id, chain.span_ids, Layer.ENTITY)
    assert other.check() == []
    # A bare copy of the article that is there already takes them too, as one step.
    third = make_project("third", articles=(Article("x", article.text),))
    import_paths(third, [target])
    assert [c.span_ids for c in third.annotations("x").chains.values()] == [chain.span_ids]
    assert third.check() == []
    # And a second copy in the same project gets ids of its own.
    import_paths(project, [target])
    assert len(project.annotations("a1").chains) == 1


def test_training_docs_hold_the_chains(project: Project) -> None:
    from annotate.pipeline import blank
    from annotate.tasks import annotated_articles
    from annotate.training.docs import build_doc

    spans = (Span("s1", 9, 20, "PERSON", Layer.ENTITY), Span("s2", 46, 52, "GPE", Layer.ENTITY))
    chain = Chain("c", Layer.ENTITY, ("s1", "s2"))
    edit = EditGroup((*(PutSpan(None, span) for span in spans), PutChain(None, chain)))
    project.write_edit(project.article("a1"), edit, why=Why.HAND, title="x").result()
    (article,) = annotated_articles(project, include_unfinished=True)
    doc = build_doc(blank("en"), article, label_order={}).doc
    assert [span.text for span in doc.spans["coref_clusters_1"]] == ["Ana Petrova", "Lisbon"]


def test_the_preview_and_the_report_count_them(project: Project, tmp_path: Path) -> None:
    import json

    from annotate.exchange.preview import preview
    from annotate.messages import sentence

    target = tmp_path / "out.jsonl"
    export_records([STORY], "spandesk", target)
    assert preview([target], ReadPlan(), known=()).chains == 2
    report = import_paths(project, [target])
    assert report.chains == 2
    assert json.loads(report.to_json(describe=sentence))["chains"] == 2
