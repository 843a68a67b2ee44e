"""The import report: what went in, what was refused and why, what was changed on the way."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from annotate.errors import ExportError
from annotate.exchange.loss_groups import loss_places, same_losses, sentence_of
from annotate.exchange.report import ImportReport, place
from annotate.messages import note_sentence, sentence
from annotate.targets import require_free
from gui.dialogs.parts import Dialog, note
from gui.window_state import WindowState
from gui.words import counted, message, span_count, suggestion_count

_MOST_SHOWN = 2000


class ImportReportDialog(Dialog):
    """Lists refusals with their remedies and notes; copies and saves itself."""

    bring_back_asked = Signal(object)
    """Ids of the removed articles whose texts came again."""

    def __init__(
        self, report: ImportReport, state: WindowState, parent: QWidget | None = None
    ) -> None:
        super().__init__("Spandesk", parent)
        self._report = report
        self._state = state
        self.setWindowTitle(self.tr("Import report"))
        self.heading.setText(self._headline())
        self.add(note(self._explanation()))
        self.table = QTableWidget(0, 2)
        self.table.setObjectName("card")
        self.table.setAccessibleName(self.tr("Refusals and notes"))
        self.table.setHorizontalHeaderLabels([self.tr("Where"), self.tr("What, and what to do")])
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(0, 220)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.sectionResized.connect(self.table.resizeRowsToContents)
        self._fill()
        self.add(self.table, 1)
        self.table.setVisible(self.table.rowCount() > 0)
        self.add_button(self.tr("Copy"), self.copy, is_left=True)
        self.add_button(self.tr("Save as…"), self._on_save, is_left=True)
        if report.removed_ids:
            self.add_button(
                counted(
                    len(report.removed_ids),
                    self.tr("Bring the removed article back"),
                    self.tr("Bring {count} removed articles back"),
                ),
                self._on_bring_back,
            )
        self.add_button(self.tr("Close"), self.accept, is_primary=True)
        self.resize(760, 460 if self.table.rowCount() else 0)

    def as_text(self) -> str:
        """The whole report as lines."""
        lines = self._report.to_lines(describe=sentence, describe_note=note_sentence)
        return "\n".join([self._headline(), *lines]) + "\n"

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.as_text())

    def save(self, path: Path) -> None:
        """Write the report; as JSON when the name says so. Raises `ExportError`, `OSError`."""
        require_free(path)
        text = self._report.to_json(describe=sentence) if path.suffix == ".json" else self.as_text()
        path.write_text(text, encoding="utf-8")

    def _on_bring_back(self) -> None:
        self.bring_back_asked.emit(self._report.removed_ids)
        self.accept()

    def _headline(self) -> str:
        added = counted(
            self._report.added, self.tr("1 article added"), self.tr("{count} articles added")
        )
        report = self._report
        parts = [added]
        if report.merged:
            parts.append(
                counted(
                    len(report.merged),
                    self.tr("1 that was there annotated"),
                    self.tr("{count} that were there annotated"),
                )
            )
        if report.spans:
            parts.append(span_count(report.spans))
        if report.suggestions:
            parts.append(suggestion_count(report.suggestions))
        if report.refused:
            parts.append(self.tr("{count} refused").format(count=len(report.refused)))
        text = ", ".join(parts)
        if self._report.was_cancelled:
            text += self.tr(" (cancelled)")
        return text

    def _explanation(self) -> str:
        if self._report.was_cancelled:
            return self.tr("The import was stopped. The articles that were read are in.")
        if self._report.refused:
            return self.tr("The rest went in. Each refusal says why and what to do.")
        if self._report.losses:
            return self.tr("All articles went in. What was left behind or changed stands below.")
        return self.tr("Everything went in.")

    def _fill(self) -> None:
        for refusal in self._report.refused[:_MOST_SHOWN]:
            self._add(refusal.source, refusal.line, sentence(refusal.error, tr=message))
        for same in same_losses(self._report.losses.listed)[:_MOST_SHOWN]:
            places = loss_places(same, tr=message, name=_file_name)
            self._add_row(places, sentence_of(same, tr=message))
        shown = 0
        for article in self._report.articles:
            for item in article.notes:
                if shown < _MOST_SHOWN:
                    shown += 1
                    self._add(article.source, article.line, note_sentence(item, tr=message))

    def _add(self, source: str, line: int | None, text: str) -> None:
        name = _file_name(source)
        # The sentence names the whole path; here the file stands beside it.
        self._add_row(place(name, line), text.replace(source, name, 1))

    def _add_row(self, where: str, text: str) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column, value in enumerate((where, text)):
            item = QTableWidgetItem(value)
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self.table.setItem(row, column, item)

    def _on_save(self) -> None:
        folder = self._state.folder("report")
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save the report"),
            str(folder / "import-report.txt"),
            self.tr("Text (*.txt);;JSON (*.json)"),
        )
        if not name:
            return
        self._state.keep_folder("report", Path(name).parent)
        try:
            self.save(Path(name))
        except OSError as error:
            self.heading.setText(self.tr("Not saved: {reason}").format(reason=error.strerror))
        except ExportError as error:
            self.heading.setText(sentence(error, tr=message))


def _file_name(source: str) -> str:
    """What a table calls a file or an article."""
    return Path(source).name or source
