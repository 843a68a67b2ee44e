"""Pictures of the evaluation, of own lists and of thresholds, for `tests.screenshots`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog

from annotate.articles import ArticleState
from annotate.own_lists.keeping import make_list, put_entries
from annotate.own_lists.values import Form, ListEntry
from annotate.spans import Layer
from annotate.suggesters.gazetteer import read_pattern_file
from annotate.suggestions import Suggestion
from gui.dialogs.evaluation import EvaluationDialog
from gui.dialogs.hide_weak import HideWeakDialog
from gui.dialogs.own_lists import OwnListsDialog
from gui.evaluating import Evaluating
from gui.theme import ThemeChoice

if TYPE_CHECKING:
    from tests.screenshots import Studio

THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK)
SIZES = ((1280, 800), (1920, 1080))
PAGES = ("labels", "confusion", "calibration", "articles")
LISTS = {"places": "Places of the talks", "triggers": "Triggers of ours"}


def names() -> list[str]:
    """Every picture that `take` can make."""
    sized = [f"{width}x{height}" for width, height in SIZES]
    return [
        *(f"evaluation-{theme}-{page}-{size}" for theme in THEMES for page in PAGES
          for size in sized),
        *(f"my-lists-{theme}-{key}-{size}" for theme in THEMES for key in LISTS for size in sized),
        *(f"hide-weak-{theme}" for theme in THEMES),
    ]  # fmt: skip


def take(studio: Studio) -> None:
    """Finish the sample as a hurried annotator would, then take every picture."""
    if not any(studio.wants(name) for name in names()):
        return
    _finish_all(studio)
    _evaluation(studio)
    _lists(studio)
    _thresholds(studio)
    studio.application.appearance.set_choice(ThemeChoice.LIGHT)


def _finish_all(studio: Studio) -> None:
    session = studio.session
    assert session.project is not None
    for article_id in session.project.article_ids():
        studio.open(article_id)
        assert session.desk is not None
        number = 0
        while isinstance(item := session.focused, Suggestion):
            number += 1
            if number % 9 == 0:
                session.reject()
            elif number % 7 == 0:
                labels = session.project.schema.in_layer(item.layer)
                session.give_label(item.layer, labels[number % len(labels)].name)
            else:
                session.accept()
        session.set_article_state(ArticleState.DONE)
        studio.settle()
    session.open_article(session.project.article_ids()[0])


@contextmanager
def _shown(studio: Studio, dialog: QDialog, size: tuple[int, int]) -> Iterator[None]:
    studio.resize(size)
    dialog.resize(round(size[0] * 0.75), round(size[1] * 0.85))
    QApplication.processEvents()
    dialog.move(studio.window.geometry().center() - dialog.rect().center())
    yield


def _evaluation(studio: Studio) -> None:
    flows = studio.window.suggest_flows
    flows.evaluate()
    dialog = studio.window.findChild(EvaluationDialog)
    evaluating = flows.findChild(Evaluating)
    assert dialog is not None
    assert evaluating is not None
    ended: list[object] = []
    evaluating.finished.connect(ended.append)
    dialog.start()
    studio.wait(evaluating.finished, lambda: bool(ended), "the evaluation")
    for theme in THEMES:
        studio.application.appearance.set_choice(theme)
        for size in SIZES:
            for place, page in enumerate(PAGES):
                name = f"evaluation-{theme}-{page}-{size[0]}x{size[1]}"
                if studio.wants(name):
                    dialog.tabs.setCurrentIndex(place)
                    with _shown(studio, dialog, size):
                        studio.shoot(name, over=dialog)
    dialog.close()
    QApplication.processEvents()


def _lists(studio: Studio) -> None:
    project = studio.session.project
    assert project is not None
    put_entries(
        project,
        LISTS["places"],
        [
            ListEntry("Doha", "GPE", Layer.ENTITY),
            ListEntry("Sirte", "GPE", Layer.ENTITY),
            ListEntry("delegation", "ORG", Layer.ENTITY, Form.NOUN, is_exact=False, score=0.4),
            ListEntry(
                '[{"LOWER": "general"}, {"IS_TITLE": true, "OP": "+"}]',
                "PERSON", Layer.ENTITY, Form.TOKENS, score=0.7, is_enabled=False,
            ),
        ],
    )  # fmt: skip
    make_list(project, LISTS["triggers"], lexicon=read_pattern_file("triggers.toml"))
    studio.window.suggest_flows.show_lists()
    dialog = studio.window.findChild(OwnListsDialog)
    assert dialog is not None
    for theme in THEMES:
        studio.application.appearance.set_choice(theme)
        for size in SIZES:
            for key, title in LISTS.items():
                name = f"my-lists-{theme}-{key}-{size[0]}x{size[1]}"
                if studio.wants(name):
                    dialog.reload(title)
                    with _shown(studio, dialog, size):
                        studio.shoot(name, over=dialog)
    dialog.close()
    QApplication.processEvents()


def _thresholds(studio: Studio) -> None:
    project, desk = studio.session.project, studio.session.desk
    assert project is not None
    assert desk is not None
    for theme in THEMES:
        name = f"hide-weak-{theme}"
        if studio.wants(name):
            studio.application.appearance.set_choice(theme)
            dialog = HideWeakDialog(
                project.schema,
                list(desk.all_suggestions),
                project.hide_rules(),
                appearance=studio.application.appearance,
                parent=studio.window,
            )
            dialog.slider.setValue(45)
            dialog.set_own((Layer.ENTITY, "ORG"), 0.7)
            studio.shoot_dialog(name, dialog)
