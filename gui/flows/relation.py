"""Relations between two spans: the target "relations" of the table of actions.

The span in focus is the head; its child is looked for as what fills a role is, with Tab and Enter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotate.errors import AnnotateError
from annotate.spans import Layer, Span
from gui.frames.focus import Purpose

if TYPE_CHECKING:
    from annotate.relations.relation import Relation
    from annotate.suggestions import Suggestion
    from gui.dialogs.relation_search import RelationDeed
    from gui.main_window import MainWindow


class RelationFlows(QObject):
    """Ties the span in focus to another, and does with its relations what is asked."""

    def __init__(self, window: MainWindow) -> None:
        """Serve `window`; nothing is made before it is asked for."""
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._head_id = ""

    def relate(self) -> None:
        """Look for what the span in focus is related to."""
        from annotate.relations import verbs as relation_verbs

        desk, item, project = self._session.desk, self._session.focused, self._session.project
        if desk is None or item is None or project is None:
            return
        if item.layer is Layer.EVENT:
            self._say(self.tr("An event has roles: open it and fill one."))
            return
        ids = relation_verbs.candidates(desk, project.schema, item)
        if not ids:
            self._say(self.tr("There is nothing to relate it to."))
            return
        hands = self._window.frames.parts.hands
        hands.takers[Purpose.RELATE] = self._take
        self._head_id = item.id
        hands.focus.close()
        hands.focus.walk(Purpose.RELATE, ids)
        self._window.pane.view.setFocus()

    def join(self, head_id: str, child_id: str, label: str = "") -> None:
        """Tie two spans or suggestions; without a label it is asked for."""
        from annotate.relations import verbs as relation_verbs

        desk, project = self._session.desk, self._session.project
        head = desk.item(head_id) if desk is not None else None
        child = desk.item(child_id) if desk is not None else None
        if desk is None or project is None or head is None or child is None:
            return
        name = label or self._asked(head, child)
        if not name:
            return
        edit = relation_verbs.relate_items(desk, head, child, name, hand=self._session.hand())
        if edit is None:
            self._say(self.tr("They are related so already."))
            return
        if project.schema.relation(name) is None and not project.is_read_only:
            project.add_labels((), relations=(name,))
        self._session.push(edit, "relate")

    def show(self) -> None:
        """List the relations of the span in focus, and do what is chosen with one."""
        from gui.dialogs.relation_search import RelationDeed, make_relation_list

        shown = self._shown()
        if not shown:
            self._say(self.tr("It has no relations."))
            return
        chosen = make_relation_list(
            shown,
            appearance=self._window.appearance,
            parent=self._window,
            beside=self._window.pane.place_of_focus(),
        ).ask()
        if isinstance(chosen, RelationDeed):
            try:
                self._do(chosen)
            except AnnotateError as error:
                self._window.flows.report(error)

    # -- within ------------------------------------------------------------------------------------

    def _take(self, item: Span | Suggestion) -> None:
        head_id = self._head_id
        self._session.frame_focus.close()
        self.join(head_id, item.id)

    def _asked(self, head: Span | Suggestion, child: Span | Suggestion) -> str:
        from annotate.relations.verbs import fitting
        from gui.dialogs.relation_search import RelationSearch

        project = self._session.project
        chosen = RelationSearch(
            fitting(project.schema, head, child) if project else [],
            appearance=self._window.appearance,
            parent=self._window,
            beside=self._window.pane.place_of_focus(),
        ).ask()
        return chosen if isinstance(chosen, str) else ""

    def _shown(self) -> list[tuple[Relation, str]]:
        from annotate.relations.verbs import relations_of
        from gui.panels.focus_lines import relation_text

        desk, item, project = self._session.desk, self._session.focused, self._session.project
        if desk is None or item is None or project is None:
            return []
        return [
            (relation, relation_text(relation, item.id, desk, project.schema))
            for relation in relations_of(desk, item.id)
        ]

    def _do(self, chosen: RelationDeed) -> None:
        from annotate.relations import verbs as relation_verbs
        from gui.dialogs.relation_search import Deed

        desk, item, relation = self._session.desk, self._session.focused, chosen.relation
        if desk is None or item is None:
            return
        match chosen.deed:
            case Deed.GO:
                is_head = relation.head_id == item.id
                self._session.focus(relation.child_id if is_head else relation.head_id)
            case Deed.REMOVE:
                self._session.push(relation_verbs.unrelate(desk, [relation]), "remove relation")
            case Deed.REVERSE:
                self._session.push(relation_verbs.reverse(desk, relation), "reverse")
            case Deed.RENAME:
                self._rename(relation)

    def _rename(self, relation: Relation) -> None:
        from annotate.relations import verbs as relation_verbs

        desk, project = self._session.desk, self._session.project
        if desk is None or project is None:
            return
        head, child = map(desk.spans.get, relation.span_ids)
        name = self._asked(head, child) if head is not None and child is not None else ""
        edit = relation_verbs.rename(desk, relation, name) if name else None
        if edit is not None and project.schema.relation(name) is None:
            project.add_labels((), relations=(name,))
        self._session.push(edit, "relation")

    def _say(self, text: str) -> None:
        self._window.banner.say_here(text)
