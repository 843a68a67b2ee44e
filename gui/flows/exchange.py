"""Flows of what comes in and goes out: files, folders, paste and drop; training data, formats."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from gui.words import counted

if TYPE_CHECKING:
    from annotate.exchange.formats.api import WriteLog
    from annotate.exchange.importing import ReadPlan
    from annotate.exchange.preview import Preview
    from annotate.exchange.report import ImportReport
    from annotate.training.report import ExportReport
    from gui.main_window import MainWindow
    from gui.transfer import Transfer
    from gui.window_state import WindowState

_PASTED = (".jsonl", ".json", ".conllu", ".conll", ".xml", ".tsv", ".csv")
_SURE_OF_PASTE = 0.6


class ExchangeFlows(QObject):
    """The target "exchange" of the table of actions."""

    def __init__(self, window: MainWindow, state: WindowState) -> None:
        """Serve `window`; `attach` when the session has its transfer."""
        super().__init__(window)
        self._window = window
        self._state = state
        self._session = window.session
        self._paths: list[Path] = []
        self._pasted: Path | None = None
        self._transfer: Transfer | None = None

    def attach(self, transfer: Transfer) -> None:
        """Hear of previews, imports and exports."""
        self._transfer = transfer
        transfer.previewed.connect(self._on_previewed)
        transfer.articles_added.connect(self._window.take_new_articles)
        transfer.import_finished.connect(self._on_imported)
        transfer.export_finished.connect(self._on_exported)
        transfer.format_exported.connect(self._on_format_exported)
        transfer.cancelled.connect(self._on_cancelled)
        transfer.failed.connect(self._forget)

    # -- in

    def import_files(self) -> None:
        """Ask for files and bring them in."""
        from PySide6.QtWidgets import QFileDialog

        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Import files"),
            str(self._state.folder("import")),
            self.tr(
                "All files (*);;Articles (*.txt *.md *.html *.htm *.jsonl *.json);;"
                "Annotated (*.jsonl *.json *.spacy *.ann *.conll *.conllu *.tsv *.csv *.xmi *.zip)"
            ),
        )
        if names:
            self._state.keep_folder("import", Path(names[0]).parent)
            self.import_paths([Path(name) for name in names])

    def import_folder(self) -> None:
        """Ask for a folder and bring in what it holds."""
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(
            self._window, self.tr("Import a folder"), str(self._state.folder("import"))
        )
        if name:
            self._state.keep_folder("import", Path(name))
            self.import_paths([Path(name)])

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Look at files and folders, then bring them in: after a question where there is one."""
        if self._transfer is None or self._transfer.is_running:
            self._window.banner.say(
                self.tr("An import or export is still running. Wait for it, or cancel it below."),
                is_problem=True,
            )
            return
        from annotate.exchange.importing import ReadPlan
        from annotate.exchange.label_map import LabelMap
        from annotate.exchange.name_proposals import SchemaNames

        project = self._session.project
        names = SchemaNames.of(project.schema) if project is not None else None
        self._paths = list(paths)
        self._transfer.preview(self._paths, ReadPlan(labels=LabelMap(proposed=names)))

    def paste_article(self) -> None:
        """Show what is in the clipboard, then make an article of it."""
        self._import_mime(QGuiApplication.clipboard().mimeData())

    def drop(self, mime: QMimeData) -> None:
        """Take what was dropped on the window: projects are opened, the rest is imported."""
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        projects = [path for path in paths if path.suffix == ".spandesk"]
        others = [path for path in paths if path.suffix != ".spandesk"]
        if projects:
            self._window.flows.open_path(str(projects[0]))
        elif others and self._session.project is None:
            self._window.flows.new_project(others)
        elif others:
            self.import_paths(others)
        elif mime.hasText() or mime.hasHtml():
            self._import_mime(mime)

    def _import_mime(self, mime: QMimeData) -> None:
        if mime.hasUrls() and any(url.isLocalFile() for url in mime.urls()):
            self.drop(mime)
            return
        text = mime.text() if mime.hasText() else None
        html = mime.html() if mime.hasHtml() else None
        if self._session.project is None or self._transfer is None:
            return
        if not (text or html or "").strip():
            self._window.banner.say(
                self.tr("The clipboard holds no text. Copy an article, then paste it here.")
            )
            return
        if text is not None and self.import_text(text):
            return
        from gui.dialogs.paste import PasteDialog

        dialog = PasteDialog(text, html, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._transfer.import_paste(text=dialog.text, html=dialog.html)

    def import_text(self, text: str) -> bool:
        """Import a pasted text that is in a format with annotations; whether it is."""
        suffix = pasted_suffix(text)
        if suffix is None or self._transfer is None or self._transfer.is_running:
            return False
        self._forget()
        self._pasted = Path(tempfile.mkdtemp(prefix="spandesk-"))
        path = self._pasted / f"pasted{suffix}"
        path.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
        self.import_paths([path])
        return True

    def _on_previewed(self, preview: Preview) -> None:
        if self._transfer is None:
            return
        if preview.is_plain:
            self._transfer.import_paths(self._paths)
            return
        plan = self._ask(preview)
        if plan is None:
            self._forget()
        else:
            self._transfer.import_paths(self._paths, plan)

    def _ask(self, preview: Preview) -> ReadPlan | None:
        from gui.dialogs.import_preview import ImportPreviewDialog

        project = self._session.project
        if project is None:
            return None
        dialog = ImportPreviewDialog(preview, project.schema, self._window)
        is_wanted = dialog.exec() == QDialog.DialogCode.Accepted
        return dialog.plan() if is_wanted else None

    def _on_imported(self, report: ImportReport) -> None:
        self._forget()
        if report.merged:
            # What came in may belong to the open article.
            self._session.read_again()
        if report.added == 1:
            # Whoever brings in one article means to work on it.
            self._window.flows.open_article(next(iter(report.articles)).id)
        count = counted(report.added, self.tr("1 article added"), self.tr("{count} articles added"))
        if not report.refused and not report.was_cancelled:
            self._window.banner.say(
                count + ".",
                button=self.tr("Show report"),
                help_with=lambda: self._show_import_report(report),
            )
            return
        self._show_import_report(report)

    def _show_import_report(self, report: ImportReport) -> None:
        from gui.dialogs.import_report import ImportReportDialog

        dialog = ImportReportDialog(report, self._state, self._window)
        dialog.bring_back_asked.connect(self._window.removing.bring_back)
        self._window.flows.show_dialog(dialog)

    def _forget(self, *_: object) -> None:
        """The pasted text is in the project, or not wanted."""
        if self._pasted is not None:
            shutil.rmtree(self._pasted, ignore_errors=True)
            self._pasted = None

    # -- out

    def export_spacy(self) -> None:
        """Ask how, then write training data in the background."""
        project, transfer = self._session.project, self._transfer
        if project is None or transfer is None or transfer.is_running:
            return
        from gui.dialogs.export import ExportDialog

        dialog = ExportDialog(
            project, self._state.folder("export", beside=project.path), self._window
        )
        dialog.readiness_wanted.connect(self._window.guard.show_readiness)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._state.keep_folder("export", dialog.folder.parent)
            transfer.export_spacy(dialog.folder, dialog.options())

    def _on_exported(self, report: ExportReport) -> None:
        from gui.dialogs.export import ExportResultDialog

        self._window.flows.show_dialog(ExportResultDialog(report, self._window))

    def export_format(self) -> None:
        """Ask for format and place, then write in the background."""
        project = self._session.project
        if project is None or self._transfer is None or self._transfer.is_running:
            return
        from gui.dialogs.export_format import ExportFormatDialog

        dialog = ExportFormatDialog(
            project, self._state.folder("export", beside=project.path), self._window
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._state.keep_folder("export", dialog.path.parent)
            self._transfer.export_format(
                dialog.format.name, dialog.path, dialog.selection(), dialog.choices()
            )

    def _on_format_exported(self, log: WriteLog) -> None:
        from gui.dialogs.export_format import ExportedDialog

        self._window.flows.show_dialog(ExportedDialog(log, self._window))

    def _on_cancelled(self, kind: str) -> None:
        self._forget()
        self._window.banner.say(
            self.tr("The import was stopped when its project was closed; what was in stays in.")
            if kind == "import"
            else self.tr("The export was stopped; nothing was written.")
        )


def pasted_suffix(text: str) -> str | None:
    """The suffix under which a pasted text is in a known format; `None` for an article."""
    start = text.lstrip()[:1]
    if start not in {"{", "[", "<", "#", "-"} and "\t" not in text[:2000]:
        return None
    from annotate.exchange.formats import Probe, detect
    from annotate.exchange.formats.api import HEAD

    head = text[:HEAD].encode("utf-8", "replace")[:HEAD]
    for suffix in _PASTED:
        found = detect(Probe(Path(f"pasted{suffix}"), head))
        if found is not None and found.score >= _SURE_OF_PASTE:
            return suffix
    return None
