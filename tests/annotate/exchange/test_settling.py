"""Records as a file has them become articles as a project has them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles import ArticleState
from annotate.errors import ImportFormatError
from annotate.exchange.label_map import LabelMap, LabelResolver, LabelTarget, clean_label
from annotate.exchange.losses import Loss, LossCode, Losses
from annotate.exchange.records import Record, RecordFrame, RecordRelation, RecordSpan
from annotate.exchange.report import ImportReport
from annotate.exchange.settling import Settled, SettleOptions, Taken, find_cycle, settle
from annotate.exchange.text_map import TextMap, Utf16Offsets
from annotate.project import Project
from annotate.spans import Layer
from annotate.text import normalise_text
from annotate.transfers import ImportBatch, Importer

SCHEMA = [
    (Layer.ENTITY, "ORG"),
    (Layer.EVENT, "MEET"),
    (Layer.ENTITY, "BOTH"),
    (Layer.EVENT, "BOTH"),
]
TEXT = "EU met in Oslo."
EU = RecordSpan(0, 2, "ORG", Layer.ENTITY, "eu")
MET = RecordSpan(3, 6, "MEET", Layer.EVENT, "met")
OSLO = RecordSpan(10, 14, "GPE", None, "oslo")

# What offsets depend on: marks in front, line ends of every kind, characters of two units.
pieces = st.lists(
    st.sampled_from(["a", "\r\n", "\r", "\n", "\u2028", "😀", "é", "\ufeff", "\0", "\ud800"]),
    max_size=12,
)


def settled(
    record: Record, options: SettleOptions | None = None, **targets: LabelTarget
) -> Settled:
    asked = LabelMap({(None, name): target for name, target in targets.items()})
    return settle(
        record,
        source="in.jsonl",
        origin="test",
        labels=LabelResolver(SCHEMA, asked),
        options=options or SettleOptions(),
    )


@given(pieces, pieces, pieces)
def test_a_span_covers_the_same_text_after_normalising(
    before: list[str], inside: list[str], after: list[str]
) -> None:
    given_text = "".join(before) + "<" + "".join(inside) + ">" + "".join(after)
    start, end = given_text.index("<"), given_text.index(">") + 1
    found = TextMap.from_given(given_text)
    stored = found.stored[found.stored_start(start) : found.stored_end(end)]
    assert stored == normalise_text(given_text[start:end]).text
    assert found.stored == normalise_text(given_text).text


@given(pieces)
def test_offsets_go_there_and_back(parts: list[str]) -> None:
    found = TextMap.from_given("".join(parts))
    for offset in range(len(found.stored) + 1):
        given_offset = found.given_offset(offset)
        assert found.stored_start(given_offset) == offset
        assert found.stored_end(given_offset) == offset


def test_a_border_inside_a_line_end_takes_all_of_it() -> None:
    found = TextMap.from_given("a\r\nb")
    assert (found.stored_start(2), found.stored_end(2)) == (1, 2)


@given(st.text(st.sampled_from("a😀é𝄞\n"), max_size=12), st.data())
def test_utf_16_units_become_code_points(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    def units(offset: int) -> int:
        return len(text[:offset].encode("utf-16-le")) // 2

    offsets = Utf16Offsets(text)
    assert offsets.stretch(units(start), units(end)) == (start, end)
    assert (offsets.utf16(start), offsets.utf16(end)) == (units(start), units(end))


@pytest.mark.parametrize(("start", "end"), [(1, 2), (0, 1), (-1, 2), (0, 99), (3, 2)])
def test_units_that_cut_a_pair_or_lie_outside_are_refused(start: int, end: int) -> None:
    from annotate.errors import OutsideTextError

    with pytest.raises(OutsideTextError):
        Utf16Offsets("😀ab").stretch(start, end)


def test_the_label_decides_where_the_file_knows_no_layers() -> None:
    spans = (
        RecordSpan(0, 2, "ORG"),
        RecordSpan(3, 6, "MEET"),
        RecordSpan(10, 14, "BOTH"),
        RecordSpan(0, 6, "NEW"),
    )
    found = settled(Record(TEXT, spans=spans))
    assert {(s.label, s.layer) for s in found.spans} == {
        ("ORG", Layer.ENTITY),
        ("MEET", Layer.EVENT),
        ("BOTH", Layer.ENTITY),
        ("NEW", Layer.ENTITY),
    }


def test_a_trigger_makes_an_unknown_label_an_event() -> None:
    spans = (RecordSpan(3, 6, "TALK", None, "t"), EU)
    found = settled(Record(TEXT, spans=spans, frames=(RecordFrame("t", (("Who", "eu"),)),)))
    assert {s.label: s.layer for s in found.spans}["TALK"] is Layer.EVENT
    assert len(found.frames) == 1


def test_arguments_attributes_and_relations_of_an_event() -> None:
    record = Record(
        TEXT,
        spans=(EU, MET, OSLO),
        frames=(RecordFrame("met", (("Who", "eu"),), (("Realis", "actual"),)),),
        relations=(RecordRelation("met", "oslo", "Place"), RecordRelation("eu", "oslo", "in")),
    )
    found = settled(record)
    spans = {span.id: span.label for span in found.spans}
    (frame,) = found.frames
    assert spans[frame.trigger_id] == "MEET"
    assert [(a.role, spans[a.span_id]) for a in frame.arguments] == [
        ("Who", "ORG"),
        ("Place", "GPE"),
    ]
    assert frame.attributes == (("Realis", "actual"),)
    (relation,) = found.relations
    assert (relation.label, spans[relation.head_id], spans[relation.child_id]) == (
        *("in", "ORG"),
        "GPE",
    )
    assert not found.losses


def test_relations_are_there_once_named_and_between_two_spans() -> None:
    arcs = (
        RecordRelation("eu", "oslo", "works for", "0123456789abcdef"),
        RecordRelation("eu", "oslo", "works for"),
        RecordRelation("oslo", "eu", ""),
        RecordRelation("eu", "eu", "in"),
        RecordRelation("eu", "nobody", "in"),
    )
    found = settled(Record(TEXT, spans=(EU, OSLO), relations=arcs))
    assert [relation.label for relation in found.relations] == ["works_for", "related"]
    assert found.relations[0].id == "0123456789abcdef"
    assert {loss.code for loss in found.losses} == {
        LossCode.DUPLICATE_SPAN,
        LossCode.SELF_RELATION,
        LossCode.DANGLING,
    }
    again = settled(Record(TEXT, spans=(EU, OSLO), relations=arcs))
    ids = [relation.id for relation in found.relations]
    assert [relation.id for relation in again.relations] == ids, "a second import finds the same"


def test_two_events_on_one_trigger_stay_two() -> None:
    frames = (RecordFrame("met", (("Who", "eu"),)), RecordFrame("met", (("Place", "oslo"),)))
    found = settled(Record(TEXT, spans=(EU, MET, OSLO), frames=frames))
    assert [[a.role for a in frame.arguments] for frame in found.frames] == [["Who"], ["Place"]]
    assert len({frame.id for frame in found.frames}) == 2


def test_what_refers_to_nothing_is_listed() -> None:
    record = Record(
        TEXT,
        spans=(MET,),
        frames=(RecordFrame("met", (("Who", "nobody"),)), RecordFrame("gone")),
        relations=(RecordRelation("met", "nobody", "Place"),),
    )
    found = settled(record)
    assert [loss.code for loss in found.losses] == [LossCode.DANGLING] * 3
    assert len(found.frames) == 1


def test_a_frame_on_an_entity_has_no_place() -> None:
    found = settled(Record(TEXT, spans=(EU, OSLO), frames=(RecordFrame("eu", (("In", "oslo"),)),)))
    assert not found.frames
    assert [loss.code for loss in found.losses] == [LossCode.FRAME]


def test_no_two_things_of_a_record_have_one_id_whatever_the_file_says(project: Project) -> None:
    """Otherwise the database would refuse the whole batch in which the record is."""
    ours = "0123456789abcdef"
    met = RecordSpan(3, 6, "MEET", Layer.EVENT, "met")
    record = Record(
        TEXT,
        spans=(replace(EU, id=ours), replace(OSLO, id=ours), met),
        frames=(
            RecordFrame("met", id=ours, attributes=(("", "x"), ("tense", "past"))),
            RecordFrame("met", id=ours),
        ),
        meta=(("k\ud800", "a"), ("b", "v\0")),
    )
    found = settled(record)
    ids = [item.id for item in (*found.spans, *found.frames)]
    assert len(set(ids)) == len(ids) == 5
    assert found.spans[0].id == ours
    assert [loss.code for loss in found.losses] == [LossCode.DUPLICATE_ID, LossCode.ATTRIBUTE]
    assert found.draft.article.meta == (("k\ufffd", "a"), ("b", "v\ufffd"))
    importer = Importer(project, ImportReport())
    (landed,) = importer.write(ImportBatch(settled=(found,))).result()
    gold = project.annotations(landed.article_id)
    assert {frame.attributes for frame in gold.frames.values()} == {(("tense", "past"),), ()}


def test_one_span_twice_goes_in_once_and_is_still_found() -> None:
    again = RecordSpan(0, 2, "ORG", Layer.ENTITY, "eu2")
    frame = RecordFrame("met", (("Who", "eu2"),))
    found = settled(Record(TEXT, spans=(EU, again, MET), frames=(frame,)))
    assert len(found.spans) == 2
    assert len(found.frames[0].arguments) == 1
    assert [loss.code for loss in found.losses] == [LossCode.DUPLICATE_SPAN]


def test_ids_are_the_same_at_every_import_and_others_in_another_text() -> None:
    record = Record(TEXT, spans=(EU, OSLO))
    ids = [span.id for span in settled(record).spans]
    assert ids == [span.id for span in settled(record).spans]
    other = Record(TEXT + " Again.", spans=(EU, OSLO))
    assert not set(ids) & {span.id for span in settled(other).spans}
    own = RecordSpan(0, 2, "ORG", Layer.ENTITY, "0123456789abcdef")
    assert settled(Record(TEXT, spans=(own,))).spans[0].id == "0123456789abcdef"


def test_suggestions_have_a_source_and_a_score_in_bounds() -> None:
    spans = (
        RecordSpan(0, 2, "ORG", score=7.0, suggester="bert"),
        RecordSpan(0, 2, "ORG", score=float("nan"), suggester="import x"),
        RecordSpan(3, 6, "MEET", score=-1.0),
    )
    found = settled(Record(TEXT, suggestions=spans))
    assert [(p.suggester, p.score) for p in found.proposals] == [
        ("import bert", 1.0),
        ("import x", 0.0),
        ("import test", 0.0),
    ]
    assert found.state is ArticleState.NEW


@pytest.mark.parametrize(
    ("record", "options", "state"),
    [
        (Record(TEXT, spans=(EU,)), SettleOptions(), ArticleState.DONE),
        (Record(TEXT, spans=(EU,)), SettleOptions(marks_done=False), ArticleState.IN_PROGRESS),
        (Record(TEXT), SettleOptions(), ArticleState.NEW),
        (Record(TEXT, state=ArticleState.SKIPPED), SettleOptions(), ArticleState.SKIPPED),
        (
            Record(TEXT, spans=(EU,), state=ArticleState.IN_PROGRESS),
            SettleOptions(),
            ArticleState.IN_PROGRESS,
        ),
        (
            Record(TEXT, spans=(EU,), state=ArticleState.DONE),
            SettleOptions(taken=Taken.SUGGESTIONS),
            ArticleState.NEW,
        ),
    ],
)
def test_how_far_an_article_is(record: Record, options: SettleOptions, state: ArticleState) -> None:
    assert settled(record, options).state is state


def test_frames_of_suggestions_are_listed() -> None:
    record = Record(TEXT, spans=(EU, MET), frames=(RecordFrame("met", (("Who", "eu"),)),))
    found = settled(record, SettleOptions(taken=Taken.SUGGESTIONS))
    assert len(found.proposals) == 2
    assert [loss.code for loss in found.losses] == [LossCode.FRAME]


def test_rejected_spans_are_decisions_unless_they_are_gold() -> None:
    found = settled(Record(TEXT, spans=(EU,), rejected=(EU, MET, MET)))
    assert [(d.label, str(d.kind)) for d in found.decisions] == [("MEET", "rejected")]


def test_labels_without_letters_are_listed() -> None:
    found = settled(Record(TEXT, spans=(RecordSpan(0, 2, " "), RecordSpan(3, 6, "ORG"))))
    assert len(found.spans) == 1
    assert [loss.code for loss in found.losses] == [LossCode.NO_LABEL]


@given(st.text(max_size=100))
def test_a_cleaned_label_can_stand_in_a_schema(name: str) -> None:
    from annotate.schema.label_schema import Label, LabelSchema, dump_schema, parse_schema

    cleaned = clean_label(name)
    if cleaned:
        schema = LabelSchema(name="x", labels=(Label(cleaned, Layer.ENTITY),))
        assert parse_schema(dump_schema(schema), source="x").get(Layer.ENTITY, cleaned)


@pytest.mark.parametrize("problem", ["reversed", "outside"])
def test_the_error_says_what_is_the_matter(problem: str) -> None:
    span = RecordSpan(3, 1, "ORG") if problem == "reversed" else RecordSpan(0, 99, "ORG")
    with pytest.raises(ImportFormatError) as caught:
        settled(Record(TEXT, spans=(span,), line=7))
    fields = caught.value.fields
    assert (fields["reason"], fields["line"], fields["file"]) == (problem, 7, "in.jsonl")


@given(
    st.dictionaries(
        st.sampled_from("abcde"), st.lists(st.sampled_from("abcdef"), max_size=3), max_size=5
    )
)
def test_a_circle_is_found_exactly_where_there_is_one(arcs: dict[str, list[str]]) -> None:
    circle = find_cycle(arcs)
    if circle:
        assert circle[0] == circle[-1]
        assert all(two in arcs[one] for one, two in pairwise(circle))
    else:
        # What has no circle can be put in an order in which every arc leads forward.
        left = {key: {item for item in ends if item in arcs} for key, ends in arcs.items()}
        while left:
            free = [key for key, ends in left.items() if not ends & left.keys()]
            assert free
            for key in free:
                del left[key]


def test_losses_are_all_counted_and_the_first_are_listed() -> None:
    from annotate.exchange.loss_groups import loss_lines
    from annotate.exchange.loss_sentences import loss_sentence
    from annotate.exchange.losses import LISTED

    losses = Losses()
    for number in range(LISTED + 50):
        losses.add(Loss(LossCode.OVERLAP, "in.jsonl", number, "GPE “Oslo”"))
    losses.add(Loss(LossCode.SUGGESTION, "a1", None, "", 7))
    assert losses.total == LISTED + 57
    assert len(losses.listed) == LISTED + 1
    lines = list(loss_lines(losses, limit=5))
    assert lines[0].startswith(f"in.jsonl:0, 1, 2 and {LISTED - 3} more: GPE “Oslo” overlaps")
    assert "… 50 more of this kind: overlap" in lines
    other = Losses()
    other.take_up(losses)
    assert (other.counts, other.listed) == (losses.counts, losses.listed)
    for code in LossCode:
        assert loss_sentence(Loss(code, detail="x", count=3))
