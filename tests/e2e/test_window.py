"""The main job in the real application: real worker process, real store, keys and mouse only.

Offscreen, and nothing waits for a fixed time. What goes in is made here or by `ugly`.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from annotate.articles import ArticleState
from annotate.project import Project
from annotate.spans import Layer, Span
from annotate.suggestions import Suggestion
from annotate.workers.jobs import WorkerState
from gui.dialogs.chooser import Chooser
from gui.dialogs.export import ExportDialog, ExportResultDialog
from gui.dialogs.import_report import ImportReportDialog
from gui.dialogs.new_project import NewProjectDialog
from gui.panels.pages import Card
from gui.session import SaveState
from tests.e2e import test_ugly_articles as ugly
from tests.e2e.conftest import Start, leave
from tests.e2e.hands import Hands, MouseCounter, rows_of

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("window"), pytest.mark.timeout(240)]

ROOT = Path(__file__).parents[2]
ALT = Qt.KeyboardModifier.AltModifier

MAIN_STORY = (
    "Talks in Geneva\n\n"
    "Foreign Minister Ana Petrova met envoys of Norway in Geneva on 3 May 2021. Rebels attacked "
    "the harbour of Varna on Tuesday, killing 12 people, while 🇺🇦 crews of the Harbour Union "
    "unloaded grain.\n\n"
    "The ceasefire collapsed two days later. Police arrested four men in Lisbon."
)


LONG_LINE = " ".join(f"Shelling killed {number} soldiers on Monday." for number in range(400))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Own articles of each ugly kind, and one that is worked on in earnest."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a-main.txt").write_text(MAIN_STORY, encoding="utf-8")
    for name, content in ugly.GOOD.items():
        (folder / name).write_bytes(content)
    (folder / "one-line.txt").write_text(LONG_LINE, encoding="utf-8")
    for name, (content, _) in ugly.BAD.items():
        (folder / name).write_bytes(content)
    (folder / "mixed.jsonl").write_bytes(b"\n".join(ugly.RECORDS))
    return folder


def new_project_by_drop(hands: Hands, *paths: Path, name: str, into: Path) -> None:
    """Drop files on the welcome page and make a project of them; closes the import report."""
    hands.application.state.keep_folder("project", into)

    def fill(dialog: NewProjectDialog) -> None:
        hands.fill(dialog.name, name)
        hands.press("Return")

    hands.answer(NewProjectDialog, fill)
    hands.drop(*paths)
    hands.until(lambda: hands.session.project is not None)
    transfer = hands.session.transfer
    assert transfer is not None
    hands.until(lambda: hands.session.desk is not None and not transfer.is_running)


def close_report(hands: Hands) -> str:
    """Close the import report with a key; what it said."""

    def is_shown() -> bool:
        return isinstance(QApplication.activeWindow(), ImportReportDialog)

    hands.until(is_shown)
    report = QApplication.activeWindow()
    assert isinstance(report, ImportReportDialog)
    text = report.as_text()
    hands.press("Esc")
    hands.take_keyboard()
    return text


def go_to(hands: Hands, title: str) -> None:
    """Open an article by Ctrl+L and its title."""

    def choose(_: Chooser) -> None:
        hands.type(title)
        hands.press("Return")

    hands.answer(Chooser, choose)
    hands.press("Ctrl+L")
    assert title in hands.desk.article.title
    hands.until_suggested()


def title_of(hands: Hands, text: str) -> str:
    """The title of the article with this text."""
    rows = hands.project.article_rows()
    return next(row.title for row in rows if hands.project.article(row.id).text == text)


def focus_on(hands: Hands, surface: str, label: str) -> Span | Suggestion:
    """Click a span or suggestion in the text."""
    item = hands.find(surface, label)
    place = hands.place_of(item.start + 1)
    hands.click(hands.view.viewport(), place)
    if hands.session.focus_id != item.id:  # something shorter lies over it
        hands.click(hands.view.viewport(), place)
    assert hands.session.focus_id == item.id
    return item


# -- the main job ----------------------------------------------------------------------------------


def test_ugly_articles_through_the_window_to_training_data(
    start: Start, folder: Path, tmp_path: Path
) -> None:
    hands = start()
    new_project_by_drop(hands, folder, name="ugly", into=tmp_path)
    said = close_report(hands)
    for name in (*ugly.BAD, "mixed.jsonl"):
        assert name in said
    path = hands.project.path
    assert path == tmp_path / "ugly.spandesk"
    texts = {row.title: row.id for row in hands.project.article_rows()}
    assert len(texts) >= len(ugly.GOOD)

    go_to(hands, "Talks in Geneva")
    assert hands.text == MAIN_STORY
    before = rows_of(path)
    correct_by_keys_and_mouse(hands)
    corrected = hands.gold()
    hands.until_saved()

    # The others: take what is suggested, and go on to the next until there is none left.
    hands.press("Ctrl+Return")
    seen: dict[str, dict[str, tuple[str, str, str]]] = {}
    while ArticleState.DONE is not hands.desk.annotations.state:
        hands.until_suggested()
        if len(hands.desk.suggestions):
            hands.press("Ctrl+Shift+A")
        hands.press("Ctrl+Return")
    hands.until_saved()
    counts = hands.project.counts()
    assert counts[ArticleState.DONE] == len(hands.project.article_ids())
    after = rows_of(path)
    assert len(after["span"]) > 1200

    # Back to nothing, and forward to the end: the same rows.
    steps = 0
    while hands.window.actions_["edit.undo"].isEnabled():
        hands.press("Ctrl+Z")
        steps += 1
    hands.until_saved()
    assert rows_of(path) == before
    assert before["span"] == []
    while hands.window.actions_["edit.redo"].isEnabled():
        hands.press("Ctrl+Shift+Z")
        steps -= 1
    hands.until_saved()
    assert steps == 0
    assert rows_of(path) == after
    assert hands.failures == []

    # Article, place and size of the text are kept over a restart.
    go_to(hands, "Talks in Geneva")
    assert hands.gold() == corrected
    go_to(hands, title_of(hands, LONG_LINE))
    hands.take_keyboard()
    assert hands.view.hasFocus()
    hands.press("PgDown", "PgDown", "PgDown")
    assert hands.view.place()[0] > 300
    hands.press("Ctrl+=", "Ctrl+=")
    place, zoom = hands.view.place(), hands.view.text_zoom
    assert place[0] > 300
    assert zoom > 1.1
    leave(hands)
    hands = start()
    assert hands.project.path == path
    assert hands.text == LONG_LINE
    assert hands.view.text_zoom == pytest.approx(zoom)
    assert hands.view.place() == pytest.approx(place)
    assert rows_of(path) == after

    for article_id in hands.project.article_ids():
        hands.application.flows.open_article(article_id)
        seen[article_id] = hands.painted_gold()
        assert len(seen[article_id]) == len(hands.desk.spans)

    out = tmp_path / "training"
    report = export_by_dialog(hands, out)
    assert report["articles"]["total"] == len(seen)
    compare_with_spacy(out, seen)


def correct_by_keys_and_mouse(hands: Hands) -> None:
    """Every kind of correction once, on the article that is worked on in earnest."""
    text = hands.text
    first = hands.focused()
    assert first is not None
    hands.press("A")
    assert hands.gold() == [first]
    rejected = hands.session.focused
    hands.press("X")
    assert rejected is not None
    assert hands.session.focus_id != rejected.id
    relabelled = hands.session.focused
    assert relabelled is not None
    hands.press("2")
    key_two = next(item for item in hands.project.schema.labels if item.key == "2")
    assert (hands.desk.surface(relabelled), key_two.name) in hands.gold()

    # A span by mouse over an emoji, snapped to tokens, with the active label; then another digit.
    start = text.index("🇺🇦")
    end = text.index(" unloaded")
    hands.drag_over(start, end - 3)
    new = hands.session.focused
    assert isinstance(new, Span)
    assert (new.start, new.end, new.label) == (start, end, key_two.name)
    hands.press("1")
    new = hands.session.focused
    assert isinstance(new, Span)
    assert (hands.desk.surface(new), new.label) == ("🇺🇦 crews of the Harbour Union", "PERSON")

    # Its edges by mouse, by token keys and by character keys.
    hands.drag_edge(new.id, is_start=True, to=text.index("Harbour Union") + 1)
    assert hands.focused() == ("Harbour Union", "PERSON")
    hands.press("Alt+Left")
    assert hands.focused() == ("the Harbour Union", "PERSON")
    hands.press("Alt+Down", "Alt+Down", "Alt+Up", "Alt+Right")
    assert hands.focused() == ("Harbour Union unloaded", "PERSON")
    hands.press("Alt+Shift+Up")
    assert hands.focused() == ("Harbour Union unloade", "PERSON")
    assert len(hands.window.pane.misaligned) == 1
    hands.press("Alt+Shift+Down", "Alt+Up")
    assert hands.focused() == ("Harbour Union", "PERSON")
    assert not hands.window.pane.misaligned

    # Characters instead of tokens with Alt, then delete it again.
    inside = text.index("collapsed")
    hands.drag_over(inside, inside + 3, ALT)
    hands.press("Ctrl+1")
    assert hands.focused() == ("col", hands.project.schema.in_layer(Layer.EVENT)[0].name)
    hands.press("Del")
    assert "col" not in [surface for surface, _ in hands.gold()]

    # One by keyboard alone: the caret at its place, a word selected, a digit.
    hands.view.set_caret(text.index("grain"))
    hands.press("Shift+Right")
    assert hands.session.selection is not None
    assert text[slice(*hands.session.selection)] == "grain"
    hands.press("3")
    assert hands.focused() == ("grain", "GPE")


def export_by_dialog(hands: Hands, out: Path) -> dict[str, dict[str, int]]:
    """Ctrl+E, type the folder, Enter; wait for the result and close it."""

    def fill(dialog: ExportDialog) -> None:
        hands.fill(dialog.target, str(out))
        assert dialog.problem == ""
        hands.press("Return")

    hands.answer(ExportDialog, fill)
    hands.press("Ctrl+E")
    hands.until(lambda: isinstance(QApplication.activeWindow(), ExportResultDialog))
    result = QApplication.activeWindow()
    assert isinstance(result, ExportResultDialog)
    assert "spacy train" in result.command.toPlainText()
    hands.press("Esc")
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert isinstance(report, dict)
    return report


def compare_with_spacy(out: Path, seen: dict[str, dict[str, tuple[str, str, str]]]) -> None:
    """Every painted span is in the data with the same text and label, or listed as left out."""
    import spacy
    from spacy.tokens import DocBin

    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    left_out = {item["span_id"] for item in report["unaligned"]}
    nlp = spacy.blank("en")
    found: dict[str, dict[str, tuple[str, str, str]]] = {}
    for side in ("train", "dev", "test"):
        for doc in DocBin().from_disk(out / f"{side}.spacy").get_docs(nlp.vocab):
            article_id = doc.user_data["spandesk"]["article_id"]
            spans = found.setdefault(article_id, {})
            for entity in (*doc.ents, *doc.spans.get("entities_overlapping", ())):
                spans[entity.id_] = ("entity", entity.label_, entity.text)
            for event in doc.spans["events"]:
                spans[event.id_] = ("event", event.label_, event.text)
    assert found.keys() == seen.keys()
    for article_id, painted in seen.items():
        expected = {key: value for key, value in painted.items() if key not in left_out}
        assert found[article_id] == expected


# -- keyboard alone --------------------------------------------------------------------------------


def test_a_sample_article_by_keyboard_alone(start: Start, qapp: QApplication) -> None:
    hands = start()
    counter = MouseCounter()
    qapp.installEventFilter(counter)

    def choose(_: Chooser) -> None:
        hands.type("sample project")
        hands.press("Return")

    hands.answer(Chooser, choose)
    hands.press("Ctrl+K")
    assert hands.session.project is not None
    hands.until_suggested()
    article_id = hands.desk.article.id
    count = hands.desk.open_count
    assert count > 20
    hands.pressed = 0
    edited = 0
    while hands.desk.open_count:
        item = hands.session.focused
        assert isinstance(item, Suggestion), "a suggestion is open but none is in focus"
        turn = len(hands.desk.annotations.decisions) % 10
        if turn == 3:
            hands.press("X")
        elif turn == 6:
            hands.press("4" if item.layer is Layer.ENTITY else "Ctrl+4")
        else:
            hands.press("A")
        edited += 1
        assert item.id in hands.desk.annotations.decisions, f"nothing was decided on {item}"
    hands.until_saved()
    assert hands.pressed == edited <= count
    hands.press("Ctrl+Return")
    hands.until_saved()
    assert hands.state_of(article_id) is ArticleState.DONE
    assert hands.desk.article.id != article_id
    assert hands.pressed / max(edited, 1) < 1.1
    qapp.removeEventFilter(counter)
    assert counter.count == 0


# -- what goes wrong -------------------------------------------------------------------------------


def test_a_killed_worker_comes_back_and_the_window_stays_usable(
    start: Start, tmp_path: Path
) -> None:
    hands = start()
    story = tmp_path / "story.txt"
    story.write_text(MAIN_STORY, encoding="utf-8")
    other = tmp_path / "other.txt"
    other.write_text("Second day\n\nPolice arrested nine men in Madrid on Friday.", "utf-8")
    new_project_by_drop(hands, story, other, name="killed", into=tmp_path)
    go_to(hands, "Talks in Geneva")
    hands.press("A")
    for pid in hands.jobs._suggesting.pids:  # type: ignore[union-attr]
        os.kill(pid, signal.SIGKILL)
    deaths = len(hands.worker_states)
    first = hands.gold()
    hands.press("A", "X", "A")
    hands.until_saved()
    assert len(hands.gold()) == len(first) + 2
    hands.press("F5")
    hands.until(lambda: WorkerState.READY in hands.worker_states[deaths:])
    hands.until_suggested()
    assert hands.desk.open_count
    hands.press("Ctrl+Return")
    hands.until_suggested()
    assert ("Madrid", "GPE") in [
        (hands.desk.surface(item), item.label) for item in hands.desk.suggestions
    ]


HOLDER = """
import sys
from pathlib import Path
from annotate.project import Project
with Project.open(Path(sys.argv[1]), annotator="Maria"):
    print("open", flush=True)
    sys.stdin.read()
"""


def test_a_project_that_another_process_has_open(start: Start, project: Project) -> None:
    project.close()
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(project.path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == "open"
        hands = start(project.path)
        banner = hands.window.banner
        assert hands.session.project is None
        assert "Maria" in banner.text
        assert banner.button.isVisible()
        hands.click(banner.button)
        assert hands.project.is_read_only
        assert hands.window.status.saved_text == "read-only"
        hands.until(lambda: len(hands.desk.suggestions) > 0)
        before = rows_of(project.path)
        hands.press("A", "X", "Del", "1", "Ctrl+Return", "Ctrl+Z")
        assert hands.gold() == []
        assert hands.desk.annotations.state is ArticleState.NEW
        assert rows_of(project.path) == before
        leave(hands)
        assert holder.stdin is not None
        holder.stdin.close()
        holder.wait(20)


ANNOTATOR = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from annotate.spans import Layer
from gui.application import Application, make_app
from gui.panels.pages import Card
from gui.session import SaveState
app = make_app(["spandesk"])
application = Application(app)
application.start(Path(sys.argv[1]))
session, view = application.session, application.window.pane.view
def say(status):
    if status.state is SaveState.SAVED:
        print(session.undo_stack.index(), flush=True)
session.save_state_changed.connect(say)
def work():
    view.setFocus()
    view.set_caret(session.undo_stack.index() * 9 % len(view.text))
    QTest.keySequence(view, "Shift+Right")
    QTest.keySequence(view, "1")
timer = QTimer()
timer.timeout.connect(work)
timer.start(5)
app.exec()
"""


def test_kill_9_loses_nothing_that_was_said_to_be_saved(start: Start, project: Project) -> None:
    project.close()
    with subprocess.Popen(
        [sys.executable, "-c", ANNOTATOR, str(project.path)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        saved = 0
        while saved < 8:
            saved = int(process.stdout.readline())
        process.kill()
        rest = process.stdout.read().split()
    saved = max([saved, *map(int, rest)])
    hands = start(project.path)
    assert hands.session.project is not None, hands.window.banner.text
    assert len(hands.project.history()) >= saved
    assert hands.project.check() == []
    assert len(hands.desk.spans) >= 8
    assert hands.session.save_status.state is SaveState.SAVED


def test_the_sample_project_is_one_click_away_at_the_first_start(start: Start) -> None:
    hands = start()
    assert hands.window._stack.currentWidget() is hands.window.welcome
    card = next(
        card for card in hands.window.findChildren(Card) if "sample" in card.accessibleName()
    )
    hands.click(card)
    assert len(hands.project.article_ids()) >= 8
    hands.until_suggested()
    assert hands.desk.open_count > 20
    assert hands.view.hasFocus()
    assert hands.session.focused is not None
    assert "A: accept" in hands.window.status.hint
    first = hands.session.focused
    # A drag over blank paper below the text selects nothing and breaks nothing.
    viewport = hands.view.viewport()
    hands.drag(QPoint(2, 2), QPoint(viewport.width() - 3, 3))
    hands.press("Esc", "Esc", "Shift+PgDown", "Shift+PgUp")
    assert hands.session.focused == first
