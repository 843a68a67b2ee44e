"""Pictures of the real window: `python -m tests.screenshots [--out DIR] [--only NAME]...`.

Starts the application as a user does, on the sample project in folders of its own, waits by signals
until the suggesters have answered, makes some corrections, and grabs. Without `--out` the pictures
go to `screenshots/`, and those that the README and the guide show to `docs/`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

# Before Qt is imported anywhere.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")

from PySide6.QtCore import QEvent, QEventLoop, QPoint, QTimer, SignalInstance
from PySide6.QtGui import QColor, QFontDatabase, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from annotate.articles import ArticleState
from annotate.spans import Layer
from gui.application import Application, make_app
from gui.dialogs.chooser import Chooser
from gui.session import SaveState
from gui.theme import ThemeChoice
from tests import (
    pictures_of_events,
    pictures_of_frames,
    pictures_of_hands,
    pictures_of_marks,
    pictures_of_relations,
    pictures_of_removal,
    pictures_of_schemas,
    pictures_of_suggestions,
    pictures_of_training,
)

if TYPE_CHECKING:
    from gui.dialogs.export_format import ExportFormatDialog
    from gui.dialogs.key_editor import KeyEditor

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTED = {
    "article-light-1280x800": "screenshot.png",
    "frames-all-light-1280x800": "frames.png",
    "frames-open-dark-1280x800": "frames-open.png",
}
"""Pictures that the README and the guide show, and their names in `docs`."""
SMALL, LARGE = (1280, 800), (1920, 1080)
_PATIENCE_MS = 120_000
_DECISIONS = 11
_CORRECTIONS = {"DOHA": "GPE", "Sirte": "GPE", "returned": None}
"""What the annotator says of suggestions on the way: another label, or none."""


class Studio:
    """A running application in private folders, and a camera."""

    def __init__(self, application: Application, out: Path, only: Sequence[str]) -> None:
        self.application = application
        self.window = application.window
        self.session = application.session
        self._out = out
        self._only = only
        self.taken: list[Path] = []

    def wants(self, name: str) -> bool:
        """Whether a picture was asked for."""
        return not self._only or any(word in name for word in self._only)

    def wait(self, signal: SignalInstance, condition: Callable[[], bool], what: str) -> None:
        """Let the application run until `condition` holds, looked at whenever `signal` comes."""
        if condition():
            return
        loop = QEventLoop()

        def look(*_: object) -> None:
            if condition():
                loop.quit()

        signal.connect(look)
        QTimer.singleShot(_PATIENCE_MS, loop, lambda: loop.exit(1))
        try:
            if loop.exec() != 0:
                message = f"waited in vain for {what}"
                raise TimeoutError(message)
        finally:
            signal.disconnect(look)

    def settle(self) -> None:
        """Wait until all is saved, and let layouts and paints happen."""
        saved = self.session.save_state_changed
        self.wait(
            saved, lambda: self.session.save_status.state is not SaveState.PENDING, "the writer"
        )
        for _ in range(3):
            QApplication.processEvents()

    def shoot(self, name: str, over: QWidget | None = None) -> None:
        """Keep the window as it is, with the dialog `over` it where it stands on the screen."""
        self.settle()
        picture = self.window.grab()
        if over is not None:
            self._lay_over(picture, over)
        path = self._out / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not picture.save(str(path)):
            message = f"cannot write {path}"
            raise OSError(message)
        self.taken.append(path)

    def _lay_over(self, picture: QPixmap, over: QWidget) -> None:
        place = over.mapToGlobal(QPoint(0, 0)) - self.window.mapToGlobal(QPoint(0, 0))
        painter = QPainter(picture)
        painter.fillRect(picture.rect(), QColor(0, 0, 0, 60))
        painter.drawPixmap(place, over.grab())
        painter.setPen(QColor(128, 128, 128))
        painter.drawRect(place.x() - 1, place.y() - 1, over.width() + 1, over.height() + 1)
        painter.end()

    def shoot_dialog(self, name: str, dialog: QDialog) -> None:
        """Show a dialog over the middle of the window, keep it, close it."""
        dialog.setModal(False)
        dialog.show()
        QApplication.processEvents()
        if not isinstance(dialog, Chooser):
            # The screen of the offscreen platform is smaller than the window.
            dialog.move(self.window.geometry().center() - dialog.rect().center())
        self.shoot(name, over=dialog)
        dialog.close()
        dialog.deleteLater()
        QApplication.processEvents()

    def resize(self, size: tuple[int, int]) -> None:
        """Give the window a size in device-independent pixels."""
        self.window.resize(*size)
        self.settle()

    def open(self, article_id: str) -> None:
        """Open an article and wait for its suggestions."""
        self.session.open_article(article_id)
        self.wait(
            self.session.changed,
            lambda: self.session.desk is not None and len(self.session.desk.all_suggestions) > 0,
            f"suggestions for {article_id}",
        )

    def judge(self, decisions: int) -> None:
        """Decide on the first suggestions as an annotator does, and end with one in focus."""
        for _ in range(decisions):
            item, desk = self.session.focused, self.session.desk
            assert item is not None
            assert desk is not None
            given = _CORRECTIONS.get(desk.surface(item), item.label)
            if given is None:
                self.session.reject()
            elif given == item.label:
                self.session.accept()
            else:
                self.session.give_label(Layer.ENTITY, given)
        self.settle()


def _welcome(studio: Studio) -> None:
    studio.resize(SMALL)
    for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        name = f"welcome-{theme}"
        if studio.wants(name):
            studio.application.appearance.set_choice(theme)
            studio.shoot(name)


def _articles(studio: Studio) -> None:
    studio.window.banner.hide()  # it explains the first keys to who has never seen them
    for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST):
        for size in (SMALL, LARGE):
            name = f"article-{theme}-{size[0]}x{size[1]}"
            if studio.wants(name):
                studio.application.appearance.set_choice(theme)
                studio.resize(size)
                studio.shoot(name)
    studio.application.appearance.set_choice(ThemeChoice.LIGHT)
    studio.resize(SMALL)


def _dialogs(studio: Studio) -> None:
    from gui.dialogs.accept_above import AcceptAboveDialog
    from gui.dialogs.export import ExportDialog
    from gui.dialogs.export_format import ExportFormatDialog
    from gui.dialogs.guidelines import GuidelinesDialog
    from gui.dialogs.key_editor import KeyEditor
    from gui.dialogs.new_project import NewProjectDialog
    from gui.dialogs.palette import make_palette
    from gui.dialogs.preferences import PreferencesDialog
    from gui.dialogs.shortcuts import ShortcutsDialog
    from gui.dialogs.statistics import StatisticsDialog

    window, appearance, project = (
        studio.window,
        studio.application.appearance,
        studio.session.project,
    )
    desk = studio.session.desk
    assert project is not None
    assert desk is not None
    scores = [(item.score, item.layer) for item in desk.suggestions]
    makers: dict[str, Callable[[], QDialog]] = {
        "shortcuts": lambda: ShortcutsDialog(window.actions_, appearance, window),
        "palette": lambda: make_palette(window, appearance, window.actions_),
        "export": lambda: ExportDialog(project, Path.home(), window),
        "other-format": lambda: _chosen(ExportFormatDialog(project, Path.home(), window), "conll"),
        "import-preview": lambda: _preview(studio),
        "guidelines": lambda: GuidelinesDialog(
            project.schema, appearance, window.label_keys, None, window
        ),
        "statistics": lambda: StatisticsDialog(project, appearance, window),
        "accept-above": lambda: AcceptAboveDialog(scores, window),
        "new-project": lambda: NewProjectDialog(Path.home(), (), window),
        "key-editor": lambda: KeyEditor(window.keys.key_map, appearance, window),
        "key-clash": lambda: _clashing(KeyEditor(window.keys.key_map, appearance, window)),
        "same-words": lambda: _same_words(studio),
        "history": lambda: _history(studio),
        "backups": lambda: _backups(studio),
        "check": lambda: _check(studio),
        "realign": lambda: _realign(studio),
        "preferences": lambda: PreferencesDialog(studio.application.settings, appearance, window),
    }
    for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        for name, make in makers.items():
            if studio.wants(f"{name}-{theme}"):
                appearance.set_choice(theme)
                studio.shoot_dialog(f"{name}-{theme}", make())
    appearance.set_choice(ThemeChoice.LIGHT)


def _chosen(dialog: ExportFormatDialog, name: str) -> QDialog:
    """The export dialog with a format that cannot carry everything."""
    dialog.choose(name)
    dialog.unfinished.setChecked(True)
    return dialog


_RELATED = (
    '{"text": "Ana Petrova of the Harbour Union met it in Varna.", "entities": ['
    '{"id": 1, "start_offset": 0, "end_offset": 11, "label": "PERSON"}, '
    '{"id": 2, "start_offset": 19, "end_offset": 32, "label": "ORG"}, '
    '{"id": 3, "start_offset": 43, "end_offset": 48, "label": "GPE"}], "relations": ['
    '{"from_id": 1, "to_id": 2, "type": "MemberOf"}, {"from_id": 2, "to_id": 3, "type": null}]}'
)


def _preview(studio: Studio) -> QDialog:
    """What a file of another tool would bring: labels to map, and problems."""
    from annotate.exchange.importing import ReadPlan
    from annotate.exchange.preview import preview
    from gui.dialogs.import_preview import ImportPreviewDialog

    project = studio.session.project
    assert project is not None
    path = Path.home() / "talks.jsonl"
    text = "Envoys of Dalmora met in Varna, then rebels shelled the port."
    spans = "[[10, 17, 'GPE'], [18, 21, 'Meeting'], [25, 30, 'LOCATION'], [37, 43, 'ORG']]"
    lines = [f'{{"text": "{text} {n}", "label": {spans}}}'.replace("'", '"') for n in range(12)]
    lines += ['{"text": "Too short.", "label": [[0, 90, "GPE"]]}', '{"text": "cut']
    lines.insert(0, _RELATED)
    path.write_text("\n".join(lines), encoding="utf-8")
    found = preview(
        [path], ReadPlan(), known=project.known_fingerprints(), labels=project.schema.names
    )
    return ImportPreviewDialog(found, project.schema, studio.window)


def _clashing(editor: KeyEditor) -> KeyEditor:
    """The key editor when somebody has just pressed a key that is taken."""
    editor.presets.setCurrentIndex(editor.presets.findText("Label Studio"))
    editor.presets.activated.emit(editor.presets.currentIndex())
    editor.select("span.accept")
    editor.record()
    editor.recorder.recorded.emit("F5")
    return editor


def _history(studio: Studio) -> QDialog:
    """The history of the article with a step chosen."""
    from gui.dialogs.history import HistoryDialog

    studio.session.settle()
    dialog = HistoryDialog(studio.session, studio.window)
    steps = dialog.panel.steps
    if steps.topLevelItemCount() > 1:
        steps.setCurrentItem(steps.topLevelItem(min(3, steps.topLevelItemCount() - 1)))
    return dialog


def _backups(studio: Studio) -> QDialog:
    """Two backups, the older one compared with now."""
    from annotate.safety import back_up, compare, rule_of
    from gui.dialogs.backups import BackupsDialog

    project = studio.session.project
    assert project is not None
    rule = rule_of(studio.application.settings)
    back_up(project, reason="open", rule=rule)
    project.set_setting("picture", str(len(studio.taken))).result()
    back_up(project, reason="clock", rule=rule)
    dialog = BackupsDialog(project.path, rule, studio.window.safety, studio.window)
    found = compare(project.path, dialog.backups[-1].path)
    dialog.show_comparison(found)
    return dialog


def _check(studio: Studio) -> QDialog:
    """What the check says of a project with damage."""
    from annotate.store.check import Problem
    from gui.dialogs.repair import CheckDialog

    project = studio.session.project
    assert project is not None
    dialog = CheckDialog(project.path, studio.window.safety, studio.window)
    words = "400–405 reads 'Varna', 'Lisbon' was marked"
    dialog.show_problems(
        [
            Problem("text", "article port", "its text is not the one that was imported"),
            Problem("surface", "article port, span 6f1c", words),
            Problem("history", "article coast", "its steps do not lead to what is there"),
        ]
    )
    return dialog


def _realign(studio: Studio) -> QDialog:
    """The spans of the article after its text was changed from outside."""
    from annotate.realigning import realign
    from annotate.store.text_changes import ChangedText, FoundSpan
    from gui.dialogs.realign import RealignDialog

    desk = studio.session.desk
    assert desk is not None
    old, spans = desk.article.text, list(desk.spans)
    words = [old[span.start : span.end] for span in spans]
    text = "Updated on Sunday. " + old.replace(words[1], "that day", 1) if words[1:] else old
    found = [
        FoundSpan(item, surface, text.count(surface))
        for item, surface in zip(realign(spans, words, text, old=old), words, strict=True)
    ]
    changed = ChangedText(desk.article.id, desk.article.title, text, old, tuple(found))
    return RealignDialog(changed, studio.window)


def _same_words(studio: Studio) -> QDialog:
    """The preview of a project-wide label, with every kind of place."""
    from annotate.articles import ArticleState as State
    from annotate.propagation import Obstacle, Place, Standing
    from annotate.same_words import ArticleHits, Hit
    from gui.dialogs.propagation import PropagationDialog

    dialog = PropagationDialog("Dalmora", "GPE", studio.application.appearance, studio.window)
    dialog.scope.setCurrentIndex(1)
    dialog.begin()
    free = ("Officials in ", " said on Monday that the talks would go on for a week")
    texts = (free, ("The port of ", " reopened"), ("Envoys left ", " for the coast on Sunday"))
    hits = [Hit(Place(0, 7, Standing.FREE), *text) for text in texts]
    way = Obstacle("ORG", "Dalmora Institute", is_suggested=True, is_around=True)
    taken = Hit(
        Place(0, 7, Standing.CUTS), "the ", " Institute published it", ("ORG",), obstacle=way
    )
    same = Hit(Place(0, 7, Standing.LABELLED), "north of ", " on the border", ("GPE",))
    dialog.add_hits(
        [
            ArticleHits("a", "Talks go on in the north", State.IN_PROGRESS, (*hits, taken)),
            ArticleHits("b", "A port reopens", State.NEW, (hits[1], same, hits[2])),
            ArticleHits("c", "The week that was", State.DONE, tuple(hits)),
        ]
    )
    dialog.finish()
    return dialog


def _import(studio: Studio, folder: Path) -> None:
    """Bring in a good file and some that are refused, and keep the report."""
    if not studio.wants("import-report"):
        return
    from gui.dialogs.import_report import ImportReportDialog

    folder.mkdir()
    (folder / "harbour.txt").write_text(
        "Harbour reopens\n\nThe port of Riga reopened on Monday after a strike of three days.\n",
        encoding="utf-8",
    )
    (folder / "again.txt").write_bytes((folder / "harbour.txt").read_bytes())
    (folder / "empty.txt").write_text("  \n", encoding="utf-8")
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "lines.jsonl").write_text(
        '{"text": "Talks were held in Varna.", "title": "Talks"}\n{"body": "no text"}\n{broken\n',
        encoding="utf-8",
    )
    transfer = studio.session.transfer
    assert transfer is not None
    reports: list[object] = []
    transfer.import_finished.connect(reports.append)
    transfer.import_paths([folder])
    studio.wait(transfer.import_finished, lambda: bool(reports), "the import")
    QApplication.processEvents()
    dialog = studio.window.findChild(ImportReportDialog)
    assert dialog is not None
    studio.shoot_dialog("import-report", dialog)


def _readiness(studio: Studio) -> None:
    """Finish the article, look whether it is ready to train, and keep what the page says."""
    if not studio.wants("readiness"):
        return
    from gui.dialogs.readiness import ReadinessDialog

    studio.session.accept_all()
    studio.session.set_article_state(ArticleState.DONE)
    studio.settle()
    for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        studio.application.appearance.set_choice(theme)
        studio.window.guard.show_readiness()
        dialog = studio.window.findChild(ReadinessDialog)
        assert dialog is not None
        check = studio.window.guard.check
        assert check is not None
        studio.wait(check.finished, lambda shown=dialog: shown.readiness is not None, "the look")
        if theme is ThemeChoice.DARK:
            dialog.tabs.setCurrentIndex(1)
            dialog.labels.setCurrentCell(0, 0)
        studio.shoot_dialog(f"readiness-{theme}", dialog)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    studio.application.appearance.set_choice(ThemeChoice.LIGHT)


def _export(studio: Studio, folder: Path) -> None:
    """Finish the article, export, and keep what the window says then."""
    if not studio.wants("exported"):
        return
    from annotate.training.export import ExportOptions
    from gui.dialogs.export import ExportResultDialog

    studio.session.accept_all()
    studio.session.set_article_state(ArticleState.DONE)
    studio.settle()
    transfer = studio.session.transfer
    assert transfer is not None
    reports: list[object] = []
    transfer.export_finished.connect(reports.append)
    transfer.export_spacy(folder, ExportOptions())
    studio.wait(transfer.export_finished, lambda: bool(reports), "the export")
    QApplication.processEvents()
    dialog = studio.window.findChild(ExportResultDialog)
    assert dialog is not None
    studio.shoot_dialog("exported", dialog)


@contextmanager
def _private_folders() -> Iterator[Path]:
    """Folders for configuration, data and home, so that nobody's own are touched or shown."""
    with tempfile.TemporaryDirectory(prefix="spandesk-") as name:
        folder = Path(name)
        (folder / "home").mkdir()
        os.environ["SPANDESK_CONFIG_DIR"] = str(folder / "config")
        os.environ["SPANDESK_DATA_DIR"] = str(folder / "data")
        os.environ["HOME"] = str(folder / "home")
        yield folder


def take(out: Path, only: Sequence[str]) -> list[Path]:
    """Take every picture, or those whose names contain one of `only`; where they lie."""
    with _private_folders() as folder:
        app = make_app(["spandesk"])
        if not QFontDatabase.families():
            sys.stderr.write("No font is installed: letters would be boxes.\n")
            return []
        application = Application(app)
        studio = Studio(application, out, only)
        application.start(None)
        try:
            studio.resize(SMALL)
            _welcome(studio)
            studio.application.appearance.set_choice(ThemeChoice.LIGHT)
            studio.application.flows.open_sample()
            assert studio.session.project is not None
            studio.open(studio.session.project.article_ids()[0])
            studio.judge(_DECISIONS)
            _articles(studio)
            _dialogs(studio)
            pictures_of_marks.take(studio)
            pictures_of_removal.take(studio)
            pictures_of_schemas.take(studio)
            _import(studio, folder / "articles")
            _readiness(studio)
            _export(studio, folder / "training")
            pictures_of_suggestions.take(studio)
            pictures_of_events.take(studio)
            pictures_of_frames.take(studio)
            pictures_of_hands.take(studio)
            pictures_of_relations.take(studio)
            pictures_of_training.take(studio)
        finally:
            application.window.close()
            application.end()
    return studio.taken


def main(arguments: Sequence[str] | None = None) -> int:
    """Take pictures; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("--out", type=Path, help="folder for the pictures")
    parser.add_argument(
        "--only", action="append", default=[], metavar="NAME", help="pictures with this in the name"
    )
    given = parser.parse_args(arguments)
    out: Path = given.out or ROOT / "screenshots"
    taken = take(out, given.only)
    for path in taken:
        sys.stdout.write(f"{path}\n")
    for name, shown in DOCUMENTED.items():
        chosen = out / f"{name}.png"
        if given.out is None and chosen in taken:
            shutil.copyfile(chosen, ROOT / "docs" / shown)
    return 0 if taken else 1


if __name__ == "__main__":
    sys.exit(main())
