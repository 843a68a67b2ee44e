"""Regular English inflection, as `resources/patterns/README.md` states it.

No rule doubles a consonant or knows an exception: those are written in the lexicon.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_VOWELS = frozenset("aeiou")
_HISSING = ("s", "x", "z", "ch", "sh")


def verb_forms(lemma: str, irregular: Mapping[str, Sequence[str]] | None = None) -> frozenset[str]:
    """Every form of a verb: base, third person, past, participle, -ing."""
    if irregular and lemma in irregular:
        return frozenset({lemma, *irregular[lemma]})
    return frozenset({lemma, _with_s(lemma), _past(lemma), _gerund(lemma)})


def noun_forms(lemma: str, irregular: Mapping[str, Sequence[str]] | None = None) -> frozenset[str]:
    """Singular and plural of a noun."""
    if irregular and lemma in irregular:
        return frozenset({lemma, *irregular[lemma]})
    return frozenset({lemma, _with_s(lemma)})


def _after_consonant(word: str, ending: str) -> bool:
    stem = word.removesuffix(ending)
    return stem != word and bool(stem) and stem[-1] not in _VOWELS and stem[-1].isalpha()


def _with_s(word: str) -> str:
    if _after_consonant(word, "y"):
        return word[:-1] + "ies"
    if word.endswith(_HISSING) or _after_consonant(word, "o"):
        return word + "es"
    return word + "s"


def _past(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if _after_consonant(word, "y"):
        return word[:-1] + "ied"
    return word + "ed"


def _gerund(word: str) -> str:
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and len(word) > 1 and word[-2] not in "eoy":
        return word[:-1] + "ing"
    return word + "ing"
