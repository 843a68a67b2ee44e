"""The active label, which new spans get, and whether a drag over text makes a span at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotate.errors import UnknownLabelError
from annotate.schema.label_schema import Label
from annotate.spans import Layer

if TYPE_CHECKING:
    from gui.session import Session


class Drawing(QObject):
    """What the hand that draws holds: a label, and a pen or only a marker for the selection."""

    changed = Signal()
    """The active label or the pen is another one."""
    switched = Signal(bool)
    """A person has turned the pen on or off: worth keeping for the next start."""

    def __init__(self, session: Session) -> None:
        """The pen is on; the first label of the schema is active until another is given."""
        super().__init__(session)
        self._session = session
        self._chosen: dict[Layer, str] = {}
        self._layer = Layer.ENTITY
        self._is_on = True

    @property
    def is_on(self) -> bool:
        """Whether letting go of a drag over text makes a span."""
        return self._is_on

    @property
    def layer(self) -> Layer:
        """The layer of the label that was given last."""
        return self._layer

    @property
    def active(self) -> tuple[Layer, str] | None:
        """Layer and name of the label that new spans get; `None` in a schema without labels."""
        project = self._session.project
        if project is None:
            return None
        labels = project.schema.choices(self._layer) or project.schema.labels
        return (labels[0].layer, self.in_layer(labels[0].layer)) if labels else None

    @property
    def label(self) -> Label | None:
        """The active label with its colour."""
        project, active = self._session.project, self.active
        return project.schema.get(*active) if project is not None and active else None

    def in_layer(self, layer: Layer) -> str:
        """The label of the layer that was given last, else its first; empty if it has none."""
        project = self._session.project
        labels = project.schema.choices(layer) if project is not None else ()
        chosen = self._chosen.get(layer)
        if chosen in {label.name for label in labels}:
            return chosen or ""
        return labels[0].name if labels else ""

    def label_for(
        self, start: int, end: int, layer: Layer | None, label: str | None
    ) -> tuple[Layer, str]:
        """What a new span (code points, half-open) is called: as given, as suggested, or active.

        Raises `UnknownLabelError` in a schema without labels.
        """
        if layer is not None and label is not None:
            return layer, label
        if self._session.desk is not None:
            for candidate in (layer,) if layer else (self._layer, *Layer):
                suggestion = self._session.desk.suggestion_on(candidate, start, end)
                if suggestion is not None and suggestion.hidden is None:
                    return candidate, suggestion.label
        if layer is not None and self.in_layer(layer):
            return layer, self.in_layer(layer)
        if self.active is None:
            raise UnknownLabelError(label="", layer=str(layer or self._layer))
        return self.active

    def choose(self, layer: Layer, name: str) -> None:
        """Make a label the active one; nothing in the text changes."""
        if (layer, name) != (self._layer, self._chosen.get(layer)):
            self._layer = layer
            self._chosen[layer] = name
            self.changed.emit()

    def take(self, layer: Layer, name: str) -> None:
        """A label was clicked: it is for the selection or the focus, and for what is drawn next."""
        if self._session.selection is not None or self._session.focused is not None:
            self._session.give_label(layer, name)
        else:
            self.choose(layer, name)

    def toggle(self) -> None:
        """Let drags make spans, or only select."""
        self.set_on(is_on=not self._is_on)
        self.switched.emit(self._is_on)

    def set_on(self, *, is_on: bool) -> None:
        """Let drags make spans, or only select, as the preferences say."""
        if is_on != self._is_on:
            self._is_on = is_on
            self.changed.emit()

    @property
    def has_pen(self) -> bool:
        """Whether a drag would make a span here and now."""
        project = self._session.project
        is_writable = project is not None and not project.is_read_only
        return self._is_on and is_writable and self.active is not None

    def draw(self, start: int, end: int) -> None:
        """Make a span with the active label; where it stands already, put it in focus.

        `start` and `end` are code points, half-open.
        """
        desk, active = self._session.desk, self.active
        if desk is None or active is None or not self.has_pen:
            return
        layer, label = active
        key = (layer, start, end, label)
        there = next((x for x in desk.spans.overlapping(start, end) if x.key == key), None)
        if there is None:
            self._session.create_span(start, end, layer=layer, label=label)
        else:
            self._session.set_selection(None, end)
            self._session.focus(there.id)
