"""Removing, bringing back, undoing and redoing, in any order: it ends where it began."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.articles import Article, ArticleState
from annotate.cli.main import run
from annotate.edits import Edit, PutState
from annotate.project import Project, StepRef, Why
from annotate.removing import bringing_back, removal
from annotate.safety import restore_moment
from annotate.schema.label_schema import Label, LabelSchema
from annotate.spans import Layer
from annotate.transfers import import_paths

STATES = {
    "a1": ArticleState.NEW,
    "a2": ArticleState.IN_PROGRESS,
    "a3": ArticleState.DONE,
    "a4": ArticleState.SKIPPED,
}
IDS = sorted(STATES)
ARTICLES = tuple(Article(each, f"The text of {each}.", title=each.upper()) for each in IDS)

some = st.lists(st.sampled_from(IDS), min_size=1, max_size=4, unique=True)
deeds = st.one_of(
    st.tuples(st.just("remove"), some),
    st.tuples(st.just("bring back"), some),
    st.tuples(st.sampled_from(["undo", "redo", "reopen"]), st.just([])),
)


class _Hand:
    """A project with an undo stack, as the window has one; every step goes through the store."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.project = Project.open(path)
        self.stack: list[dict[str, StepRef]] = []
        self.undone: list[dict[str, StepRef]] = []

    def states(self) -> dict[str, ArticleState]:
        return {article_id: self.project.state(article_id) for article_id in IDS}

    def do(self, deed: str, ids: list[str]) -> None:
        match deed:
            case "remove":
                self._step(removal(self.project, ids))
            case "bring back":
                self._step(bringing_back(self.project, ids))
            case "undo" if self.stack:
                self.undone.append(self._again(self.stack.pop(), is_undo=True))
            case "redo" if self.undone:
                self.stack.append(self._again(self.undone.pop(), is_undo=False))
            case "reopen":
                self.project.close()
                self.project = Project.open(self.path)
            case _:
                pass

    def _step(self, edits: dict[str, Edit]) -> None:
        if edits:
            steps = {article_id: StepRef() for article_id in edits}
            self.project.write_edits(edits, why=Why.BULK, title="step", steps=steps).result()
            self.stack.append(steps)
            self.undone.clear()

    def _again(self, steps: dict[str, StepRef], *, is_undo: bool) -> dict[str, StepRef]:
        why = Why.UNDO if is_undo else Why.REDO
        self.project.write_again(steps, why=why, title="step", is_undo=is_undo).result()
        return steps


def _make(path: Path) -> None:
    schema = LabelSchema(name="s", labels=(Label("PERSON", Layer.ENTITY, colour="#aaddff"),))
    with Project.create(path, schema, articles=ARTICLES) as project:
        for article_id, state in STATES.items():
            if state is not ArticleState.NEW:
                edit = PutState(ArticleState.NEW, state)
                article = project.article(article_id)
                project.write_edit(article, edit, why=Why.HAND, title="mark").result()


@settings(max_examples=40)
@given(script=st.lists(deeds, max_size=12))
def test_whatever_is_done_can_be_undone_to_where_it_began(
    script: list[tuple[str, list[str]]],
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "p.spandesk"
        _make(path)
        hand = _Hand(path)
        try:
            # What each removal and bringing back is to lead to, told without the store.
            expected, past, ahead = dict(STATES), list[dict[str, ArticleState]](), []
            for deed, ids in script:
                before = dict(expected)
                if deed == "remove":
                    expected |= dict.fromkeys(ids, ArticleState.REMOVED)
                elif deed == "bring back":
                    expected |= {each: STATES[each] for each in ids}
                elif deed == "undo" and past:
                    ahead.append(expected)
                    expected = past.pop()
                elif deed == "redo" and ahead:
                    past.append(expected)
                    expected = ahead.pop()
                if deed in ("remove", "bring back") and expected != before:
                    past.append(before)
                    ahead.clear()
                hand.do(deed, ids)
                assert hand.states() == expected
                left = [each for each in IDS if expected[each] is not ArticleState.REMOVED]
                assert hand.project.article_ids() == left
            hand.do("reopen", [])
            while hand.stack:
                hand.do("undo", [])
            assert hand.states() == STATES
            hand.do("reopen", [])
            assert hand.states() == STATES
            assert hand.project.check() == []
        finally:
            hand.project.close()


def test_any_moment_is_brought_back_with_what_was_removed_then(
    make_project: Callable[..., Project],
) -> None:
    project = make_project("moments", articles=ARTICLES)
    for edits in (removal(project, ["a2", "a3"]), removal(project, ["a1"])):
        steps = {article_id: StepRef() for article_id in edits}
        project.write_edits(edits, why=Why.BULK, title="step", steps=steps).result()
    for future in restore_moment(project, project.past.moment("#2")).values():
        future.result()
    assert project.article_ids() == ["a1", "a4"]
    for future in restore_moment(project, project.past.moment("#0")).values():
        future.result()
    assert project.article_ids() == IDS
    assert project.check() == []


def test_an_import_says_of_a_removed_text_that_it_is_one(
    make_project: Callable[..., Project], tmp_path: Path
) -> None:
    project = make_project("in", articles=ARTICLES)
    steps = {"a1": StepRef(), "a2": StepRef()}
    edits = removal(project, list(steps))
    project.write_edits(edits, why=Why.BULK, title="step", steps=steps).result()
    plain, annotated = tmp_path / "plain.txt", tmp_path / "annotated.jsonl"
    plain.write_text("The text of a1.", encoding="utf-8")
    annotated.write_text(
        '{"id": "x", "text": "The text of a2.",'
        ' "spans": [{"start": 0, "end": 3, "label": "BRANDNEW"}]}\n'
        '{"id": "a1", "text": "Something else."}\n',
        encoding="utf-8",
    )
    report = import_paths(project, [plain, annotated])
    assert report.refused_by_reason() == {"removed": 2}
    assert sorted(report.removed_ids) == ["a1", "a2"]
    assert report.labels == [], "nothing came in that has the label"
    assert len(project.annotations("a2").spans) == 0
    added = [article_id for article_id in project.article_ids() if article_id not in IDS]
    assert added != ["a1"], "the id of a removed article is not given away"
    assert len(added) == 1
    assert project.check() == []


def test_a_file_cannot_bring_an_article_in_as_removed(
    make_project: Callable[..., Project], tmp_path: Path
) -> None:
    project = make_project("in", articles=())
    path = tmp_path / "in.jsonl"
    path.write_text(
        '{"id": "a9", "text": "Nobody removed this.", "state": "removed",'
        ' "spans": [{"start": 0, "end": 6, "label": "PERSON"}]}\n',
        encoding="utf-8",
    )
    import_paths(project, [path])
    assert len(project.article_ids()) == 1


# -- command line ----------------------------------------------------------------------------------


@pytest.fixture
def path(make_project: Callable[..., Project]) -> str:
    project = make_project("line", articles=ARTICLES)
    project.close()
    return str(project.path)


def test_the_command_removes_lists_and_brings_back(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["remove", path, "a1", "a3"]) == 0
    assert capsys.readouterr().out.startswith("2 articles removed\nTo bring back: spandesk remove")
    assert run(["remove", path]) == 0
    assert capsys.readouterr().out == (
        "a1: A1 (0 spans)\na3: A3 (0 spans)\n2 articles are removed\n"
    )
    assert run(["remove", path, "--json"]) == 0
    assert '"article": "a1"' in capsys.readouterr().out
    assert run(["remove", path, "--bring-back", "a3"]) == 0
    assert capsys.readouterr().out == "1 article brought back\n"
    assert run(["remove", path, "--bring-back", "--json"]) == 0
    assert '"from": "removed", "to": "new"' in capsys.readouterr().out
    assert run(["history", path]) == 0
    said = capsys.readouterr().out
    assert "a1  removed the article" in said
    assert "a3  brought the article back as new" in said
    with Project.open(Path(path)) as project:
        assert project.article_ids() == IDS


def test_the_command_changes_nothing_when_it_only_tells(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path(path).read_bytes()
    assert run(["remove", path, "a1", "--dry-run"]) == 0
    assert capsys.readouterr().out == "1 article would be removed\n"
    assert run(["remove", path, "--bring-back", "--dry-run"]) == 0
    assert capsys.readouterr().out == "0 articles would be brought back\n"
    assert Path(path).read_bytes() == before


def test_the_command_says_what_goes_along(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Project.open(Path(path)) as project:
        edit = PutState(ArticleState.NEW, ArticleState.DONE)
        project.write_edit(project.article("a2"), edit, why=Why.HAND, title="mark").result()
    assert run(["remove", path, "a1", "a2", "--dry-run"]) == 0
    assert capsys.readouterr().out == "2 articles would be removed (1 of them done)\n"


@pytest.mark.parametrize("verb", ["accept", "complete"])
def test_other_commands_refuse_a_removed_article_by_name(
    path: str, verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["remove", path, "a1"]) == 0
    more = ["--mark"] if verb == "complete" else []
    assert run([verb, path, "--article", "a1", *more]) == 1
    assert "is removed, so nothing is done to it" in capsys.readouterr().err
    assert run(["remove", path, "nowhere"]) == 1
    assert "There is no article nowhere" in capsys.readouterr().err
