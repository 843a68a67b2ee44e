"""What the window remembers, in a file that may be missing, odd or from another time."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QLocale, Qt
from PySide6.QtWidgets import QApplication

from annotate.settings import config_dir
from gui.window_state import WindowState
from tests.gui.conftest import Desk


def again(state: WindowState) -> WindowState:
    state.flush()
    return WindowState()


def test_lies_in_the_configuration_folder() -> None:
    state = WindowState()
    state.keep_folder("import", Path.home())
    state.flush()
    assert (config_dir() / "window.ini").is_file()


def test_starts_with_nothing() -> None:
    state = WindowState()
    assert state.geometry.isEmpty()
    assert state.layout.isEmpty()
    assert state.last_project is None
    assert state.recent_projects() == []
    assert state.folder("export") == Path.home()


def test_geometry_and_layout_come_back() -> None:
    state = WindowState()
    state.keep_window(QByteArray(b"\x00\x01geometry"), QByteArray(b"\xfflayout"))
    state = again(state)
    assert state.geometry == QByteArray(b"\x00\x01geometry")
    assert state.layout == QByteArray(b"\xfflayout")


def test_recent_projects_latest_first_without_those_that_are_gone(tmp_path: Path) -> None:
    state = WindowState()
    paths = [tmp_path / f"{name}.spandesk" for name in ("one", "two", "zwölf, ä", "gone")]
    for path in paths[:3]:
        path.write_bytes(b"")
    for path in (*paths, paths[0]):
        state.keep_recent_project(path)
    state = again(state)
    assert state.recent_projects() == [paths[0], paths[2], paths[1]]
    state.forget_recent_projects()
    assert state.recent_projects() == []


def test_no_more_than_ten_recent_projects(tmp_path: Path) -> None:
    state = WindowState()
    for number in range(15):
        path = tmp_path / f"{number}.spandesk"
        path.write_bytes(b"")
        state.keep_recent_project(path)
    assert [path.stem for path in state.recent_projects()] == [str(n) for n in range(14, 4, -1)]


def test_last_project(tmp_path: Path) -> None:
    state = WindowState()
    state.keep_last_project(tmp_path / "a.spandesk")
    state = again(state)
    assert state.last_project == tmp_path / "a.spandesk"
    state.keep_last_project(None)
    assert again(state).last_project is None


def test_place_of_each_article(tmp_path: Path) -> None:
    state = WindowState()
    state.keep_place(tmp_path / "p", "one", (120, -3.5))
    state.keep_place(tmp_path / "p", "two", (7, 0.0))
    state = again(state)
    assert state.place(tmp_path / "p", "one") == (120, -3.5)
    assert state.place(tmp_path / "p", "two") == (7, 0.0)
    assert state.place(tmp_path / "q", "one") is None


def test_oldest_places_are_forgotten(tmp_path: Path) -> None:
    state = WindowState()
    for number in range(230):
        state.keep_place(tmp_path, str(number), (number, 0.0))
    assert state.place(tmp_path, "0") is None
    assert state.place(tmp_path, "229") == (229, 0.0)
    assert state.place(tmp_path, "40") == (40, 0.0)


def test_folder_that_is_gone_is_not_offered(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    state = WindowState()
    state.keep_folder("import", folder)
    assert state.folder("import") == folder
    folder.rmdir()
    assert state.folder("import") == Path.home()


def test_the_first_folder_is_that_of_the_project(tmp_path: Path) -> None:
    state = WindowState()
    assert state.folder("export", beside=tmp_path / "p.spandesk") == tmp_path
    other = tmp_path / "out"
    other.mkdir()
    state.keep_folder("export", other)
    assert state.folder("export", beside=tmp_path / "p.spandesk") == other


def test_a_layout_is_known_as_one_of_another_language() -> None:
    state = WindowState()
    assert not state.is_of_other_words
    before = QLocale()
    try:
        QLocale.setDefault(QLocale("de_DE"))
        state.keep_window(QByteArray(b"g"), QByteArray(b"l"))
        assert not again(state).is_of_other_words
        QLocale.setDefault(QLocale("en_GB"))
        assert again(state).is_of_other_words
    finally:
        QLocale.setDefault(before)


@given(st.binary(max_size=300))
def test_any_file_is_survived(content: bytes) -> None:
    path = config_dir() / "window.ini"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    state = WindowState(path)
    assert isinstance(state.recent_projects(), list)
    assert state.place(Path("p"), "a") is None
    assert isinstance(state.geometry, QByteArray)


def test_odd_values_are_survived() -> None:
    path = config_dir() / "window.ini"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("[project]\nrecent=[1\n[window]\ngeometry=7\n", encoding="utf-8")
    state = WindowState(path)
    assert state.recent_projects() == []
    assert state.geometry.isEmpty()


def test_a_project_with_an_undecodable_name_keeps_its_place(tmp_path: Path) -> None:
    state = WindowState(tmp_path / "window.ini")
    path = tmp_path / os.fsdecode(b"no utf-8 \xff.spandesk")
    state.keep_place(path, "a", (3, 4.5))
    assert state.place(path, "a") == (3, 4.5)


def test_widths_of_another_language_are_not_kept(desk: Desk) -> None:
    window, dock = desk.window, desk.window._docks["focus"]
    usual = dock.width()
    window.resizeDocks([dock], [560], Qt.Orientation.Horizontal)
    QApplication.processEvents()
    assert dock.width() > usual
    before = QLocale()
    try:
        QLocale.setDefault(QLocale("de_DE"))
        desk.state.keep_window(window.saveGeometry(), window.saveState(1))
        QLocale.setDefault(QLocale("en_GB"))
        window._restore_layout()
        QApplication.processEvents()
        assert dock.width() == usual
        window.resizeDocks([dock], [560], Qt.Orientation.Horizontal)
        QApplication.processEvents()
        desk.state.keep_window(window.saveGeometry(), window.saveState(1))
        window.resizeDocks([dock], [usual], Qt.Orientation.Horizontal)
        window._restore_layout()
        QApplication.processEvents()
        assert dock.width() > usual, "in the same language they are"
    finally:
        QLocale.setDefault(before)
