"""Whether an event is denied, planned, demanded, possible, tried or only reported; and its tense.

Rules over the words of its sentence, measured on sentences of our own (tests). The names and
values are general ones, those of the shipped schemas. Offsets are code points, half-open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from annotate.suggesters.inflection import verb_forms

POLARITY: Final = "polarity"
REALIS: Final = "realis"
TENSE: Final = "tense"
NEGATIVE: Final = "negative"
PLANNED, DEMANDED, HYPOTHETICAL = "planned", "demanded", "hypothetical"
ATTEMPTED, REPORTED = "attempted", "reported"
PAST, PRESENT, FUTURE = "past", "present", "future"

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*|[,;:–—()“”\"]")
_REACH: Final = 9
_NOUN_PHRASE: Final = 3
"""Words that may stand between a word and the noun that it is about."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _verbs(lemmas: str, more: str = "") -> frozenset[str]:
    """Every form of the verbs, and more words."""
    forms = (verb_forms(lemma) for lemma in lemmas.split())
    return frozenset().union(*forms, more.split())


_NOT = _set("not never no without nor neither none cannot hardly barely")
_NEGATIVE = _verbs(
    "refuse decline deny avoid prevent stop block cancel abandon fail renounce halt suspend forbid",
    "stopped stopping cancelled cancelling forbade forbidden ruled refusal denial failure"
    " cancellation suspension",
)
_PLANS = _verbs(
    "plan intend vow promise consider prepare pledge schedule expect threaten hope aim propose",
    "planned planning proposal due poised ready upcoming forthcoming imminent slated",
)
_DEMANDS = _verbs(
    "demand urge order ask call request appeal insist press plead instruct", "must should ought"
) - {"call", "press"}
_MAYBE = _set(
    "if could might may would unless whether perhaps possibly possible potential potentially likely"
    " probable hypothetical any suspected feared unlikely"
)
_ATTEMPTS = _verbs("try attempt seek endeavour endeavor struggle", "sought failed fails bid")
_SAYS = frozenset(
    form
    for form in _verbs(
        "claim assert allege report announce state add tweet acknowledge confirm estimate warn"
        " argue admit maintain believe suggest",
        "said says say told tells writes wrote admitted thinks thought",
    )
    if not form.endswith("ing")
) - {"report", "state", "add", "tweet", "warn", "argue", "admit", "maintain", "confirm", "suggest"}
_REPORTEDLY = _set("reportedly allegedly alleged purported reported")
_FUTURE = _set("will shall 'll ’ll won't won’t tomorrow")
_BE_PAST = _set("was were had did wasn't weren't didn't hadn't wasn’t weren’t didn’t hadn’t")
_BE_PRESENT = _set(
    "is are am has have do does isn't aren't hasn't haven't don't doesn't isn’t aren’t hasn’t"
    " haven’t don’t doesn’t"
)
_PERFECT = _set("has have hasn't haven't hasn’t haven’t")
_MODALS = _set("will would shall should can could may might must to")
_IRREGULAR = _set(
    "held met shot said told fought broke began won lost sold bought gave took made left went came"
    " sent seized struck hit cut put led fell fled spoke wrote withdrew drew rose beat stole hid"
    " sought thought brought caught taught fed bled built burnt dealt drove ran sank swore threw"
    " tore wore froze chose overthrew undertook became blew flew grew knew saw sat stood rode shook"
    " slew spent bent lent swept kept slept wept felt dug hung stuck swung stung bound found ground"
    " wound paid laid slain shut split burst cast quit spread bombed killed wounded"
)
_SUBCLAUSE = frozenset({",", "who", "whom", "which", "when", "where", "why", "how"})
_RELATIVE = frozenset({"who", "which", "that"})
_LIGHT = _set("be been being have has not only also again further soon even now start begin")
_CUTS = frozenset(";:–—")
_CLAUSE = _set("but while although though whereas because since after before until")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of the sentence, in small letters, and where the trigger stands among them."""

    words: Sequence[str]
    starts: Sequence[int]
    first: int
    last: int

    def before(self, reach: int = _REACH) -> list[str]:
        """Words of the clause ahead of the trigger, the nearest first."""
        found: list[str] = []
        for place in range(self.first - 1, max(self.first - 1 - reach, -1), -1):
            word = self.words[place]
            if word in _CUTS or word in _CLAUSE:
                break
            found.append(word)
        return found

    @property
    def trigger(self) -> str:
        """The trigger's first word."""
        return self.words[self.first] if self.first < len(self.words) else ""


def attributes_of(
    text: str, start: int, end: int, *, sentence: tuple[int, int]
) -> tuple[tuple[str, str, float], ...]:
    """(name, value, score) of what the words say of the event `start:end`; nothing usual is said.

    `sentence` is the stretch that holds it.
    """
    words = _words(text, start, end, sentence)
    return tuple(_said(words))


def _said(words: _Words) -> Iterator[tuple[str, str, float]]:
    before = words.before()
    if (score := _denied(before)) > 0:
        yield POLARITY, NEGATIVE, score
    realis = _realis(words, before)
    if realis is not None:
        yield REALIS, *realis
    tense = _tense(words, before)
    if tense is not None:
        yield TENSE, *tense


def _words(text: str, start: int, end: int, sentence: tuple[int, int]) -> _Words:
    found = list(_WORD.finditer(text, *sentence))
    words = [match[0].lower() for match in found]
    starts = [match.start() for match in found]
    first = next((place for place, match in enumerate(found) if match.end() > start), len(found))
    last = next((place for place, match in enumerate(found) if match.start() >= end), len(found))
    return _Words(words, starts, first, last)


def _denied(before: Sequence[str]) -> float:
    near = before[:5]
    for distance, word in enumerate(near):
        if word in _SUBCLAUSE or (word == "that" and distance):
            break
        is_not = word == "not" or word.endswith(("n't", "n’t"))
        if not is_not and word not in _NOT:
            continue
        if distance and any(each in _RELATIVE for each in before[distance + 1 : distance + 4]):
            break  # "those who did not come resigned": the clause in between is denied
        if distance and near[distance - 1] == "only":
            break  # "not only attacked" denies nothing
        return 0.93 if is_not else 0.9 if distance < 3 else 0.6
    for distance, word in enumerate(near[:4]):
        if word in {",", "that"}:
            break
        if word in _NEGATIVE and _governs(near[:distance]):
            is_bound = distance <= 1 or near[distance - 1] in {"to", "from", "any", "the", "a"}
            return 0.8 if is_bound else 0.5
    return 0.0


def _realis(words: _Words, before: Sequence[str]) -> tuple[str, float] | None:
    near = before[:6]
    if _is_tried(near):
        return ATTEMPTED, 0.8
    if _matches(near, _DEMANDS, reach=6) and words.trigger not in near:
        return DEMANDED, 0.7
    if any(word in _FUTURE for word in near[:4]):
        return PLANNED, 0.75
    if near[:2] == ["to", "going"] or _matches(near, _PLANS, reach=5):
        return PLANNED, 0.75
    if _is_maybe(before):
        return HYPOTHETICAL, 0.7
    return _reported(words, before)


def _is_tried(near: Sequence[str]) -> bool:
    if near[:1] in (["attempted"], ["failed"]):
        return True
    return any(
        word in _ATTEMPTS and "to" in near[:place] and _governs(near[:place])
        for place, word in enumerate(near)
    )


def _matches(near: Sequence[str], verbs: frozenset[str], *, reach: int) -> bool:
    for distance, word in enumerate(near[:reach]):
        if word in {",", "who", "which", "that's"}:
            return False
        if word in verbs and _governs(near[:distance]):
            return True
    return False


def _governs(between: Sequence[str]) -> bool:
    """Whether a word is about the trigger, given the words between, the nearest first.

    A "plan to tackle corruption" is a plan, but no plan of corruption.
    """
    if "to" in between:
        return all(word in _LIGHT or word.endswith("ly") for word in between[: between.index("to")])
    return len(between) <= _NOUN_PHRASE


def _is_maybe(before: Sequence[str]) -> bool:
    if any(word in _MAYBE for word in before[:4]):
        return True
    near = before[:6]
    return "case" in near and "of" in near[: near.index("case")]


def _reported(words: _Words, before: Sequence[str]) -> tuple[str, float] | None:
    if any(word in _REPORTEDLY for word in before[:4]):
        return REPORTED, 0.85
    ahead, behind = words.words[: words.first], words.words[words.last :]
    if "according" in ahead or "according" in behind:
        return REPORTED, 0.8
    for place in range(len(ahead) - 1, -1, -1):
        word = ahead[place]
        if word in _SAYS:
            following = ahead[place + 1] if place + 1 < len(ahead) else words.trigger
            is_clause = following in {"that", "“", '"'} or len(ahead) - place > 2
            return (REPORTED, 0.75) if is_clause else None
    # "…, officials said."
    tail = list(behind[-6:])
    if "," in behind and any(word in _SAYS for word in tail):
        return REPORTED, 0.7
    return None


def _tense(words: _Words, before: Sequence[str]) -> tuple[str, float] | None:
    near = before[:4]
    trigger = words.trigger
    for word in near:
        if word == ",":
            break
        if word in _FUTURE:
            return FUTURE, 0.9
        if word in _BE_PAST:
            return PAST, 0.85
        if word in _PERFECT:
            return PAST, 0.75
        if word in _BE_PRESENT:
            return PRESENT, 0.75
        if word in _MODALS:
            return None
    if trigger.endswith("ed") or trigger in _IRREGULAR:
        # "the wounded", "an armed attack": what stands behind an article is no verb.
        return None if near[:1] in (["the"], ["a"], ["an"]) else (PAST, 0.8)
    return None
