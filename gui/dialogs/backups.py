"""Backups of the project: which there are, what differs from each, and putting one in its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QHeaderView,
    QPlainTextEdit,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from annotate.describing import describe_reason, describe_state
from annotate.errors import AnnotateError
from annotate.messages import sentence
from annotate.safety import backups_of
from annotate.store.backup import Backup, Rule
from annotate.store.restoring import ArticleDifference, Comparison
from gui.dialogs.parts import Dialog, note, selectable
from gui.words import article_count, counted, message, span_count

if TYPE_CHECKING:
    from gui.flows.safety import SafetyFlows

_MOST_LINES = 500


class BackupsDialog(Dialog):
    """Accepted when `chosen` is to be put in the place of the project."""

    def __init__(
        self, path: Path, rule: Rule, flows: SafetyFlows, parent: QWidget | None = None
    ) -> None:
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("Backups"))
        self.heading.setText(self.tr("Backups of {name}").format(name=path.stem))
        self._path = path
        self._flows = flows
        self._asked = 0
        self._job = ""
        self.finished.connect(lambda _: flows.drop(self._job))
        self.backups = backups_of(path, rule)
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAlternatingRowColors(True)
        self.list.setHeaderLabels(
            [self.tr("When"), self.tr("Why"), self.tr("Steps"), self.tr("Size")]
        )
        self.list.setAccessibleName(self.tr("Backups, the newest first"))
        self.list.addTopLevelItems([self._row(item) for item in self.backups])
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.currentItemChanged.connect(lambda *_: self._on_chosen())
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setAccessibleName(self.tr("What differs from now"))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.list)
        split.addWidget(self.preview)
        split.setChildrenCollapsible(False)
        self.add(split, 1)
        self._add_words(rule)
        self.folder_button = self.add_button(
            self.tr("Open the folder"), self._open_folder, is_left=True
        )
        self.folder_button.setEnabled(bool(self.backups))
        self.restore_button = self.add_button(self.tr("Put it in place"), self.accept)
        self.add_button(self.tr("Close"), self.reject, is_primary=True)
        self.resize(760, 600)
        if self.backups:
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        else:
            self.preview.setPlainText(self.tr("There are no backups yet."))
        self._refresh_button()

    @property
    def chosen(self) -> Backup | None:
        """The backup that is chosen."""
        row = self.list.currentIndex().row()
        return self.backups[row] if 0 <= row < len(self.backups) else None

    def _add_words(self, rule: Rule) -> None:
        size = sum(item.size for item in self.backups)
        self.add(
            note(
                counted(
                    len(self.backups),
                    self.tr(
                        "Putting one in place makes a backup of the present project first. The "
                        "one backup takes {size}; {most} may be used."
                    ),
                    self.tr(
                        "Putting one in place makes a backup of the present project first. {count} "
                        "backups take {size}; {most} may be used."
                    ),
                    size=_shown_size(size),
                    most=_shown_size(rule.max_bytes),
                )
            )
        )
        if self.backups:
            where = note(str(self.backups[0].path.parent))
            self.add(selectable(where))

    def _row(self, item: Backup) -> QTreeWidgetItem:
        when = QDateTime.fromSecsSinceEpoch(int(item.at.timestamp())).toLocalTime()
        return QTreeWidgetItem(
            [
                QLocale().toString(when, "yyyy-MM-dd HH:mm:ss"),
                describe_reason(item.reason, tr=message),
                str(item.step),
                _shown_size(item.size),
            ]
        )

    def _on_chosen(self) -> None:
        chosen = self.chosen
        self._refresh_button()
        if chosen is None:
            return
        self._asked += 1
        asked = self._asked
        self.preview.setPlainText(self.tr("Comparing…"))

        def show(found: object) -> None:
            if asked == self._asked and isinstance(found, Comparison):
                self.show_comparison(found)

        def tell(error: AnnotateError) -> None:
            if asked == self._asked:
                self.preview.setPlainText(sentence(error, tr=message))

        # The answer about the one that was chosen before is of no use any more.
        self._flows.drop(self._job)
        self._job = self._flows.run(
            "compare", show, tell, path=str(self._path), backup=str(chosen.path)
        )

    def show_comparison(self, found: Comparison) -> None:
        """Say what differs; an answer that is still on its way is dropped."""
        self._asked += 1
        self.preview.setPlainText("\n".join(self._lines(found)))

    def _lines(self, found: Comparison) -> list[str]:
        lines = [
            self.tr("Then: {counts}").format(
                counts=self._counts(found.articles_there, found.spans_there, found.steps_there)
            ),
            self.tr("Now: {counts}").format(
                counts=self._counts(found.articles_here, found.spans_here, found.steps_here)
            ),
            "",
        ]
        if found.labels:
            names = ", ".join(found.labels[:_MOST_LINES])
            lines.append(self.tr("Labels that differ: {names}").format(names=names))
        if not found.differing:
            return [*lines, self.tr("No article differs.")]
        lines.append(
            counted(
                len(found.differing),
                self.tr("1 article differs:"),
                self.tr("{count} articles differ:"),
            )
        )
        lines += [self._line(item) for item in found.differing[:_MOST_LINES]]
        if len(found.differing) > _MOST_LINES:
            lines.append("…")
        return lines

    def _counts(self, articles: int, spans: int, steps: int) -> str:
        return ", ".join(
            (
                article_count(articles),
                span_count(spans),
                counted(steps, self.tr("1 step"), self.tr("{count} steps")),
            )
        )

    def _line(self, item: ArticleDifference) -> str:
        if item.spans_there is None:
            return self.tr("{title}: came later, would be gone").format(title=item.title)
        if item.spans_here is None:
            return self.tr("{title}: is gone now, would come back").format(title=item.title)
        return self.tr("{title}: then {there}, now {here}").format(
            title=item.title,
            there=self._stood(item.spans_there, item.state_there),
            here=self._stood(item.spans_here, item.state_here),
        )

    def _stood(self, spans: int, state: str) -> str:
        return f"{span_count(spans)} ({describe_state(state, tr=message)})"

    def _refresh_button(self) -> None:
        project = self._flows.session.project
        can = project is None or not project.is_read_only
        self.restore_button.setEnabled(can and self.chosen is not None)

    def _open_folder(self) -> None:
        if self.backups:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.backups[0].path.parent)))


def _shown_size(count: int) -> str:
    """Bytes in units of thousands, as the preferences and the command line count them."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
