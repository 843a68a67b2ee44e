"""Cases of an evaluation: what was missed, mistaken or made up; a click goes to the place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from annotate.errors import AnnotateError
from annotate.evaluation.confusion import Pair
from annotate.evaluation.marks import Mark
from annotate.project import Project
from annotate.shortening import shortened
from gui.dialogs.parts import note

_ROLE = Qt.ItemDataRole.UserRole
_MOST_CASES = 500

Case = tuple[str, str, Mark]
"""Words, article id, and the mark to go to."""


class CaseWords(QObject):
    """Says in words what was wrong at a place; article texts are read once."""

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        """Read texts from `project`."""
        super().__init__(parent)
        self._project = project
        self._texts: dict[str, str] = {}

    def forget(self) -> None:
        """Read the texts again."""
        self._texts.clear()

    def described(self, cases: Iterable[tuple[str, Pair]]) -> list[Case]:
        """A row for each (article id, pair), up to 500."""
        rows: list[Case] = []
        for article_id, pair in cases:
            place = pair.gold or pair.found
            if place is None:
                continue
            rows.append((self._words(article_id, pair), article_id, place))
            if len(rows) == _MOST_CASES:
                break
        return rows

    def _words(self, article_id: str, pair: Pair) -> str:
        gold = self._quoted(article_id, pair.gold)
        found = self._quoted(article_id, pair.found)
        if not pair.found:
            return self.tr("missed {gold}").format(gold=gold)
        if not pair.gold:
            return self.tr("no {found} there").format(found=found)
        return self.tr("{gold}, suggested {found}").format(gold=gold, found=found)

    def _quoted(self, article_id: str, mark: Mark | None) -> str:
        if mark is None:
            return ""
        if article_id not in self._texts:
            try:
                self._texts[article_id] = self._project.article(article_id).text
            except AnnotateError:  # it went meanwhile
                self._texts[article_id] = ""
        surface = " ".join(self._texts[article_id][mark.start : mark.end].split())
        return f"{mark.label} “{shortened(surface, 60)}”"


class CaseList(QListWidget):
    """Cases of one cell or article; a click goes to the place."""

    place_chosen = Signal(str, int, int)
    """Article id, start and end in code points."""

    def __init__(self, title: str) -> None:
        """`title` stands above as long as nothing is chosen."""
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(title)
        # As wide as the list is, on as many lines as that takes.
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.title = note(title)
        self._idle_title = title
        self.itemClicked.connect(self._on_clicked)
        self.itemActivated.connect(self._on_clicked)

    def show_cases(self, rows: Sequence[Case], title: str) -> None:
        """Show these rows under a title; without one, the first title comes back."""
        self.clear()
        self.title.setText(title or self._idle_title)
        for words, article_id, mark in rows:
            row = QListWidgetItem(words)
            row.setData(_ROLE, (article_id, mark.start, mark.end))
            self.addItem(row)

    def _on_clicked(self, row: QListWidgetItem) -> None:
        article_id, start, end = row.data(_ROLE)
        self.place_chosen.emit(article_id, start, end)
