"""What own lists would suggest in the open article, as one types."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from annotate.articles import Tokens
from annotate.desk import Desk
from annotate.errors import AnnotateError
from annotate.messages import sentence
from annotate.own_lists.matching import ListMatcher
from annotate.own_lists.values import ListEntry
from annotate.suggesters.own_lists import OwnListSuggester, proposal_of
from annotate.suggestions import Proposal
from gui.dialogs.parts import note
from gui.session import Session
from gui.theme import SPACE, Appearance
from gui.words import counted, message

_ROLE = Qt.ItemDataRole.UserRole
_MOST_SHOWN = 300
_AROUND = 30
_PAUSE_MS = 200
_FEW = 2_000


class Preview(QWidget):
    """Hits in the open article, each with a little of the text around it; a click shows it."""

    place_chosen = Signal(int, int)

    def __init__(
        self, session: Session, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._appearance = appearance
        self._waiting: tuple[str, Sequence[ListEntry]] = ("", ())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._show_waiting)
        self._job = ""
        if session.suggesting is not None:
            session.suggesting.jobs.job_finished.connect(self._on_found)
        self.words = note()
        self.rows = QListWidget()
        self.rows.setObjectName("card")
        self.rows.setAccessibleName(self.tr("In this article"))
        self.rows.itemClicked.connect(self._on_clicked)
        self.rows.itemActivated.connect(self._on_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE // 2, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.words)
        column.addWidget(self.rows, 1)

    def show_entry(self, entry: ListEntry) -> None:
        """Show where one entry is found."""
        self._job = ""
        self._pause.stop()
        desk = self._session.desk
        if desk is not None:
            hits = ListMatcher([(self.tr("this entry"), [entry])]).find(
                desk.article.text, desk.tokens
            )
            self._show(desk, [proposal_of(hit) for hit in hits], self.tr("This entry"))

    def say(self, text: str) -> None:
        """Show nothing but a sentence."""
        self._job = ""
        self._pause.stop()
        self.rows.clear()
        self.words.setText(text)

    def show_list(self, title: str, entries: Sequence[ListEntry]) -> None:
        """Show where the entries of a list are found; a long list after a short pause."""
        self._waiting = (title, entries)
        if len(entries) <= _FEW:
            self._pause.stop()
            self._show_waiting()
        else:
            self._pause.start()

    def show_lexicon(self, toml: str, title: str) -> bool:
        """Show where a lexicon finds triggers, or what is wrong with it; whether it can be read."""
        self._job = ""
        self._pause.stop()
        desk = self._session.desk
        try:
            suggester = OwnListSuggester((), [(title, toml)])
        except AnnotateError as error:
            self.rows.clear()
            self.words.setText(sentence(error, tr=message))
            return False
        if desk is not None:
            found = suggester.suggest_in(desk.article, desk.tokens)
            self._show(desk, found, self.tr("This lexicon"))
        return True

    def _show_waiting(self) -> None:
        title, entries = self._waiting
        desk, suggesting = self._session.desk, self._session.suggesting
        self._job = ""
        if desk is None:
            self.rows.clear()
            self.words.setText(self.tr("No article is open."))
        elif len(entries) > _FEW and suggesting is not None:
            # To index 100,000 entries takes half a second, which the window must not stand still.
            find = partial(_found, title, list(entries), desk.article.text, desk.tokens)
            self._job = suggesting.jobs.run(find)
        else:
            found = _found(title, entries, desk.article.text, desk.tokens)
            self._show(desk, found, self.tr("This list"))

    def _on_found(self, job_id: str, value: object) -> None:
        desk = self._session.desk
        if self._job and job_id == self._job and desk is not None and isinstance(value, list):
            self._job = ""
            self._show(desk, cast("list[Proposal]", value), self.tr("This list"))

    def _show(self, desk: Desk, found: Sequence[Proposal], what: str) -> None:
        self.rows.clear()
        self.words.setText(
            counted(
                len(found),
                self.tr("{what} would suggest 1 span in the open article:"),
                self.tr("{what} would suggest {count} spans in the open article:"),
                what=what,
            )
            if found
            else self.tr("{what} finds nothing in the open article.").format(what=what)
        )
        text = desk.article.text
        for item in found[:_MOST_SHOWN]:
            row = QListWidgetItem(f"{item.label}   {_shown(text, item)}")
            row.setData(_ROLE, (item.start, item.end))
            self.rows.addItem(row)

    def _on_clicked(self, row: QListWidgetItem) -> None:
        self.place_chosen.emit(*row.data(_ROLE))


def _shown(text: str, item: Proposal) -> str:
    """The span in brackets with a few whole words around it, on one line."""
    before = text[max(item.start - _AROUND, 0) : item.start]
    behind = text[item.end : item.end + _AROUND]
    if item.start > _AROUND:
        before = "… " + before.partition(" ")[2]
    if item.end + _AROUND < len(text):
        behind = behind.rpartition(" ")[0] + " …"
    return f"{before}[{text[item.start : item.end]}]{behind}".replace("\n", " ")


def _found(title: str, entries: Sequence[ListEntry], text: str, tokens: Tokens) -> list[Proposal]:
    """What a list would suggest; pure, for any thread."""
    return [proposal_of(hit) for hit in ListMatcher([(title, entries)]).find(text, tokens)]
