"""Whatever hands do to frames: undone it leaves the rows that were there, redone the same.

Through a real session, its undo stack, the writer and the file on the disk.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import count, pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from annotate import verbs
from annotate.articles import Article
from annotate.errors import AnnotateError
from annotate.event_table.columns import Column
from annotate.event_table.editing import edit_cell
from annotate.frames.suggested import SuggestedArgument, SuggestedFrame
from annotate.project import Project, ProposalBatch
from annotate.schema.label_schema import LabelSchema
from annotate.schema.roles import Role
from annotate.spans import Layer
from annotate.store.sqlite import connect
from gui.frames.focus import Purpose
from gui.frames.hands import FrameHands
from gui.frames.walks import FrameWalks
from gui.session import Session
from tests.gui.frames import test_frames
from tests.gui.frames.test_frames import PROPOSALS, RIGHT, TEXT, WRONG, place

schema: Callable[..., LabelSchema] = test_frames.schema
_NUMBERS = count()
_TABLES = {
    "span": 'id, start, "end", label, layer, surface, annotator, origin, created_at',
    "frame": "id, article_id, trigger_id, annotator, created_at",
    "argument": "frame_id, position, role, span_id",
    "attribute": "frame_id, name, value",
    "chain": "*",
    "mention": "*",
    "decision": "*",
    "article": "id, state",
}
_TRIGGERS = ("met", "shelled")
_ROLES = ("Agent", "Place", "Time", "Topic", "Target")

_CELLS = (
    (Column.WHO, "Ana Petrova"),
    (Column.WHO, ""),
    (Column.WHO, "envoys; Ana Petrova"),
    (Column.WHERE, "Lisbon on"),
    (Column.WHERE, "nowhere"),
    (Column.WHEN, "Monday"),
    (Column.WHOM, "Target: envoys"),
    (Column.OTHER, "Topic: shelled"),
    (Column.TRIGGER, "was not"),
    (Column.LABEL, "ATTACK"),
    (Column.ATTRIBUTES, "polarity=negative; reason=because"),
    (Column.ATTRIBUTES, ""),
)

Deed = tuple[str, int, int]
deeds = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "open", "another", "fill", "fill", "fill", "stay", "words", "empty", "role",
                "value", "copy", "split", "merge", "trigger", "remove", "accept", "part", "reject",
                "link", "unlink", "delete", "relabel", "resize", "undo", "everything", "nothing",
                "drag", "tie", "cell", "cell",
            ]
        ),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    min_size=1,
    max_size=14,
)  # fmt: skip


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row that frames, their spans, chains and decisions have on the disk."""
    connection = connect(path, read_only=True)
    try:
        found = {
            table: connection.execute(f"SELECT {columns} FROM {table}").fetchall()
            for table, columns in _TABLES.items()
        }
        return {table: sorted(map(tuple, lines), key=repr) for table, lines in found.items()}
    finally:
        connection.close()


def suggested() -> tuple[SuggestedFrame, ...]:
    """A frame for each trigger, right for one and wrong for the other."""

    def frame(surface: str, label: str, parts: tuple[tuple[str, str, str], ...]) -> SuggestedFrame:
        arguments = tuple(
            SuggestedArgument(role, *place(words), Layer.ENTITY, name, 0.8)
            for role, words, name in parts
        )
        said = (("polarity", "negative", 0.7),)
        return SuggestedFrame("", *place(surface), label, arguments, said, "roles")

    return frame("met", "MEET", RIGHT), frame("shelled", "ATTACK", WRONG)


class Player:
    """Does what a line of the script says, as keys would."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.hands = FrameHands(session)
        self.walks = FrameWalks(session, self.hands)

    def play(self, deed: Deed) -> None:
        name, first, second = deed
        session, hands, desk = self.session, self.hands, self.session.desk
        assert desk is not None
        if name == "undo":
            session.undo()
        elif name == "everything":
            hands.verdicts.accept_all()
        elif name == "nothing":
            edit = verbs.remove_all(desk, hand=session.hand())
            session.push(edit, "delete all")
        elif name in {"open", "another", "accept", "reject"}:
            self._focus_event(first)
            giver = hands.verdicts if name in {"accept", "reject"} else hands
            getattr(giver, f"{'add' if name == 'another' else name}_here")()
        elif name in {"link", "unlink", "delete", "relabel", "resize"}:
            self._to_span(name, first, second)
        elif name in {"drag", "tie"}:
            self._draw_line(name, first, second)
        elif name == "cell":
            self._type_in_cell(first, second)
        elif self._has_frame(first):
            self._to_frame(name, first, second)

    def _draw_line(self, name: str, first: int, second: int) -> None:
        """A line from a trigger to a span gives it a role; between two spans it makes a chain."""
        desk = self.session.desk
        assert desk is not None
        items = [*desk.spans, *desk.suggestions]
        if not items:
            return
        source, target = items[first % len(items)], items[(first + second + 1) % len(items)]
        if name == "tie":
            if source.layer is target.layer:
                self.walks.join(source.id, target.id)
            return
        start, _ = place(_TRIGGERS[first % 2])
        events = [item for item in desk.stack_at(start) if item.layer is Layer.EVENT]
        if events and events[0].id != target.id:
            role = Role(_ROLES[second % len(_ROLES)])
            self.hands.join(events[0].id, target.id, role)

    def _type_in_cell(self, first: int, second: int) -> None:
        """A cell of the event table: other words, none, a role with them, attributes, a label."""
        desk, project = self.session.desk, self.session.project
        assert desk is not None
        assert project is not None
        ids = sorted(desk.annotations.frames)
        if not ids:
            return
        column, text = _CELLS[(first * 6 + second) % len(_CELLS)]
        with suppress(AnnotateError):
            edit = edit_cell(
                desk, project.schema, ids[first % len(ids)], column, text, hand=self.session.hand()
            )
            self.session.push(edit, "edit the event table")

    def _focus_event(self, number: int) -> None:
        desk = self.session.desk
        assert desk is not None
        start, _ = place(_TRIGGERS[number % 2])
        items = [item for item in desk.stack_at(start) if item.layer is Layer.EVENT]
        self.session.focus(items[0].id if items else None)

    def _has_frame(self, number: int) -> bool:
        desk, focus = self.session.desk, self.session.frame_focus
        assert desk is not None
        ids = sorted(
            desk.annotations.frames, key=lambda item: desk.annotations.frames[item].created_at
        )
        if ids and not focus.frame_id:
            focus.open(ids[number % len(ids)])
        return self.hands.frame is not None

    def _to_span(self, name: str, first: int, second: int) -> None:
        session, desk = self.session, self.session.desk
        assert desk is not None
        items = [*desk.spans, *desk.suggestions]
        if not items:
            return
        session.focus(items[(first + 3 * second) % len(items)].id)
        if name == "link":
            self.walks.link()
            self.hands.pick(second)
            session.frame_focus.close()
        elif name == "unlink":
            self.walks.unlink()
        elif name == "delete":
            session.delete()
        elif name == "relabel":
            labels = list(test_frames.SCHEMA.labels)
            session.give_label(
                labels[second % len(labels)].layer, labels[second % len(labels)].name
            )
        else:
            session.move_boundary("end", 1)

    def _to_frame(self, name: str, first: int, second: int) -> None:
        if name in {"fill", "stay", "words"}:
            self._fill(name, _ROLES[first % len(_ROLES)], second)
        elif name in {"empty", "role", "part"}:
            self._to_filler(name, _ROLES[first % len(_ROLES)], second)
        elif name == "value":
            self.hands.give("polarity")
            self.hands.pick(second % 2) if first % 3 else self.hands.take_out()
        elif name in {"copy", "merge", "trigger"}:
            getattr(self.walks, "move_trigger" if name == "trigger" else name)()
            if self.session.frame_focus.purpose:
                self.hands.pick(second % 3)
        else:
            {"split": self.hands.split, "remove": self.hands.remove}[name]()
        self.session.frame_focus.leave_role()

    def _fill(self, name: str, role: str, number: int) -> None:
        start, end = place(("envoys", "was not", "Lisbon on", "there")[number % 4])
        if name == "words":
            self.session.set_selection((start, end), end)
        self.hands.begin(role)
        self.session.set_selection(None, end)
        if name == "fill":
            self.hands.pick(number)
        elif self.session.frame_focus.purpose is Purpose.ROLE:
            self.hands.confirm(stays=True)

    def _to_filler(self, name: str, role: str, number: int) -> None:
        for _ in range(number + 1):
            self.hands.step_filler(1)
        if name == "role":
            self.hands.begin(role)
        elif name == "empty":
            self.hands.take_out()
        elif self.session.frame_focus.part is not None:
            self.hands.confirm()


@settings(max_examples=40)
@given(deeds)
def test_any_script_is_taken_back_and_made_again_exactly(
    qtbot: QtBot, make_project: Callable[..., Project], script: list[Deed]
) -> None:
    project = make_project(f"script{next(_NUMBERS)}", articles=(Article("one", TEXT),))
    project.write_suggestions("one", [ProposalBatch("rules", "1", PROPOSALS)]).result()
    project.close()
    session = Session()
    session.open_project(project.path)
    failures: list[object] = []
    session.failed.connect(failures.append)
    try:
        assert session.desk is not None
        session.desk.set_suggested_frames(suggested())
        moments = {0: rows(project.path)}
        player = Player(session)
        for deed in script:
            player.play(deed)
            session.settle()
            moments[session.undo_stack.index()] = rows(project.path)
        assert failures == []
        last = session.undo_stack.index()
        for index in range(last - 1, -1, -1):
            session.undo()
            session.settle()
            assert rows(project.path) == moments[index]
        for index in range(1, last + 1):
            session.redo()
            session.settle()
            assert rows(project.path) == moments[index]
        desk = session.desk
        for frame in desk.annotations.frames.values():
            assert all(span_id in desk.spans for span_id in frame.span_ids)
    finally:
        session.close_project()


def test_a_long_script_does_everything_once(
    qtbot: QtBot, make_project: Callable[..., Project]
) -> None:
    project = make_project("all", articles=(Article("one", TEXT),))
    project.write_suggestions("one", [ProposalBatch("rules", "1", PROPOSALS)]).result()
    project.close()
    session = Session()
    session.open_project(project.path)
    assert session.desk is not None
    session.desk.set_suggested_frames(suggested())
    player = Player(session)
    seen: list[int] = []
    for name, first, second in (
        ("accept", 0, 0), ("another", 0, 0), ("fill", 0, 0), ("stay", 3, 0), ("words", 1, 0),
        ("value", 1, 1), ("copy", 0, 1), ("fill", 0, 1), ("stay", 0, 0), ("split", 0, 0),
        ("merge", 0, 0), ("empty", 0, 0), ("role", 3, 0), ("trigger", 0, 0), ("link", 0, 0),
        ("drag", 0, 2), ("tie", 0, 3), ("cell", 0, 0), ("cell", 1, 4),
        ("remove", 0, 0), ("open", 1, 0), ("part", 0, 0), ("reject", 1, 0), ("delete", 1, 0),
    ):  # fmt: skip
        player.play((name, first, second))
        seen.append(session.undo_stack.index())
    # Each of them was a step, and no more than one.
    assert seen[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(seen))
    assert len(set(seen)) >= 22
    session.close_project()
