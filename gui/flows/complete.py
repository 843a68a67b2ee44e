"""Flows of complete marks: which labels a paragraph has every span of, and how it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from annotate.changes import Changes
    from annotate.complete.marks import LabelName, Stretch
    from annotate.desk import Desk
    from gui.main_window import MainWindow
    from gui.text.complete_bars import CompleteBars


class CompleteFlows(QObject):
    """The target "complete" of the table of actions."""

    def __init__(self, window: MainWindow) -> None:
        """Serve `window`; nothing is shown, and nothing loaded, before there is a mark."""
        super().__init__(window)
        self._window = window
        self._session = window.session
        self.bars: CompleteBars | None = None
        """What is painted at the edge of the paragraphs."""
        self._session.article_opened.connect(self._show)
        self._session.changed.connect(self._on_changed)
        self._session.project_closed.connect(self._show)

    # -- what is done ------------------------------------------------------------------------------

    def toggle_paragraph(self) -> None:
        """Say that the paragraph at the caret, or each of the selection, is complete, or not."""
        self._toggle(self._here())

    def toggle_up_to_here(self) -> None:
        """The same for all paragraphs from the first one to that at the caret."""
        self._toggle(self._up_to_here())

    def toggle_article(self) -> None:
        """The same for the whole article."""
        desk = self._session.desk
        self._toggle([(0, len(desk.article.text))] if desk is not None else [])

    def choose(self) -> None:
        """Ask for which labels, and of which region."""
        from gui.dialogs.complete import CompleteDialog, Region

        session, desk, project = self._session, self._session.desk, self._session.project
        if desk is None or project is None:
            return
        dialog = CompleteDialog(
            project.schema, self.labels, self._window.appearance, parent=self._window
        )
        if dialog.exec():
            regions = {
                Region.PARAGRAPH: self._here,
                Region.UP_TO_HERE: self._up_to_here,
                Region.ARTICLE: lambda: [(0, len(desk.article.text))],
            }[dialog.region]()
            self._keep(dialog.labels)
            if session.project is project:
                self._mark(regions, dialog.labels, is_complete=dialog.is_complete)
            self._show()
        dialog.deleteLater()

    # -- what is shown -----------------------------------------------------------------------------

    @property
    def labels(self) -> tuple[LabelName, ...]:
        """The labels that marks are made for."""
        from annotate.complete.marks import LABELS, chosen_labels, offered_labels

        project = self._session.project
        if project is None:
            return ()
        every = offered_labels(project.schema)
        return chosen_labels(project.setting(LABELS), every, project.schema.aliases)

    def _on_changed(self, changes: Changes) -> None:
        if changes.complete_regions or changes.is_schema_changed:
            self._show()

    def _show(self) -> None:
        desk, view = self._session.desk, self._window.pane.view
        if desk is None or not desk.annotations.complete:
            self.bars = None
            view.set_complete(None)
            self._window.status.set_complete("", "")
            return
        from annotate.complete.marks import known_regions
        from gui.text.complete_bars import CompleteBars

        marks = desk.annotations.complete.values()
        known = known_regions(marks, self.labels)
        self.bars = CompleteBars(known, [(mark.start, mark.end) for mark in marks])
        view.set_complete(self.bars)
        self._say(desk, known)

    def _say(self, desk: Desk, known: Sequence[Stretch]) -> None:
        from annotate.complete.marks import is_within, paragraphs

        lines = paragraphs(desk.article.text)
        count = sum(is_within(line, known) for line in lines)
        names = ", ".join(name for _, name in self.labels)
        self._window.status.set_complete(
            self.tr("complete: {count} of {total} ¶").format(count=count, total=len(lines)),
            self.tr("Paragraphs in which every span of these labels is annotated: {labels}").format(
                labels=names
            ),
        )

    # -- within ------------------------------------------------------------------------------------

    def _place(self) -> tuple[int, int]:
        """The selection, else where the focus is, else the caret."""
        session = self._session
        if session.selection is not None:
            return session.selection
        item = session.focused
        return (item.start, item.end) if item is not None else (session.caret, session.caret)

    def _here(self) -> list[Stretch]:
        from annotate.complete.marks import paragraph_at, paragraphs

        desk = self._session.desk
        if desk is None:
            return []
        text, (start, end) = desk.article.text, self._place()
        inside = [line for line in paragraphs(text) if line[0] < end and start < line[1]]
        nearest = paragraph_at(text, start)
        return inside or ([nearest] if nearest is not None else [])

    def _up_to_here(self) -> list[Stretch]:
        from annotate.complete.marks import paragraphs

        desk, here = self._session.desk, self._here()
        if desk is None or not here:
            return []
        return [line for line in paragraphs(desk.article.text) if line[0] <= here[-1][0]]

    def _toggle(self, regions: Sequence[Stretch]) -> None:
        from annotate.complete.marks import is_within, known_regions

        desk, labels = self._session.desk, self.labels
        if desk is None or not regions or not labels:
            return
        known = known_regions(desk.annotations.complete.values(), labels)
        is_all = all(is_within(region, known) for region in regions)
        self._mark(regions, labels, is_complete=not is_all)

    def _mark(
        self, regions: Sequence[Stretch], labels: Sequence[LabelName], *, is_complete: bool
    ) -> None:
        from annotate.complete.verbs import mark_complete, unmark_complete

        desk = self._session.desk
        if desk is None:
            return
        verb = mark_complete if is_complete else unmark_complete
        edit = verb(desk.annotations, regions, labels, annotator=self._session.hand().annotator)
        self._session.push(edit, "complete")

    def _keep(self, labels: Sequence[LabelName]) -> None:
        from annotate.complete.marks import LABELS, as_setting, offered_labels
        from annotate.errors import AnnotateError

        project = self._session.project
        if project is None:
            return
        every = offered_labels(project.schema)
        try:
            project.set_setting(LABELS, as_setting(labels, every)).result()
        except AnnotateError as error:
            self._window.flows.report(error)
