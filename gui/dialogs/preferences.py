"""Preferences: theme, fonts and sizes, the annotator's name. They hold at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFontComboBox,
    QGridLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from annotate.errors import SettingsError
from annotate.messages import sentence
from annotate.settings import Settings, Value
from gui.dialogs.backup_preferences import BackupPreferences
from gui.dialogs.parts import Dialog, note, plain
from gui.keymap import DEFAULT_PRESET, PRESETS
from gui.language import LANGUAGES, PREFERENCE
from gui.reading import number
from gui.text.palettes import PaletteChoice
from gui.theme import SPACE, Appearance, ThemeChoice
from gui.words import message


class PreferencesDialog(Dialog):
    """Each control writes its preference as soon as it changes; there is no Apply."""

    changed = Signal()

    def __init__(
        self, settings: Settings, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("Preferences"))
        self.heading.setText(self.tr("Preferences"))
        self._settings = settings
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(3 * SPACE)
        self._grid.setVerticalSpacing(SPACE)
        self._grid.setColumnStretch(1, 1)
        self.add(self._grid)
        self._build_annotator()
        self._build_language()
        self._build_theme(appearance)
        self._build_fonts()
        self._build_keys()
        self._problem = plain(name="danger")
        self.backups = BackupPreferences(
            settings, self._add, self._keep, self._problem.setText, self
        )
        self.add(self._problem)
        self.body.addStretch(1)
        self.add_button(self.tr("Close"), self.accept, is_primary=True)
        self.resize(680, 0)

    def _build_annotator(self) -> None:
        self.annotator = QLineEdit(str(self._settings.get("annotator", "") or ""))
        self.annotator.setPlaceholderText(self.tr("Who stands for the spans"))
        self.annotator.editingFinished.connect(self._keep_annotator)
        self.finished.connect(self._keep_annotator)
        self._add(
            self.tr("Annotator"),
            self.annotator,
            self.tr("Kept with every span and decision of projects that you open from now on."),
        )

    def _keep_annotator(self, *_: object) -> None:
        name = self.annotator.text().strip() or None
        if name != self._settings.get("annotator"):
            self._keep("annotator", name)

    def _build_language(self) -> None:
        self.language = QComboBox()
        self.language.addItem(self.tr("As the system"), None)
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        found = self.language.findData(self._settings.get(PREFERENCE))
        self.language.setCurrentIndex(max(found, 0))
        self.language.currentIndexChanged.connect(
            lambda _: self._keep(PREFERENCE, self.language.currentData())
        )
        hint = self.tr("Holds from the next start of Spandesk on.")
        self._add(self.tr("Language"), self.language, hint)

    def _build_theme(self, appearance: Appearance) -> None:
        self.theme = QComboBox()
        names = {
            ThemeChoice.SYSTEM: self.tr("As the system"),
            ThemeChoice.LIGHT: self.tr("Light"),
            ThemeChoice.DARK: self.tr("Dark"),
            ThemeChoice.CONTRAST: self.tr("High contrast"),
        }
        for choice, name in names.items():
            self.theme.addItem(name, str(choice))
        self.theme.setCurrentIndex(self.theme.findData(str(appearance.choice)))
        self.theme.currentIndexChanged.connect(
            lambda _: self._keep("appearance.theme", str(self.theme.currentData()))
        )
        self._add(self.tr("Theme"), self.theme)
        self._build_palette(appearance)

    def _build_palette(self, appearance: Appearance) -> None:
        self.palette_box = QComboBox()
        names = {
            PaletteChoice.SPANDESK: self.tr("Spandesk: each label its own hue"),
            PaletteChoice.RED_GREEN: self.tr("For red-green blindness (protan, deutan)"),
            PaletteChoice.BLUE_YELLOW: self.tr("For blue-yellow blindness (tritan)"),
        }
        for choice, name in names.items():
            self.palette_box.addItem(name, str(choice))
        self.palette_box.setCurrentIndex(self.palette_box.findData(str(appearance.page.palette)))
        self.palette_box.currentIndexChanged.connect(
            lambda _: self._keep("appearance.label_palette", str(self.palette_box.currentData()))
        )
        self._add(self.tr("Colours of labels"), self.palette_box)

    def _build_fonts(self) -> None:
        get = self._settings.get
        self.interface_zoom = self._percent(get("appearance.interface_zoom", 1.0), 70, 250)
        self.interface_zoom.valueChanged.connect(
            lambda value: self._keep("appearance.interface_zoom", value / 100)
        )
        self._add(self.tr("Size of the window's text"), self.interface_zoom)
        self.font_box = QFontComboBox()
        family = str(get("appearance.text_font", "") or "")
        self.font_box.setEditable(False)
        self.font_box.setCurrentFont(family or self.font().family())
        self.font_box.currentFontChanged.connect(
            lambda font: self._keep("appearance.text_font", font.family())
        )
        self._add(self.tr("Font of articles"), self.font_box)
        self.text_zoom = self._percent(get("appearance.text_zoom", 1.0), 50, 400)
        self.text_zoom.valueChanged.connect(
            lambda value: self._keep("appearance.text_zoom", value / 100)
        )
        self._add(self.tr("Size of articles"), self.text_zoom)
        self.column = QSpinBox()
        self.column.setRange(40, 160)
        self.column.setSuffix(self.tr(" characters"))
        self.column.setValue(int(number(get("appearance.column_width"), 78)))
        self.column.valueChanged.connect(lambda value: self._keep("appearance.column_width", value))
        self._add(self.tr("Width of the column"), self.column)
        self.spacing = QDoubleSpinBox()
        self.spacing.setRange(1.0, 2.5)
        self.spacing.setSingleStep(0.1)
        self.spacing.setValue(number(get("appearance.line_spacing"), 1.0))
        self.spacing.valueChanged.connect(
            lambda value: self._keep("appearance.line_spacing", round(value, 2))
        )
        self._add(self.tr("Line spacing"), self.spacing)

    def _build_keys(self) -> None:
        self.keys = QComboBox()
        for name, title in PRESETS.items():
            self.keys.addItem(title, name)
        chosen = self.keys.findData(str(self._settings.get("keys.preset") or DEFAULT_PRESET))
        self.keys.setCurrentIndex(max(chosen, 0))
        self.keys.currentIndexChanged.connect(lambda _: self._keep_keys())
        hint = self.tr("Single keys are changed by File → Keyboard shortcuts.")
        self._add(self.tr("Keys as in"), self.keys, hint)

    def _keep_keys(self) -> None:
        name = str(self.keys.currentData())
        self._keep("keys.preset", name if name != DEFAULT_PRESET else None)

    def _percent(self, value: Value | None, low: int, high: int) -> QSpinBox:
        box = QSpinBox()
        box.setRange(low, high)
        box.setSingleStep(10)
        box.setSuffix(" %")
        box.setValue(round(number(value, 1.0) * 100))
        return box

    def _add(self, title: str, widget: QWidget, hint: str = "") -> None:
        row = self._grid.rowCount()
        label = plain(title, wraps=False)
        label.setBuddy(widget)
        widget.setAccessibleName(title)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(widget, row, 1)
        if hint:
            self._grid.addWidget(note(hint), row + 1, 1)

    def _keep(self, name: str, value: Value | None) -> None:
        try:
            self._settings.set(name, value)
        except SettingsError as error:
            self._problem.setText(sentence(error, tr=message))
            return
        self._problem.clear()
        self.changed.emit()
