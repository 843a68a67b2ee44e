"""Removed articles in the store: the migration, and which side each query is on."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from annotate import accepting, tasks
from annotate.articles import IN_USE, Article, ArticleState, Tokens
from annotate.complete.marks import CompleteMark
from annotate.edits import (
    Edit,
    EditGroup,
    PutComplete,
    PutFrame,
    PutRelation,
    PutSpan,
    PutState,
)
from annotate.errors import ArticleMissingError, ArticleRemovedError
from annotate.event_table.reading import project_rows
from annotate.frames.event_frame import Argument, EventFrame
from annotate.glance import LAST_ARTICLE, glance_at
from annotate.project import Project, ProposalBatch, StepRef, Why
from annotate.relations.relation import Relation
from annotate.removing import Going, bringing_back, removal, require_in_use
from annotate.safety import back_up, compare
from annotate.schema.changes import RenameLabel
from annotate.schema.steps import perform, plan
from annotate.spans import Layer, Span
from annotate.store import shape
from annotate.store.backup import Rule
from annotate.store.labels import articles_with, relation_counts
from annotate.store.migrations import m009_removed_articles, made_up_to
from annotate.store.repair.salvage import TABLES, salvage
from annotate.store.sqlite import (
    SCHEMA_VERSION,
    Connection,
    IntegrityError,
    connect,
    connect_new,
)
from annotate.suggestions import Proposal
from annotate.text import fingerprint
from annotate.transfers import Selection, project_records

Rows = dict[str, set[tuple[object, ...]]]
"""Rows by table."""
BEFORE_REMOVAL = 8
"""The last version without removed articles."""
TEXTS = {
    "a1": "Ana Petrova met envoys in Lisbon.",
    "a2": "Ana Petrova met nobody in Varna.",
    "a3": "Shelling went on near Varna.",
}


def _span(article_id: str, start: int, end: int, label: str, layer: Layer = Layer.ENTITY) -> Span:
    return Span(f"{article_id}-{start}", start, end, label, layer, "tester", created_at="2026")


def _work(article_id: str) -> EditGroup:
    """A person, a meeting with her in it, a relation and a complete sentence."""
    person, met = _span(article_id, 0, 11, "PERSON"), _span(article_id, 12, 15, "MEET", Layer.EVENT)
    other = _span(article_id, 4, 11, "GPE")
    frame = EventFrame(
        f"{article_id}-f", met.id, (Argument("Who", person.id),), (("polarity", "positive"),)
    )
    relation = Relation(f"{article_id}-r", "near", person.id, other.id, "tester", "2026")
    mark = CompleteMark(0, 11, ((Layer.ENTITY, "PERSON"),), "tester", "2026")
    return EditGroup(
        (
            *(PutSpan(None, span) for span in (person, met, other)),
            PutFrame(None, frame),
            PutRelation(None, relation),
            PutComplete(None, mark),
            PutState(ArticleState.NEW, ArticleState.DONE),
        )
    )


def _fill(project: Project, ids: tuple[str, ...]) -> Project:
    """Articles of these ids, all of them worked on but the last of the texts."""
    project.add_articles([Article(each, TEXTS[each], title=each.upper()) for each in ids]).result()
    for each in ids:
        batch = ProposalBatch("rules", "1", (Proposal(0, 3, "ORG", Layer.ENTITY, 0.5, "rules"),))
        tokens = Tokens.rough(TEXTS[each])
        project.write_suggestions(each, [batch], tokens=tokens).result()
        if each != "a3":
            project.write_edit(
                project.article(each), _work(each), why=Why.HAND, title="work"
            ).result()
    return project


def do(project: Project, edits: dict[str, Edit]) -> dict[str, StepRef]:
    """Make one step of the edits."""
    steps = {article_id: StepRef() for article_id in edits}
    project.write_edits(edits, why=Why.BULK, title="step", steps=steps).result()
    return steps


@pytest.fixture
def whole(make_project: Callable[..., Project]) -> Project:
    """Three articles, of which the second is removed."""
    project = _fill(make_project("whole"), ("a1", "a2", "a3"))
    do(project, removal(project, ["a2"]))
    return project


@pytest.fixture
def without(make_project: Callable[..., Project]) -> Project:
    """The same project, in which the second article has never been."""
    return _fill(make_project("without"), ("a1", "a3"))


# -- migration -------------------------------------------------------------------------------------


def everything(connection: Connection) -> Rows:
    """Every row of every table of ours that is there."""
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    return {
        table: set(connection.execute(f"SELECT * FROM {table}"))
        for table in TABLES
        if table in there
    }


@pytest.fixture
def of_version(
    tmp_path: Path, make_project: Callable[..., Project]
) -> Callable[[int], tuple[Path, Rows]]:
    """Makes a file of an earlier version with rows in all of its tables, and says which."""
    project = _fill(make_project("today"), ("a1", "a2", "a3"))

    def make(version: int) -> tuple[Path, Rows]:
        path = tmp_path / f"of-{version}.spandesk"
        with closing(connect(project.path, read_only=True)) as today:
            made = made_up_to(version)
            salvage(today, made)
        with closing(connect_new(path)) as file:
            made.backup(file)
        rows = everything(made)
        made.close()
        return path, rows

    return make


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_no_row_is_lost_when_articles_may_be_removed(
    version: int, of_version: Callable[[int], tuple[Path, Rows]]
) -> None:
    path, before = of_version(version)
    filled = {table for table, rows in before.items() if rows}
    assert {"article", "article_text", "token", "span", "suggestion", "history"} <= filled
    with Project.open(path) as project:
        assert project.migrated_from is not None
        with closing(connect(path, read_only=True)) as connection:
            after = everything(connection)
            assert shape.foreign_part(connection, SCHEMA_VERSION) == ""
        for table, rows in before.items():
            width = len(next(iter(rows), ()))
            assert {row[:width] for row in after[table]} == rows, table
        # What hangs on an article still does.
        do(project, removal(project, ["a1"]))
        assert project.state("a1") is ArticleState.REMOVED
    with closing(connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        with pytest.raises(IntegrityError):
            connection.execute("INSERT INTO article_text VALUES ('nowhere', 'x')")
        with pytest.raises(IntegrityError):
            connection.execute("UPDATE article SET state = 'gone'")
        connection.execute("DELETE FROM article WHERE id = 'a3'")
        (left,) = connection.execute(
            "SELECT count(*) FROM article_text WHERE article_id = 'a3'"
        ).fetchone()
        assert left == 0


@pytest.mark.parametrize("version", [1, BEFORE_REMOVAL])
def test_an_older_file_is_read_with_everything_and_stays_as_it_is(
    version: int, of_version: Callable[[int], tuple[Path, Rows]]
) -> None:
    path, _ = of_version(version)
    before = path.read_bytes()
    with Project.open(path, read_only=True) as project:
        assert project.article_ids() == ["a1", "a2", "a3"]
        assert len(project.annotations("a1").spans) == 3
    assert path.read_bytes() == before


def test_the_migration_refuses_where_it_would_lose_rows() -> None:
    """With foreign keys on, SQLite deletes what refers to a table that is dropped."""
    connection = made_up_to(BEFORE_REMOVAL)
    connection.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(RuntimeError, match="foreign keys"):
        m009_removed_articles(Database(connection))
    assert connection.execute("PRAGMA user_version").fetchone() == (BEFORE_REMOVAL,)
    connection.close()


def test_what_was_broken_before_does_not_stop_the_migration(
    of_version: Callable[[int], tuple[Path, Rows]],
) -> None:
    path, _ = of_version(BEFORE_REMOVAL)
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("INSERT INTO article_text VALUES ('nowhere', 'A text of nobody.')")
    with Project.open(path) as project:
        assert project.article_ids() == ["a1", "a2", "a3"]
        assert project.check()


# -- as if it had never been there -----------------------------------------------------------------


def _records(project: Project) -> list[tuple[str, int]]:
    selection = Selection(include_unfinished=True, with_suggestions=True)
    return [(record.id, len(record.spans)) for record in project_records(project, selection)]


def _figures(project: Project) -> object:
    figures = project.figures()
    totals = {name: count for name, count in figures.totals.items() if name != "history"}
    return totals, figures.suggestions, figures.decisions


def _stats(project: Project) -> object:
    stats = tasks.project_stats(project)
    articles = {name: count for name, count in stats["articles"].items() if name != "removed"}
    return articles, stats["spans"], stats["frames"], stats["relations"], stats["suggestions"]


LEAVING_OUT: dict[str, Callable[[Project], object]] = {
    "ids": lambda project: project.article_ids(),
    "ids of states": lambda project: project.article_ids(states=IN_USE),
    "rows": lambda project: [(row.id, row.spans) for row in project.article_rows()],
    "behind": lambda project: project.article_beside("a1", 1),
    "ahead": lambda project: project.article_beside("a3", -1),
    "beyond": lambda project: project.article_beside("a1", 2),
    "next unfinished": lambda project: project.next_unfinished("a1"),
    "counts": lambda project: {state: project.counts()[state] for state in IN_USE},
    "labels": lambda project: project.label_counts(),
    "figures": _figures,
    "stats": _stats,
    "words": lambda project: [ids for _, ids in project.articles_with("Ana")],
    "looked through": lambda project: [done for done, _ in project.articles_with("Ana")],
    "not suggested": lambda project: project.articles_without("other", "1"),
    "events": lambda project: [row.frame_id for row in project_rows(project)],
    "events of it": lambda project: [
        row.frame_id for row in project_rows(project, article_id="a2")
    ],
    "gold": lambda project: [
        item.article.id for item in tasks.annotated_articles(project, include_unfinished=True)
    ],
    "no gold": lambda project: [item.id for item in tasks.unannotated_articles(project)],
    "records": _records,
}


@pytest.mark.parametrize("name", LEAVING_OUT)
def test_what_goes_over_all_articles_leaves_removed_ones_out(
    name: str, whole: Project, without: Project
) -> None:
    assert LEAVING_OUT[name](whole) == LEAVING_OUT[name](without)


def test_what_goes_over_all_articles_has_them_again(
    whole: Project, make_project: Callable[..., Project]
) -> None:
    """The other way: everything differs while it is out, and nothing once it is back."""
    never = _fill(make_project("never"), ("a1", "a2", "a3"))
    same = {name for name, ask in LEAVING_OUT.items() if ask(whole) == ask(never)}
    assert same == {"next unfinished", "no gold"}, "a2 was done"
    do(whole, bringing_back(whole, ["a2"]))
    for name, ask in LEAVING_OUT.items():
        assert ask(whole) == ask(never), name


def test_bulk_accept_leaves_them_out_and_refuses_one_by_name(whole: Project) -> None:
    with pytest.raises(ArticleRemovedError):
        accepting.accept_project(whole, named=["a3", "a2"])
    made = accepting.accept_project(whole)
    whole.require_durable()
    assert made.articles == ["a3"]
    assert made.done == ["a1"]
    assert len(whole.annotations("a2").spans) == 3


def test_the_first_paint_shows_no_removed_article(whole: Project) -> None:
    whole.set_setting(LAST_ARTICLE, "a2").result()
    path = whole.path
    whole.close()
    glance = glance_at(path)
    assert glance is not None
    assert glance.desk.article.id == "a1"
    with Project.open(path) as project:
        do(project, removal(project, ["a1", "a3"]))
    assert glance_at(path) is None


# -- and what keeps the whole truth ----------------------------------------------------------------


def test_whole_truth_goes_on_knowing_them(whole: Project) -> None:
    assert whole.article_ids(states=ArticleState) == ["a1", "a2", "a3"]
    assert whole.article_ids(states=[ArticleState.REMOVED]) == ["a2"]
    assert [row.id for row in whole.article_rows(with_removed=True)] == ["a1", "a2", "a3"]
    assert whole.counts()[ArticleState.REMOVED] == 1
    assert whole.known_fingerprints()[fingerprint(TEXTS["a2"])] == "A2"
    assert whole.removed_fingerprints() == {fingerprint(TEXTS["a2"]): "a2"}
    assert whole.label_counts(with_removed=True)[Layer.ENTITY, "PERSON"] == 2
    with closing(whole.reader()) as reader:
        assert articles_with(reader, Layer.ENTITY, ["PERSON"]) == ["a1", "a2"]
        assert relation_counts(reader) == {"near": 2}
    asked = [row.article.id for row in project_rows(whole, with_removed=True)]
    assert asked == ["a1", "a2"]
    assert [entry.article_id for entry in whole.history("a2")] == ["a2", "a2"]
    assert whole.check() == []
    assert len(whole.open_article("a2").spans) == 3, "to be looked at"


def test_a_backup_has_them_and_says_what_differs(whole: Project) -> None:
    backup = back_up(whole, reason="hand", rule=Rule())
    do(whole, bringing_back(whole, ["a2"]))
    assert backup is not None
    compared = compare(whole.path, backup.path)
    assert (compared.articles_there, compared.articles_here) == (3, 3)
    (differing,) = compared.differing
    assert (differing.article_id, differing.state_there, differing.state_here) == (
        "a2", "removed", "done",
    )  # fmt: skip


def test_a_removed_article_returns_to_the_state_that_it_had(whole: Project) -> None:
    assert bringing_back(whole, ["a1"]) == {}, "it is there"
    assert removal(whole, ["a2"]) == {}, "it is not"
    back = bringing_back(whole, ["a2", "a2", "a1"])
    assert back == {"a2": PutState(ArticleState.REMOVED, ArticleState.DONE)}
    do(whole, back)
    reopened: dict[str, Edit] = {"a2": PutState(ArticleState.DONE, ArticleState.SKIPPED)}
    do(whole, reopened)
    do(whole, removal(whole, ["a2", "a3"]))
    do(whole, bringing_back(whole, ["a2", "a3"]))
    assert whole.state("a2") is ArticleState.SKIPPED
    assert whole.state("a3") is ArticleState.NEW


def test_without_a_history_the_state_is_told_by_what_was_done(whole: Project) -> None:
    do(whole, removal(whole, ["a3"]))
    path = whole.path
    whole.close()
    with closing(connect(path)) as connection:
        connection.execute("DELETE FROM history")
    with Project.open(path) as project:
        do(project, bringing_back(project, ["a2", "a3"]))
        assert project.state("a2") is ArticleState.IN_PROGRESS
        assert project.state("a3") is ArticleState.NEW


def test_a_text_that_speaks_of_removal_is_no_removal(
    make_project: Callable[..., Project],
) -> None:
    """The history is looked through for words first; a label or an id may have them."""
    project = make_project("words", articles=(Article("a1", TEXTS["a1"]),))
    named = Span('"after":"removed"', 0, 3, "PERSON", Layer.ENTITY, "tester", created_at="2026")
    do(project, removal(project, ["a1"]))
    do(project, {"a1": PutState(ArticleState.REMOVED, ArticleState.SKIPPED)})
    do(
        project,
        {
            "a1": EditGroup(
                (PutSpan(None, named), PutState(ArticleState.SKIPPED, ArticleState.DONE))
            )
        },
    )
    do(project, {"a1": EditGroup((PutState(ArticleState.DONE, ArticleState.REMOVED),))})
    assert project.past.state_before_removal("a1") is ArticleState.DONE


def test_nothing_is_asked_of_what_is_not_there(whole: Project) -> None:
    for ask in (removal, bringing_back, require_in_use):
        with pytest.raises(ArticleMissingError):
            ask(whole, ["nowhere"])
    require_in_use(whole, ["a1", "a3"])


def test_what_would_go_is_counted_without_what_is_out(whole: Project) -> None:
    assert Going.of(whole.article_rows(with_removed=True)) == Going(articles=2, done=1, spans=3)


def test_a_new_schema_reaches_them(whole: Project) -> None:
    """A label that is renamed is renamed in removed articles too, or they could not come back."""
    made = plan(whole, RenameLabel(Layer.ENTITY, "PERSON", "HUMAN"))
    perform(whole, made, title="rename").result()
    labels = {span.label for span in whole.annotations("a2").spans}
    assert labels == {"HUMAN", "MEET", "GPE"}
    assert whole.check() == []
