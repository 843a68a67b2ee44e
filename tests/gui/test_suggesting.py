"""Suggestions in the background through the real worker, and the choice of suggesters."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from annotate.articles import Article
from annotate.project import Project
from annotate.settings import Settings
from annotate.store.desks import CHOSEN_SUGGESTERS
from annotate.suggestions import merge_proposals
from annotate.trust import is_trusted, trust
from annotate.workers.jobs import ArticlePreview
from gui.dialogs.suggesters import SuggestersDialog
from gui.jobs import Jobs
from gui.progress import Progress
from gui.session import Session

WAIT = 120_000


@pytest.fixture
def path(make_project: Callable[..., Project]) -> Path:
    project = make_project(
        articles=(
            Article(
                "one", "Rebels attacked the port. Talks followed on 3 March 2026.", title="One"
            ),
            Article("two", "The envoys met in Paris.", title="Two"),
            Article("three", "Shelling killed 12 people.", title="Three"),
        )
    )
    project.close()
    return project.path


def test_the_open_article_and_the_next_are_suggested(
    session: Session, jobs: Jobs, qtbot: QtBot
) -> None:
    jobs.start()
    assert session.project is not None
    assert session.suggesting is not None
    assert session.suggesting.state.is_waiting
    qtbot.waitUntil(lambda: session.desk is not None and session.desk.open_count > 0, timeout=WAIT)
    assert session.desk is not None
    assert session.focused is not None
    assert session.desk.tokens.tokenizer != "rough"
    project = session.project
    qtbot.waitUntil(lambda: bool(project.suggester_runs("two")), timeout=WAIT)
    assert not project.suggester_runs("three")
    qtbot.waitUntil(lambda: not session.suggesting.state.is_waiting, timeout=WAIT)


@pytest.mark.parametrize("words", ["Talks", "2026."])
def test_who_reads_on_meanwhile_is_not_carried_back(
    words: str, session: Session, jobs: Jobs, qtbot: QtBot
) -> None:
    desk = session.desk
    assert desk is not None
    assert session.suggesting is not None
    caret = desk.article.text.index(words)
    session.set_selection(None, caret)
    jobs.start()
    qtbot.waitUntil(lambda: desk.open_count > 0, timeout=WAIT)
    qtbot.waitUntil(lambda: not session.suggesting.state.is_waiting, timeout=WAIT)
    if words == "2026.":
        assert session.focused is None
    else:
        assert session.focused is not None
        assert session.focused.start >= caret


def test_all_articles_are_suggested_when_asked(session: Session, jobs: Jobs, qtbot: QtBot) -> None:
    jobs.start()
    session.suggest_all()
    assert session.suggesting is not None
    assert session.suggesting.state.total == 3
    project = session.project
    assert project is not None
    qtbot.waitUntil(
        lambda: all(project.suggester_runs(name) for name in ("one", "two", "three")), timeout=WAIT
    )
    qtbot.waitUntil(lambda: session.suggesting.state.total == 0, timeout=WAIT)


def test_what_is_up_to_date_is_not_run_again(
    session: Session, jobs: Jobs, path: Path, qtbot: QtBot
) -> None:
    jobs.start()
    assert session.project is not None
    project = session.project
    qtbot.waitUntil(lambda: bool(project.suggester_runs("two")), timeout=WAIT)
    session.close_project()
    session.open_project(path)
    with qtbot.waitSignal(jobs.article_suggested, timeout=WAIT) as blocker:
        pass
    answer = blocker.args[0]
    assert answer.article_id == "one"
    assert all(run.is_skipped for run in answer.runs)
    # Asked once in a session is enough.
    session.next_article()
    session.previous_article()
    assert session.suggesting is not None
    assert not session.suggesting.state.is_waiting


STORY = (
    "President Ana Petrova met envoys of Norway in Geneva on 3 May 2021. Rebels attacked the "
    "harbour of Varna on Tuesday, killing 12 people. Police arrested four men in Lisbon.\n\n"
)


def test_a_long_article_is_shown_part_by_part_from_where_the_reader_is(
    jobs: Jobs, make_project: Callable[..., Project], qtbot: QtBot
) -> None:
    text = STORY * 200
    project = make_project("long", articles=(Article("long", text),))
    project.close()
    session = Session()
    session.attach_jobs(jobs)
    assert session.suggesting is not None
    suggesting = session.suggesting
    suggesting.place_of_reader = lambda: len(text) // 2
    first: list[tuple[int, int]] = []
    shares: list[float] = []

    def note() -> None:
        shares.append(suggesting.state.share)

    def see(preview: ArticlePreview) -> None:
        first.append((preview.start, preview.end))
        assert session.desk is not None
        assert session.desk.suggestions.overlapping(preview.start, preview.end)

    jobs.article_previewed.connect(see)
    suggesting.changed.connect(note)
    session.open_project(project.path)
    jobs.start()
    qtbot.waitUntil(lambda: bool(first), timeout=WAIT)
    assert first[0][0] < len(text) // 2 < first[0][1]
    assert session.project is not None
    assert not session.project.suggester_runs("long")
    assert session.focused is not None
    qtbot.waitUntil(lambda: bool(session.project.suggester_runs("long")), timeout=WAIT)
    qtbot.waitUntil(lambda: not suggesting.state.is_waiting, timeout=WAIT)
    assert max(shares) > 0
    assert suggesting.state.share == 0
    assert session.desk is not None
    stored = session.project.proposals("long")
    assert {item.id for item in merge_proposals(stored)} == {
        item.id for item in session.desk.all_suggestions
    }
    session.close_project()


def test_a_long_article_that_is_cancelled_shows_what_is_on_the_disk(
    jobs: Jobs, make_project: Callable[..., Project], qtbot: QtBot
) -> None:
    project = make_project("long", articles=(Article("long", STORY * 200),))
    project.close()
    session = Session()
    session.attach_jobs(jobs)
    suggesting = session.suggesting
    assert suggesting is not None
    session.open_project(project.path)
    with qtbot.waitSignal(jobs.article_previewed, timeout=WAIT):
        jobs.start()
    progress = Progress(session)
    assert progress.text.endswith("% of this article")
    assert 0 < (progress.fraction or 0) < 1
    with qtbot.waitSignal(jobs.job_stopped, timeout=WAIT):
        progress.cancel()
    assert session.desk is not None
    assert not len(session.desk.all_suggestions)
    assert not suggesting.state.is_waiting
    session.close_project()


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small pipeline directory of the user's own, made in another process."""
    folder = tmp_path_factory.mktemp("pipelines") / "mine"
    code = (
        "import spacy, sys\n"
        "nlp = spacy.blank('en')\n"
        "ruler = nlp.add_pipe('entity_ruler')\n"
        "ruler.add_patterns([{'label': 'ORG', 'pattern': 'port'}])\n"
        "nlp.to_disk(sys.argv[1])\n"
    )
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, timeout=120)
    return folder


def answer_trust(name: str, asked: list[str]) -> None:
    """Press a button of the question once it is there."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(10, press)
            return
        asked.append(box.informativeText())
        formats = {label.textFormat() for label in box.findChildren(QLabel)}
        assert formats == {Qt.TextFormat.PlainText}
        buttons = {
            button.text().replace("&", ""): button for button in box.findChildren(QPushButton)
        }
        buttons[name].click()

    QTimer.singleShot(0, press)


def test_a_pipeline_folder_asks_once_and_then_suggests(
    session: Session, jobs: Jobs, pipeline: Path, qtbot: QtBot
) -> None:
    settings = Settings()
    name = f"spacy:{pipeline}"
    asked: list[str] = []
    dialog = SuggestersDialog(["rules", "lexicon"], settings)
    qtbot.addWidget(dialog)
    answer_trust("Cancel", asked)
    dialog.add_folder(pipeline)
    assert dialog.names == ["rules", "lexicon"]
    answer_trust("Let it run", asked)
    dialog.add_folder(pipeline)
    assert dialog.names == ["rules", "lexicon", name]
    assert len(asked) == 2
    assert str(pipeline) in asked[0]
    assert is_trusted(name, Settings())
    jobs.start()
    assert session.suggesting is not None
    session.suggesting.choose([name])
    qtbot.waitUntil(
        lambda: (
            session.desk is not None
            and any(item.suggester == name for item in session.desk.suggestions)
        ),
        timeout=WAIT,
    )


def test_a_changed_folder_is_asked_about_again(pipeline: Path, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(pipeline, copy)
    settings = Settings()
    name = f"spacy:{copy}"
    assert not is_trusted(name, settings)
    trust(name, settings)
    assert is_trusted(name, settings)
    (copy / "config.cfg").write_text("[nlp]\n")
    assert not is_trusted(name, settings)


def test_a_project_file_never_makes_a_foreign_pipeline_run(
    jobs: Jobs, path: Path, pipeline: Path, qtbot: QtBot
) -> None:
    with Project.open(path) as project:
        project.set_setting(CHOSEN_SUGGESTERS, f"spacy:{pipeline}\nrules").result()
    settings = Settings()
    session = Session()
    session.attach_jobs(jobs, may_run=lambda name: is_trusted(name, settings))
    session.open_project(path)
    jobs.start()
    with qtbot.waitSignal(jobs.article_suggested, timeout=WAIT) as blocker:
        pass
    assert [run.name for run in blocker.args[0].runs] == ["rules"]
    assert session.suggesting is not None
    (error,) = session.suggesting.state.errors
    assert error.fields["reason"] == "not_allowed"
    session.close_project()


def test_rows_are_checked_with_the_space_bar(qtbot: QtBot) -> None:
    dialog = SuggestersDialog(["news"], Settings())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.list.setFocus()
    dialog.list.setCurrentRow(0)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert "news" not in dialog.names
