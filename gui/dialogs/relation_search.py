"""What a relation is called: those of the schema, or a new name that is typed; and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtWidgets import QWidget

from annotate.compat import override
from annotate.exchange.label_map import clean_label
from annotate.relations.relation import Relation, RelationLabel
from gui.dialogs.chooser import Choice, Chooser
from gui.theme import Appearance


class RelationSearch(Chooser):
    """Chooses the name of a relation; one that is not there can be typed."""

    def __init__(
        self,
        labels: Sequence[RelationLabel],
        *,
        appearance: Appearance,
        parent: QWidget,
        beside: QRect | None = None,
    ) -> None:
        """Offer `labels` in their order; `chosen` is a name."""
        self._names = frozenset(label.name for label in labels)
        super().__init__(
            [
                Choice(label.name, label.title or label.name, detail=label.guideline)
                for label in labels
            ],
            placeholder=_tr("Relation: choose one, or type a new name"),
            appearance=appearance,
            parent=parent,
            detail_of=_guideline if any(label.guideline for label in labels) else None,
            beside=beside,
        )
        if not labels:
            self._empty.setText(_tr("There is none yet: type a name, then Enter."))

    @override
    def _on_text_changed(self, text: str) -> None:
        super()._on_text_changed(text)
        name = clean_label(text)
        if name and name not in self._names:
            self.add_last(Choice(name, _tr("New relation “{name}”").format(name=name)))


class Deed(StrEnum):
    """What may be done with a relation."""

    GO = "go"
    REMOVE = "remove"
    RENAME = "rename"
    REVERSE = "reverse"


@dataclass(frozen=True, slots=True)
class RelationDeed:
    """One of them, with one relation."""

    deed: Deed
    relation: Relation


def make_relation_list(
    shown: Sequence[tuple[Relation, str]],
    *,
    appearance: Appearance,
    parent: QWidget,
    beside: QRect | None = None,
) -> Chooser:
    """The relations of a span, as they are `shown`, with all that can be done with each."""
    words = {
        Deed.GO: _tr("Go along “{relation}”"),
        Deed.REMOVE: _tr("Remove “{relation}”"),
        Deed.RENAME: _tr("Call “{relation}” otherwise…"),
        Deed.REVERSE: _tr("Turn “{relation}” around"),
    }
    choices = [
        Choice(RelationDeed(deed, relation), words[deed].format(relation=text))
        for deed in Deed
        for relation, text in shown
    ]
    return Chooser(
        choices,
        placeholder=_tr("Relations of this span"),
        appearance=appearance,
        parent=parent,
        beside=beside,
    )


def _guideline(choice: Choice) -> str:
    return choice.detail


def _tr(text: str) -> str:
    return QCoreApplication.translate("RelationSearch", text)
