"""What the tables hold: articles, edits, history, suggestions; and what they refuse."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate import verbs
from annotate.articles import Article, ArticleState, Tokens
from annotate.edits import Edit, EditGroup, PutFrame, PutSpan, PutState, inverse
from annotate.errors import (
    ArticleMissingError,
    EditConflictError,
    StoreError,
    StoreReadOnlyError,
)
from annotate.frames.event_frame import Argument, EventFrame
from annotate.project import Project, ProposalBatch, StepRef, Why
from annotate.spans import Layer, Span
from annotate.store import articles
from annotate.store.sqlite import Error, connect
from annotate.suggestions import Proposal

SPAN = Span("s1", 9, 20, "PERSON", Layer.ENTITY, "tester", created_at="2026-01-01T00:00:00.000Z")
EVENT = Span("s2", 21, 24, "MEET", Layer.EVENT, "tester", created_at="2026-01-01T00:00:00.000Z")


def write(project: Project, edit: Edit, **more: StepRef) -> int:
    article = project.article("a1")
    return project.write_edit(article, edit, why=Why.HAND, title="test", **more).result()


def test_an_article_comes_back_equal(project: Project, article: Article) -> None:
    assert project.article("a1") == article
    (row,) = project.article_rows()
    assert (row.id, row.number, row.characters) == ("a1", 1, len(article.text))
    with pytest.raises(ArticleMissingError):
        project.article("nowhere")


def test_articles_with_a_known_text_or_id_do_not_go_in_twice(project: Project) -> None:
    text = project.article("a1").text
    for bad in (Article("a2", text), Article("a1", "Another text.")):
        with pytest.raises(StoreError):
            project.add_articles([Article("new", "Good text."), bad]).result()
        project.resume()
    assert project.article_ids() == ["a1"]


def test_spans_and_frames_come_back_equal(project: Project) -> None:
    frame = EventFrame(
        "f1", "s2", (Argument("Agent", "s1"),), (("polarity", "positive"),), "tester"
    )
    write(project, EditGroup((PutSpan(None, SPAN), PutSpan(None, EVENT), PutFrame(None, frame))))
    desk = project.open_article("a1")
    assert list(desk.spans) == [SPAN, EVENT]
    assert desk.annotations.frames == {"f1": frame}
    assert project.label_counts() == {(Layer.ENTITY, "PERSON"): 1, (Layer.EVENT, "MEET"): 1}


def test_a_frame_needs_its_spans(project: Project) -> None:
    frame = EventFrame("f1", "s2", (Argument("Agent", "nobody"),))
    with pytest.raises(StoreError):
        write(project, EditGroup((PutSpan(None, EVENT), PutFrame(None, frame))))
    project.resume()
    assert list(project.open_article("a1").spans) == []


def test_the_surface_is_kept_with_the_span(project: Project) -> None:
    write(project, PutSpan(None, SPAN))
    connection = connect(project.path, read_only=True)
    assert connection.execute("SELECT surface FROM span").fetchone() == ("Ana Petrova",)
    connection.close()
    assert project.check() == []


def test_a_stale_writer_never_overwrites(project: Project) -> None:
    write(project, PutSpan(None, SPAN))
    with pytest.raises(EditConflictError):
        write(project, PutSpan(SPAN.relabelled("ORG"), SPAN.relabelled("GPE")))
    project.resume()
    assert [span.label for span in project.open_article("a1").spans] == ["PERSON"]


def test_after_a_failure_later_jobs_fail_until_resumed(project: Project) -> None:
    article = project.article("a1")
    bad = project.write_edit(article, PutSpan(SPAN, None), why="key", title="bad")
    good = project.write_edit(article, PutSpan(None, SPAN), why="key", title="good")
    assert isinstance(bad.exception(), EditConflictError)
    assert good.exception() is bad.exception()
    project.resume()
    write(project, PutSpan(None, SPAN))


def test_history_keeps_every_step_with_its_inverse(project: Project) -> None:
    step = StepRef()
    edit = PutSpan(None, SPAN)
    write(project, edit, step=step)
    write(project, inverse(edit), undoes=step)
    first, second = project.history("a1")
    assert (first.edit, second.edit) == (edit, inverse(edit))
    assert second.undoes == first.seq == step.seq
    connection = connect(project.path, read_only=True)
    stored = connection.execute("SELECT edit, inverse FROM history ORDER BY seq").fetchall()
    connection.close()
    assert stored[0][1] == stored[1][0]


@pytest.mark.parametrize(
    ("start", "end", "label", "layer"),
    [
        (-1, 3, "ORG", "entity"),
        (5, 5, "ORG", "entity"),
        (7, 5, "ORG", "entity"),
        ("zzz", 5, "ORG", "entity"),
        (1.5, 5, "ORG", "entity"),
        (1, 5, "NONE", "entity"),
        (1, 5, "ORG", "event"),
        (1, 5, "ORG", "other"),
        (None, 5, "ORG", "entity"),
    ],
)
def test_tables_refuse_what_no_span_can_be(
    project: Project, start: object, end: object, label: str, layer: str
) -> None:
    project.close()
    connection = connect(project.path)
    with pytest.raises(Error):
        connection.execute(
            'INSERT INTO span (id, article_id, start, "end", label, layer, surface, annotator,'
            " origin, created_at) VALUES ('x', 'a1', ?, ?, ?, ?, 's', 't', 'manual', '')",
            (start, end, label, layer),
        )
    connection.close()


def test_suggestions_are_replaced_run_by_run(project: Project) -> None:
    def batch(suggester: str, *found: Proposal) -> ProposalBatch:
        return ProposalBatch(suggester, "1", found, seconds=0.1)

    one = Proposal(8, 19, "PERSON", Layer.ENTITY, 0.5, "rules", "titles")
    two = Proposal(20, 23, "MEET", Layer.EVENT, 0.7, "lexicon", "met")
    tokens = Tokens.from_pairs([(0, 8), (8, 19)], tokenizer="test")
    project.write_suggestions("a1", [batch("rules", one), batch("lexicon", two)], tokens=tokens)
    project.flush()
    assert project.proposals("a1") == [one, two]
    assert project.suggester_runs("a1") == {"rules": "1", "lexicon": "1"}
    assert list(project.open_article("a1").tokens) == [(0, 8), (8, 19)]
    project.write_suggestions("a1", [batch("rules")]).result()
    assert project.proposals("a1") == [two]
    assert project.articles_without("rules", "1") == []
    assert project.articles_without("rules", "2") == ["a1"]


def test_settings_are_kept(project: Project) -> None:
    assert project.setting("colour", "none") == "none"
    project.set_setting("colour", "green").result()
    project.set_setting("colour", "blue").result()
    project.close()
    with Project.open(project.path, read_only=True) as again:
        assert again.setting("colour") == "blue"
        with pytest.raises(StoreReadOnlyError):
            again.set_setting("colour", "red")


def test_a_label_in_use_cannot_leave_the_schema(project: Project) -> None:
    write(project, PutSpan(None, SPAN))
    smaller = project.schema.__class__(
        name="smaller",
        labels=tuple(label for label in project.schema.labels if label.name != "PERSON"),
    )
    with pytest.raises(StoreError):
        project.set_schema(smaller).result()


def damage(path: Path, statement: str) -> None:
    connection = connect(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE span SET surface = 'other'", "surface"),
        ("UPDATE span SET start = start + 1", "surface"),
        ("UPDATE article_text SET text = text || '!'", "text"),
        ("UPDATE article_text SET text = replace(text, 'Lisbon', 'Madrid')", "text"),
        ("DELETE FROM article_text", "text"),
        ("DELETE FROM article", "foreign_key"),
        ("DELETE FROM span WHERE id = 's2'", "foreign_key"),
        (
            """INSERT INTO decision VALUES
            ('a1','x','accepted','entity',0,1,'ORG',0.5,'r','t','',0,'gone')""",
            "decision",
        ),
        (
            "INSERT INTO suggestion VALUES ('a1','r',9000,9001,'ORG','entity',0.5,'')",
            "suggestion",
        ),
    ],
)
def test_check_finds_each_broken_promise(project: Project, statement: str, kind: str) -> None:
    frame = EventFrame("f1", "s2", (Argument("Agent", "s1"),))
    write(project, EditGroup((PutSpan(None, SPAN), PutSpan(None, EVENT), PutFrame(None, frame))))
    project.write_suggestions("a1", [ProposalBatch("r", "1", ())]).result()
    assert project.check() == []
    project.close()
    damage(project.path, statement)
    with Project.open(project.path, read_only=True) as again:
        assert kind in {problem.kind for problem in again.check()}


_NUMBERS = itertools.count()


@settings(max_examples=12)  # each makes a file of its own
@given(st.lists(st.tuples(st.integers(0, 139), st.integers(1, 30)), max_size=12), st.data())
def test_memory_and_disk_agree_after_any_script(
    make_project: Callable[..., Project],
    article: Article,
    script: list[tuple[int, int]],
    data: st.DataObject,
) -> None:
    project = make_project(f"script-{next(_NUMBERS)}", articles=(article,))
    desk = project.open_article("a1")
    hand = verbs.Hand("tester")
    done: list[Edit] = []
    for start, length in script:
        end = min(start + length, len(article.text))
        gold = desk.spans.after(start, end)
        choice = data.draw(st.integers(0, 4))
        edit: Edit | None
        if choice == 0 and done:
            edit = inverse(done.pop())
        elif choice == 1 and gold is not None:
            edit = verbs.remove(desk, gold, hand=hand)
        elif choice == 2 and gold is not None and gold.layer is Layer.ENTITY:
            label = data.draw(st.sampled_from(["PERSON", "ORG", "GPE"]))
            edit = verbs.relabel(desk, gold, label=label, layer=gold.layer, hand=hand)
        elif choice == 3:
            edit = verbs.set_state(desk, data.draw(st.sampled_from(list(ArticleState))))
            if edit is not None:
                done.clear()  # states do not commute with the automatic first step
        else:
            edit = verbs.add_span(desk, start, end, label="ORG", layer=Layer.ENTITY, hand=hand)
        if edit is None or _clashes(desk, edit):
            continue
        desk.apply(edit)
        if choice != 0:
            done.append(edit)
        project.write_edit(article, edit, why="key", title="script")
    project.flush()
    assert project.open_article("a1").annotations.snapshot() == desk.annotations.snapshot()
    assert project.check() == []
    project.close()


def _clashes(desk: object, edit: Edit) -> bool:
    from annotate.edits import primitives

    return any(
        isinstance(item, PutSpan)
        and item.after is not None
        and desk.annotations.same_span(item.after) is not None
        for item in primitives(edit)
    )


def test_neighbours_and_the_next_unfinished(make_project: Callable[..., Project]) -> None:
    states = (ArticleState.NEW, ArticleState.DONE, ArticleState.IN_PROGRESS, ArticleState.SKIPPED)
    project = make_project(
        "list",
        articles=tuple(
            Article(f"a{place}", f"Text {place}.", state=state)
            for place, state in enumerate(states)
        ),
    )
    assert [project.article_beside("a1", step) for step in (-2, -1, 1, 3)] == [
        None, "a0", "a2", None,
    ]  # fmt: skip
    assert project.article_beside("nowhere", 1) is None
    found = {f"a{place}": project.next_unfinished(f"a{place}") for place in range(4)}
    assert found == {"a0": "a2", "a1": "a2", "a2": "a0", "a3": "a0"}
    project.write_edit(
        project.article("a0"), PutState(ArticleState.NEW, ArticleState.DONE), why=Why.HAND, title=""
    ).result()
    assert project.next_unfinished("a2") is None


@given(
    states=st.lists(st.sampled_from(ArticleState), min_size=1, max_size=8),
    place=st.integers(0, 7),
    step=st.sampled_from([-3, -1, 1, 2]),
)
def test_what_lies_beside_and_what_waits_is_as_in_the_list(
    states: list[ArticleState], place: int, step: int
) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE article (id TEXT, number INTEGER, state TEXT)")
    ids = [f"a{index}" for index in range(len(states))]
    # Numbers may have gaps.
    rows = [
        (name, 3 * index + 1, state.value)
        for index, (name, state) in enumerate(zip(ids, states, strict=True))
    ]
    connection.executemany("INSERT INTO article VALUES (?, ?, ?)", rows)
    place %= len(ids)
    ahead, behind = ids[:place][::-1], ids[place + 1 :]
    there = [
        name
        for name in (behind if step > 0 else ahead)
        if states[ids.index(name)] is not ArticleState.REMOVED
    ]
    expected = there[abs(step) - 1] if abs(step) <= len(there) else None
    assert articles.beside(connection, ids[place], step) == expected
    assert articles.beside(connection, "none", step) is None
    waiting = {ArticleState.NEW, ArticleState.IN_PROGRESS}
    order = [*range(place + 1, len(ids)), *range(place)]
    following = next((ids[index] for index in order if states[index] in waiting), None)
    assert articles.next_unfinished(connection, ids[place]) == following
    connection.close()
