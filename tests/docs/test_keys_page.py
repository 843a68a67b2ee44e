"""The page of keys says what the window does."""

from __future__ import annotations

import pytest

from gui.action_table import ACTIONS
from gui.actions import plain_text
from tests.docs import keys
from tests.docs.pages import GUIDE


def test_the_tables_are_those_of_the_code() -> None:
    page = keys.PAGE.read_text(encoding="utf-8")
    assert keys.filled(page) == page, "run: python -m tests.docs.keys --write"


@pytest.mark.parametrize("spec", ACTIONS, ids=lambda spec: spec.id)
def test_each_action_is_in_the_guide_with_its_keys(spec: keys.ActionSpec) -> None:
    page = (GUIDE / "keys.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if f"| {plain_text(spec.text)} |" in line]
    assert len(rows) == 1
    for key in spec.keys:
        assert f"`{keys.shown(key)}`" in rows[0]


@pytest.mark.parametrize(
    ("portable", "printed"),
    [
        ("A", "A"),
        ("Ctrl+Return", "Ctrl+Enter"),
        ("Ctrl++", "Ctrl++"),
        ("Ctrl+-", "Ctrl+-"),
        ("Ctrl+Shift+PgDown", "Ctrl+Shift+Page Down"),
        ("Shift+PgUp", "Shift+Page Up"),
        ("Del", "Delete"),
        ("/", "/"),
    ],
)
def test_keys_are_printed_as_on_keyboards(portable: str, printed: str) -> None:
    assert keys.shown(portable) == printed


def test_the_two_enter_keys_are_one() -> None:
    assert keys.key_cell(("Ctrl+Return", "Ctrl+Enter")) == "`Ctrl+Enter`"


def test_the_caret_table_leaves_commands_of_the_window_out() -> None:
    table = keys.caret_table()
    assert "`Ctrl+Left` `Ctrl+Right`" in table
    assert "`Shift+Page" not in table  # opens the articles beside


def test_a_page_without_a_place_for_a_table_is_refused() -> None:
    with pytest.raises(ValueError, match="no place for the table"):
        keys.filled("# Keys\n")


def test_a_page_out_of_date_is_noticed_and_written(
    tmp_path: keys.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "keys.md"
    page.write_text(
        keys.PAGE.read_text(encoding="utf-8").replace("Accept suggestion", "Take it"), "utf-8"
    )
    monkeypatch.setattr(keys, "PAGE", page)
    assert keys.main([]) == 1
    assert "--write" in capsys.readouterr().err
    assert keys.main(["--write"]) == 0
    assert keys.main([]) == 0
    assert "Accept suggestion" in page.read_text(encoding="utf-8")
