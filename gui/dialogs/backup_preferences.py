"""The part of the preferences about backups: how often, how much room, and where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, QObject
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QSpinBox, QWidget

from annotate.safety import EVERY, FOLDER, MAX_MB, default_folder, minutes_between, rule_of
from annotate.settings import Settings, Value
from gui.theme import SPACE

Add = Callable[[str, QWidget, str], None]
Keep = Callable[[str, Value | None], None]
Tell = Callable[[str], None]

_MOST_MINUTES = 24 * 60
_MB = 1_000_000
_LEAST_MB, _MOST_MB, _STEP_MB = 100, 1_000_000, 500


class BackupPreferences(QObject):
    """Three rows of the preferences; each writes its preference as soon as it changes."""

    def __init__(
        self, settings: Settings, add: Add, keep: Keep, tell: Tell, parent: QWidget
    ) -> None:
        """Make the rows with `add`; `keep` takes a preference, `tell` what is wrong in words."""
        super().__init__(parent)
        self._tell = tell
        self._settings = settings
        self._keep = keep
        self._parent = parent
        self._build_clock(add)
        self._build_room(add)
        self._build_folder(add)

    def _build_clock(self, add: Add) -> None:
        self.every = QSpinBox()
        self.every.setRange(0, _MOST_MINUTES)
        self.every.setSpecialValueText(self.tr("never by the clock"))
        self.every.setSuffix(self.tr(" minutes"))
        self.every.setValue(round(minutes_between(self._settings)))
        self.every.valueChanged.connect(lambda value: self._keep(EVERY, value))
        hint = self.tr("Besides, one is made after opening and before many changes.")
        add(self.tr("Backup every"), self.every, hint)

    def _build_room(self, add: Add) -> None:
        self.room = QSpinBox()
        self.room.setRange(_LEAST_MB, _MOST_MB)
        self.room.setSingleStep(_STEP_MB)
        self.room.setGroupSeparatorShown(True)
        self.room.setSuffix(" MB")
        self.room.setValue(rule_of(self._settings).max_bytes // _MB)
        self.room.valueChanged.connect(lambda value: self._keep(MAX_MB, value))
        hint = self.tr("For each project. The oldest go first, the two newest never.")
        add(self.tr("Room for backups"), self.room, hint)

    def _build_folder(self, add: Add) -> None:
        self.folder = QLineEdit(str(self._settings.get(FOLDER, "") or ""))
        self.folder.setPlaceholderText(QDir.toNativeSeparators(str(default_folder())))
        self.folder.setClearButtonEnabled(True)
        self.folder.editingFinished.connect(self._keep_folder)
        self.choose = QPushButton(self.tr("Choose…"))
        self.choose.setAutoDefault(False)
        self.choose.setAccessibleName(self.tr("Choose the folder of backups"))
        self.choose.clicked.connect(self._ask)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.folder, 1)
        row.addWidget(self.choose)
        both.setFocusProxy(self.folder)
        hint = self.tr("Another disk is best. Backups that were made stay where they are.")
        add(self.tr("Folder of backups"), both, hint)
        self.folder.setAccessibleName(self.tr("Folder of backups"))

    def _keep_folder(self) -> None:
        given = self.folder.text().strip()
        if given and not Path(given).expanduser().is_absolute():
            self._tell(
                self.tr("“{folder}” does not say where it lies. Choose a folder.").format(
                    folder=given
                )
            )
            return
        if given != str(self._settings.get(FOLDER, "") or ""):
            self._keep(FOLDER, given or None)

    def _ask(self) -> None:
        start = self.folder.text().strip() or str(default_folder())
        there = start if Path(start).is_dir() else str(Path.home())
        found = QFileDialog.getExistingDirectory(
            self._parent, self.tr("Choose the folder of backups"), there
        )
        if found:
            self.folder.setText(QDir.toNativeSeparators(found))
            self._keep_folder()
