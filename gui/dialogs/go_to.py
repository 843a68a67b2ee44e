"""Go to an article by its number or a few words of its title."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from annotate.articles import ArticleRow
from gui.dialogs.chooser import Choice, Chooser
from gui.models.articles import ArticleListModel, state_title
from gui.theme import Appearance


def article_choices(rows: list[ArticleRow]) -> list[Choice]:
    """One choice an article, found by number, title, source or state."""
    return [
        Choice(
            value=row.id,
            text=f"{row.number}  {row.title}",
            section=state_title(row.state),
            also=row.source,
        )
        for row in rows
    ]


def choose_article(parent: QWidget, appearance: Appearance, model: ArticleListModel) -> str | None:
    """Ask for an article; its id, or `None`."""
    chooser = Chooser(
        article_choices(model.rows()),
        placeholder=QCoreApplication.translate("GoTo", "Article by number or title"),
        appearance=appearance,
        parent=parent,
    )
    chosen = chooser.ask()
    return chosen if isinstance(chosen, str) else None
