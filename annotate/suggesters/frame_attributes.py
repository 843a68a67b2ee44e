"""Whether an event is denied, planned, demanded, possible, tried or only reported; and its tense.

Rules over the words of its sentence, measured on sentences of our own (tests). The names and
values are general ones, those of the shipped schemas. Offsets are code points, half-open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

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


_NOT = _set("not never no without nor neither none cannot hardly barely")
_NEGATIVE_VERBS = re.compile(
    r"(?:refus|declin|deni|deny|avoid|prevent|stop|block|cancel|abandon|fail|rul(?:e|ed|ing)$"
    r"|forb[ia]d|forswor|renounc|halt|suspend)"
)
_PLANS = re.compile(
    r"(?:plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|vow(?:s|ed|ing)?|promis(?:e|es|ed|ing)"
    r"|consider(?:s|ed|ing)?|prepar(?:e|es|ed|ing)|pledg(?:e|es|ed|ing)|schedul(?:e|ed)"
    r"|expect(?:s|ed|ing)?|threaten(?:s|ed|ing)?|due|poised|ready|hop(?:e|es|ed|ing)"
    r"|aim(?:s|ed|ing)?|propos(?:e|es|ed|ing|al)|upcoming|forthcoming|imminent|slated)"
)
_DEMANDS = re.compile(
    r"(?:demand(?:s|ed|ing)?|urg(?:e|es|ed|ing)|order(?:s|ed|ing)?|ask(?:s|ed|ing)?"
    r"|call(?:s|ed|ing)|request(?:s|ed|ing)?|appeal(?:s|ed|ing)?|insist(?:s|ed|ing)?|must|should"
    r"|ought|press(?:es|ed|ing)|plead(?:s|ed|ing)?|instruct(?:s|ed|ing)?)"
)
_MAYBE = _set(
    "if could might may would unless whether perhaps possibly possible potential potentially likely"
    " probable hypothetical any suspected feared unlikely"
)
_ATTEMPTS = re.compile(
    r"(?:tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?|sought|seek(?:s|ing)?|endeavou?r(?:s|ed|ing)?"
    r"|failed|fails|struggl(?:e|es|ed|ing)|bid)"
)
_SAYS = re.compile(
    r"(?:said|says|say|saying|told|tells|claim(?:s|ed|ing)?|assert(?:s|ed|ing)?|alleg(?:e|es|ed)"
    r"|report(?:s|ed)|announc(?:e|es|ed)|stat(?:es|ed)|add(?:s|ed)|tweet(?:s|ed)|writes|wrote"
    r"|acknowledg(?:e|es|ed)|confirm(?:s|ed)|estimat(?:e|es|ed)|warn(?:s|ed)|argu(?:es|ed)"
    r"|admit(?:s|ted)|maintain(?:s|ed)|believ(?:e|es|ed)|thinks|thought|suggest(?:s|ed))"
)
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
        if _NEGATIVE_VERBS.match(word) and _governs(near[:distance]):
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
        _ATTEMPTS.fullmatch(word) is not None and "to" in near[:place] and _governs(near[:place])
        for place, word in enumerate(near)
    )


def _matches(near: Sequence[str], pattern: re.Pattern[str], *, reach: int) -> bool:
    for distance, word in enumerate(near[:reach]):
        if word in {",", "who", "which", "that's"}:
            return False
        if pattern.fullmatch(word) and _governs(near[:distance]):
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
        if _SAYS.fullmatch(word):
            following = ahead[place + 1] if place + 1 < len(ahead) else words.trigger
            is_clause = following in {"that", "“", '"'} or len(ahead) - place > 2
            return (REPORTED, 0.75) if is_clause else None
    # "…, officials said."
    tail = list(behind[-6:])
    if "," in behind and any(_SAYS.fullmatch(word) for word in tail):
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
