"""Pictures of relations between spans, for `tests.screenshots`: seen at the head, asked, listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from annotate.articles import Article
from annotate.edits import EditGroup, PutRelation, PutSpan
from annotate.relations.relation import Relation, RelationLabel
from annotate.relations.verbs import fitting, relations_of
from annotate.spans import Layer, Span, new_id
from gui.dialogs.relation_search import RelationSearch, make_relation_list
from gui.panels.focus_lines import relation_text
from gui.theme import ThemeChoice

if TYPE_CHECKING:
    from tests.screenshots import Studio

THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK)
SIZES = ((1280, 800), (1920, 1080))
KINDS = ("head", "search", "list")
TEXT = (
    "Ana Petrova, the foreign minister of Norland, was born in Port Sella. Her brother Dorin "
    "Petrov runs the Harbour Union, which owns the ferries to the islands.\n"
    "The Union has its seat in Velmora, an hour from Port Sella by sea."
)
SPANS = {
    "ana": ("Ana Petrova", "PERSON"),
    "norland": ("Norland", "GPE"),
    "sella": ("Port Sella", "GPE"),
    "dorin": ("Dorin Petrov", "PERSON"),
    "union": ("Harbour Union", "ORG"),
    "velmora": ("Velmora", "GPE"),
}
LABELS = (
    RelationLabel("born_in", "born in", ("entity:PERSON",), ("entity:GPE",)),
    RelationLabel("works_for", "works for", ("entity:PERSON",), ("entity:ORG", "entity:GPE")),
    RelationLabel("sibling_of", "sibling of", ("entity:PERSON",), ("entity:PERSON",)),
    RelationLabel("seated_in", "seated in", ("entity:ORG",), ("entity:GPE",)),
)
ARCS = (
    ("born_in", "ana", "sella"),
    ("works_for", "ana", "norland"),
    ("sibling_of", "dorin", "ana"),
    ("works_for", "dorin", "union"),
    ("seated_in", "union", "velmora"),
)


def take(studio: Studio) -> None:
    """Show an article with relations: one that begins at the focus, the search, the list."""
    names = {
        (theme, size, kind): f"relations-{kind}-{size[0]}x{size[1]}-{theme}"
        for theme in THEMES
        for size in SIZES
        for kind in KINDS
    }
    if not any(map(studio.wants, names.values())):
        return
    session, project, window = studio.session, studio.session.project, studio.window
    assert project is not None
    article = Article(id=new_id(), text=TEXT, title="The minister and her brother")
    project.add_articles([article]).result()
    schema = project.schema.with_relations(LABELS)
    project.set_schema(schema).result()
    studio.open(article.id)
    ids = {name: new_id() for name in SPANS}
    spans = [
        Span(ids[name], TEXT.index(words), TEXT.index(words) + len(words), label, Layer.ENTITY)
        for name, (words, label) in SPANS.items()
    ]
    arcs = [Relation(new_id(), label, ids[head], ids[child]) for label, head, child in ARCS]
    session.push(
        EditGroup(
            (*(PutSpan(None, x) for x in spans), *(PutRelation(None, x) for x in arcs)), "picture"
        ),
        "picture",
    )
    desk = session.desk
    assert desk is not None
    for theme in THEMES:
        for size in SIZES:
            appearance = studio.application.appearance
            appearance.set_choice(theme)
            studio.resize(size)
            session.focus(ids["ana"])
            QApplication.processEvents()
            makers = {
                "search": lambda: RelationSearch(
                    fitting(schema, spans[0], spans[2]),
                    appearance=studio.application.appearance,
                    parent=window,
                    beside=window.pane.place_of_focus(),
                ),
                "list": lambda: make_relation_list(
                    [
                        (item, relation_text(item, ids["ana"], desk, schema))
                        for item in relations_of(desk, ids["ana"])
                    ],
                    appearance=studio.application.appearance,
                    parent=window,
                    beside=window.pane.place_of_focus(),
                ),
            }
            for kind in KINDS:
                name = names[theme, size, kind]
                if studio.wants(name) and kind in makers:
                    studio.shoot_dialog(name, makers[kind]())
                elif studio.wants(name):
                    studio.shoot(name)
    studio.application.appearance.set_choice(ThemeChoice.LIGHT)
    studio.resize(SIZES[0])
