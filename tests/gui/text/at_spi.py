"""Shows an article on a screen of X11 and prints what the bus of assistive technology says of it.

Run by `test_at_spi.py` in a session of its own. Prints the first object that is a text: its name,
the text, the caret and the selection in units of UTF-16, as Qt counts on the bus, how the words of
the spans are set, which events came when keys were pressed, and what was announced.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time

from PySide6.QtCore import SLOT, QObject, Qt, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotate.annotations import SpanIndex
from annotate.articles import Article, Tokens
from annotate.spans import Layer, Span
from annotate.suggestions import Suggestion
from gui.panels.article_pane import ArticlePane
from gui.panels.banner import Banner
from gui.session import Session
from gui.theme import Appearance

TEXT = "Ada 🇺🇦 met Bo.\nThe second paragraph."
CARET = 7
MESSAGE, WHY = "The disk is full.", "That was out of sight."
EVENTS = {
    "TextCaretMoved": "object:text-caret-moved",
    "TextSelectionChanged": "object:text-selection-changed",
    "PropertyChange": "object:property-change:accessible-description",
    "Announcement": "object:announcement",
}
"""Signals of the bus, and the names by which a screen reader asks for them."""
_PATIENCE = 30.0
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_TEXT = "org.a11y.atspi.Text"
_REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/registry", "org.a11y.atspi.Registry")
_Reference = tuple[str, str]


def main() -> int:
    """Print what is found; 0 when the article was found as a text and its events were heard."""
    app = QApplication(["spandesk"])
    bus = Bus(app)
    ears = Ears(bus.address)
    pane, banner = make_window()
    view = pane.view
    late = time.monotonic() + _PATIENCE
    while time.monotonic() < late:
        view.set_caret(0)
        view.set_caret(CARET)
        found = next((item for item in bus.texts() if bus.read(item)[1]), None)
        if found is None:
            continue
        told = bus.read(found)
        styles = [bus.style(found, units) for units in (0, 3, told[2])]
        QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        selected = bus.selection(found)
        view.clear_selection()
        view.set_focus("gold")
        banner.say(MESSAGE, is_problem=True)
        pane.session.told.emit(WHY)
        while not ears.has_all and time.monotonic() < late:
            app.processEvents()
        heard = sorted(set(ears.heard))
        sys.stdout.write(json.dumps([*told, styles, selected, heard, ears.announced]) + "\n")
        return 0
    return 1


class Pane(ArticlePane):
    """The pane of a session without a project."""

    def __init__(self) -> None:
        self.session = Session()
        super().__init__(self.session, Appearance())


def make_window() -> tuple[Pane, Banner]:
    """An article on the screen with a span, a suggestion, the keyboard, and room for a message."""
    spans: SpanIndex[Span] = SpanIndex()
    spans.put(Span(id="gold", start=0, end=3, label="PERSON", layer=Layer.ENTITY))
    suggestions: SpanIndex[Suggestion] = SpanIndex()
    suggestions.put(Suggestion(start=7, end=10, label="MEET", layer=Layer.EVENT, score=0.7))
    pane = Pane()
    article = Article(id="1", text=TEXT, title="Talks")
    pane.resize(700, 400)
    pane.view.set_article(article, tokens=Tokens.rough(TEXT), content=(spans, suggestions))
    pane.view.set_title_block("Talks", "")
    pane.show()
    pane.activateWindow()
    pane.view.setFocus()
    return pane, Banner(Appearance(), pane)


class Ears(QObject):
    """Asks the bus for events, as a screen reader does, and keeps the names of those that come."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.announced: list[str] = []
        self._bus = QDBusConnection.connectToBus(address, "ears")
        slot = SLOT("on_event(QDBusMessage)")
        for name, wanted in EVENTS.items():
            asked = QDBusMessage.createMethodCall(*_REGISTRY, "RegisterEvent")
            asked.setArguments([wanted])
            self._bus.call(asked)
            self._bus.connect("", "", "org.a11y.atspi.Event.Object", name, self, slot)  # type: ignore[arg-type]

    @Slot(QDBusMessage)
    def on_event(self, event: QDBusMessage) -> None:
        """An event came."""
        self.heard.append(event.member())
        if event.member() == "Announcement":
            self.announced.append(str(event.arguments()[3].variant()))

    @property
    def has_all(self) -> bool:
        """Whether every kind of event came, and every sentence."""
        return set(EVENTS) <= set(self.heard) and {MESSAGE, WHY} <= set(self.announced)


class Bus:
    """The bus, asked by `gdbus`, while the window goes on answering."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        answer = self._call(
            ["--session"], "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress"
        )
        self.address = answer.split("'")[1]
        self._at = ["--address", self.address]

    def texts(self) -> list[_Reference]:
        """Each text that some application shows."""
        root = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
        return [item for item in self._below(root) if _TEXT in self._kinds(item)]

    def style(self, item: _Reference, offset: int) -> str:
        """How the letter at `offset` is underlined, and how it stands."""
        told = self._call(self._at, *item, f"{_TEXT}.GetAttributeRun", str(offset), "false")
        found = dict(re.findall(r"'([\w-]+)': '([^']*)'", told))
        slant = "italic" if found.get("style") == "italic" else ""
        return f"{found.get('underline', '')} {slant}".strip()

    def selection(self, item: _Reference) -> list[int]:
        """Start and end of what is selected."""
        told = self._call(self._at, *item, f"{_TEXT}.GetSelection", "0")
        return [int(number) for number in re.findall(r"-?\d+", told)]

    def _below(self, item: _Reference) -> list[_Reference]:
        told = self._call(self._at, *item, f"{_ACCESSIBLE}.GetChildren")
        children = re.findall(r"\('([^']+)', (?:objectpath )?'([^']+)'\)", told)
        return [*children, *(below for child in children for below in self._below(child))]

    def _kinds(self, item: _Reference) -> str:
        return self._call(self._at, *item, f"{_ACCESSIBLE}.GetInterfaces")

    def read(self, item: _Reference) -> tuple[str, str, int]:
        """Name, text and caret."""
        read = "org.freedesktop.DBus.Properties.Get"
        name = self._call(self._at, *item, read, _ACCESSIBLE, "Name")
        count, caret = (
            re.findall(r"\d+", self._call(self._at, *item, read, _TEXT, which))[0]
            for which in ("CharacterCount", "CaretOffset")
        )
        text = self._call(self._at, *item, f"{_TEXT}.GetText", "0", count)
        return name.split("'")[1], text.split("'")[1], int(caret)

    def _call(self, where: list[str], name: str, path: str, method: str, *args: str) -> str:
        asked = subprocess.Popen(
            ["gdbus", "call", *where, "-d", name, "-o", path, "-m", method, *args],
            stdout=subprocess.PIPE,
            text=True,
        )
        while asked.poll() is None:
            self._app.processEvents()
        assert asked.stdout is not None
        return asked.stdout.read()


if __name__ == "__main__":
    sys.exit(main())
