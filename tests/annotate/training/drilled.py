"""A project that a pipeline learns in a few steps: the same few sentences with changing names."""

from __future__ import annotations

from annotate.articles import Article, ArticleState
from annotate.edits import EditGroup, PutSpan, PutState
from annotate.project import Project
from annotate.spans import Layer, Span

PEOPLE = ("Ana Petrova", "Karl Weiss", "Ivo Marek", "Lena Holm", "Omar Said", "Ines Costa")
PLACES = ("Varna", "Lisbon", "Norland", "Geneva", "Lagos", "Doha", "Sirte")
LABELS = {"PERSON": Layer.ENTITY, "GPE": Layer.ENTITY, "MEET": Layer.EVENT, "ATTACK": Layer.EVENT}


def story(number: int) -> tuple[str, list[tuple[str, str]]]:
    """A text with (surface, label) pairs, in the order in which they come."""
    person, place = PEOPLE[number % len(PEOPLE)], PLACES[number % len(PLACES)]
    other = PLACES[(number + 3) % len(PLACES)]
    text = (
        f"{person} met envoys in {place} on day {number}.\n\n"
        f"Rebels attacked a depot near {other}, said {person}."
    )
    surfaces = [
        (person, "PERSON"), ("met", "MEET"), (place, "GPE"),
        ("attacked", "ATTACK"), (other, "GPE"), (person, "PERSON"),
    ]  # fmt: skip
    return text, surfaces


def fill(project: Project, count: int) -> None:
    """Add so many articles, each with all its gold, and done."""
    stories = [story(number) for number in range(count)]
    project.add_articles(
        tuple(
            Article(id=f"d{number}", text=text, title=f"Story {number}")
            for number, (text, _) in enumerate(stories)
        )
    ).result()
    for number, (text, surfaces) in enumerate(stories):
        desk = project.open_article(f"d{number}")
        edits, place = [], 0
        for index, (surface, label) in enumerate(surfaces):
            start = text.index(surface, place)
            place = start + len(surface)
            span = Span(f"s{number}-{index}", start, place, label, LABELS[label])
            edits.append(PutSpan(None, span))
        step = EditGroup((*edits, PutState(ArticleState.NEW, ArticleState.DONE)))
        desk.apply(step)
        project.write_edit(desk.article, step, why="hand", title="gold").result()
