"""Flows of the event table: what it shows, where a row leads, and what an edited cell does."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu, QWidget

from annotate.articles import ArticleState
from annotate.errors import AnnotateError
from gui.words import counted

if TYPE_CHECKING:
    from annotate.changes import Changes
    from annotate.desk import Desk
    from annotate.event_table.columns import Column
    from annotate.event_table.rows import ArticleFacts, EventRow
    from annotate.event_table.writing import TableForm
    from annotate.project import Project
    from gui.jobs import Jobs
    from gui.main_window import MainWindow
    from gui.panels.events import EventsPanel
    from gui.panels.shelf import Shelf
    from gui.window_state import WindowState

_MENU: Final = (
    ("event.another", "event.copy", "event.split", "event.merge", "event.trigger"),
    ("event.remove",),
    ("events.export",),
)
"""Commands in the menu of a row; they are about the frame that it has made the open one."""
_PAUSE_MS: Final = 250
"""After a change of the list of articles, so that an import is not followed at every step."""


class EventFlows(QObject):
    """The target "events" of the table of actions; the panel is made when it is first shown."""

    def __init__(self, window: MainWindow, state: WindowState, shelf: Shelf) -> None:
        """Serve `window`; `shelf` is where the panel will stand."""
        super().__init__(window)
        self._window = window
        self._state = state
        self._session = window.session
        self._shelf = shelf
        self._panel: EventsPanel | None = None
        self._jobs: Jobs | None = None
        self._reading = ""
        self._writing = ""
        self._touched: set[str] = set()
        self._target = Path()
        self._is_stale = True
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._later.timeout.connect(self.refresh)
        shelf.make = self._make_panel

    @property
    def panel(self) -> EventsPanel | None:
        """The panel, once it has been shown."""
        return self._panel

    # -- actions -----------------------------------------------------------------------------------

    def focus_table(self) -> None:
        """Show the table and give it the keyboard; once more goes back to the text."""
        panel = self._panel
        if panel is not None and panel.isVisible() and panel.table.hasFocus():
            self._leave()
            return
        self._window.show_dock("events")
        if self._panel is not None:
            self._panel.focus_table()

    def edit_cell(self) -> None:
        """Type in the current cell of the table."""
        if self._panel is not None and self._panel.isVisible():
            self._panel.table.typed_in.emit(self._panel.table.currentIndex())

    def export(self, form: TableForm | None = None) -> None:
        """Ask where to write what the table shows, and write it in the background."""
        from annotate.event_table.writing import TableForm

        self._window.show_dock("events")
        panel, project, jobs = self._panel, self._session.project, self._find_jobs()
        if panel is None or project is None or jobs is None or not panel.model.rowCount():
            return
        path = self._ask_path(form)
        if path is None:
            return
        forms = {item.suffix: item for item in TableForm}
        self._session.settle()
        self._target = path
        self._writing = jobs.run_function(
            "write_events",
            project=str(project.path),
            frame_ids=panel.model.shown_ids(),
            target=str(path),
            form=str(form or forms.get(path.suffix.lower(), TableForm.CSV)),
        )

    def _ask_path(self, form: TableForm | None) -> Path | None:
        """The file to write; without a form its suffix says which."""
        from PySide6.QtWidgets import QFileDialog

        from annotate.event_table.writing import TableForm

        kinds = {
            TableForm.CSV: self.tr("CSV table (*.csv)"),
            TableForm.JSON: self.tr("JSON (*.json)"),
            TableForm.PLOVER: self.tr("PLOVER records (*.jsonl)"),
        }
        project = self._session.project
        first = form or TableForm.CSV
        name = f"{project.name if project is not None else ''}-events{first.suffix}"
        chosen, kind = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Write the event table"),
            str(self._state.folder("export", beside=project.path if project else None) / name),
            kinds[form] if form is not None else ";;".join(kinds.values()),
        )
        if not chosen:
            return None
        path = Path(chosen)
        self._state.keep_folder("export", path.parent)
        if not path.suffix:
            from gui.dialogs.replacing import may_replace

            # The file dialog has asked about another name.
            path = path.with_suffix(
                next((f.suffix for f, k in kinds.items() if k == kind), first.suffix)
            )
            return path if may_replace(path, self._window) else None
        return path

    # -- the panel ---------------------------------------------------------------------------------

    def _make_panel(self) -> QWidget:
        from gui.panels.events import EventsPanel

        panel = self._panel = EventsPanel(
            self._window.appearance, choices=self._choices, change=self._change
        )
        header = panel.table.horizontalHeader()
        if header.restoreState(self._state.table("events")):
            panel.model.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        for moved in (header.sectionResized, header.sectionMoved, header.sortIndicatorChanged):
            moved.connect(lambda *_: self._state.keep_table("events", header.saveState()))
        panel.shown.connect(self._on_shown)
        panel.frame_chosen.connect(self._choose)
        panel.frame_passed.connect(self._pass)
        panel.typing_asked.connect(self._type_in)
        panel.removal_asked.connect(self._remove)
        panel.menu_asked.connect(self._show_menu)
        panel.scope_chosen.connect(lambda _: self.refresh())
        panel.export_asked.connect(self.export)
        panel.left.connect(self._leave)
        session = self._session
        session.article_opened.connect(self._on_article_opened)
        session.article_list_changed.connect(self._later.start)
        session.schema_changed.connect(self._later.start)
        session.project_closed.connect(self.refresh)
        session.changed.connect(self._on_changed)
        session.focus_changed.connect(self._show_focus)
        session.frame_focus.changed.connect(self._show_focus)
        return panel

    def _on_shown(self) -> None:
        if self._is_stale:
            self.refresh()

    def _leave(self) -> None:
        self._window.pane.view.setFocus()

    def refresh(self) -> None:
        """Show the frames of the open article or of the project anew."""
        panel, project = self._panel, self._session.project
        if panel is None:
            return
        self._stop_reading()
        self._is_stale = not panel.isVisible()
        if project is None:
            panel.model.set_rows(())
        if self._is_stale:
            return
        panel.refuse("")
        panel.set_schema(
            project.schema if project is not None else None,
            is_editable=project is not None and not project.is_read_only,
        )
        panel.set_has_jobs(is_there=self._find_jobs() is not None)
        if project is None or not panel.is_everywhere:
            panel.model.set_rows(self._rows_here())
            self._show_focus()
        else:
            self._read_project(project)

    def _rows_here(self, only: Collection[str] | None = None) -> list[EventRow]:
        """The frames of the article on the desk, or those of them that are named."""
        from annotate.event_table.rows import rows_of, with_values

        desk, panel = self._session.desk, self._panel
        if desk is None:
            return []
        is_out = desk.annotations.state is ArticleState.REMOVED
        if is_out and panel is not None and panel.is_everywhere:
            return []  # to be looked at, but no more of the project
        known = self._window.articles.model.row_of(desk.article.id)
        number = known.number if known else 0
        rows = rows_of(desk.article, desk.annotations, number=number, only=only)
        return [with_values(row) for row in rows]

    def _on_article_opened(self) -> None:
        panel, desk = self._panel, self._session.desk
        if panel is None or desk is None:
            return
        if not panel.isVisible() or not panel.is_everywhere:
            self.refresh()
            return
        self._touched.add(desk.article.id)
        panel.model.update_article(desk.article.id, self._rows_here())
        self._show_focus()

    def _on_changed(self, changes: Changes) -> None:
        panel, desk = self._panel, self._session.desk
        if panel is None or desk is None or changes.article_id != desk.article.id:
            return
        moved = (changes.frame_ids, changes.span_ids, changes.chain_ids)
        is_about = changes.is_state_changed or changes.is_details_changed
        if not any(moved) and not is_about:
            return
        if not panel.isVisible():
            self._is_stale = True
            return
        touched = self._frames_of(changes, desk)
        if touched is not None and not touched:
            return
        if self._reading and desk.article.id not in self._touched:
            touched = None  # from now on no page brings the others
        self._touched.add(desk.article.id)
        panel.model.update_article(desk.article.id, self._rows_here(touched), among=touched)
        self._show_focus()

    @staticmethod
    def _frames_of(changes: Changes, desk: Desk) -> set[str] | None:
        """The frames that a change is about; `None`: all of the article."""
        spans = changes.span_ids
        # Of a chain any mention may have given the name.
        is_named = any(desk.annotations.chain_of(span_id) for span_id in spans)
        is_about = changes.is_state_changed or changes.is_details_changed
        if is_about or changes.chain_ids or is_named:
            return None
        using = (
            frame.id
            for frame in desk.annotations.frames.values()
            if not spans.isdisjoint(frame.span_ids)
        )
        return {*changes.frame_ids, *using} if spans else set(changes.frame_ids)

    def _show_focus(self) -> None:
        """Select the row of the frame that the text is about."""
        panel, desk = self._panel, self._session.desk
        if panel is None or desk is None or not panel.isVisible():
            return
        frame_id = self._session.frame_focus.frame_id
        span_id = self._session.focus_id
        if not frame_id and span_id:
            frames = sorted(
                desk.annotations.frames_with(span_id),
                key=lambda frame: (frame.trigger_id != span_id, frame.id),
            )
            frame_id = frames[0].id if frames else ""
        panel.show_frame(frame_id)

    # -- from a row to the text --------------------------------------------------------------------

    def _choose(self, frame_id: str, column: Column, is_left: bool) -> None:  # noqa: FBT001 - a slot
        """Go to the frame in its article, to the span of the cell; `is_left` with the keyboard."""
        row = self._panel.model.row_of(frame_id) if self._panel is not None else None
        if row is None or not self._open_article(row.article):
            return
        self._focus_cell(row, column)
        if is_left:
            self._leave()

    def _pass(self, frame_id: str, column: Column) -> None:
        """A key has moved to a cell: the text follows within its article, and opens no other."""
        row = self._panel.model.row_of(frame_id) if self._panel is not None else None
        desk = self._session.desk
        if row is not None and desk is not None and desk.article.id == row.article.id:
            self._focus_cell(row, column)

    def _focus_cell(self, row: EventRow, column: Column) -> None:
        """Focus the span of a cell, or the trigger, with the frame."""
        fillers = row.fillers(column) or (row.trigger,)
        self._session.focus(fillers[0].span_id)
        self._session.frame_focus.open(row.frame_id)

    def _open_article(self, article: ArticleFacts) -> bool:
        desk = self._session.desk
        if desk is not None and desk.article.id == article.id:
            return True
        try:
            self._session.open_article(article.id)
        except AnnotateError as error:
            self._window.flows.report(error)
            return False
        return True

    def _remove(self, frame_id: str, column: Column) -> None:
        """Delete the frame of a row, in its article."""
        from annotate.frames.verbs import remove_frame

        self._choose(frame_id, column, is_left=False)
        desk = self._session.desk
        frame = desk.annotations.frames.get(frame_id) if desk is not None else None
        if desk is not None and frame is not None:
            edit = remove_frame(desk, frame, hand=self._session.hand())
            self._session.push(edit, self.tr("delete the frame"))

    def _show_menu(self, frame_id: str, column: Column, place: QPoint) -> None:
        """What can be done with the frame of a row, at `place` on the screen."""
        self._choose(frame_id, column, is_left=False)
        panel = self._panel
        if panel is None:
            return
        menu = QMenu(panel)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        edit = menu.addAction(self.tr("Type in this cell"))
        edit.setShortcut("F2")
        edit.setEnabled(panel.model.is_editable)
        edit.triggered.connect(lambda: self._type_in(frame_id, column))
        for group in _MENU:
            menu.addSeparator()
            menu.addActions([self._window.actions_[name] for name in group])
        menu.popup(place)

    # -- from a cell to the article ----------------------------------------------------------------

    def _type_in(self, frame_id: str, column: Column) -> None:
        """Open a cell to be typed in, in its article."""
        panel = self._panel
        row = panel.model.row_of(frame_id) if panel is not None else None
        if panel is not None and row is not None and self._open_article(row.article):
            panel.refuse("")
            panel.type_in(frame_id, column)

    def _choices(self, frame_id: str, column: Column) -> list[str]:
        from annotate.event_table.editing import choices

        desk, project = self._session.desk, self._session.project
        if desk is None or project is None:
            return []
        return choices(desk, project.schema, frame_id, column)

    def _change(self, frame_id: str, column: Column, text: str) -> bool:
        """Make the cell say `text`, as one step; whether that can be."""
        from annotate.event_table.editing import edit_cell

        desk, project, panel = self._session.desk, self._session.project, self._panel
        if desk is None or project is None or panel is None:
            return False
        try:
            edit = edit_cell(
                desk, project.schema, frame_id, column, text, hand=self._session.hand()
            )
        except AnnotateError as error:
            self._refuse(panel, error, lambda: panel.type_in(frame_id, column, text))
            return False
        panel.refuse("")
        self._session.push(edit, self.tr("edit the event table"))
        return True

    def _refuse(
        self, panel: EventsPanel, error: AnnotateError, type_again: Callable[[], None]
    ) -> None:
        """Say why, and leave what was typed to be mended."""
        from annotate.messages import sentence
        from gui.words import message

        panel.refuse(sentence(error, tr=message))
        # The field is still being closed.
        QTimer.singleShot(0, panel, type_again)

    # -- the project, in the background ------------------------------------------------------------

    def _find_jobs(self) -> Jobs | None:
        suggesting = self._session.suggesting
        if self._jobs is None and suggesting is not None:
            jobs = self._jobs = suggesting.jobs
            jobs.job_batch.connect(self._on_batch)
            jobs.job_finished.connect(self._on_finished)
            jobs.job_failed.connect(self._on_failed)
            if self._session.transfer is not None:
                self._session.transfer.import_finished.connect(lambda _: self._later.start())
        return self._jobs

    def _read_project(self, project: Project) -> None:
        panel, jobs = self._panel, self._find_jobs()
        if panel is None or jobs is None:
            return
        panel.model.set_rows(())
        self._touched.clear()
        self._session.settle()
        panel.set_reading(is_reading=True)
        self._reading = jobs.run_function("event_rows", project=str(project.path))

    def _stop_reading(self) -> None:
        job_id, self._reading = self._reading, ""
        if job_id and self._jobs is not None:
            self._jobs.cancel(job_id)
        if self._panel is not None:
            self._panel.set_reading(is_reading=False)

    def _on_batch(self, job_id: str, _: int, batch: object) -> None:
        if job_id != self._reading or self._panel is None:
            return
        rows = cast("tuple[EventRow, ...]", batch)
        # An article that changed since is as the desk has it.
        self._panel.model.add_rows([row for row in rows if row.article.id not in self._touched])

    def _on_finished(self, job_id: str, value: object) -> None:
        if job_id == self._reading and self._panel is not None:
            self._reading = ""
            self._panel.set_reading(is_reading=False)
            self._panel.model.finish()
            self._show_focus()
        elif job_id == self._writing:
            self._writing = ""
            self._window.banner.say(
                counted(
                    int(str(value)),
                    self.tr("1 event written to {name}."),
                    self.tr("{count} events written to {name}."),
                    name=self._target.name,
                )
            )

    def _on_failed(self, job_id: str, error: AnnotateError) -> None:
        if job_id == self._reading:
            self._stop_reading()
            self._window.flows.report(error)
        elif job_id == self._writing:
            self._writing = ""
            self._window.flows.report(error)
