"""Files of other tools in the window: a look before they come in, labels mapped, formats out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QTimer, QUrl
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from annotate.articles import ArticleState
from annotate.exchange.formats.api import WriteLog
from annotate.exchange.importing import ReadPlan
from annotate.exchange.label_map import LabelMap
from annotate.exchange.name_proposals import SchemaNames
from annotate.exchange.preview import FoundLabel, FoundRelation, Preview
from annotate.exchange.preview import preview as read_preview
from annotate.exchange.settling import Taken
from annotate.relations.relation import RelationLabel
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.roles import Role
from annotate.schema.shipped import find_schema
from annotate.spans import Layer
from gui.dialogs.export_format import ExportedDialog, ExportFormatDialog
from gui.dialogs.import_preview import ImportPreviewDialog
from gui.dialogs.import_report import ImportReportDialog
from gui.dialogs.import_tables import relation_box
from gui.dialogs.schema_editor import SchemaEditor
from gui.dialogs.schema_tree import Node
from gui.flows.exchange import pasted_suffix
from gui.jobs import Jobs
from gui.transfer import Transfer
from tests.gui.conftest import Desk

LONG = 120_000
TEXT = "Envoys of Dalmora met in Varna."
LINE = {"text": TEXT, "label": [[10, 17, "GPE"], [18, 21, "Talk"], [25, 30, "City"]]}


@pytest.fixture
def working(desk: Desk, qtbot: QtBot) -> Iterator[Desk]:
    """A window with a project and a real worker behind it."""
    jobs = Jobs()
    desk.session.attach_jobs(jobs)
    desk.flows.attach_jobs(jobs)
    jobs.start()
    yield desk
    desk.session.close_project()
    jobs.close()


def transfer_of(desk: Desk) -> Transfer:
    assert desk.session.transfer is not None
    return desk.session.transfer


def when_shown(desk: Desk, kind: type[QDialog], act: Callable[[QDialog], None]) -> list[QDialog]:
    """Do `act` as soon as a dialog of this kind is on the screen."""
    met: list[QDialog] = []

    def look() -> None:
        dialog = desk.window.findChild(kind)
        if dialog is None or not dialog.isVisible():
            QTimer.singleShot(10, look)
            return
        met.append(dialog)
        act(dialog)

    QTimer.singleShot(0, look)
    return met


def write(tmp_path: Path, *lines: object) -> Path:
    path = tmp_path / "from-elsewhere.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def test_a_drop_is_shown_mapped_and_brought_in(working: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    bad = {"text": "Short.", "label": [[0, 90, "GPE"]]}
    path = write(tmp_path, LINE, bad)
    before = set(working.session.project.article_ids())  # type: ignore[union-attr]

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, ImportPreviewDialog)
        assert dialog.heading.text() == "Import doccano JSONL"
        assert set(working.session.project.article_ids()) == before  # type: ignore[union-attr]
        assert "from-elsewhere.jsonl:2" in dialog.problems.toPlainText()
        boxes = {key[1]: box for key, box in dialog.targets.items()}
        assert boxes["GPE"].currentText() == "GPE (entity)"
        assert boxes["Talk"].currentText() == "Talk (new entity label)"
        boxes["Talk"].setCurrentText("MEET (event)")
        boxes["City"].setCurrentText("Leave out")
        dialog.accept_button.click()

    met = when_shown(working, ImportPreviewDialog, choose)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    with qtbot.waitSignal(transfer_of(working).import_finished, timeout=LONG):
        working.window.exchange.drop(mime)
    assert met
    project = working.session.project
    assert project is not None
    (added,) = set(project.article_ids()) - before
    gold = project.annotations(added)
    assert {(s.layer, s.label) for s in gold.spans} == {
        (Layer.ENTITY, "GPE"),
        (Layer.EVENT, "MEET"),
    }
    assert gold.state is ArticleState.DONE
    row = working.window.articles.model.row_of(added)
    assert row is not None
    assert (row.spans, row.state) == (2, ArticleState.DONE)
    assert working.window.articles.model.total == len(before) + 1
    assert working.session.desk is not None
    assert working.session.desk.article.id == added, "the one that came in is open"
    assert working.window.articles._delegate.current_id == added
    report = working.window.findChild(ImportReportDialog)
    assert report is not None
    assert report.heading.text() == "1 article added, 2 spans, 1 refused"
    cells = [report.table.item(row, 1).text() for row in range(report.table.rowCount())]
    assert any("City “Varna” was left out" in text for text in cells)
    report.close()


ARCS = {
    "text": "Ana Petrova of the Harbour Union met it in Varna.",
    "entities": [
        {"id": 1, "start_offset": 0, "end_offset": 11, "label": "PERSON"},
        {"id": 2, "start_offset": 19, "end_offset": 32, "label": "ORG"},
        {"id": 3, "start_offset": 33, "end_offset": 36, "label": "MEET"},
        {"id": 4, "start_offset": 43, "end_offset": 48, "label": "GPE"},
    ],
    "relations": [
        {"from_id": 1, "to_id": 2, "type": "MemberOf"},
        {"from_id": 2, "to_id": 4, "type": None},
        {"from_id": 2, "to_id": 1, "type": "No-rel"},
        {"from_id": 3, "to_id": 4, "type": "Place-Arg"},
    ],
}


def test_names_of_relations_are_chosen_as_labels_are(
    working: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    project = working.session.project
    assert project is not None
    project.add_labels((), relations=("member_of", "memberof"))
    before = set(project.article_ids())
    shown: dict[str, str] = {}

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, ImportPreviewDialog)
        table = dialog.relation_table
        cells = (table.item(row, 0) for row in range(table.rowCount()))
        names = [cell.text() for cell in cells if cell is not None]
        boxes = dialog.relation_targets
        shown.update(zip(names, (box.currentText() for box in boxes.values()), strict=True))
        boxes["MemberOf"].setCurrentText("member_of")
        boxes["No-rel"].setCurrentText("Leave out")
        dialog.accept_button.click()

    met = when_shown(working, ImportPreviewDialog, choose)
    with qtbot.waitSignal(transfer_of(working).import_finished, timeout=LONG):
        working.window.exchange.import_paths([write(tmp_path, ARCS)])
    assert met
    assert shown == {
        "(without a name)": "related (new)",
        "MemberOf": "memberof",  # but for upper case a relation of the schema
        "No-rel": "No-rel (new)",
        "Place-Arg": "Place-Arg (new)",
    }
    (added,) = set(project.article_ids()) - before
    gold = project.annotations(added)
    assert sorted(item.label for item in gold.relations.values()) == ["member_of", "related"]
    (frame,) = gold.frames.values()
    assert [item.role for item in frame.arguments] == ["Place-Arg"]
    assert project.schema.relation("No-rel") is None


@pytest.mark.parametrize(
    ("found", "offered"),
    [
        (
            FoundRelation("place", 2, 2, "place"),
            ["place (new)", "Agent (role)", "Place (role)", "Leave out"],
        ),
        (
            FoundRelation("knows", 2, 0, "knows"),
            ["knows (new)", "member_of", "Leave out"],
        ),
        (
            FoundRelation("member_of", 2, 1, "member_of"),
            ["member_of", "Agent (role)", "Place (role)", "Leave out"],
        ),
    ],
)
def test_relations_that_begin_at_an_event_are_offered_its_roles(
    qtbot: QtBot, found: FoundRelation, offered: list[str]
) -> None:
    roles = (Role("Agent"), Role("Place"))
    schema = LabelSchema(
        name="small",
        labels=(Label("MEET", Layer.EVENT, roles=roles),),
        relations=(RelationLabel("member_of"),),
    )
    box = relation_box(found, schema)
    qtbot.addWidget(box)
    assert [box.itemText(i) for i in range(box.count())] == offered
    assert box.currentText() == ("Place (role)" if found.name == "place" else offered[0])
    assert box.itemData(box.count() - 1) is None


def test_what_is_cancelled_writes_nothing(working: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    project = working.session.project
    assert project is not None
    before = project.article_ids()
    met = when_shown(working, ImportPreviewDialog, QDialog.reject)
    with qtbot.waitSignal(transfer_of(working).previewed, timeout=LONG):
        working.window.exchange.import_paths([write(tmp_path, LINE)])
    qtbot.waitUntil(lambda: bool(met))
    assert project.article_ids() == before
    assert not transfer_of(working).is_running


def test_new_labels_appear_in_the_panel_at_once(
    working: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    when_shown(working, ImportPreviewDialog, lambda dialog: dialog.accept())
    with qtbot.waitSignal(transfer_of(working).import_finished, timeout=LONG):
        working.window.exchange.import_paths([write(tmp_path, LINE)])
    project = working.session.project
    assert project is not None
    assert project.schema.get(Layer.ENTITY, "Talk") is not None
    from gui.actions import label_action_id

    assert working.window.actions_[label_action_id(Layer.ENTITY, "Talk")].isEnabled()


def test_gold_for_the_open_article_is_on_the_desk_at_once(
    working: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    session = working.session
    assert session.desk is not None
    line = {"text": session.desk.article.text, "label": [[0, 3, "ORG"]]}
    when_shown(working, ImportPreviewDialog, lambda dialog: dialog.accept())
    with qtbot.waitSignal(transfer_of(working).import_finished, timeout=LONG) as told:
        working.window.exchange.import_paths([write(tmp_path, line)])
    assert told.args is not None
    assert told.args[0].merged
    assert working.labels == ["ORG"]
    # A step upon it fits what is in the file.
    session.set_article_state(ArticleState.SKIPPED)
    working.settle()
    project = session.project
    assert project is not None
    assert project.annotations(session.desk.article.id).state is ArticleState.SKIPPED


def test_plain_articles_come_in_without_a_question(
    working: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "plain.txt"
    path.write_text("A port was closed in Varna on Monday.", encoding="utf-8")
    project = working.session.project
    assert project is not None
    count = len(project.article_ids())
    with qtbot.waitSignal(transfer_of(working).import_finished, timeout=LONG):
        working.window.exchange.import_paths([path])
    assert len(project.article_ids()) == count + 1
    assert working.window.findChild(ImportPreviewDialog) is None


def test_a_paste_in_a_known_format_is_shown(working: Desk, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setText(json.dumps(LINE))
    met = when_shown(working, ImportPreviewDialog, lambda dialog: dialog.accept())
    with qtbot.waitSignal(transfer_of(working).import_finished, timeout=LONG):
        working.window.exchange.drop(mime)
    assert met
    project = working.session.project
    assert project is not None
    texts = [project.article(i).text for i in project.article_ids()]
    assert TEXT in texts


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        (json.dumps(LINE), ".jsonl"),
        (json.dumps([["Ann met.", {"entities": [[0, 3, "PER"]]}]]), ".json"),
        ("Ann met Bob in Varna. Nothing else was said.", None),
        ("{just a remark in braces}", None),
        ("# A headline\n\nAn article.", None),
        ("<html><body><p>An article.</p></body></html>", None),
    ],
)
def test_which_pastes_are_articles(text: str, suffix: str | None) -> None:
    assert pasted_suffix(text) == suffix


def preview(**more: object) -> Preview:
    labels = (
        FoundLabel(None, "GPE", 3, (Layer.ENTITY, "GPE"), is_new=False),
        FoundLabel(None, "a b", 2, (Layer.ENTITY, "a_b"), is_new=True),
    )
    given: dict[str, object] = {"formats": {"prodigy": 1}, "articles": 2, "spans": 5, **more}
    return Preview(labels=labels, **given)  # type: ignore[arg-type]


def test_the_plan_is_what_was_chosen(desk: Desk) -> None:
    project = desk.session.project
    assert project is not None
    dialog = ImportPreviewDialog(preview(), project.schema, desk.window)
    plan = dialog.plan()
    target = plan.labels.targets[None, "a b"]
    assert (target.name, target.layer) == ("a_b", Layer.ENTITY)
    assert plan.settle.marks_done
    dialog.taken.setCurrentIndex(dialog.taken.findData(str(Taken.SUGGESTIONS)))
    dialog.skips_bad.setChecked(True)
    assert not dialog.marks_done.isEnabled()
    assert dialog.plan().settle.taken is Taken.SUGGESTIONS
    assert dialog.plan().settle.skips_bad_spans
    dialog.deleteLater()


@pytest.mark.parametrize(
    ("name", "text"),
    [("person", "PERSON (entity)"), ("City", "GPE (entity)"), ("Odd", "Odd (new entity label)")],
)
def test_a_label_of_nearly_the_same_name_is_offered_first(desk: Desk, name: str, text: str) -> None:
    project = desk.session.project
    assert project is not None
    found = Preview({"csv": 1}, articles=1)
    found.labels = (FoundLabel(None, name, 1, (Layer.ENTITY, name), is_new=True),)
    dialog = ImportPreviewDialog(found, project.schema, desk.window)
    assert dialog.targets[None, name].currentText() == text
    dialog.deleteLater()


def test_nothing_to_import_cannot_be_imported(desk: Desk) -> None:
    project = desk.session.project
    assert project is not None
    dialog = ImportPreviewDialog(preview(articles=0, refused=3), project.schema, desk.window)
    assert not dialog.accept_button.isEnabled()
    dialog.deleteLater()


def test_an_export_in_a_chosen_format(working: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    working.session.create_span(0, 9, layer=Layer.ENTITY, label="PERSON")
    working.session.set_article_state(ArticleState.DONE)
    working.settle()
    target = tmp_path / "out.jsonl"

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, ExportFormatDialog)
        dialog.choose("doccano")
        assert "suggestions" in dialog.carried.text()
        assert dialog.target.text().endswith(".jsonl")
        dialog.target.setText(str(target))
        assert not dialog.problem
        dialog.accept()

    when_shown(working, ExportFormatDialog, choose)
    with qtbot.waitSignal(transfer_of(working).format_exported, timeout=LONG):
        working.press("Ctrl+Shift+E")
    qtbot.waitUntil(lambda: working.window.findChild(ExportedDialog) is not None)
    dialog = working.window.findChild(ExportedDialog)
    assert dialog is not None
    assert dialog.heading.text() == "1 article with 1 span written"
    dialog.close()
    (line,) = target.read_text(encoding="utf-8").splitlines()
    assert [item["label"] for item in json.loads(line)["entities"]] == ["PERSON"]


def test_names_that_are_different_in_the_format_stand_under_their_own_heading(desk: Desk) -> None:
    log = WriteLog(articles=2, spans=3)
    log.rename("PERSON", "PER")
    log.rename("PERSON", "PER")
    dialog = ExportedDialog(log, desk.window)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert "1 name is different in the format:" in texts
    assert "Nothing was left out." in texts
    assert dialog.names.toPlainText() == "PERSON → PER"
    dialog.deleteLater()


def test_the_export_says_what_stands_against_it(desk: Desk, tmp_path: Path) -> None:
    project = desk.session.project
    assert project is not None
    dialog = ExportFormatDialog(project, tmp_path, desk.window)
    assert "done" in dialog.problem
    dialog.unfinished.setChecked(True)
    assert not dialog.problem
    dialog.target.setText("")
    assert dialog.problem
    dialog.choose("csv")
    assert dialog.format.is_folder
    dialog.choose("prodigy")
    assert dialog.choices() == {"tokens": "yes"}
    dialog.deleteLater()


def test_labels_that_come_in_join_a_draft_of_the_schema(
    working: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    """The draft is of a schema that has them not: saved as it was, it took them out."""
    session, project = working.session, working.session.project
    assert project is not None
    working.window.schemas.edit()
    editor = working.window.findChild(SchemaEditor)
    assert editor is not None
    editor.choose(Layer.ENTITY, "PERSON")
    editor.label_form.title.setFocus()
    qtbot.keyClicks(editor.label_form.title, "Somebody")
    when_shown(working, ImportPreviewDialog, lambda dialog: dialog.accept())
    with qtbot.waitSignal(transfer_of(working).import_finished, timeout=LONG):
        working.window.exchange.import_paths([write(tmp_path, LINE)])
    assert (Layer.ENTITY, "Talk") in editor.schema.names, "the draft has what came in"
    assert editor.tree.choose(Node(Layer.ENTITY, "Talk"))
    assert editor.problem.isHidden()
    assert editor.save.isEnabled(), "and it is a draft still"
    assert editor.keep()
    session.settle()
    assert (Layer.ENTITY, "Talk") in project.schema.names
    assert project.schema.require(Layer.ENTITY, "PERSON").title.endswith("Somebody")
    assert project.check() == []
    session.undo()
    session.settle()
    assert (Layer.ENTITY, "Talk") in project.schema.names
    assert not project.schema.require(Layer.ENTITY, "PERSON").title.endswith("Somebody")
    editor.reject()


def test_a_draft_that_is_saved_while_an_import_runs_takes_nothing_out(working: Desk) -> None:
    project = working.session.project
    assert project is not None
    working.window.schemas.edit()
    editor = working.window.findChild(SchemaEditor)
    assert editor is not None
    editor.add_label(Layer.ENTITY)
    project.add_labels([(Layer.ENTITY, "CAME")], relations=("owns",))
    assert editor.keep(), "nobody has told it yet"
    working.session.settle()
    assert {(Layer.ENTITY, "CAME"), (Layer.ENTITY, "LABEL_1")} <= project.schema.names
    assert project.schema.relation("owns") is not None
    assert editor.schema == project.schema
    editor.reject()


def test_a_relation_that_is_a_role_by_its_title_is_offered_as_that_role(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """As the command line takes it without a question: in news the agent of an attack has it."""
    schema = find_schema("news")
    source = tmp_path / "in.jsonl"
    spans = [
        {"id": "a", "start": 7, "end": 15, "label": "Attack", "layer": "event"},
        {"id": "b", "start": 0, "end": 6, "label": "ORG"},
    ]
    arcs = [{"head": "a", "child": "b", "label": "attacker"}]
    task = {"spandesk": 1, "text": "Rebels attacked Sirte.", "spans": spans, "relations": arcs}
    source.write_text(json.dumps(task))
    plan = ReadPlan(labels=LabelMap(proposed=SchemaNames.of(schema)))
    found = read_preview([source], plan, known=(), labels=schema.names)
    dialog = ImportPreviewDialog(found, schema)
    qtbot.addWidget(dialog)
    assert dialog.targets[Layer.EVENT, "Attack"].currentText() == "ATTACK (event)"
    assert dialog.relation_targets["attacker"].currentData() == "Agent"
    chosen = dialog.plan().labels
    assert chosen.relations == {"attacker": "Agent"}
    assert chosen.targets[Layer.EVENT, "Attack"].name == "ATTACK"
