"""Pictures of hands on event frames, for `tests.screenshots`: suggested, opened, filled, set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotate.frames.accepting import open_parts
from annotate.spans import Layer
from gui.theme import ThemeChoice

if TYPE_CHECKING:
    from tests.screenshots import Studio

THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK)
SIZES = ((1280, 800), (1920, 1080))
KEYS = {
    "suggested": (),
    "open": ("E",),
    "part": ("Tab",),
    "role": ("Esc", "Space"),
    "value": ("Esc", "1"),
}
"""What is pressed before each picture."""


def take(studio: Studio) -> None:
    """Show the first suggested event with arguments: before, opened, a part, a role, a value."""
    names = {
        (theme, size, kind): f"hands-{kind}-{size[0]}x{size[1]}-{theme}"
        for theme in THEMES
        for size in SIZES
        for kind in KEYS
    }
    if not any(studio.wants(name) for name in names.values()):
        return
    session, project = studio.session, studio.session.project
    assert project is not None
    studio.open(project.article_ids()[1])
    desk = session.desk
    assert desk is not None
    studio.wait(session.changed, lambda: bool(desk.suggested_frames), "suggested events")
    view = studio.window.pane.view
    for theme in THEMES:
        for size in SIZES:
            studio.application.appearance.set_choice(theme)
            studio.resize(size)
            rich = max(desk.suggested_frames, key=lambda frame: len(open_parts(desk, frame)))
            trigger = next(
                item
                for item in desk.stack_at(rich.start)
                if item.layer is Layer.EVENT and (item.start, item.end) == (rich.start, rich.end)
            )
            session.focus(trigger.id)
            view.setFocus()
            for kind, keys in KEYS.items():
                for key in keys:
                    QTest.keySequence(view, key)
                    QApplication.processEvents()
                if studio.wants(names[theme, size, kind]):
                    studio.shoot(names[theme, size, kind])
            session.frame_focus.close()
            while session.undo_stack.canUndo() and desk.annotations.frames:
                session.undo()
            studio.settle()
    studio.application.appearance.set_choice(ThemeChoice.LIGHT)
    studio.resize(SIZES[0])
