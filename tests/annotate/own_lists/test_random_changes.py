"""Random changes of own lists: the project holds what a plain dictionary would."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from annotate.articles import Article, Tokens
from annotate.errors import OwnListError
from annotate.own_lists.keeping import make_list, put_entries
from annotate.own_lists.matching import ListMatcher
from annotate.own_lists.values import Form, ListEntry
from annotate.project import Project
from annotate.schema.label_schema import Label, LabelSchema
from annotate.spans import Layer
from annotate.suggesters.own_lists import of_project

TITLES = ("Ports", "Unions", "Strikes")
WORDS = ("Riga", "Varna", "Harbour Union", "walk out", "raid")
ENTRIES = st.builds(
    ListEntry,
    text=st.sampled_from(WORDS),
    label=st.sampled_from(["ORG", "GPE"]),
    layer=st.just(Layer.ENTITY),
    form=st.sampled_from([Form.WORDS, Form.NOUN]),
    is_exact=st.booleans(),
    score=st.sampled_from([0.3, 0.8]),
    is_enabled=st.booleans(),
)
TEXT = "The Harbour Union of Riga and the harbour union of Varna walk out; raids and a raid follow."


class Lists(RuleBasedStateMachine):
    """Titles with their switch and their entries by key, beside a real project."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        schema = LabelSchema("s", (Label("ORG", Layer.ENTITY), Label("GPE", Layer.ENTITY)))
        self.project = Project.create(Path(self.folder.name) / "p.spandesk", schema)
        self.lists: dict[str, dict[tuple[str, str, str, str], ListEntry]] = {}
        self.enabled: dict[str, bool] = {}
        self.revision = self.project.lists.revision

    def teardown(self) -> None:
        self.project.close()
        self.folder.cleanup()

    @rule(title=st.sampled_from(TITLES))
    def make(self, title: str) -> None:
        try:
            make_list(self.project, title)
        except OwnListError:
            assert title in self.lists
        else:
            assert title not in self.lists
            self.lists[title], self.enabled[title] = {}, True

    @rule(title=st.sampled_from(TITLES), entries=st.lists(ENTRIES, max_size=4))
    def put(self, title: str, entries: list[ListEntry]) -> None:
        known = self.lists.setdefault(title, {})
        self.enabled.setdefault(title, True)
        new = {entry.key for entry in entries} - known.keys()
        assert put_entries(self.project, title, entries) == len(new)
        known.update({entry.key: entry for entry in entries})

    @precondition(lambda self: any(self.lists.values()))
    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        title = data.draw(st.sampled_from([name for name, each in self.lists.items() if each]))
        stored = data.draw(st.sampled_from(self.stored(title)))
        changed = replace(stored, score=0.5, is_enabled=not stored.is_enabled)
        self.project.lists.change([changed]).result()
        self.lists[title][stored.key] = replace(changed, id=0)

    @precondition(lambda self: any(self.lists.values()))
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        title = data.draw(st.sampled_from([name for name, each in self.lists.items() if each]))
        gone = data.draw(st.lists(st.sampled_from(self.stored(title)), min_size=1))
        self.project.lists.remove_entries({entry.id for entry in gone}).result()
        for entry in gone:
            self.lists[title].pop(entry.key, None)

    @precondition(lambda self: bool(self.lists))
    @rule(data=st.data())
    def switch(self, data: st.DataObject) -> None:
        title = data.draw(st.sampled_from(sorted(self.lists)))
        self.enabled[title] = not self.enabled[title]
        found = self.project.lists.find(title)
        self.project.lists.enable(found.id, is_enabled=self.enabled[title]).result()

    @precondition(lambda self: bool(self.lists))
    @rule(data=st.data())
    def drop(self, data: st.DataObject) -> None:
        title = data.draw(st.sampled_from(sorted(self.lists)))
        self.project.lists.remove(self.project.lists.find(title).id).result()
        del self.lists[title], self.enabled[title]

    @invariant()
    def the_project_holds_the_same(self) -> None:
        found = {each.title: each for each in self.project.lists.all()}
        assert {title: each.is_enabled for title, each in found.items()} == self.enabled
        for title, known in self.lists.items():
            assert found[title].count == len(known)
            stored = {entry.key: replace(entry, id=0) for entry in self.stored(title)}
            assert stored == known

    @invariant()
    def the_suggester_says_what_is_switched_on(self) -> None:
        article = Article("1", TEXT)
        tokens = Tokens.rough(TEXT)
        switched_on = [
            (title, list(known.values()))
            for title, known in sorted(self.lists.items(), key=lambda item: item[0].lower())
            if self.enabled[title]
        ]
        said = of_project(str(self.project.path)).suggest_in(article, tokens)
        expected = ListMatcher(switched_on).find(TEXT, tokens)
        assert {(item.start, item.end, item.label) for item in said} == {
            (hit.start, hit.end, hit.entry.label) for hit in expected
        }

    @invariant()
    def the_revision_never_falls(self) -> None:
        assert self.project.lists.revision >= self.revision
        self.revision = self.project.lists.revision

    def stored(self, title: str) -> list[ListEntry]:
        return self.project.lists.entries(self.project.lists.find(title).id)


TestLists = Lists.TestCase
TestLists.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
