"""Flows of the neighbours' formats: a look before an import, an export in a chosen format."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from annotate.exchange.formats.api import WriteLog
    from annotate.exchange.importing import ReadPlan
    from annotate.exchange.preview import Preview
    from annotate.exchange.report import ImportReport
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

    def attach(self) -> None:
        """Hear of previews and exports."""
        transfer = self._transfer = self._session.transfer
        if transfer is not None:
            transfer.previewed.connect(self._on_previewed)
            transfer.import_finished.connect(self._on_imported)
            transfer.format_exported.connect(self._on_exported)
            transfer.cancelled.connect(self._forget)
            transfer.failed.connect(self._forget)

    # -- in

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Look at files and folders, then bring them in: after a question where there is one."""
        if self._transfer is None or self._transfer.is_running:
            return
        from annotate.exchange.importing import ReadPlan

        self._paths = list(paths)
        self._transfer.preview(self._paths, ReadPlan())

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
        if report.labels:
            self._window.show_schema()
        if report.merged:
            # What came in may belong to the open article.
            self._session.read_again()

    def _forget(self, *_: object) -> None:
        """The pasted text is in the project, or not wanted."""
        if self._pasted is not None:
            shutil.rmtree(self._pasted, ignore_errors=True)
            self._pasted = None

    # -- out

    def export_format(self) -> None:
        """Ask for format and place, then write in the background."""
        project = self._session.project
        if project is None or self._transfer is None or self._transfer.is_running:
            return
        from gui.dialogs.export_format import ExportFormatDialog

        dialog = ExportFormatDialog(project, self._state.folder("export"), self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._state.keep_folder("export", dialog.path.parent)
            self._transfer.export_format(
                dialog.format.name, dialog.path, dialog.selection(), dialog.choices()
            )

    def _on_exported(self, log: WriteLog) -> None:
        from gui.dialogs.export_format import ExportedDialog

        dialog = ExportedDialog(log, self._window)
        dialog.setModal(False)
        dialog.show()


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
