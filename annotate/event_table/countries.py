"""Countries of a surface as ISO 3166-1 alpha-3 codes: names in any language, and peoples.

Names and codes come from CLDR (babel), peoples and further names from
`resources/patterns/countries.toml`. XKX stands for Kosovo, which has no code in the standard.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import Any, Final

from annotate.suggesters.words import straight

_WITHDRAWN: Final = frozenset(
    {
        *("ANT", "BUR", "BYS", "CSK", "DDR", "FXX", "NTZ", "ROM", "SCG", "SUN", "TMP"),
        *("YMD", "YUG", "ZAR"),
    }
)
"""Codes of ISO 3166-3 that CLDR still knows, as aliases of what came after."""
_NO_COUNTRY: Final = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
_KOSOVO: Final = {"XK": "XKX"}
_KINDS: Final = ("names", "peoples", "none")
_WORD: Final = re.compile(r"[^\W_]+(?:[.'-][^\W_]+)*\.?")
_LONGEST: Final = 8
"""Words of the longest name that is looked for."""
_SHORTEST_SHOUTED: Final = 4
"""Letters of a name in capitals that is no abbreviation."""


@lru_cache(maxsize=8192)
def countries_of(
    surface: str, language: str = "en", *, only_peoples: bool = False
) -> tuple[str, ...]:
    """Alpha-3 codes of the countries that `surface` names, in its order, each once.

    "Russian forces" is RUS, "U.S. and British troops" are USA and GBR; a city gives nothing. With
    `only_peoples` names of countries give nothing either.
    """
    names = _peoples() if only_peoples else _names(language)
    words = _words(surface)
    found: dict[str, None] = {}
    place = 0
    while place < len(words):
        for end in range(min(len(words), place + _LONGEST), place, -1):
            code = _code(" ".join(words[place:end]), names)
            if code is not None:
                found[code] = None
                place = end
                break
        else:
            place += 1
    return tuple(filter(None, found))


def _code(words: str, names: dict[str, str]) -> str | None:
    """The code of a name, of its plural or genitive, of what leads a compound ("Iran-backed").

    Empty for a name that only has a country's in it ("Indian Ocean"), `None` where none is known.
    """
    forms = [words, *(words.removesuffix(end) for end in ("'s", "s", "es") if words.endswith(end))]
    if " " not in words:
        forms.append(words.partition("-")[0])
    if words.isupper() and len(words) >= _SHORTEST_SHOUTED:
        forms.append(words.title())
    return next((names[form] for form in forms if form in names), None)


def _words(text: str) -> list[str]:
    """Words as names are kept: straight signs, "and" for "&", no full stop but in "U.S."."""
    plain = straight(text).replace("&", " and ").replace("St. ", "Saint ")
    words = [match.group() for match in _WORD.finditer(plain)]
    return [word if "." in word[:-1] else word.removesuffix(".") for word in words]


@lru_cache(maxsize=8)
def _names(language: str) -> dict[str, str]:
    """Codes by names and peoples, written as `_words` has them."""
    codes = alpha3_codes()
    names: dict[str, str] = {}
    for tag in dict.fromkeys(("en", language)):
        for territory, name in _territories(tag).items():
            code = codes.get(territory)
            if code:
                names.setdefault(" ".join(_words(name)), code)
    table = _own_table()
    for kind in _KINDS:
        for code, forms in table[kind].items():
            for form in forms:
                names.setdefault(" ".join(_words(form)), code)
    return names


@lru_cache(maxsize=1)
def _peoples() -> dict[str, str]:
    """Codes by peoples and by adjectives of countries, written as `_words` has them."""
    table = _own_table()["peoples"]
    return {" ".join(_words(form)): code for code, forms in table.items() for form in forms}


def _territories(language: str) -> dict[str, str]:
    from babel import Locale, UnknownLocaleError

    try:
        found: dict[str, str] = dict(Locale.parse(language).territories)
    except (UnknownLocaleError, ValueError):
        return {}
    return {code: name for code, name in found.items() if len(code) == len("XX")}


@lru_cache(maxsize=1)
def alpha3_codes() -> dict[str, str]:
    """Alpha-3 codes that are in force, by alpha-2 code."""
    from babel.core import get_global

    codes = dict(_KOSOVO)
    for code, successors in get_global("territory_aliases").items():
        is_alpha3 = len(code) == len("XXX") and code.isalpha() and code.isascii()
        if is_alpha3 and code not in _WITHDRAWN:
            codes.setdefault(successors[0], code)
    return {short: code for short, code in codes.items() if short not in _NO_COUNTRY}


@lru_cache(maxsize=1)
def _own_table() -> dict[str, dict[str, list[str]]]:
    from importlib import resources

    text = resources.files("resources").joinpath("patterns/countries.toml").read_text("utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    return {kind: table[kind] for kind in _KINDS}
