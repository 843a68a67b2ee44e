"""Pictures of the event table, for `tests.screenshots`: frames of the sample, in both themes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from annotate.edits import EditGroup, PutFrame
from annotate.event_table.columns import Column
from annotate.frames import Argument, EventFrame
from annotate.spans import Layer, new_id
from gui.theme import ThemeChoice

if TYPE_CHECKING:
    from tests.screenshots import Studio

THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK)
SIZES = ((1280, 800), (1920, 1080))
KINDS = ("one", "project", "typing")
_NEAR = 140


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
        studio.wait(
            panel.model.counts_changed, lambda: panel.export.isEnabled(), "the frames of the sample"
        )
        frame_id = panel.model.shown_ids()[1]
        panel.frame_chosen.emit(frame_id, Column.WHO, False)
        if kind == "typing":
            panel.type_in(frame_id, Column.WHO)
        QApplication.processEvents()
        studio.shoot(name)
        panel.table.setFocus()
    studio.window.toggle_dock("events")
    studio.application.appearance.set_choice(ThemeChoice.LIGHT)
    studio.resize(SIZES[0])


def frame(studio: Studio) -> None:
    """Give every event of the open article a frame with what stands near it and fits."""
    desk, project = studio.session.desk, studio.session.project
    assert desk is not None
    assert project is not None
    edits: list[PutFrame] = []
    spans = list(desk.spans)
    for trigger in spans:
        if trigger.layer is not Layer.EVENT:
            continue
        found: list[Argument] = []
        for role in project.schema.roles_of(trigger.label):
            near = [
                item
                for item in spans
                if item.layer is Layer.ENTITY
                and role.takes_span(item)
                and abs(item.start - trigger.start) < _NEAR
                and item.id not in {argument.span_id for argument in found}
            ]
            if near:
                nearest = min(near, key=lambda item: abs(item.start - trigger.start))
                found.append(Argument(role.name, nearest.id))
        made = EventFrame(new_id(), trigger.id, tuple(found))
        edits.append(PutFrame(None, replace(made, attributes=(("polarity", "positive"),))))
    studio.session.push(EditGroup(tuple(edits), "frames"), "frames")
