"""My lists: the annotator's own names and triggers, with what they would suggest here."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontDatabase, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QInputDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotate.compat import override
from annotate.errors import AnnotateError
from annotate.messages import sentence
from annotate.own_lists.files import Format, ListFile, format_of, read_list, write_entries
from annotate.own_lists.keeping import make_list, put_entries, put_lexicon
from annotate.own_lists.values import ListEntry, OwnList
from annotate.project import Project
from annotate.spans import Layer
from annotate.suggesters.lexicon_file import LexiconError, parse_lexicon
from gui.dialogs.own_list_asking import may_discard, may_remove
from gui.dialogs.own_list_entry import EntryLine
from gui.dialogs.own_list_import import ImportListDialog, RefusedDialog
from gui.dialogs.own_list_preview import Preview
from gui.dialogs.parts import Dialog, note, plain
from gui.dialogs.replacing import may_replace
from gui.models.own_lists import Column, EntriesModel
from gui.session import Session
from gui.theme import SPACE, Appearance
from gui.words import counted, message

T = TypeVar("T")
_ROLE = Qt.ItemDataRole.UserRole


class OwnListsDialog(Dialog):
    """Lists on the left, entries in the middle, what they suggest in the open article below."""

    lists_changed = Signal()
    place_chosen = Signal(int, int)
    """A stretch of the open article (code points) was clicked in the preview."""

    def __init__(
        self, session: Session, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        """Show the lists of the project that is open."""
        super().__init__(self.tr("My lists"), parent)
        assert session.project is not None  # noqa: S101 - the flow has looked
        self._session = session
        self._project: Project = session.project
        self._reading = ""
        self._read_title = ""
        self._removed: tuple[str, list[ListEntry]] = ("", [])
        self._lexicon_of = 0
        self._drafts: dict[int, str] = {}
        self.model = EntriesModel(self)
        self.model.switched.connect(self._on_switched)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._build_lists())
        split.addWidget(self._build_middle(appearance))
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        split.setSizes([230, 720])
        self.add(
            note(
                self.tr(
                    "Names and triggers that you know. They suggest in this project under “My "
                    "lists”, beside the other suggesters."
                )
            )
        )
        self.add(split, 1)
        self.words = plain(name="danger")
        self.words.setVisible(False)
        self.add(self.words)
        self.add_button(self.tr("Import…"), self.ask_import, is_left=True)
        self.add_button(self.tr("Close"), self.accept)
        QShortcut(
            QKeySequence(Qt.Key.Key_Delete), self.table, self.remove_chosen,
            context=Qt.ShortcutContext.WidgetShortcut,
        )  # fmt: skip
        self._connect()
        self.resize(980, 680)
        self.reload()

    # -- lists -------------------------------------------------------------------------------------

    @property
    def chosen(self) -> OwnList | None:
        """The list that is shown."""
        place = self.lists.currentRow()
        return self.lists.item(place).data(_ROLE) if place >= 0 else None

    def reload(self, title: str = "") -> None:
        """Read the lists anew, and show the one with this title, or the same as before."""
        before = title or (self.chosen.title if self.chosen is not None else "")
        self.lists.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.lists.clear()
        found = self._project.lists.all()
        for each in found:
            self._add_row(each)
        titles = [each.title for each in found]
        self.lists.setCurrentRow(titles.index(before) if before in titles else 0)
        self.lists.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._show_list()

    def new_list(self) -> None:
        """Ask for a name and make a list."""
        title, is_given = QInputDialog.getText(self, self.tr("New list"), self.tr("Name"))
        if is_given:
            self.make(title)

    def make(self, title: str) -> None:
        """Make a list with this name and show it."""
        if self._try(lambda: make_list(self._project, title)) is not None:
            self.reload(title.strip())
            self.lists_changed.emit()
            self.entry.text.setFocus()

    def rename(self) -> None:
        """Ask for another name of the list."""
        chosen = self.chosen
        if chosen is None:
            return
        title, is_given = QInputDialog.getText(
            self, self.tr("Rename the list"), self.tr("Name"), text=chosen.title
        )
        if is_given and title.strip() != chosen.title:
            done = self._write(self._project.lists.rename(chosen.id, title.strip()))
            if done is not None:
                self.reload(title.strip())

    def remove_list(self) -> None:
        """Ask, then remove the list that is shown."""
        chosen = self.chosen
        if chosen is None:
            return
        if may_remove(chosen, self):
            self._write(self._project.lists.remove(chosen.id))
            self.reload()

    # -- entries -----------------------------------------------------------------------------------

    def keep_entry(self, entry: ListEntry) -> None:
        """Add an entry to the list that is shown, or change the one with its id."""
        chosen = self.chosen
        if chosen is None:
            self.make(self.tr("My list"))
            chosen = self.chosen
        if chosen is None:
            return
        if any(each.key == entry.key and each.id != entry.id for each in self.model.entries):
            self.entry.say_duplicate(entry)
            return
        if entry.id:
            if self._write(self._project.lists.change([entry])) is not None:
                self.model.replace(entry)
        elif self._write(self._project.lists.put(chosen.id, [entry])) is not None:
            last = self.model.entries[-1].id if self.model.entries else 0
            self.model.add(self._project.lists.entries(chosen.id, after=last))
            self.table.scrollToBottom()
        self.entry.clear()
        self._say_sizes()
        self._preview_list()
        self.entry.text.setFocus()

    def offer(self, text: str, layer: Layer, label: str) -> None:
        """Fill the entry with words of the article, to be kept with Enter."""
        if self.chosen is not None and self.chosen.is_lexicon:
            titles = [each.title for each in self._project.lists.all() if not each.is_lexicon]
            if titles:
                self.reload(titles[0])
            else:
                self.make(self.tr("My list"))
        self.entry.offer(text, layer, label)

    def remove_chosen(self) -> None:
        """Remove the entries that are selected."""
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        chosen = self.chosen
        gone = [self.model.entry(row) for row in sorted(rows)]
        ids = [entry.id for entry in gone]
        if chosen is None or not ids:
            return
        if self._write(self._project.lists.remove_entries(ids)) is not None:
            self._removed = (chosen.title, gone)
            self.put_back_button.setVisible(True)
            self.model.remove(ids)
            self.entry.clear()
            self._say_sizes()
            self._preview_list()

    def put_back(self) -> None:
        """Bring back the entries that were removed last, at the end of their list."""
        title, gone = self._removed
        self.put_back_button.setVisible(False)
        self._removed = ("", [])
        if gone and self._try(lambda: put_entries(self._project, title, gone)) is not None:
            self.reload(title)
            self.lists_changed.emit()

    def _on_switched(self, entry: ListEntry, is_on: bool) -> None:  # noqa: FBT001 - a slot
        changed = replace(entry, is_enabled=is_on)
        self._write(self._project.lists.change([changed]))
        self.model.replace(changed)
        self._preview_list()

    def _on_row_chosen(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        self.remove_button.setEnabled(bool(rows))
        if len(rows) == 1:
            self.entry.show_entry(self.model.entry(rows[0].row()))

    # -- lexicon -----------------------------------------------------------------------------------

    def keep_lexicon(self) -> None:
        """Store the lexicon that is shown, if it can be read."""
        chosen = self.chosen
        if chosen is None or not chosen.is_lexicon:
            return
        toml = self.lexicon.toPlainText()
        if self.preview.show_lexicon(toml, chosen.title):
            self._write(self._project.lists.set_lexicon(chosen.id, toml))
            self.reload()

    @override
    def done(self, result: int) -> None:
        """Keep the lexicon that was changed, then close; ask about one that cannot be read."""
        if self._session.project is self._project:
            self._park_lexicon()
            if self._drafts and not may_discard(self):
                return
        super().done(result)

    def _park_lexicon(self) -> None:
        """Keep the lexicon that was shown, or hold on to it while it cannot be read."""
        list_id, toml = self._lexicon_of, self.lexicon.toPlainText()
        stored = next((each for each in self._project.lists.all() if each.id == list_id), None)
        self._drafts.pop(list_id, None)
        if stored is None or toml == stored.lexicon:
            return
        try:
            parse_lexicon(toml, source=stored.title)
        except LexiconError:
            self._drafts[list_id] = toml
        else:
            self._write(self._project.lists.set_lexicon(list_id, toml))

    # -- files -------------------------------------------------------------------------------------

    def ask_import(self) -> None:
        """Ask for a file and where it goes, and read it in the background."""
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Import into a list"),
            "",
            self.tr("Lists (*.csv *.tsv *.txt *.jsonl *.json *.toml);;All files (*)"),
        )
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Ask where a file goes, and read it in the background."""
        titles = [each.title for each in self._project.lists.all() if not each.is_lexicon]
        dialog = ImportListDialog(path, titles, self._project.schema, parent=self)
        is_given = dialog.exec() == QDialog.DialogCode.Accepted
        title, defaults = dialog.chosen_title, dialog.defaults
        dialog.deleteLater()
        if not is_given or self._reading:
            return
        self._read_title = title
        jobs = self._session.suggesting.jobs if self._session.suggesting is not None else None
        if jobs is None:
            read = self._try(lambda: read_list(path, defaults))
            if read is not None:
                self._take(read)
            return
        self.setCursor(Qt.CursorShape.BusyCursor)
        self._reading = jobs.run(partial(read_list, path, defaults))
        jobs.job_finished.connect(self._on_read)
        jobs.job_failed.connect(self._on_not_read)

    def _on_read(self, job_id: str, value: object) -> None:
        if self._reading and job_id == self._reading:
            self._end_reading()
            if isinstance(value, ListFile):
                self._take(value)

    def _on_not_read(self, job_id: str, error: AnnotateError) -> None:
        if self._reading and job_id == self._reading:
            self._end_reading()
            self._say(error)

    def _end_reading(self) -> None:
        self._reading = ""
        self.unsetCursor()
        if self._session.suggesting is not None:
            self._session.suggesting.jobs.job_finished.disconnect(self._on_read)
            self._session.suggesting.jobs.job_failed.disconnect(self._on_not_read)

    def _take(self, read: ListFile) -> None:
        """Put what was read into its list, and say what was refused."""
        title, project = self._read_title, self._project
        added = 0
        if read.lexicon:
            if self._try(lambda: put_lexicon(project, title, read.lexicon) or True) is None:
                return
        elif read.entries:
            done = self._try(lambda: put_entries(project, title, read.entries))
            if done is None:
                return
            added = done
        self.reload(title)
        self.lists_changed.emit()
        if read.refusals:
            words = self.tr("Entries added: {added}. Lines refused: {refused}.").format(
                added=added, refused=len(read.refusals)
            )
            RefusedDialog(words, read.refusals, self).exec()

    def ask_export(self) -> None:
        """Ask for a file and write the list that is shown."""
        chosen = self.chosen
        if chosen is None:
            return
        kinds = "TOML (*.toml)"
        if not chosen.is_lexicon:
            kinds = self.tr(
                "CSV (*.csv);;JSON Lines (*.jsonl);;Patterns of spaCy (*.patterns.jsonl)"
            )
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export the list"), chosen.title, kinds)
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Write the list that is shown to a file; its name says the format."""
        from annotate.cli.command_line import write_text

        chosen = self.chosen
        if chosen is None:
            return
        if not path.suffix:
            # The file dialog has asked about another name.
            path = path.with_name(path.name + (".toml" if chosen.is_lexicon else ".csv"))
            if not may_replace(path, self):
                return

        def write() -> bool:
            text = chosen.lexicon
            if not chosen.is_lexicon:
                kind = format_of(path)
                kind = Format.CSV if kind is Format.TOML else kind
                text = write_entries(self._project.lists.entries(chosen.id), kind)
            write_text(path, text)
            return True

        self._try(write)

    # -- building ----------------------------------------------------------------------------------

    def _build_lists(self) -> QWidget:
        self.lists = QListWidget()
        self.lists.setObjectName("card")
        self.lists.setAccessibleName(self.tr("Lists"))
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, SPACE, 0)
        column.addWidget(self.lists, 1)
        new = _button(self.tr("New…"), self.new_list)
        self.of_list = rename, export, remove = (
            _button(self.tr("Rename…"), self.rename),
            _button(self.tr("Export…"), self.ask_export),
            _button(self.tr("Remove…"), self.remove_list),
        )
        for pair in ((new, rename), (export, remove)):
            row = QHBoxLayout()
            row.setSpacing(SPACE // 2)
            for button in pair:
                row.addWidget(button)
            column.addLayout(row)
        return side

    def _build_middle(self, appearance: Appearance) -> QWidget:
        self.pages = QStackedWidget()
        self.pages.addWidget(self._build_entries())
        self.pages.addWidget(self._build_lexicon())
        self.preview = Preview(self._session, appearance)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.pages)
        split.addWidget(self.preview)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        return split

    def _build_entries(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, SPACE)
        self.entry = EntryLine(self._project.schema, self.model.form_titles)
        column.addWidget(self.entry)
        row = QHBoxLayout()
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter entries"))
        self.filter.setAccessibleName(self.tr("Filter entries"))
        self.filter.setClearButtonEnabled(True)
        row.addWidget(self.filter, 1)
        self.remove_button = _button(self.tr("Remove entries"), self.remove_chosen)
        self.remove_button.setEnabled(False)
        self.put_back_button = _button(self.tr("Put back"), self.put_back)
        self.put_back_button.setVisible(False)
        row.addWidget(self.put_back_button)
        row.addWidget(self.remove_button)
        column.addLayout(row)
        self.table = QTableView()
        self.table.setObjectName("card")
        self.table.setAccessibleName(self.tr("Entries"))
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().setVisible(False)
        # Not by contents: Qt would measure every one of 100,000 rows.
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.TEXT, QHeaderView.ResizeMode.Stretch)
        # Not by contents either, but as wide as the words need in the window's language.
        metrics = self.table.fontMetrics()
        for place, least in ((Column.LABEL, 150), (Column.FORM, 70), (Column.CASE, 70),
                             (Column.SCORE, 70)):  # fmt: skip
            needed = max(map(metrics.horizontalAdvance, self.model.words_of(place)))
            self.table.setColumnWidth(place, max(needed + 3 * SPACE, least))
        column.addWidget(self.table, 1)
        return page

    def _build_lexicon(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, SPACE)
        column.addWidget(
            note(self.tr("A trigger lexicon in TOML; the guide describes the format."))
        )
        self.lexicon = QPlainTextEdit()
        self.lexicon.setAccessibleName(self.tr("Trigger lexicon"))
        self.lexicon.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.lexicon.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        column.addWidget(self.lexicon, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(_button(self.tr("Keep the lexicon"), self.keep_lexicon))
        column.addLayout(row)
        return page

    def _connect(self) -> None:
        self.lists.currentItemChanged.connect(lambda *_: self._show_list())
        self.lists.itemChanged.connect(self._on_list_switched)
        self.filter.textChanged.connect(self.model.set_filter)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._on_row_chosen())
        self.model.modelReset.connect(lambda: self.remove_button.setEnabled(False))
        self.entry.kept.connect(self.keep_entry)
        self.entry.changed.connect(self._on_typed)
        self.lexicon.textChanged.connect(self._on_lexicon_typed)
        self.preview.place_chosen.connect(self.place_chosen)
        self._session.article_opened.connect(self._preview_list)

    # -- within ------------------------------------------------------------------------------------

    def _add_row(self, each: OwnList) -> None:
        row = QListWidgetItem()
        row.setSizeHint(QSize(0, 2 * self.fontMetrics().height() + 12))
        row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        row.setCheckState(Qt.CheckState.Checked if each.is_enabled else Qt.CheckState.Unchecked)
        self._fill_row(row, each)
        self.lists.addItem(row)

    def _fill_row(self, row: QListWidgetItem, each: OwnList) -> None:
        size = counted(each.count, self.tr("1 entry"), self.tr("{count} entries"))
        if each.is_lexicon:
            size = self.tr("trigger lexicon")
        row.setText(f"{each.title}\n{size}")
        row.setData(_ROLE, each)

    def _say_sizes(self) -> None:
        """Bring the counts beside the lists up to date; the lists are still the same."""
        self.lists.blockSignals(True)  # noqa: FBT003 - Qt's own
        for place, each in enumerate(self._project.lists.all()):
            self._fill_row(self.lists.item(place), each)
        self.lists.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def _on_list_switched(self, row: QListWidgetItem) -> None:
        each = row.data(_ROLE)
        is_on = row.checkState() == Qt.CheckState.Checked
        if isinstance(each, OwnList) and each.is_enabled is not is_on:
            self._write(self._project.lists.enable(each.id, is_enabled=is_on))
            self.reload(each.title)

    def _show_list(self) -> None:
        chosen = self.chosen
        is_lexicon = chosen is not None and chosen.is_lexicon
        if self._lexicon_of:
            self._park_lexicon()
        self._lexicon_of = chosen.id if chosen is not None and is_lexicon else 0
        self.pages.setCurrentIndex(1 if is_lexicon else 0)
        entries = self._project.lists.entries(chosen.id) if chosen is not None else []
        self.model.set_entries(entries)
        self.lexicon.blockSignals(True)  # noqa: FBT003 - Qt's own
        lexicon = chosen.lexicon if chosen is not None else ""
        self.lexicon.setPlainText(self._drafts.get(self._lexicon_of, lexicon))
        self.lexicon.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        for button in self.of_list:
            button.setEnabled(chosen is not None)
        self._preview_list()

    def _on_typed(self) -> None:
        entry = self.entry.entry
        if entry is None:
            self._preview_list()
        else:
            self.preview.show_entry(entry)

    def _on_lexicon_typed(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            self.preview.show_lexicon(self.lexicon.toPlainText(), chosen.title)

    def _preview_list(self) -> None:
        chosen = self.chosen
        if chosen is not None and chosen.is_lexicon:
            self.preview.show_lexicon(self.lexicon.toPlainText(), chosen.title)
        elif chosen is not None:
            self.preview.show_list(chosen.title, self.model.entries)
        else:
            self.preview.say(self.tr("There is no list yet. Words that you add begin one."))

    def _write(self, future: Future[T]) -> T | bool | None:
        """Wait for a change; None when it failed, which is said."""
        done = self._try(lambda: (future.result(), True))
        if done is None:
            return None
        self.lists_changed.emit()
        return done[0] if done[0] is not None else True

    def _try(self, work: Callable[[], T]) -> T | None:
        self.words.setVisible(False)
        try:
            return work()
        except AnnotateError as error:
            self._say(error)
            return None

    def _say(self, error: AnnotateError) -> None:
        words = sentence(error, tr=message)
        self.words.setText(words)
        self.words.setVisible(True)


def _button(text: str, slot: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _checked=False: slot())
    return button
