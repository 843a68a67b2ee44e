"""Coreference chains: verbs and their laws, and the same through store, past and repair."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate import verbs
from annotate.annotations import AnnotationSet
from annotate.articles import Article, ArticleState
from annotate.chains import verbs as chain_verbs
from annotate.chains.chain import Chain
from annotate.desk import Desk
from annotate.edits import Edit, EditGroup, PutChain, PutSpan, apply, inverse
from annotate.errors import ChainLayerError, EditConflictError, StoreError
from annotate.messages import sentence
from annotate.moments import touches
from annotate.project import Project, Why
from annotate.safety import back_up, compare, repair, restore_moment
from annotate.spans import Layer, Span
from annotate.store.backup import Rule
from annotate.store.sqlite import connect
from tests.annotate.ties import desk_of, require_laws, require_way, write_older

HAND = verbs.Hand("tester")
ANA = Span("s1", 9, 20, "PERSON", Layer.ENTITY)
MET = Span("s2", 21, 24, "MEET", Layer.EVENT)
NORLAND = Span("s3", 35, 42, "GPE", Layer.ENTITY)
LISBON = Span("s4", 46, 52, "GPE", Layer.ENTITY)
SHELLING = Span("s5", 66, 74, "ATTACK", Layer.EVENT)
VARNA = Span("s6", 88, 93, "GPE", Layer.ENTITY)
SPANS = (ANA, MET, NORLAND, LISBON, SHELLING, VARNA)


@pytest.fixture
def desk(article: Article) -> Desk:
    return desk_of(article, SPANS)


def do(desk: Desk, edit: Edit | None) -> None:
    assert edit is not None
    desk.apply(edit)


def chains_of(desk: Desk) -> list[tuple[str, ...]]:
    return sorted(chain.span_ids for chain in desk.annotations.chains.values())


def only_chain(desk: Desk) -> Chain:
    (chain,) = desk.annotations.chains.values()
    return chain


# -- verbs -----------------------------------------------------------------------------------------


def test_two_spans_are_linked_and_a_third_joins_in_text_order(desk: Desk) -> None:
    do(desk, chain_verbs.link(desk, VARNA, ANA, hand=HAND))
    first = only_chain(desk)
    assert (first.span_ids, first.kind, first.annotator) == (("s1", "s6"), Layer.ENTITY, "tester")
    do(desk, chain_verbs.link(desk, NORLAND, VARNA, hand=HAND))
    assert only_chain(desk).span_ids == ("s1", "s3", "s6")
    assert only_chain(desk).id == first.id
    assert chain_verbs.link(desk, ANA, VARNA, hand=HAND) is None, "they are linked already"
    assert chain_verbs.link(desk, ANA, ANA, hand=HAND) is None
    spans = chain_verbs.mentions(desk.annotations, only_chain(desk))
    assert spans == [ANA, NORLAND, VARNA]


def test_linking_two_chains_makes_one_which_keeps_the_id_of_the_other(desk: Desk) -> None:
    do(desk, chain_verbs.link(desk, NORLAND, ANA, hand=HAND))
    kept = only_chain(desk).id
    do(desk, chain_verbs.link(desk, VARNA, LISBON, hand=HAND))
    edit = chain_verbs.link(desk, LISBON, ANA, hand=HAND)
    do(desk, edit)
    assert (only_chain(desk).id, only_chain(desk).span_ids) == (kept, ("s1", "s3", "s4", "s6"))
    assert edit is not None
    do(desk, inverse(edit))
    assert chains_of(desk) == [("s1", "s3"), ("s4", "s6")]


def test_chains_are_merged_and_one_alone_is_no_merge(desk: Desk) -> None:
    do(desk, chain_verbs.link(desk, NORLAND, ANA, hand=HAND))
    do(desk, chain_verbs.link(desk, VARNA, LISBON, hand=HAND))
    first, second = desk.annotations.chains.values()
    assert chain_verbs.merge(desk, []) is None
    assert chain_verbs.merge(desk, [first, first]) is None
    do(desk, chain_verbs.merge(desk, [second, first]))
    assert (only_chain(desk).id, chains_of(desk)) == (second.id, [("s1", "s3", "s4", "s6")])


def test_things_and_events_have_chains_of_their_own(desk: Desk) -> None:
    with pytest.raises(ChainLayerError) as caught:
        chain_verbs.link(desk, ANA, MET, hand=HAND)
    assert sentence(caught.value).startswith("An entity and an event")
    do(desk, chain_verbs.link(desk, MET, SHELLING, hand=HAND))
    do(desk, chain_verbs.link(desk, ANA, VARNA, hand=HAND))
    assert {chain.kind for chain in desk.annotations.chains.values()} == set(Layer)
    with pytest.raises(ChainLayerError):
        chain_verbs.merge(desk, desk.annotations.chains.values())


def test_a_span_leaves_its_chain_and_a_chain_of_one_goes(desk: Desk) -> None:
    assert chain_verbs.unlink(desk, ANA) is None
    do(desk, chain_verbs.link(desk, NORLAND, ANA, hand=HAND))
    do(desk, chain_verbs.link(desk, VARNA, ANA, hand=HAND))
    do(desk, chain_verbs.unlink(desk, NORLAND))
    assert chains_of(desk) == [("s1", "s6")]
    do(desk, chain_verbs.unlink(desk, ANA))
    assert chains_of(desk) == []
    assert len(desk.spans) == len(SPANS)


def test_a_chain_is_dissolved_and_its_spans_stay(desk: Desk) -> None:
    do(desk, chain_verbs.link(desk, NORLAND, ANA, hand=HAND))
    do(desk, chain_verbs.dissolve(desk, only_chain(desk)))
    assert (chains_of(desk), len(desk.spans)) == ([], len(SPANS))
    assert desk.annotations.chain_of("s1") is None


def test_a_span_that_is_deleted_leaves_its_chain_in_the_same_step(desk: Desk) -> None:
    do(desk, chain_verbs.link(desk, NORLAND, ANA, hand=HAND))
    do(desk, chain_verbs.link(desk, VARNA, ANA, hand=HAND))
    before = desk.annotations.snapshot()
    edit = verbs.remove(desk, NORLAND, hand=HAND)
    do(desk, edit)
    assert chains_of(desk) == [("s1", "s6")]
    do(desk, inverse(edit))
    assert desk.annotations.snapshot() == before
    do(desk, verbs.remove_all(desk, hand=HAND))
    assert chains_of(desk) == []


def test_a_span_that_becomes_an_event_leaves_the_chain_of_things(desk: Desk) -> None:
    do(desk, chain_verbs.link(desk, NORLAND, ANA, hand=HAND))
    do(desk, verbs.relabel(desk, NORLAND, label="ORG", layer=Layer.ENTITY, hand=HAND))
    assert chains_of(desk) == [("s1", "s3")], "another label of the same layer changes nothing"
    span = desk.spans.get("s3")
    assert span is not None
    do(desk, verbs.relabel(desk, span, label="MEET", layer=Layer.EVENT, hand=HAND))
    assert chains_of(desk) == []


def test_the_first_link_of_a_new_article_begins_it(article: Article) -> None:
    annotations = AnnotationSet(article_id="a1", length=len(article.text), spans=SPANS)
    desk = Desk(article, annotations)
    do(desk, chain_verbs.link(desk, NORLAND, ANA, hand=HAND))
    assert desk.annotations.state is ArticleState.IN_PROGRESS


# -- edits -----------------------------------------------------------------------------------------

PAIR = Chain("c1", Layer.ENTITY, ("s1", "s3"))


@pytest.mark.parametrize(
    "edit",
    [
        PutChain(None, None),
        PutChain(PAIR, None),
        PutChain(PAIR, Chain("c2", Layer.ENTITY, ("s1", "s3"))),
        PutChain(None, Chain("c1", Layer.ENTITY, ("s1",))),
        PutChain(None, Chain("c1", Layer.ENTITY, ("s1", "s1"))),
        EditGroup((PutChain(None, PAIR), PutChain(None, Chain("c2", Layer.ENTITY, ("s3", "s4"))))),
    ],
)
def test_chains_that_cannot_be_are_a_conflict_and_change_nothing(desk: Desk, edit: Edit) -> None:
    before = desk.annotations.snapshot()
    with pytest.raises(EditConflictError):
        apply(edit, desk.annotations)
    assert desk.annotations.snapshot() == before
    assert desk.annotations.chain_of("s1") is None


def test_changes_name_the_chains(desk: Desk) -> None:
    changes = apply(PutChain(None, PAIR), desk.annotations)
    assert changes.chain_ids == {"c1"}
    assert not changes.is_empty


# -- laws, through the real store ------------------------------------------------------------------

_NUMBERS = itertools.count()
CHOICES = ("link", "link", "link", "unlink", "merge", "dissolve", "remove", "relabel", "undo")
scripts = st.lists(
    st.tuples(st.sampled_from(CHOICES), st.integers(0, 5), st.integers(0, 5)), max_size=14
)


def chosen(desk: Desk, choice: str, one: int, two: int) -> Edit | None:
    """The edit of one line of a script; None where it cannot be."""
    spans = list(desk.spans)
    if not spans:
        return None
    first, second = spans[one % len(spans)], spans[two % len(spans)]
    chains = [chain for chain in desk.annotations.chains.values() if chain.kind is first.layer]
    match choice:
        case "link" if first.layer is second.layer:
            return chain_verbs.link(desk, first, second, hand=HAND)
        case "unlink":
            return chain_verbs.unlink(desk, first)
        case "merge":
            return chain_verbs.merge(desk, chains)
        case "dissolve" if chains:
            return chain_verbs.dissolve(desk, chains[two % len(chains)])
        case "remove":
            return verbs.remove(desk, first, hand=HAND)
        case "relabel":
            is_event = first.layer is Layer.EVENT
            label, layer = ("ORG", Layer.ENTITY) if is_event else ("MEET", Layer.EVENT)
            return verbs.relabel(desk, first, label=label, layer=layer, hand=HAND)
        case _:
            return None


def is_sound(annotations: AnnotationSet) -> bool:
    """Two spans or more in each chain, all there, of its kind, and in no other."""
    everything = [span_id for chain in annotations.chains.values() for span_id in chain.span_ids]
    return len(set(everything)) == len(everything) and all(
        len(chain.span_ids) > 1
        and all(
            (span := annotations.spans.get(span_id)) is not None
            and span.layer is chain.kind
            and annotations.chain_of(span_id) == chain
            for span_id in chain.span_ids
        )
        for chain in annotations.chains.values()
    )


@settings(max_examples=25)  # each makes a file of its own
@given(scripts)
def test_any_script_is_sound_durable_and_taken_back(
    make_project: Callable[..., Project], article: Article, script: list[tuple[str, int, int]]
) -> None:
    project = make_project(f"chains-{next(_NUMBERS)}", articles=(article,))
    require_laws(project, SPANS, script, chosen, is_sound)


@given(scripts, scripts)
def test_any_two_moments_have_an_edit_between_them(
    one: list[tuple[str, int, int]], two: list[tuple[str, int, int]]
) -> None:
    require_way(
        SPANS,
        one,
        two,
        chosen,
        lambda made: {(c.kind, frozenset(c.span_ids)) for c in made.chains.values()},
    )


# -- the store -------------------------------------------------------------------------------------


@pytest.fixture
def chained(project: Project) -> Project:
    """A project with six spans, a chain of things and one of events, in three steps."""
    article = project.article("a1")
    for edit in (
        EditGroup(tuple(PutSpan(None, span) for span in SPANS)),
        PutChain(None, Chain("c1", Layer.ENTITY, ("s1", "s3", "s6"), "tester", "2026-01-01")),
        PutChain(None, Chain("c2", Layer.EVENT, ("s2", "s5"))),
    ):
        project.write_edit(article, edit, why=Why.HAND, title="x").result()
    return project


def plain(project: Project) -> dict[str, tuple[str, ...]]:
    return {name: c.span_ids for name, c in project.annotations("a1").chains.items()}


def test_chains_come_back_equal(chained: Project) -> None:
    chain = chained.annotations("a1").chains["c1"]
    assert chain == Chain("c1", Layer.ENTITY, ("s1", "s3", "s6"), "tester", "2026-01-01")
    assert touches(chained.past.edit(2), "s3")
    assert not touches(chained.past.edit(3), "s3")
    assert chained.past.of_span("a1", "s5")[-1].seq == 3


@pytest.mark.parametrize(
    "chain",
    [
        Chain("c3", Layer.ENTITY, ("s4", "nobody")),
        Chain("c3", Layer.ENTITY, ("s4", "s1")),
        Chain("", Layer.ENTITY, ("s4",)),
    ],
)
def test_tables_refuse_what_no_chain_can_be(chained: Project, chain: Chain) -> None:
    with pytest.raises(StoreError):
        chained.write_edit(
            chained.article("a1"), PutChain(None, chain), why=Why.HAND, title="x"
        ).result()
    chained.resume()
    assert set(plain(chained)) == {"c1", "c2"}


def test_a_stale_writer_changes_no_chain(chained: Project) -> None:
    gone = Chain("c9", Layer.ENTITY, ("s1", "s3"))
    with pytest.raises(EditConflictError):
        chained.write_edit(
            chained.article("a1"), PutChain(gone, None), why=Why.HAND, title="x"
        ).result()
    chained.resume()


def test_a_moment_before_the_chain_comes_back(chained: Project) -> None:
    moment = chained.past.moment("2")
    for future in restore_moment(chained, moment).values():
        future.result()
    assert plain(chained) == {"c1": ("s1", "s3", "s6")}


def test_a_backup_with_other_chains_or_arguments_differs(chained: Project) -> None:
    made = back_up(chained, reason="asked", rule=Rule())
    assert made is not None
    assert compare(chained.path, made.path).differing == ()
    chain = chained.annotations("a1").chains["c1"]
    edit = PutChain(chain, chain.without("s3"))
    chained.write_edit(chained.article("a1"), edit, why=Why.HAND, title="x").result()
    (found,) = compare(chained.path, made.path).differing
    assert found.article_id == "a1"


def execute(path: Path, *statements: str) -> None:
    connection = connect(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM mention WHERE span_id = 's3' OR span_id = 's6'",
        "UPDATE chain SET kind = 'event' WHERE id = 'c1'",
        "DELETE FROM mention WHERE chain_id = 'c2'",
        "UPDATE mention SET span_id = 's4' WHERE span_id = 's5'",
        "DELETE FROM chain WHERE id = 'c2'",
    ],
)
def test_damaged_chains_are_found_and_follow_the_history_again(
    chained: Project, statement: str
) -> None:
    wanted = plain(chained)
    chained.close()
    execute(chained.path, statement)
    with Project.open(chained.path, read_only=True) as damaged:
        assert damaged.check() != []
    done = repair(chained.path, None, rule=Rule())
    assert done.left == []
    with Project.open(done.target, read_only=True) as mended:
        assert plain(mended) == wanted
        assert mended.annotations("a1").chains["c1"].kind is Layer.ENTITY


def test_without_a_history_a_damaged_chain_keeps_the_spans_that_are_its_own(
    chained: Project,
) -> None:
    chained.close()
    execute(
        chained.path,
        "DELETE FROM history WHERE seq = 1",
        "UPDATE mention SET span_id = 'gone' WHERE span_id = 's3'",
        "UPDATE mention SET span_id = 's4' WHERE span_id = 's5'",
    )
    done = repair(chained.path, None, rule=Rule())
    assert {item.kind for item in done.left} == {"history"}, "which has a gap"
    assert {deed.kind for deed in done.deeds} >= {"chain"}
    with Project.open(done.target, read_only=True) as mended:
        assert plain(mended) == {"c1": ("s1", "s6")}


def test_spans_beyond_a_text_that_was_cut_leave_chains_and_frames_too(chained: Project) -> None:
    from annotate.edits import PutFrame
    from annotate.frames.event_frame import Argument, EventFrame

    frame = EventFrame("f1", "s5", (Argument("place", "s6"),))
    chained.write_edit(
        chained.article("a1"), PutFrame(None, frame), why=Why.HAND, title="x"
    ).result()
    chained.close()
    execute(
        chained.path,
        "UPDATE article_text SET text = substr(text, 1, 60)",
        "UPDATE article SET characters = 60",
    )
    done = repair(chained.path, None, rule=Rule())
    assert done.left == []
    with Project.open(done.target, read_only=True) as mended:
        assert plain(mended) == {"c1": ("s1", "s3")}
        assert mended.annotations("a1").frames == {}


def test_a_project_of_the_version_before_has_no_chains_and_takes_them(
    make_project: Callable[..., Project], article: Article, tmp_path: Path
) -> None:
    project = make_project("new", articles=(article,))
    project.write_edit(
        article, EditGroup(tuple(PutSpan(None, x) for x in SPANS)), why=Why.HAND, title="x"
    ).result()
    project.close()
    old = tmp_path / "old.spandesk"
    write_older(project.path, old, version=2)
    with Project.open(old) as opened:
        assert plain(opened) == {}
        opened.write_edit(article, PutChain(None, PAIR), why=Why.HAND, title="x").result()
        assert plain(opened) == {"c1": ("s1", "s3")}
        assert opened.check() == []
