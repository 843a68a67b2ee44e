"""Own lists in a project: stored, changed, heard by the worker, gone with their suggestions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.articles import Article
from annotate.errors import OwnListError, StoreReadOnlyError
from annotate.own_lists.files import Defaults
from annotate.own_lists.keeping import import_list, make_list, put_entries, put_lexicon
from annotate.own_lists.values import LISTS, Form, ListEntry, OwnList
from annotate.project import Project, ProposalBatch
from annotate.spans import Layer
from annotate.suggesters import available, create, speaking
from annotate.suggesters.own_lists import of_project
from annotate.suggestions import Proposal
from annotate.workers.batch import suggest_batch
from annotate.workers.jobs import ArticleSuggested

UNION = ListEntry("Harbour Union", "ORG", Layer.ENTITY)
VARNA = ListEntry("Varna", "GPE", Layer.ENTITY, score=0.5)
LEXICON = 'format = 1\nname = "m"\n[triggers]\nATTACK = [{ noun = "shelling", score = 0.9 }]\n'


def titles(project: Project) -> list[str]:
    return [each.title for each in project.lists.all()]


def test_lists_and_entries_come_back(project: Project) -> None:
    assert put_entries(project, "Ports", [UNION, VARNA]) == 2
    (ports,) = project.lists.all()
    assert (ports.title, ports.is_enabled, ports.count) == ("Ports", True, 2)
    stored = project.lists.entries(ports.id)
    assert [replace(entry, id=0) for entry in stored] == [UNION, VARNA]
    assert all(entry.id for entry in stored)


def test_an_entry_that_is_there_is_changed(project: Project) -> None:
    put_entries(project, "Ports", [UNION, VARNA])
    assert put_entries(project, "Ports", [replace(VARNA, score=0.9)]) == 0
    entries = project.lists.entries(project.lists.find("Ports").id)
    assert [entry.score for entry in entries] == [0.95, 0.9]
    project.lists.change([replace(entries[0], text="Dock Union", is_enabled=False)]).result()
    project.lists.remove_entries([entries[1].id]).result()
    (left,) = project.lists.entries(project.lists.find("Ports").id)
    assert (left.text, left.is_enabled) == ("Dock Union", False)


def test_names_of_lists_are_kept_apart(project: Project) -> None:
    first = make_list(project, "B")
    make_list(project, "a")
    assert titles(project) == ["a", "B"]
    with pytest.raises(OwnListError, match="taken"):
        make_list(project, "a")
    with pytest.raises(OwnListError, match="no_title"):
        make_list(project, "  ")
    with pytest.raises(OwnListError, match="taken"):
        project.lists.rename(first, "a").result()
    project.lists.rename(first, "Towns").result()
    assert titles(project) == ["a", "Towns"]
    with pytest.raises(OwnListError, match="missing"):
        project.lists.find("B")


def test_every_change_makes_a_new_revision(project: Project) -> None:
    seen = [project.lists.revision]

    def moved() -> bool:
        seen.append(project.lists.revision)
        return seen[-1] > seen[-2]

    put_entries(project, "Ports", [UNION])
    assert moved()
    ports = project.lists.find("Ports")
    project.lists.enable(ports.id, is_enabled=False).result()
    assert moved()
    project.lists.remove(ports.id).result()
    assert moved()
    assert not moved()


def test_an_import_names_its_list_after_the_file(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "towns.csv"
    path.write_text("text,label\nVarna,GPE\nLisbon,GPE\nx,NOPE\n", encoding="utf-8")
    done = import_list(project, path)
    assert (done.title, done.added, done.changed, len(done.refusals)) == ("towns", 2, 0, 1)
    again = import_list(project, path, title="towns")
    assert (again.added, again.changed) == (0, 2)
    plain = tmp_path / "more.txt"
    plain.write_text("Riga\n", encoding="utf-8")
    done = import_list(
        project, plain, title="towns", defaults=Defaults(label="GPE", schema=project.schema)
    )
    assert done.added == 1
    assert project.lists.find("towns").count == 3


def test_a_lexicon_is_a_list_of_its_own(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "triggers.toml"
    path.write_text(LEXICON, encoding="utf-8")
    assert import_list(project, path).is_lexicon
    assert project.lists.find("triggers").is_lexicon
    changed = LEXICON.replace("shelling", "raid")
    put_lexicon(project, "triggers", changed)
    assert project.lists.find("triggers").lexicon == changed
    with pytest.raises(OwnListError, match="is_lexicon"):
        put_entries(project, "triggers", [UNION])
    put_entries(project, "Ports", [UNION])
    with pytest.raises(OwnListError, match="is_entries"):
        put_lexicon(project, "Ports", LEXICON)


def test_who_has_chosen_hears_a_new_list_too(project: Project) -> None:
    make_list(project, "One")
    assert project.chosen_suggesters() == ()
    project.choose_suggesters(["rules"]).result()
    make_list(project, "Two")
    assert project.chosen_suggesters() == ("rules", LISTS)


def test_lists_speak_where_there_are_any() -> None:
    assert speaking((), ["news"], has_lists=False) == ("news",)
    assert speaking((), ["news"], has_lists=True) == ("news", LISTS)
    assert speaking(["rules"], ["news"], has_lists=True) == ("rules",)
    assert LISTS in {info.name for info in available()}
    assert create(LISTS).suggest(Article("1", "Harbour Union")) == []


def test_a_project_that_is_only_read(project: Project) -> None:
    put_entries(project, "Ports", [UNION])
    with Project.open(project.path, read_only=True) as reader:
        assert [each.title for each in reader.lists.all()] == ["Ports"]
        with pytest.raises(StoreReadOnlyError):
            reader.lists.add("More").result()


def test_the_suggester_follows_the_lists(project: Project) -> None:
    path, article = str(project.path), project.article("a1")
    assert of_project(path).suggest(article) == []
    put_entries(project, "Ports", [UNION, VARNA])
    first = of_project(path)
    assert of_project(path) is first, "nothing has changed"
    assert {item.label for item in first.suggest(article)} == {"ORG", "GPE"}
    ports = project.lists.find("Ports")
    project.lists.enable(ports.id, is_enabled=False).result()
    assert of_project(path).suggest(article) == []
    assert of_project(path).version != first.version
    assert of_project("").suggest(article) == []


def test_with_the_last_list_go_its_suggestions(project: Project) -> None:
    make_list(project, "One")
    make_list(project, "Two")
    proposal = Proposal(0, 8, "PERSON", Layer.ENTITY, 0.9, LISTS)
    other = replace(proposal, suggester="rules")
    project.write_suggestions(
        "a1", [ProposalBatch(LISTS, "1", (proposal,)), ProposalBatch("rules", "1", (other,))]
    ).result()
    project.lists.remove(project.lists.find("One").id).result()
    assert len(project.proposals("a1")) == 2
    project.lists.remove(project.lists.find("Two").id).result()
    assert project.proposals("a1") == [other]


def test_the_worker_reads_them_anew(project: Project) -> None:
    article = project.article("a1")

    def asked() -> list[str]:
        (answer,) = suggest_batch([article], suggesters=[LISTS], project=str(project.path))
        assert isinstance(answer, ArticleSuggested)
        assert answer.errors == ()
        return sorted({item.label for item in answer.proposals})

    put_entries(project, "Ports", [UNION])
    assert asked() == ["ORG"]
    put_lexicon(project, "Triggers", LEXICON)
    put_entries(project, "Ports", [replace(VARNA, form=Form.NOUN)])
    assert asked() == ["ATTACK", "GPE", "ORG"]


def test_many_entries_go_in_at_once(make_project: Callable[..., Project]) -> None:
    project = make_project("many")
    entries = [ListEntry(f"Firm {number}", "ORG", Layer.ENTITY) for number in range(100_000)]
    assert put_entries(project, "Firms", entries) == 100_000
    assert project.lists.all() == [OwnList(1, "Firms", count=100_000)]
