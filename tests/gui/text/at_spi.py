"""Shows an article on a screen of X11 and prints what the bus of assistive technology says of it.

Run by `test_at_spi.py` in a session of its own. One line for each object that is a text: its name,
the text, and the caret in units of UTF-16, as Qt counts on the bus.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time

from PySide6.QtWidgets import QApplication

from annotate.articles import Article, Tokens
from gui.text.view import ArticleView

TEXT = "Ada 🇺🇦 met Bo.\nThe second paragraph."
CARET = 7
_PATIENCE = 30.0
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_TEXT = "org.a11y.atspi.Text"
_Reference = tuple[str, str]


def main() -> int:
    """Print what is found; 0 when the article was found as a text."""
    app = QApplication(["spandesk"])
    view = ArticleView()
    view.resize(700, 400)
    view.set_article(Article(id="1", text=TEXT, title="Talks"), tokens=Tokens.rough(TEXT))
    view.set_title_block("Talks", "")
    view.show()
    view.activateWindow()
    view.setFocus()
    bus = Bus(app)
    late = time.monotonic() + _PATIENCE
    while time.monotonic() < late:
        view.set_caret(0)
        view.set_caret(CARET)
        for found in bus.texts():
            if found[1]:
                sys.stdout.write(json.dumps(found) + "\n")
                return 0
    return 1


class Bus:
    """The bus, asked by `gdbus`, while the window goes on answering."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        answer = self._call(
            ["--session"], "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress"
        )
        self._at = ["--address", answer.split("'")[1]]

    def texts(self) -> list[tuple[str, str, int]]:
        """Name, text and caret of each text that some application shows."""
        root = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
        return [self._text(item) for item in self._below(root) if _TEXT in self._kinds(item)]

    def _below(self, item: _Reference) -> list[_Reference]:
        told = self._call(self._at, *item, f"{_ACCESSIBLE}.GetChildren")
        children = re.findall(r"\('([^']+)', (?:objectpath )?'([^']+)'\)", told)
        return [*children, *(below for child in children for below in self._below(child))]

    def _kinds(self, item: _Reference) -> str:
        return self._call(self._at, *item, f"{_ACCESSIBLE}.GetInterfaces")

    def _text(self, item: _Reference) -> tuple[str, str, int]:
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
