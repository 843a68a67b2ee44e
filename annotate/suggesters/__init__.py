"""Suggesters: what proposes spans for an article, and where they are found.

`available` reads lists and metadata only; `create` imports what one suggester needs.
Another package can bring suggesters: an entry point in the group `spandesk.suggesters` names a
callable without arguments that returns a `Suggester`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from annotate.errors import PipelineLoadError, PipelineMissingError
from annotate.own_lists.values import LISTS
from annotate.spans import Layer
from annotate.suggestions import FRAMES, Suggester

ENTRY_POINTS = "spandesk.suggesters"
NEWS = "news"
RULES = "rules"
LEXICON = "lexicon"
BUILT_IN = frozenset({NEWS, RULES, LEXICON, LISTS})
SPACY_PREFIX = "spacy:"


@dataclass(frozen=True, slots=True)
class SuggesterInfo:
    """What is known of a suggester before it is loaded; `create` takes its `name`."""

    name: str
    version: str
    title: str
    description: str
    layers: frozenset[Layer]
    is_default: bool


def available() -> list[SuggesterInfo]:
    """Every suggester that can be created without more than its name, the default ones first."""
    return [*_built_in(), *_installed_pipelines(), *_third_party()]


def default_names() -> list[str]:
    """Names of the suggesters that run unless the user chooses others."""
    return [info.name for info in available() if info.is_default]


def speaking(chosen: Sequence[str], default: Sequence[str], *, has_lists: bool) -> tuple[str, ...]:
    """Who speaks in a project: those chosen for it, else the default ones and its own lists."""
    if chosen:
        return tuple(chosen)
    return (*default, LISTS) if has_lists and LISTS not in default else tuple(default)


def with_frames(names: Sequence[str], *, has_roles: bool) -> tuple[str, ...]:
    """The same suggesters, and the one of frames where the schema has roles to fill."""
    from annotate.suggesters.role_model import is_shipped

    return (*names, FRAMES) if has_roles and is_shipped() else tuple(names)


def create(name: str) -> Suggester:
    """Create the suggester; raises `PipelineMissingError` or `PipelineLoadError`.

    Beside the names of `available`, "spacy:PATH" takes a pipeline directory and "lexicon:PATH"
    another trigger lexicon.
    """
    if name == NEWS:
        from annotate.suggesters.news import NewsSuggester
        from annotate.suggesters.news_model import NewsModel, shipped_folder

        return NewsSuggester(NewsModel(shipped_folder()))
    if name == RULES:
        from annotate.suggesters.rules import RuleSuggester

        return RuleSuggester()
    if name == LISTS:
        from annotate.suggesters.own_lists import OwnListSuggester

        return OwnListSuggester()  # without a project there are none
    if name == LEXICON or name.startswith(f"{LEXICON}:"):
        from annotate.suggesters.lexicon import load_lexicon

        path = name.partition(":")[2]
        return load_lexicon(Path(path) if path else None)
    if name.startswith(SPACY_PREFIX):
        from annotate.suggesters.pipelines import PipelineSuggester

        return PipelineSuggester(name.removeprefix(SPACY_PREFIX))
    return _from_entry_point(name)


def _built_in() -> Iterator[SuggesterInfo]:
    from annotate.suggesters.news_model import is_shipped

    # The news suggester asks rules and lexicon itself, so beside it they would count twice.
    has_news = is_shipped()
    if has_news:
        yield SuggesterInfo(
            name=NEWS,
            version="1",
            title="News",
            description="The built-in model, weighed against the rules and the trigger lexicon",
            layers=frozenset(Layer),
            is_default=True,
        )
    yield SuggesterInfo(
        name=RULES,
        version="1",
        title="Rules and gazetteers",
        description="Dates, numbers, names, places and organisations, without a model",
        layers=frozenset({Layer.ENTITY}),
        is_default=not has_news,
    )
    yield SuggesterInfo(
        name=LEXICON,
        version="1",
        title="Trigger lexicon",
        description="Event triggers from an editable list of words and phrases",
        layers=frozenset({Layer.EVENT}),
        is_default=not has_news,
    )
    # Not among the default ones: it speaks where a project has lists (`speaking`).
    yield SuggesterInfo(
        name=LISTS,
        version="1",
        title="My lists",
        description="Your own names and triggers of this project",
        layers=frozenset(Layer),
        is_default=False,
    )


def _installed_pipelines() -> Iterator[SuggesterInfo]:
    from annotate.pipeline import installed_pipelines
    from annotate.suggesters.pipeline_labels import layers_of

    for info in installed_pipelines():
        yield SuggesterInfo(
            name=SPACY_PREFIX + info.name,
            version=info.version,
            title=f"spaCy {info.name}",
            description=info.description,
            layers=layers_of(info.labels),
            is_default=False,
        )


def _third_party() -> Iterator[SuggesterInfo]:
    for entry in metadata.entry_points(group=ENTRY_POINTS):
        yield SuggesterInfo(
            name=entry.name,
            version=entry.dist.version if entry.dist else "",
            title=entry.name,
            description=entry.dist.metadata["Summary"] or "" if entry.dist else "",
            layers=frozenset(Layer),
            is_default=True,
        )


def _from_entry_point(name: str) -> Suggester:
    for entry in metadata.entry_points(group=ENTRY_POINTS, name=name):
        try:
            suggester: Suggester = entry.load()()
        except (ImportError, AttributeError, TypeError) as error:
            raise PipelineLoadError(suggester=name, reason=str(error)) from error
        return suggester
    raise PipelineMissingError(suggester=name)
