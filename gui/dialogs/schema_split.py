"""Which spans of a label go to which new label: by their words, or one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotate.compat import override
from annotate.project import Project
from annotate.schema.changes import folded
from annotate.schema.steps import LabelledSpan
from gui.dialogs.parts import note
from gui.theme import SPACE
from gui.words import in_context

_WORDS, _SPAN, _TARGET = (Qt.ItemDataRole.UserRole + n for n in range(3))
_AROUND = 40
"""Characters that are shown on either side of a span."""


class SplitForm(QWidget):
    """Words with their spans below, each with the label that it goes to; several may be given."""

    edited = Signal()

    def __init__(
        self,
        project: Project,
        label: str,
        spans: Sequence[LabelledSpan],
        targets: Sequence[str],
    ) -> None:
        """Offer `spans`, all of one `label`; `targets` are labels that are there already."""
        super().__init__()
        self._label = label
        self._project = project
        self._texts: dict[str, str] = {}
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find words, or an article by its title"))
        self.search.setAccessibleName(self.tr("Find"))
        self.search.setClearButtonEnabled(True)
        self.tree = QTreeWidget()
        self.name = QComboBox()
        self.give = self._button(self.tr("Give it to the selected ones"), self.assign)
        self.leave = self._button(self.tr("Leave as they are"), lambda: self.assign(""))
        self._build(targets)
        self._fill(spans)
        self.search.textChanged.connect(self._filter)
        self.tree.itemExpanded.connect(self._show_places)
        self.tree.itemActivated.connect(lambda _item, _column: self.assign())
        self.tree.itemSelectionChanged.connect(self._refresh)
        self.name.editTextChanged.connect(self._refresh)
        self._refresh()

    def given(self) -> tuple[dict[str, str], dict[str, str]]:
        """Labels by words (`folded`), and by id of a span, which go first."""
        words: dict[str, str] = {}
        by_span: dict[str, str] = {}
        for top in self._tops():
            target = str(top.data(0, _TARGET))
            if target:
                words[str(top.data(0, _WORDS))] = target
            for child in _children(top):
                own = child.data(0, _TARGET)
                if own is not None and own != target:
                    by_span[str(child.data(0, _SPAN))] = str(own) or self._label
        return words, by_span

    def assign(self, name: str | None = None) -> None:
        """Give the selected words and spans a label: that of the field, or `name`; "": none."""
        target = self.name.currentText().strip() if name is None else name
        chosen = [item for item in self.tree.selectedItems() if not item.isHidden()]
        if not chosen or (name is None and not target):
            return
        for item in chosen:
            if item.parent() is None:
                item.setData(0, _TARGET, target)
                for child in _children(item):
                    child.setData(0, _TARGET, None)
        for item in chosen:
            if item.parent() is not None:
                item.setData(0, _TARGET, target)
        self._show_targets()
        self.edited.emit()

    # -- within ------------------------------------------------------------------------------------

    def _button(self, text: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: slot())
        return button

    def _build(self, targets: Sequence[str]) -> None:
        self.tree.setColumnCount(2)
        self.tree.setHeaderLabels([self.tr("Words"), self.tr("Goes to")])
        self.tree.setAccessibleName(self.tr("Spans of the label"))
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.setUniformRowHeights(True)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setMinimumSectionSize(SPACE * 12)
        self.name.setEditable(True)
        self.name.addItems(list(targets))
        self.name.setCurrentIndex(-1)
        self.name.setAccessibleName(self.tr("New label"))
        line = self.name.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("New label"))
        # Which gets the keys itself, and hands them on to its field.
        self.name.installEventFilter(self)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.name, 1)
        row.addWidget(self.give)
        row.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        column.addLayout(row)
        column.addWidget(
            note(self.tr("Select words, or single spans below them, and give them a label."))
        )

    def _fill(self, spans: Sequence[LabelledSpan]) -> None:
        groups: dict[str, list[LabelledSpan]] = {}
        for span in spans:
            groups.setdefault(folded(span.words), []).append(span)
        for words, found in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0])):
            shown = " ".join(found[0].words.split())
            top = QTreeWidgetItem([f"{shown}  × {len(found)}", ""])
            top.setData(0, _WORDS, words)
            top.setData(0, _TARGET, "")
            for span in found:
                child = QTreeWidgetItem([span.title, ""])
                child.setData(0, _SPAN, span.span_id)
                child.setData(0, _WORDS, span)
                top.addChild(child)
            self.tree.addTopLevelItem(top)

    def _tops(self) -> Iterator[QTreeWidgetItem]:
        for place in range(self.tree.topLevelItemCount()):
            top = self.tree.topLevelItem(place)
            if top is not None:
                yield top

    def _show_places(self, top: QTreeWidgetItem) -> None:
        """The words around each span, which are read when somebody looks."""
        for child in _children(top):
            span = child.data(0, _WORDS)
            if isinstance(span, LabelledSpan) and not child.data(1, _SPAN):
                child.setData(1, _SPAN, 1)
                text = self._text(span.article_id)
                around = in_context(text, span.start, span.end, _AROUND)
                child.setText(0, f"{around}   ({span.title})")

    def _text(self, article_id: str) -> str:
        if article_id not in self._texts:
            self._texts[article_id] = self._project.article(article_id).text
        return self._texts[article_id]

    def _show_targets(self) -> None:
        for top in self._tops():
            target = str(top.data(0, _TARGET))
            own = [child.data(0, _TARGET) for child in _children(top)]
            is_mixed = any(each is not None and each != target for each in own)
            top.setText(1, f"{target} +" if is_mixed else target)
            for child, each in zip(_children(top), own, strict=True):
                child.setText(1, target if each is None else str(each))

    def _filter(self, text: str) -> None:
        """Show what has these words; what is hidden is not given a label."""
        wanted = folded(text)
        for top in self._tops():
            is_here = wanted in str(top.data(0, _WORDS))
            shown = 0
            for child in _children(top):
                span = child.data(0, _WORDS)
                has_it = is_here or (
                    isinstance(span, LabelledSpan) and wanted in span.title.casefold()
                )
                child.setHidden(not has_it)
                shown += has_it
            top.setHidden(not is_here and not shown)
            if wanted and shown and not is_here:
                top.setExpanded(True)

    def _refresh(self, *_: object) -> None:
        has_selection = bool(self.tree.selectedItems())
        self.give.setEnabled(has_selection and bool(self.name.currentText().strip()))
        self.leave.setEnabled(has_selection)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the field gives the label; it does not make the step."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers()
            in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        ):
            self.assign()
            return True
        return super().eventFilter(watched, event)


def _children(top: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    children = (top.child(place) for place in range(top.childCount()))
    return [child for child in children if child is not None]
