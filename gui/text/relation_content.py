"""Relations as they are drawn: those that begin at a span, as a frame without attributes. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.text.frames.content import UNKNOWN_COLOUR, DrawnFrame, Station

if TYPE_CHECKING:
    from annotate.annotations import AnnotationSet
    from annotate.changes import Changes
    from annotate.relations.relation import Relation
    from annotate.schema.label_schema import LabelSchema

_PREFIX = "relations "


class RelationContent:
    """What is drawn of the relations of an article; a bundle is all that begin at one span."""

    def __init__(self, schema: LabelSchema, annotations: AnnotationSet) -> None:
        """Show the relations of `annotations`, which change in place."""
        self._schema = schema
        self._annotations = annotations
        self._heads: dict[str, str] = {}
        """The span at which each relation begins, also of those that went since."""
        self._children: dict[str, dict[str, Relation]] = {}
        for relation in annotations.relations.values():
            self._note(relation)

    @property
    def ids(self) -> list[str]:
        """Ids of the bundles, as if they were frames."""
        return [bundle_of(head_id) for head_id in self._children]

    def span_ids(self, bundle_id: str) -> tuple[str, ...]:
        """The span at which a bundle begins, then those where it ends; empty for another id."""
        head_id = bundle_id.removeprefix(_PREFIX)
        found = self._children.get(head_id, {}) if bundle_id.startswith(_PREFIX) else {}
        return (head_id, *(item.child_id for item in found.values())) if found else ()

    def refresh(self, changes: Changes) -> set[str]:
        """Note what changed; the bundles that are to be drawn anew."""
        touched: set[str] = set()
        for relation_id in changes.relation_ids:
            old = self._heads.pop(relation_id, None)
            if old is not None:
                touched.add(bundle_of(old))
                self._children[old].pop(relation_id)
                if not self._children[old]:
                    del self._children[old]
            relation = self._annotations.relations.get(relation_id)
            if relation is not None:
                self._note(relation)
                touched.add(bundle_of(relation.head_id))
        return touched

    def draw(self, bundle_id: str) -> DrawnFrame | None:
        """The relations that begin at one span; None for another id."""
        head_id = bundle_id.removeprefix(_PREFIX)
        get = self._annotations.spans.get
        head, relations = get(head_id), self._children.get(head_id, {})
        if head is None or not bundle_id.startswith(_PREFIX):
            return None
        label = self._schema.get(head.layer, head.label)
        shade = label.colour if label is not None else UNKNOWN_COLOUR
        stations = [
            Station(
                role=relation.label,
                colour=shade,
                start=child.start,
                end=child.end,
                title=self._title(relation.label),
                span_id=child.id,
            )
            for relation in relations.values()
            if (child := get(relation.child_id)) is not None
        ]
        if not stations:
            return None
        return DrawnFrame(
            id=bundle_id,
            trigger_id=head.id,
            label=head.label,
            start=head.start,
            end=head.end,
            stations=tuple(sorted(stations, key=lambda item: (item.start, item.title))),
        )

    def _title(self, name: str) -> str:
        known = self._schema.relation(name)
        return (known.title if known is not None else "") or name

    def _note(self, relation: Relation) -> None:
        self._heads[relation.id] = relation.head_id
        self._children.setdefault(relation.head_id, {})[relation.id] = relation


def bundle_of(head_id: str) -> str:
    """Id of the bundle of a span, as if it was a frame."""
    return _PREFIX + head_id
