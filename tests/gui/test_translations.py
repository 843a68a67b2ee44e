"""The translations: whole, true to their sources, compiled, and chosen as a user would expect."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from annotate import messages
from annotate.errors import ArticleUnreadableError, StoreBusyError
from annotate.messages import sentence
from annotate.suggestions import Suggestion
from gui.action_table import ACTIONS, MENUS
from gui.dialogs.own_lists import OwnListsDialog
from gui.language import LANGUAGES, SOURCE, chosen
from gui.models.own_lists import Column
from gui.panels.dock import Dock
from gui.words import message, short_date
from tests import translations
from tests.gui.conftest import Desk
from tests.translations import COMMAND, Key

OTHERS = [code for code in LANGUAGES if code != SOURCE]
KNOWN = {code: translations.translations(translations.ts_path(code)) for code in OTHERS}


@pytest.fixture(params=OTHERS)
def known(request: pytest.FixtureRequest) -> dict[Key, str]:
    """Every finished translation into one language."""
    return {key: text for key, text in KNOWN[request.param].items() if text}


@pytest.fixture
def german(qapp: object) -> Iterator[QTranslator]:
    """The application speaks German, as `gui.language.speak` lets it."""
    from PySide6.QtWidgets import QApplication

    translator = QTranslator()
    assert translator.load(str(translations.ts_path("de").with_suffix(".qm")))
    QApplication.installTranslator(translator)
    yield translator
    QApplication.removeTranslator(translator)


# -- the files -------------------------------------------------------------------------------------


def test_each_language_of_the_window_is_one_of_the_command() -> None:
    assert set(OTHERS) == set(translations.LANGUAGES)


def test_the_sentences_that_are_translated_stand_in_tables_that_are_read() -> None:
    """`tests.translations` reads the private tables of a module and sees no other."""
    off: list[str] = []
    for module in translations.SENTENCES:
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        off += [
            f"{module.__name__}: {table.id}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and node.args
            and isinstance(node.func, ast.Name)
            and node.func.id == "tr"
            for table in ast.walk(node.args[0])
            if isinstance(table, ast.Name) and table.id.isupper() and not table.id.startswith("_")
        ]
    assert not off


def test_each_string_of_the_code_has_a_translation(known: dict[Key, str]) -> None:
    lacking = sorted(key for key in translations.sources() if not known.get(key))
    assert not lacking, (
        f"run “{COMMAND}”, then translate what it lists in resources/i18n: {lacking}"
    )


def test_nothing_is_translated_that_the_code_no_longer_says(known: dict[Key, str]) -> None:
    stale = sorted(set(known) - translations.sources())
    assert not stale, f"run “{COMMAND}”: {stale}"


def test_the_compiled_file_says_what_the_text_file_says(qapp: object) -> None:
    for code in OTHERS:
        translator = QTranslator()
        assert translator.load(str(translations.ts_path(code).with_suffix(".qm")))
        off = [
            key for key, text in KNOWN[code].items() if text and translator.translate(*key) != text
        ]
        assert not off, f"run “{COMMAND}”: {off}"


def _fields(text: str) -> list[str]:
    return sorted(re.findall(r"\{[^{}]*\}", text))


def test_placeholders_survive(known: dict[Key, str]) -> None:
    wrong = [(key[1], text) for key, text in known.items() if _fields(key[1]) != _fields(text)]
    assert not wrong


def test_white_space_at_the_ends_survives(known: dict[Key, str]) -> None:
    def ends(text: str) -> tuple[bool, bool, bool]:
        return text[:1] == " ", text[-1:] == " ", text[-1:] == "…"

    wrong = [(key[1], text) for key, text in known.items() if ends(key[1]) != ends(text)]
    assert not wrong


def test_file_patterns_survive(known: dict[Key, str]) -> None:
    for (_, source), text in known.items():
        assert re.findall(r"\*\.\w+", source) == re.findall(r"\*\.\w+", text), text
        assert source.count(";;") == text.count(";;")


def test_sentences_end_alike(known: dict[Key, str]) -> None:
    wrong = [
        (key[1], text)
        for key, text in known.items()
        if key[1][-1] in ".?:" and text[-1] != key[1][-1] and len(key[1]) > 1
    ]
    assert not wrong


def _mnemonic(text: str) -> str:
    found = re.search(r"&([^&\s])", text)
    return found[1].casefold() if found else ""


def test_mnemonics_are_there_and_unique_in_each_menu(known: dict[Key, str]) -> None:
    menus: dict[str, list[str]] = defaultdict(list)
    for menu in MENUS:
        menus["the menu bar"].append(known["Menus", menu])
    for spec in ACTIONS:
        if not (translated := known.get(("Actions", spec.text), "")):
            continue
        assert bool(_mnemonic(translated)) or not _mnemonic(spec.text), translated
        menus[spec.menu].append(translated)
    menus[MENUS[0]].append(known["MainWindow", "Open &recent"])
    menus[MENUS[3]] += [known["MainWindow", text] for text in ("&Entity label", "E&vent label")]
    for name, texts in menus.items():
        marks = [mark for mark in map(_mnemonic, texts) if mark]
        twice = {mark for mark in marks if marks.count(mark) > 1}
        assert not twice, (name, sorted(texts))


# -- reading the code ------------------------------------------------------------------------------


def test_the_reader_finds_strings_wherever_they_are_said() -> None:
    found = translations.sources()
    assert ("MainWindow", "Articles") in found, "a function of the module with a context"
    assert ("Menus", "&File") in found, "MARK"
    assert ("Banner", "Close the message") in found, "tr of a class"
    assert ("Messages", messages._EXPORT["no_spans"]) in found, "a table of sentences"
    assert ("Messages", ", line {line}") in found, "a part of a sentence"
    assert ("Messages", "a span that is gone") in found, "a step in words"


def test_an_update_keeps_translations_brings_new_strings_and_drops_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    path = translations.ts_path("de")
    known = dict(KNOWN["de"])
    del known["Menus", "&File"], known["BackupsDialog", "Backups"]
    known["Menus", "&Gone"] = "&Weg"
    known["OldDialog", "Backups"] = "Sicherungen"
    translations.write(path, known, language="de")
    assert ("Menus", "&File") in translations.update("de")
    after = translations.translations(path)
    assert ("Menus", "&Gone") not in after
    assert ("OldDialog", "Backups") not in after
    assert after["BackupsDialog", "Backups"] == "Sicherungen", "moved with its translation"
    assert after["Menus", "&Edit"] == "&Bearbeiten"
    assert path.with_suffix(".qm").stat().st_size > 10_000


# -- the choice ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "code"),
    [("de_DE", "de"), ("de_AT", "de"), ("en_GB", "en"), ("fr_FR", "en"), ("ar_EG", "en")],
)
def test_the_language_follows_the_locale(name: str, code: str) -> None:
    assert chosen(QLocale(name)) == code


_SAYS = """
import sys
from PySide6.QtCore import QCoreApplication, QLocale
from gui.application import make_app, dress
from gui.start import bare_app
app = bare_app(["x"])
dress(app, sys.argv[1] or None)
say = QCoreApplication.translate
print(say("Menus", "&File"), app.layoutDirection().name, QLocale().name()[:2],
      say("QPlatformTheme", "Cancel"))
"""


def _says(preference: str, **variables: str) -> list[str]:
    """What an application says that was started with a preference in an environment."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("LC_")},
        "LANGUAGE": "",
        "QT_QPA_PLATFORM": "offscreen",
        **variables,
    }
    done = subprocess.run(
        [sys.executable, "-c", _SAYS, preference],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout.split()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's locale is no variable")
def test_system_and_preference_choose_the_language() -> None:
    assert _says("", LANG="de_DE.UTF-8") == ["&Datei", "LeftToRight", "de", "Abbrechen"]
    assert _says("", LANG="en_GB.UTF-8")[:3] == ["&File", "LeftToRight", "en"]
    assert _says("", LANG="en_GB.UTF-8", LANGUAGE="en:de")[0] == "&File"
    assert _says("de", LANG="en_GB.UTF-8") == ["&Datei", "LeftToRight", "de", "Abbrechen"]
    assert _says("en", LANG="de_DE.UTF-8") == ["&File", "LeftToRight", "en", "Cancel"]
    assert _says("", LANG="ar_EG.UTF-8")[:3] == ["&File", "RightToLeft", "ar"]
    assert _says("en", LANG="he_IL.UTF-8")[1] in {"LeftToRight", "RightToLeft"}


# -- the window ------------------------------------------------------------------------------------


def test_errors_speak_the_language_of_the_window(german: QTranslator) -> None:
    busy = sentence(StoreBusyError(path="a.spandesk", holder="Ana"), tr=message)
    assert busy.startswith("a.spandesk")
    assert ", durch Ana." in busy
    error = ArticleUnreadableError(source="a.jsonl", line=3, reason="not_json")
    assert "a.jsonl, Zeile 3 " in sentence(error, tr=message)


@pytest.fixture
def german_desk(german: QTranslator, request: pytest.FixtureRequest) -> Desk:
    desk = request.getfixturevalue("desk")
    assert isinstance(desk, Desk)
    return desk


def test_the_window_speaks_german(german_desk: Desk) -> None:
    window = german_desk.window
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles[:3] == ["&Datei", "&Bearbeiten", "&Artikel"]
    assert "Artikel" in [dock.windowTitle() for dock in window.findChildren(Dock)]
    english = {source for (_, source), text in KNOWN["de"].items() if text != source}
    shown = [
        action.text()
        for menu in window.menuBar().findChildren(QMenu)
        for action in menu.actions()
        if action.text()
    ]
    assert shown
    assert not [text for text in shown if text in english and " " in text]


def test_dates_are_written_as_germans_write_them(german: QTranslator) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    try:
        assert short_date("2026-03-14") == "14. März 2026"
    finally:
        QLocale.setDefault(before)


def test_why_something_is_suggested_is_said_in_german(german_desk: Desk) -> None:
    suggestion, open_desk = german_desk.session.focused, german_desk.session.desk
    project = german_desk.session.project
    assert isinstance(suggestion, Suggestion)
    assert open_desk is not None
    assert project is not None
    for english, german in (
        ("trigger lexicon: *ceasefire* → CEASEFIRE", "Auslöser-Lexikon: *ceasefire* → CEASEFIRE"),
        ("news model 92%; first name: Ana", "Nachrichtenmodell 92%; Vorname: Ana"),
        ("gazetteer: cities → GPE", "Namensliste: Städte → GPE"),
        ("because I say so", "because I say so"),
    ):
        sources = tuple(replace(item, explanation=english) for item in suggestion.sources)
        said = replace(suggestion, sources=sources)
        panel = german_desk.window.focus_panel
        panel.show_item(said, open_desk, project.schema, keys_of=lambda _layer, _name: "")
        shown = [label.text() for label in panel.findChildren(QLabel)]
        assert any(text.endswith(german) for text in shown), shown


def test_menus_end_with_dots_in_one_style(known: dict[Key, str]) -> None:
    off = [
        text
        for (_, source), text in known.items()
        if text.endswith(" …") and not source.endswith(" …")
    ]
    assert not off


def test_mnemonics_of_the_live_menus_are_unique(german_desk: Desk, qtbot: QtBot) -> None:
    for top in german_desk.window.menuBar().actions():
        menu = top.menu()
        assert isinstance(menu, QWidget)
        marks = [_mnemonic(action.text()) for action in menu.actions()]
        marks = [mark for mark in marks if mark]
        assert len(marks) == len(set(marks)), top.text()


def test_tables_are_as_wide_as_german_words_need(german_desk: Desk) -> None:
    german_desk.window.suggest_flows.show_lists()
    dialog = german_desk.window.findChild(OwnListsDialog)
    assert dialog is not None
    metrics = dialog.table.fontMetrics()
    for column in Column:
        if column is not Column.TEXT:
            longest = max(map(metrics.horizontalAdvance, dialog.model.words_of(column)))
            assert dialog.table.columnWidth(column) >= longest + 16
    dialog.close()
