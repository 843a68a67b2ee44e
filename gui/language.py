"""The language of the window: which one, its words and Qt's own, and the direction of reading."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

import resources

SOURCE = "en"
"""The language of the strings in the code, which needs no translation."""

LANGUAGES = {SOURCE: "English", "de": "Deutsch"}
"""Languages of the window by code, each by its own name."""

PREFERENCE = "appearance.language"
"""The preference: a code of `LANGUAGES`; without one the system's locale decides."""


def chosen(locale: QLocale) -> str:
    """The code of the first language that a user of `locale` reads and that the window speaks."""
    for name in locale.uiLanguages():
        code = name.split("-")[0]
        if code in LANGUAGES:
            return code
    return SOURCE


def speak(app: QApplication, preference: object = None) -> None:
    """Let `app` speak the preferred language, else that of the system; to be called once.

    A preference decides how dates and numbers are written as well. The direction of reading is the
    locale's, also where the words are English because there are none in its language.
    """
    if isinstance(preference, str) and preference in LANGUAGES:
        if chosen(QLocale()) != preference:
            QLocale.setDefault(QLocale(preference))
        code = preference
    else:
        code = chosen(QLocale())
    app.setLayoutDirection(QLocale().textDirection())
    if code == SOURCE:
        return
    own = str(resources.path("i18n"))
    of_qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    # The translator that is installed last is asked first.
    for folder, name in ((of_qt, f"qtbase_{code}"), (own, f"spandesk_{code}")):
        translator = QTranslator(app)
        if translator.load(str(Path(folder) / f"{name}.qm")):
            app.installTranslator(translator)
