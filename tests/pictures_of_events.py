"""Pictures of the event table, for `tests.screenshots`: frames of the sample, in both themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotate.edits import EditGroup, PutFrame
from annotate.event_table.columns import Column
from annotate.frames.event_frame import Argument, EventFrame
from annotate.spans import Layer, new_id
from gui.panels.events_cells import CellField
from gui.theme import ThemeChoice

if TYPE_CHECKING:
    from tests.screenshots import Studio

THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK)
SIZES = ((1280, 800), (1920, 1080))
KINDS = ("one", "project", "typing", "refused")


def take(studio: Studio) -> None:
    """Give the sample frames, then show its table as it is read, over the project, typed in."""
    names = {
        (theme, size, kind): f"events-{kind}-{theme}-{size[0]}x{size[1]}"
        for theme in THEMES
        for size in SIZES
        for kind in KINDS
    }
    if not any(studio.wants(name) for name in names.values()):
        return
    session, project = studio.session, studio.session.project
    assert project is not None
    first = session.desk.article.id if session.desk is not None else ""
    for article_id in project.article_ids()[:3]:
        studio.open(article_id)
        session.accept_all()
        frame(studio)
        studio.settle()
    session.open_article(first)
    studio.window.events.focus_table()
    panel = studio.window.events.panel
    assert panel is not None
    for (theme, size, kind), name in names.items():
        if not studio.wants(name):
            continue
        studio.application.appearance.set_choice(theme)
        studio.resize(size)
        panel.scope.setCurrentIndex(1 if kind == "project" else 0)
        studio.wait(panel.model.counts_changed, panel.export.isEnabled, "the frames of the sample")
        frame_id = panel.model.shown_ids()[1]
        panel.frame_chosen.emit(frame_id, Column.WHO, False)
        if kind in {"typing", "refused"}:
            panel.type_in(frame_id, Column.WHO, "Atlantis" if kind == "refused" else None)
        if kind == "refused":
            QTest.keyClick(panel.findChild(CellField), Qt.Key.Key_Return)
        QApplication.processEvents()
        studio.shoot(name)
        panel.table.setFocus()
    studio.window.toggle_dock("events")
    studio.application.appearance.set_choice(ThemeChoice.LIGHT)
    studio.resize(SIZES[0])


def frame(studio: Studio) -> None:
    """Give the events of the open article the frames that are suggested for them."""
    desk = studio.session.desk
    assert desk is not None
    at = {(span.start, span.end): span for span in desk.spans}
    edits: list[PutFrame] = []
    for suggested in desk.suggested_frames:
        trigger = at.get((suggested.start, suggested.end))
        if trigger is None or trigger.layer is not Layer.EVENT:
            continue
        arguments = tuple(
            Argument(item.role, at[item.start, item.end].id)
            for item in suggested.arguments
            if (item.start, item.end) in at
        )
        attributes = tuple(sorted(item[:2] for item in suggested.attributes))
        edits.append(PutFrame(None, EventFrame(new_id(), trigger.id, arguments, attributes)))
    studio.session.push(EditGroup(tuple(edits), "frames"), "frames")
