"""Pictures of the training dialog, for `tests.screenshots`: two short trainings of the sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from annotate.articles import ArticleState
from gui.dialogs.training import TrainingDialog
from gui.theme import ThemeChoice
from gui.training import Training

if TYPE_CHECKING:
    from tests.screenshots import Studio

THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK)
SIZES = ((1280, 800), (1920, 1080))
PAGES = ("setup", "curve", "labels", "confusion", "articles", "learning", "runs")
STEPS = (60, 120)


def take(studio: Studio) -> None:
    """Finish the sample, train twice, then take every picture."""
    names = {
        (theme, page, size): f"training-{theme}-{page}-{size[0]}x{size[1]}"
        for theme in THEMES
        for page in PAGES
        for size in SIZES
    }
    if not any(studio.wants(name) for name in names.values()):
        return
    dialog = _trained(studio)
    for (theme, page, size), name in names.items():
        if not studio.wants(name):
            continue
        studio.application.appearance.set_choice(theme)
        studio.resize(size)
        dialog.resize(round(size[0] * 0.75), round(size[1] * 0.85))
        _turn_to(dialog, page)
        QApplication.processEvents()
        dialog.move(studio.window.geometry().center() - dialog.rect().center())
        studio.shoot(name, over=dialog)
    dialog.close()
    studio.application.appearance.set_choice(ThemeChoice.LIGHT)


def _trained(studio: Studio) -> TrainingDialog:
    session = studio.session
    assert session.project is not None
    for article_id in session.project.article_ids():
        studio.open(article_id)
        session.accept_all()
        session.set_article_state(ArticleState.DONE)
        studio.settle()
    studio.window.training.train()
    dialog = studio.window.findChild(TrainingDialog)
    training = studio.window.training.findChild(Training)
    assert dialog is not None
    assert training is not None
    for steps in STEPS:
        ended: list[object] = []
        training.ended.connect(ended.append)
        dialog.list.setCurrentRow(0)
        dialog.setup.steps.setValue(steps)
        dialog.setup.curve.setChecked(steps == STEPS[-1])
        dialog.start()
        studio.wait(training.ended, lambda ended=ended: bool(ended), "the training")
    return dialog


def _turn_to(dialog: TrainingDialog, page: str) -> None:
    rows = {"setup": 0, "runs": 1}
    dialog.list.setCurrentRow(rows.get(page, 2))
    if page not in rows:
        dialog.tabs.setCurrentIndex(PAGES.index(page) - 1)
