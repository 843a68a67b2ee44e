"""Which event frames the article view draws, and which one in full: session and focus to view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from annotate.compat import override
from annotate.errors import SettingsError
from gui.frames.focus import Purpose

if TYPE_CHECKING:
    from annotate.changes import Changes
    from annotate.desk import Desk
    from annotate.schema.roles import Role
    from annotate.settings import Settings
    from gui.main_window import MainWindow
    from gui.text.frames.hit import FrameHit
    from gui.text.frames.layer import FrameLayer
    from gui.text.frames.stage import Candidate, Stage

SHOWING = "appearance.frames"
WAYS = ("all", "focused", "none")


def showing_of(settings: Settings) -> str:
    """Which frames the preferences want to be drawn."""
    value = str(settings.get(SHOWING, WAYS[0]))
    return value if value in WAYS else WAYS[0]


class FrameShowing(QObject):
    """The target "frame_view" of the table of actions: keeps the frames of the view up to date.

    An article without frames, suggestions of them and chains is drawn without a layer for them,
    and nothing of the drawing is imported.
    """

    def __init__(self, window: MainWindow, settings: Settings) -> None:
        """Serve the article view of `window`."""
        super().__init__(window)
        self._window = window
        self._session = session = window.session
        self._view = window.pane.view
        self._settings = settings
        self._way = showing_of(settings)
        self._layer: FrameLayer | None = None
        self._link: tuple[str, ...] = ()
        self._focus = session.frame_focus
        session.article_opened.connect(self._renew)
        session.changed.connect(self._on_changed)
        session.focus_changed.connect(self._set_stage)
        self._focus.changed.connect(self._set_stage)
        self._view.frame_hovered.connect(self._focus.hover)
        self._view.frame_clicked.connect(self._on_clicked)
        self._view.link_dragged.connect(self._on_link_dragged)

    # -- which frames ------------------------------------------------------------------------------

    def show(self, way: str) -> None:
        """Draw all frames, only the one in focus ("focused"), or none; kept for the next start."""
        self._way = way
        try:
            self._settings.set(SHOWING, way if way != WAYS[0] else None)
        except SettingsError as error:
            self._window.flows.report(error)
        self.mark()
        self._renew()

    def next_way(self) -> None:
        """All, only the one in focus, none, in turn."""
        self.show(WAYS[(WAYS.index(self._way) + 1) % len(WAYS)])

    def mark(self) -> None:
        """Let the menu say which frames are drawn."""
        for way in WAYS:
            self._window.actions_[f"frames.show_{way}"].setChecked(way == self._way)

    # -- from the session --------------------------------------------------------------------------

    def _renew(self) -> None:
        """Another article, schema or way: draw anew."""
        self._layer = None
        desk, project = self._session.desk, self._session.project
        if desk is not None and project is not None and self._has_something(desk):
            from gui.text.frames.content import FrameContent
            from gui.text.frames.layer import FrameLayer, Showing

            self._layer = FrameLayer(FrameContent(project.schema, desk), Showing(self._way))
            self._layer.stage = self._stage(desk)
        if self._layer is not None:
            self._view.viewport().installEventFilter(self)
        else:
            self._view.viewport().removeEventFilter(self)
        self._view.set_frames(self._layer)

    def _on_changed(self, changes: Changes) -> None:
        desk = self._session.desk
        if desk is None or changes.article_id not in {"", desk.article.id}:
            return
        if changes.is_schema_changed or (self._layer is None and self._has_something(desk)):
            self._renew()
        elif self._layer is not None:
            stretches = self._layer.refresh(changes)
            if stretches:
                self._view.refresh_frames(stretches)
            self._set_stage()

    def _has_something(self, desk: Desk) -> bool:
        gold = desk.annotations
        is_sought = self._focus.purpose or self._link
        ties = gold.frames or gold.chains or gold.relations
        return bool(ties or desk.suggested_frames or is_sought)

    # -- the stage ---------------------------------------------------------------------------------

    def _set_stage(self) -> None:
        desk = self._session.desk
        if desk is None:
            return
        if self._layer is None:
            if self._has_something(desk):
                self._renew()
            return
        stage = self._stage(desk)
        if stage != self._layer.stage:
            self._layer.stage = stage
            self._view.viewport().update()

    def _stage(self, desk: Desk) -> Stage:
        from gui.text.frames.content import UNKNOWN_COLOUR
        from gui.text.frames.stage import Stage

        focus, role = self._focus, self._role(desk)
        item_id = self._session.focus_id or ""
        frame_id = focus.frame_id or self._triggered_by(item_id)
        # A suggested frame that became gold under the pointer is gone: nothing would be drawn.
        is_there = self._layer is not None and self._layer.content.get(focus.hovered_id) is not None
        if is_there and not focus.purpose:
            frame_id = focus.hovered_id
        return Stage(
            frame_id=frame_id,
            is_open=bool(focus.frame_id),
            sought=self._sought(desk),
            shade=role.colour if role is not None else UNKNOWN_COLOUR,
            candidates=self._candidates(desk),
            candidate=focus.candidate,
            selected=self._selected(desk),
            chain=_mentions(desk, item_id),
            link=tuple((item.start, item.end) for item in map(desk.item, self._link) if item),
        )

    def _triggered_by(self, item_id: str) -> str:
        """The frame of the event in focus."""
        if self._layer is None or not item_id:
            return ""
        return next(iter(self._layer.content.triggered_by(item_id)), "")

    def _sought(self, desk: Desk) -> str:
        """What the candidate would become."""
        match self._focus.purpose:
            case Purpose.NONE:
                return ""
            case Purpose.ROLE:
                role = self._role(desk)
                return (role.title if role is not None else "") or self._focus.role
            case Purpose.TRIGGER:
                return self.tr("trigger")
            case Purpose.COPY:
                return self.tr("copy")
            case Purpose.MERGE:
                return self.tr("merge")
            case Purpose.LINK:
                return self.tr("same")
            case Purpose.RELATE:
                return self.tr("related")

    def _role(self, desk: Desk) -> Role | None:
        """The role that is being filled, as the schema has it."""
        project, frame = self._session.project, desk.annotations.frames.get(self._focus.frame_id)
        trigger = desk.spans.get(frame.trigger_id) if frame is not None else None
        if project is None or trigger is None:
            return None
        return project.schema.role_of(trigger.label, self._focus.role)

    def _candidates(self, desk: Desk) -> tuple[Candidate, ...]:
        from gui.text.frames.stage import Candidate

        items = map(desk.item, self._focus.candidates)
        return tuple(Candidate(item.id, item.start, item.end) for item in items if item is not None)

    def _selected(self, desk: Desk) -> tuple[str, int, int] | None:
        """The filler that the keys are about, gold or suggested."""
        part, argument = self._focus.part, self._focus.argument
        if part is not None:
            return part.role, part.start, part.end
        span = desk.spans.get(argument.span_id) if argument is not None else None
        return (argument.role, span.start, span.end) if argument and span else None

    # -- from the view -----------------------------------------------------------------------------

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say what of a frame the pointer rests on, ahead of the span under it."""
        if self._layer is None or event.type() != QEvent.Type.ToolTip:
            return False
        if not isinstance(event, QHelpEvent):
            return False
        tip = self.tip_at(QPointF(event.pos()))
        if tip:
            QToolTip.showText(event.globalPos(), tip, self._view.viewport())
        return bool(tip)

    def tip_at(self, position: QPointF) -> str:
        """What the drawing of frames says at a pixel of the viewport; empty where none is."""
        hit, desk, project = (
            self._view.frame_at(position),
            self._session.desk,
            self._session.project,
        )
        frame = self._layer.content.get(hit.frame_id) if hit and self._layer else None
        if hit is None or frame is None or desk is None or project is None:
            return ""
        from gui.frames.tips import tip_of

        return tip_of(hit, frame, desk, project.schema)

    def _on_clicked(self, hit: FrameHit) -> None:
        """A part of the drawing was clicked: its frame is opened, what is off the page shown."""
        from gui.text.frames.hit import FramePart

        if hit.part is FramePart.EDGE:
            self._view.reveal(hit.start, hit.end)
            return
        is_open = hit.frame_id == self._focus.frame_id
        if self._focus.purpose or (is_open and hit.part is FramePart.VACANCY):
            return
        frame_id = hit.frame_id
        desk = self._session.desk
        if desk is None or self._layer is None:
            return
        frame = self._layer.content.get(frame_id)
        if frame is None:
            return
        self._session.focus(frame.trigger_id)
        if frame_id in desk.annotations.frames:
            self._focus.open(frame_id)
            self._select(desk, hit)

    def _on_link_dragged(self, source_id: str, target_id: str) -> None:
        """A line is being drawn from an item, or no more."""
        link = tuple(item_id for item_id in (source_id, target_id) if item_id)
        if link != self._link:
            self._link = link
            self._set_stage()

    def _select(self, desk: Desk, hit: FrameHit) -> None:
        """Let the keys be about the filler whose tab was clicked."""
        for argument in desk.annotations.frames[hit.frame_id].arguments:
            span = desk.spans.get(argument.span_id)
            if span is not None and (argument.role, span.start, span.end) == (
                hit.role,
                hit.start,
                hit.end,
            ):
                self._focus.select_argument(argument)
                return


def _mentions(desk: Desk, item_id: str) -> tuple[tuple[int, int], ...]:
    """The other mentions of what has the focus."""
    chain = desk.annotations.chain_of(item_id) if item_id else None
    others = (other for other in (chain.span_ids if chain is not None else ()) if other != item_id)
    spans = map(desk.spans.get, others)
    return tuple((span.start, span.end) for span in spans if span is not None)
