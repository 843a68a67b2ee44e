"""Places with the same words, in their articles, to be ticked or left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from annotate.articles import ArticleState
from annotate.compat import override
from annotate.propagation import Obstacle, Place, Standing
from annotate.same_words import ArticleHits, Hit
from annotate.shortening import shortened

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_MOST_WORDS = 40
"""Characters of a name in the way."""
_CAN_TAKE = frozenset({Standing.FREE, Standing.CUTS})
_FINISHED = frozenset({ArticleState.DONE, ArticleState.SKIPPED})
HIT_ROLE = Qt.ItemDataRole.UserRole


def _tr(text: str) -> str:
    return QCoreApplication.translate("Places", text)


_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TICKABLE = _PLAIN | Qt.ItemFlag.ItemIsUserCheckable


def _in_way(obstacle: Obstacle) -> str:
    """What is in the way, with its words: a name is known by them."""
    if not obstacle.is_suggested:
        text = _tr("inside the {label} {words}")
    elif obstacle.is_around:
        text = _tr("inside the suggested {label} {words}")
    else:
        text = _tr("cuts the suggested {label} {words}")
    return text.format(label=obstacle.label, words=shortened(obstacle.words, _MOST_WORDS))


class _Article:
    """An article with its hits, and which of them are left out.

    A view asks for flags of every line again and again: what does not change is kept.
    """

    __slots__ = ("found", "free", "left_out")

    def __init__(self, found: ArticleHits) -> None:
        """`free` are the rows of the hits that can take the label.

        Those that would cut a longer suggestion are left out until somebody ticks them.
        """
        self.found = found
        self.free = [row for row, hit in enumerate(found.hits) if hit.place.standing in _CAN_TAKE]
        self.left_out = {
            row for row in self.free if found.hits[row].place.standing is Standing.CUTS
        }

    @property
    def chosen(self) -> list[Place]:
        """What is ticked."""
        return [self.found.hits[row].place for row in self.free if row not in self.left_out]


class PlacesModel(QAbstractItemModel):
    """Two levels: articles, and the hits in each. Only hits that can take the label have a tick."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Nothing has been found yet."""
        super().__init__(parent)
        self._all: list[_Article] = []
        self._shown: list[_Article] = []
        self._with_finished = False

    # -- content -----------------------------------------------------------------------------------

    def add(self, found: Iterable[ArticleHits]) -> None:
        """Show the hits of further articles."""
        articles = [_Article(item) for item in found]
        self._all += articles
        fresh = [item for item in articles if self._is_shown(item)]
        if fresh:
            first = len(self._shown)
            self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
            self._shown += fresh
            self.endInsertRows()

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._all, self._shown = [], []
        self.endResetModel()

    def show_finished(self, is_shown: bool) -> None:  # noqa: FBT001 - a slot
        """Show articles that are done or skipped too, or leave them out."""
        self.beginResetModel()
        self._with_finished = is_shown
        self._shown = [item for item in self._all if self._is_shown(item)]
        self.endResetModel()

    def tick_all(self, is_ticked: bool) -> None:  # noqa: FBT001 - a slot
        """Tick everything that is shown, or nothing."""
        for row, article in enumerate(self._shown):
            article.left_out = set() if is_ticked else set(article.free)
            self._tell(row)

    @property
    def chosen(self) -> dict[str, list[Place]]:
        """The ticked places by article; articles without one are not there."""
        return {item.found.article_id: item.chosen for item in self._shown if item.chosen}

    @property
    def hits(self) -> Sequence[Hit]:
        """Every hit that is shown."""
        return [hit for item in self._shown for hit in item.found.hits]

    @property
    def finished(self) -> int:
        """How many hits stand in articles that are done or skipped, shown or not."""
        return sum(len(item.found.hits) for item in self._all if item.found.state in _FINISHED)

    def _is_shown(self, article: _Article) -> bool:
        return self._with_finished or article.found.state not in _FINISHED

    # -- Qt ----------------------------------------------------------------------------------------

    @override
    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        if column or row < 0 or row >= self.rowCount(parent):
            return QModelIndex()
        # Articles have no number of their own; a hit has that of its article.
        return self.createIndex(row, 0, parent.row() + 1 if parent.isValid() else 0)

    @override
    def parent(self, index: Index = _NO_INDEX) -> QModelIndex:  # type: ignore[override]
        inside = int(index.internalId()) if index.isValid() else 0
        return self.createIndex(inside - 1, 0, 0) if inside else QModelIndex()

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        if not parent.isValid():
            return len(self._shown)
        if parent.internalId() or parent.row() >= len(self._shown):
            return 0
        return len(self._shown[parent.row()].found.hits)

    @override
    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 1

    def hit_at(self, index: Index) -> Hit | None:
        """The hit of a line; `None` for that of an article."""
        inside = int(index.internalId()) if index.isValid() else 0
        return self._shown[inside - 1].found.hits[index.row()] if inside else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        hit = self.hit_at(index)
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._check(index)
        if role == HIT_ROLE:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._article_text(index.row()) if hit is None else self._text(index)
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        inside = int(index.internalId())
        if not inside:
            return _TICKABLE if self._shown[index.row()].free else _PLAIN
        hit = self._shown[inside - 1].found.hits[index.row()]
        return _TICKABLE if hit.place.standing in _CAN_TAKE else _PLAIN

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or self._check(index) is None:
            return False
        is_ticked = Qt.CheckState(value) is not Qt.CheckState.Unchecked
        inside = int(index.internalId())
        article = self._shown[inside - 1 if inside else index.row()]
        rows = [index.row()] if inside else article.free
        if is_ticked:
            article.left_out.difference_update(rows)
        else:
            article.left_out.update(rows)
        self._tell(inside - 1 if inside else index.row())
        return True

    def _check(self, index: Index) -> Qt.CheckState | None:
        inside = int(index.internalId())
        article = self._shown[inside - 1 if inside else index.row()]
        if inside:
            if article.found.hits[index.row()].place.standing not in _CAN_TAKE:
                return None
            is_out = index.row() in article.left_out
            return Qt.CheckState.Unchecked if is_out else Qt.CheckState.Checked
        free = len(article.free)
        if not free:
            return None
        if not article.left_out:
            return Qt.CheckState.Checked
        is_none = len(article.left_out) == free
        return Qt.CheckState.Unchecked if is_none else Qt.CheckState.PartiallyChecked

    def _tell(self, row: int) -> None:
        """The ticks of an article are other ones."""
        article = self.index(row, 0)
        self.dataChanged.emit(article, article)
        last = self.rowCount(article) - 1
        self.dataChanged.emit(self.index(0, 0, article), self.index(last, 0, article))

    def _article_text(self, row: int) -> str:
        found = self._shown[row].found
        state = {
            ArticleState.DONE: _tr(" – done"),
            ArticleState.SKIPPED: _tr(" – skipped"),
        }.get(found.state, "")
        return f"{found.title or found.article_id}  ({len(found.hits)}){state}"

    def _text(self, index: Index) -> str:
        hit = self.hit_at(index)
        if hit is None:
            return ""
        words = f"…{hit.before}«{self.words}»{hit.after}…"
        return f"{words}  – {self.standing_text(hit)}" if self.standing_text(hit) else words

    words = ""
    """What is looked for, to be shown within its context."""

    @staticmethod
    def standing_text(hit: Hit) -> str:
        """What is in the way of the label at a hit; empty when nothing is."""
        if hit.place.standing is Standing.LABELLED:
            return _tr("has the label")
        obstacle = hit.obstacle
        if obstacle is not None and (obstacle.is_around or obstacle.is_suggested):
            return _in_way(obstacle)
        if hit.place.standing is Standing.TAKEN:
            return _tr("{labels} lies here").format(labels=", ".join(hit.there))
        return ""
