"""About Spandesk: version, licence, and the folders that matter in a report."""

from __future__ import annotations

import platform
from importlib import metadata

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotate.logs import log_path
from annotate.settings import config_dir
from gui.dialogs.parts import Dialog, note, plain, selectable
from gui.painting import Picture
from gui.theme import SPACE, TITLE, Appearance


def version() -> str:
    """The installed version; "development" when run from a bare checkout."""
    try:
        return metadata.version("spandesk")
    except metadata.PackageNotFoundError:
        return "development"


def versions() -> str:
    """What a report needs to say about the machine, as lines."""
    packages = []
    for name in ("spacy", "sqlite-utils"):
        try:
            packages.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            packages.append(f"{name} –")
    return "\n".join(
        (
            f"Spandesk {version()}",
            f"Python {platform.python_version()}, Qt {qVersion()}, {', '.join(packages)}",
            f"{platform.system()} {platform.release()}, {QGuiApplication.platformName()}",
        )
    )


class AboutDialog(Dialog):
    """Says what this is, and copies it for a report."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("About Spandesk"))
        self.heading.hide()
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addWidget(Picture(appearance, "spandesk", 72))
        words = QVBoxLayout()
        words.addWidget(plain(f"Spandesk {version()}", factor=TITLE, wraps=False))
        words.addWidget(
            plain(self.tr("The desk where suggested spans become spaCy training data."))
        )
        words.addWidget(note(self.tr("MIT licence")))
        row.addLayout(words, 1)
        self.add(row)
        self.text = "\n".join(
            (
                versions(),
                self.tr("Log: {path}").format(path=log_path()),
                self.tr("Preferences: {path}").format(path=config_dir()),
            )
        )
        self.add(selectable(note(self.text)))
        self.body.addStretch(1)
        self.add_button(self.tr("Copy"), self.copy, is_left=True)
        self.add_button(self.tr("Close"), self.accept, is_primary=True)
        self.resize(520, 0)

    def copy(self) -> None:
        """Put versions and folders on the clipboard."""
        QGuiApplication.clipboard().setText(self.text)
