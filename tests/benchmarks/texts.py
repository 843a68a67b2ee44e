"""Made-up texts of any length for the article view: emoji, right-to-left paragraphs, many spans."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache

from annotate.annotations import SpanIndex
from annotate.articles import Tokens
from annotate.schema.label_schema import Label, LabelSchema
from annotate.spans import Layer, Span
from annotate.suggestions import Suggestion

SIZES = {"4 k": 4_000, "100 k": 100_000, "1 M": 1_000_000, "5 M": 5_000_000}
ENTITIES = ("PERSON", "GPE", "ORG", "DATE", "NORP", "MONEY", "FAC")
EVENTS = ("ATTACK", "CONTACT", "MOVE", "STATEMENT")
COLOURS = ("#e08a3c", "#3f9d5b", "#4a86d8", "#9a7bd0", "#d9703f", "#b79a3a", "#2f8f83")
WORDS = [
    "the",
    "minister",
    "of",
    "a",
    "northern",
    "province",
    "said",
    "on",
    "Friday",
    "that",
    "talks",
    "with",
    "rebels",
    "near",
    "Port",
    "Sella",
    "would",
    "begin",
    "once",
    "shelling",
    "had",
    "stopped",
    "and",
    "families",
    "could",
    "return",
    "to",
    "their",
    "homes",
    "by",
    "road",
    "while",
    "officials",
    "in",
    "Velmora",
    "warned",
    "against",
    "sanctions",
    "worth",
    "nine",
    "hundred",
    "million",
    "crowns",
]
RIGHT_TO_LEFT = [
    "قال",
    "الوزير",
    "يوم",
    "الجمعة",
    "إن",
    "المحادثات",
    "سوف",
    "تبدأ",
    "في",
    "المدينة",
    "بعد",
    "وقف",
    "القصف",
    "قرب",
    "الحدود",
]
EMOJI = ("\U0001f54a\ufe0f", "\U0001f1fa\U0001f1e6", "\U0001f469\u200d\U0001f4bb")


@dataclass(frozen=True)
class Made:
    """A made-up article with its spans and suggestions."""

    text: str
    tokens: Tokens
    spans: SpanIndex[Span]
    suggestions: SpanIndex[Suggestion]


@cache
def made_article(length: int) -> Made:
    """An article of about `length` characters in paragraphs."""
    random_words = random.Random(length)
    parts: list[str] = []
    size = 0
    while size < length:
        number = len(parts)
        words = RIGHT_TO_LEFT if number % 12 == 7 else WORDS
        chosen = random_words.choices(words, k=random_words.randint(30, 110))
        if number % 5 == 3:
            chosen[random_words.randrange(len(chosen))] = random_words.choice(EMOJI)
        parts.append(" ".join(chosen) + ".")
        size += len(parts[-1]) + 1
    return made_article_of(str(length), "\n".join(parts)[:length])


def made_article_of(name: str, text: str, *, count: int = 0) -> Made:
    """Spans on `text`: `count`, or one for every 60 characters."""
    random_spans = random.Random(name)
    tokens = Tokens.rough(text)
    spans: list[Span] = []
    suggestions: list[Suggestion] = []
    count = count or len(text) // 60
    last = len(tokens)
    taken: set[tuple[int, int, str]] = set()
    for number in range(count):
        first = random_spans.randrange(last)
        width = random_spans.choice((1, 1, 1, 2, 2, 3, 4, 7))
        start = tokens.starts[first]
        end = tokens.ends[min(first + width, len(tokens)) - 1]
        is_event = number % 3 == 0
        label = random_spans.choice(EVENTS if is_event else ENTITIES)
        layer = Layer.EVENT if is_event else Layer.ENTITY
        if number % 3 == 1:
            if (start, end, label) not in taken:
                taken.add((start, end, label))
                suggestions.append(
                    Suggestion(start=start, end=end, label=label, layer=layer, score=0.8)
                )
        else:
            spans.append(Span(f"s{number}", start, end, label, layer))
    return Made(text, tokens, SpanIndex(spans), SpanIndex(suggestions))


def made_schema() -> LabelSchema:
    """Labels of both layers in different colours."""
    return LabelSchema(
        name="benchmark",
        labels=tuple(
            Label(name=name, layer=layer, colour=COLOURS[number % len(COLOURS)])
            for layer, names in ((Layer.ENTITY, ENTITIES), (Layer.EVENT, EVENTS))
            for number, name in enumerate(names)
        ),
    )
