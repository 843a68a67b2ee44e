"""The label panel: entity and event labels with key, colour and count, side by side.

A click gives the label; the one that new spans get is framed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QScrollArea, QToolButton, QVBoxLayout, QWidget

from annotate.compat import override
from annotate.desk import Desk
from annotate.schema.label_schema import Label, LabelSchema
from annotate.spans import Layer
from gui import icons
from gui.models.labels import LabelModel, LabelRole
from gui.panels.label_list import LabelList
from gui.theme import SPACE, Appearance

_BESIDE = 24
"""What two layers side by side need besides a column of each, in device-independent pixels."""
_ONLY_ACTIVATES = Qt.KeyboardModifier.ControlModifier


def layer_title(layer: Layer) -> str:
    """A layer as the window writes it, in the plural."""
    from PySide6.QtCore import QCoreApplication

    return {
        Layer.ENTITY: QCoreApplication.translate("Layer", "Entities"),
        Layer.EVENT: QCoreApplication.translate("Layer", "Events"),
    }[layer]


class _Section(QWidget):
    """One layer: a heading that folds, and its labels."""

    folded = Signal()

    def __init__(self, layer: Layer, appearance: Appearance) -> None:
        super().__init__()
        self.layer = layer
        self.model = LabelModel(self)
        self.list = LabelList(appearance)
        self.list.setModel(self.model)
        self.list.setAccessibleName(layer_title(layer))
        self._heading = QToolButton()
        self._heading.setObjectName("heading")
        self._heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._heading.setIconSize(QSize(14, 14))
        self._heading.setCheckable(True)
        self._heading.setChecked(True)
        self._heading.setAutoRaise(True)
        self._heading.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._heading.toggled.connect(self._on_toggled)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._heading)
        layout.addWidget(self.list)
        self._on_toggled(is_open=True)

    @property
    def is_open(self) -> bool:
        """Whether the labels are shown."""
        return self._heading.isChecked()

    def set_total(self, total: int) -> None:
        """Show how many spans of the layer there are."""
        self._heading.setText(f"{layer_title(self.layer)}  {total}")

    def _on_toggled(self, is_open: bool) -> None:  # noqa: FBT001 - a slot of Qt
        self._heading.setIcon(icons.icon("chevron-down" if is_open else "chevron-right"))
        self.list.setVisible(is_open)
        self.folded.emit()


class LabelsPanel(QWidget):
    """The palette of labels; says which one was chosen."""

    label_chosen = Signal(object, str)
    label_activated = Signal(object, str)
    """Layer, label: for new spans only, whatever is in focus."""
    hiding_asked = Signal(object, str, bool)
    """Layer, label, whether its suggestions are to be hidden."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sections = {layer: _Section(layer, appearance) for layer in Layer}
        inner = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._row.setContentsMargins(2, 0, 2, SPACE)
        self._row.setSpacing(SPACE // 2)
        for section in self.sections.values():
            self._row.addWidget(section, 1, Qt.AlignmentFlag.AlignTop)
            section.list.chosen.connect(self._on_chosen)
            section.list.menu_asked.connect(self._on_menu)
            section.folded.connect(self._share_width)
        self._row.addStretch()
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def set_schema(self, schema: LabelSchema | None, keys_of: Callable[[Label], str]) -> None:
        """Show the labels of a project; `keys_of` says with which keys a label is given."""
        for layer, section in self.sections.items():
            labels = schema.choices(layer) if schema else ()
            section.model.set_labels(labels, [keys_of(label) for label in labels])
            section.setVisible(bool(labels))
            section.set_total(0)
            section.list.fit()
        self._share_width()

    def set_keys(self, keys_of: Callable[[Label], str]) -> None:
        """Show other keys; everything else stays."""
        for section in self.sections.values():
            section.model.set_keys([keys_of(label) for label in section.model.labels])
            section.list.fit()

    def set_active(self, active: tuple[Layer, str] | None) -> None:
        """Mark the label that new spans get."""
        for layer, section in self.sections.items():
            section.model.set_active(active[1] if active and active[0] is layer else "")

    def set_desk(self, desk: Desk | None) -> None:
        """Count the gold spans of the article by label."""
        counts: dict[Layer, Counter[str]] = {layer: Counter() for layer in Layer}
        if desk is not None:
            for span in desk.spans:
                counts[span.layer][span.label] += 1
        for layer, section in self.sections.items():
            section.model.set_counts(counts[layer])
            section.set_total(counts[layer].total())

    def set_hidden(self, labels: frozenset[tuple[Layer, str]]) -> None:
        """Mark the labels whose suggestions are not shown."""
        for layer, section in self.sections.items():
            section.model.set_hidden(frozenset(name for of, name in labels if of is layer))

    def focus_list(self) -> None:
        """Give the keyboard to the first list."""
        self.sections[Layer.ENTITY].list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_menu(self, index: QModelIndex, place: QPoint) -> None:
        label = index.data(LabelRole.LABEL)
        if not isinstance(label, Label):
            return
        is_hidden = bool(index.data(LabelRole.IS_HIDDEN))
        text = (
            self.tr("Show suggestions of {label}")
            if is_hidden
            else self.tr("Hide suggestions of {label}")
        )
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        use = menu.addAction(self.tr("Give {label} to new spans").format(label=label.name))
        use.setText(use.text().replace("&", "&&"))
        use.triggered.connect(lambda _=False: self.label_activated.emit(label.layer, label.name))
        action = menu.addAction(text.format(label=label.name).replace("&", "&&"))
        action.triggered.connect(
            lambda _=False: self.hiding_asked.emit(label.layer, label.name, not is_hidden)
        )
        menu.popup(place)

    def _on_chosen(self, index: QModelIndex) -> None:
        label = index.data(LabelRole.LABEL)
        if isinstance(label, Label):
            is_for_new = bool(QGuiApplication.keyboardModifiers() & _ONLY_ACTIVATES)
            signal = self.label_activated if is_for_new else self.label_chosen
            signal.emit(label.layer, label.name)

    def _share_width(self) -> None:
        """Layers side by side where there is room for both; one that is folded needs little."""
        columns = (section.list.column for section in self.sections.values())
        is_wide = self.width() >= sum(columns) + _BESIDE
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        for place, section in enumerate(self.sections.values()):
            self._row.setStretch(place, int(is_wide and section.is_open))
        self._row.setStretch(len(self.sections), int(not is_wide))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._share_width()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
