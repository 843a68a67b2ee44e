"""The only door to spaCy: import, tokenizer rules, tokens, sentences, installed pipelines.

spaCy takes seconds to import, so it is imported inside functions, and only the worker process
and the commands that need it call them. Offsets are code points, half-open.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
import sys
import threading
import types
import warnings
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from annotate.articles import Article, Tokens
from annotate.errors import PipelineLoadError, PipelineMissingError
from annotate.tokenizer.rules import RuleKind, TokenizerRule, tokenizer_name

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

TOKENIZER_NAME = "spandesk-1"
"""Names the tokenizer rules below; changes whenever they do."""

DEFAULT_LANGUAGE = "en"
_FALLBACK_LANGUAGE = "xx"

# A tokenizer's cache of 10,000 words is full after one gazetteer, and then it is ten times slower.
_CACHE_SIZE = 1_000_000
# spaCy refuses longer texts, and a `Doc` of this size takes about 50 MB.
_CHUNK_CHARACTERS = 200_000
# The affix search is quadratic in a run without blanks: 10,000 brackets take six seconds.
_LONGEST_RUN = 20_000
_LONGEST_SIGNS = 200

_LETTER = r"[^\W\d_]"
_PREFIXES = (
    # Sept.11, Feb.24
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?=[0-9])",
)
_INFIXES = (
    # U.S.-led, U.N.-brokered, U.S.-Ukraine
    rf"(?<=[A-Z]\.)[-\u2010-\u2014](?={_LETTER})",
    # 1939–45, 2014—2018; with a plain hyphen spaCy does it
    r"(?<=[0-9])[\u2010-\u2014](?=[0-9])",
    # mid-2021, pre-1991, post-2014; F-16 and Covid-19 stay whole
    r"(?:(?<=[Mm]id)|(?<=[Pp]re)|(?<=[Pp]ost)|(?<=[Ll]ate)|(?<=[Ee]arly))[-\u2010-\u2014](?=[0-9])",
    # notes in square brackets: Kyiv[1], troops.[2], “ended.”[3]
    r"[\[\]]",
    r"(?<=[^\W_])[.,;:!?](?=[\"”’)]?\[)",
    r"[\"”’)](?=\[)",
    # a blank forgotten after a quotation: end.”He
    r"[\"“”«»]",
    # a blank forgotten before a bracket: Kyiv(Reuters)
    rf"(?<={_LETTER}{{3}})\((?={_LETTER}{{3}})",
)
_SUFFIXES = (
    # 6.30am, 10:15p.m.
    r"(?<=[0-9])(?:[AaPp]\.[Mm]\.|[AaPp][Mm])",
    # F-16s stays whole: "s." is a word of its own for spaCy, and the span would end inside it
)
# Titles whose full stop ends no sentence and that spaCy does not know.
_ABBREVIATIONS = (
    "Lt.", "Col.", "Maj.", "Capt.", "Sgt.", "Cpl.", "Brig.", "Cmdr.", "Pte.", "Pres.", "Hon.",
    "Sr.", "Lt.-Gen.", "Lt.-Col.", "Maj.-Gen.", "Messrs.", "Ft.", "Mt.", "Ald.", "Amb.", "Atty.",
    "Supt.", "Insp.", "Det.", "Fr.", "Sec.",
)  # fmt: skip

_import_lock = threading.RLock()


def import_spacy() -> types.ModuleType:
    """Import spaCy without its command line, which takes a third of the time and is not needed.

    The stand-ins leave `sys.modules` again, so `import spacy.cli` works afterwards as always.
    """
    with _import_lock:
        loaded = sys.modules.get("spacy")
        if loaded is not None:
            return loaded
        if "spacy.cli" in sys.modules:
            return importlib.import_module("spacy")
        stand_ins = {name: types.ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
        stand_ins["spacy.cli"].__dict__["__path__"] = []
        stand_ins["spacy.cli.info"].__dict__["info"] = _spacy_info
        sys.modules.update(stand_ins)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                return importlib.import_module("spacy")
        finally:
            for name, stand_in in stand_ins.items():
                if sys.modules.get(name) is stand_in:
                    del sys.modules[name]


def _spacy_info(*args: object, **kwargs: object) -> object:
    """Stand in for `spacy.info`: import the real one when somebody asks."""
    return importlib.import_module("spacy.cli.info").info(*args, **kwargs)


# --- tokenizer rules ---------------------------------------------------------------------------


def tokenizer_rules(own: Sequence[TokenizerRule] = ()) -> dict[str, Any]:
    """Spandesk's additions to a language's tokenizer, as plain data; `own` are a project's.

    `prefixes`, `infixes`, `suffixes` are regular expressions, `special_cases` whole tokens,
    `cut_words` the pieces of words.
    """
    return {
        "name": tokenizer_name(TOKENIZER_NAME, own),
        "cut_words": [list(rule.pieces) for rule in own if rule.kind is RuleKind.WORD],
        "prefixes": list(_PREFIXES),
        "infixes": [*_INFIXES, *(pattern for rule in own for pattern in rule.patterns)],
        "suffixes": list(_SUFFIXES),
        "special_cases": list(_ABBREVIATIONS),
    }


def apply_tokenizer_rules(nlp: Language, rules: Mapping[str, Any]) -> bool:
    """Add `rules` (see `tokenizer_rules`) to the tokenizer of `nlp`.

    False when its language cuts words by another method, which has no such rules.
    """
    import_spacy()
    from spacy import util
    from spacy.tokenizer import Tokenizer

    # spaCy declares it as a plain callable; most languages have this class.
    old = cast("Any", nlp).tokenizer
    if type(old) is not Tokenizer:
        return False

    def joined(kind: str) -> list[Any]:
        standard = getattr(nlp.Defaults, kind) or ()
        return [*standard, *cast("Sequence[str]", rules.get(kind, ()))]

    own = {word: [{"ORTH": word}] for word in cast("Sequence[str]", rules.get("special_cases", ()))}
    for pieces in cast("Sequence[Sequence[str]]", rules.get("cut_words", ())):
        own["".join(pieces)] = [{"ORTH": piece} for piece in pieces]
    # A new one: each change of an old one would read all its special cases again.
    nlp.tokenizer = Tokenizer(
        nlp.vocab,
        rules={**old.rules, **own},
        prefix_search=util.compile_prefix_regex(joined("prefixes")).search,
        suffix_search=util.compile_suffix_regex(joined("suffixes")).search,
        infix_finditer=util.compile_infix_regex(joined("infixes")).finditer,
        token_match=old.token_match,
        url_match=old.url_match,
        max_cache_size=_CACHE_SIZE,
    )
    return True


def blank(language: str = DEFAULT_LANGUAGE, rules: Sequence[TokenizerRule] = ()) -> Language:
    """A fresh pipeline with nothing but the tokenizer of `language` and Spandesk's rules.

    `rules` are those of a project.

    A language that spaCy lacks, or that needs a package which is not installed, gets the
    multi-language tokenizer.
    """
    spacy = import_spacy()
    try:
        nlp: Language = spacy.blank(language or DEFAULT_LANGUAGE)
    except ImportError:  # what spaCy raises for both
        nlp = spacy.blank(_FALLBACK_LANGUAGE)
    apply_tokenizer_rules(nlp, tokenizer_rules(rules))
    return nlp


@lru_cache(maxsize=8)
def _sentence_cutter(language: str, rules: tuple[TokenizerRule, ...] = ()) -> Language:
    nlp = blank(language, rules)
    nlp.add_pipe("sentencizer")
    nlp.max_length = sys.maxsize
    return nlp


def make_doc(nlp: Language, text: str) -> Doc:
    """Tokenise a text of any length and kind; the doc holds exactly this text.

    The tokens are those of `nlp.make_doc`, except in runs without blanks that would take it hours.
    """
    stretches = list(_tame_stretches(text))
    if len(stretches) < 2:
        return nlp.tokenizer(text)
    from spacy.tokens import Doc

    tokens = [token for start, end in stretches for token in nlp.tokenizer(text[start:end])]
    return Doc(
        nlp.vocab,
        words=[token.text for token in tokens],
        spaces=[bool(token.whitespace_) for token in tokens],
    )


# --- tokens and sentences ----------------------------------------------------------------------


def tokens_of(
    text: str, language: str = DEFAULT_LANGUAGE, rules: tuple[TokenizerRule, ...] = ()
) -> Tokens:
    """Tokens of a text of any length, without those that are blanks only; `rules` of a project."""
    starts, ends = array("I"), array("I")
    nlp = _sentence_cutter(language, rules)
    for base, piece in pieces_of(text):
        for start, end in _stretches(nlp.tokenizer(piece)):
            starts.append(base + start)
            ends.append(base + end)
    return Tokens(starts, ends, tokenizer_name(TOKENIZER_NAME, rules))


def tokenise(article: Article) -> Tokens:
    """Tokens of an article, by its language."""
    return tokens_of(article.text, article.language)


def tokenise_names(names: Sequence[str], language: str = DEFAULT_LANGUAGE) -> list[list[str]]:
    """Tokens of many short names, as they will be in an article; for lists of names.

    Names of letters only, which the tokenizer has no exception for, are cut at their blanks.
    """
    tokenizer = cast("Any", _sentence_cutter(language)).tokenizer
    exceptions = getattr(tokenizer, "rules", {})
    return [
        name.split(" ")
        if name.replace(" ", "").isalpha() and exceptions.keys().isdisjoint(name.split(" "))
        else [token.text for token in tokenizer(name) if not token.is_space]
        for name in names
    ]


def read_text(text: str, language: str = DEFAULT_LANGUAGE) -> tuple[Tokens, list[int]]:
    """Tokens of a text of any length, and the index of each token that begins a sentence.

    Sentences end by rule at `.`, `!`, `?` and the like, and at every line break.
    """
    starts, ends = array("I"), array("I")
    sentence_starts: list[int] = []
    nlp = _sentence_cutter(language)
    begins = True
    for base, piece in pieces_of(text):
        doc = nlp(piece)
        for token in doc:
            begins = begins or bool(token.is_sent_start and token.i)
            if token.is_space:
                begins = begins or "\n" in token.text
                continue
            if begins:
                sentence_starts.append(len(starts))
                begins = False
            starts.append(base + token.idx)
            ends.append(base + token.idx + len(token))
    return Tokens(starts, ends, TOKENIZER_NAME), sentence_starts


def sentences_of(text: str, language: str = DEFAULT_LANGUAGE) -> list[tuple[int, int]]:
    """(start, end) of each sentence, from its first token to its last."""
    tokens, firsts = read_text(text, language)
    lasts = [*(index - 1 for index in firsts[1:]), len(tokens) - 1]
    return [
        (tokens.starts[first], tokens.ends[last])
        for first, last in zip(firsts, lasts, strict=bool(firsts))
    ]


def _stretches(doc: Doc) -> Iterator[tuple[int, int]]:
    from spacy.attrs import IDX, IS_SPACE, LENGTH

    for start, length, is_space in doc.to_array([IDX, LENGTH, IS_SPACE]).tolist():
        if not is_space:
            yield start, start + length


_SIGNS = re.compile(rf"[^\w\s]{{{_LONGEST_SIGNS},}}")
_BLOCK = _LONGEST_SIGNS // 2
_SIGNS_ONLY = re.compile(rf"[^\w\s]{{{_BLOCK}}}")
_RUN = re.compile(rf"\S{{{_LONGEST_RUN},}}")


def pieces_of(text: str, size: int = _CHUNK_CHARACTERS) -> Iterator[tuple[int, str]]:
    """(offset, piece) of pieces up to about `size`, cut so that the tokens are those of the whole.

    The cut is behind a line break, else behind a blank. Only a run without blanks that is too
    long for the tokenizer is cut anywhere.
    """
    for first, end in _tame_stretches(text):
        start = first
        while end - start > size:
            cut = _cut_before(text, start, start + size)
            yield start, text[start:cut]
            start = cut
        if start < end:
            yield start, text[start:end]


def _cut_before(text: str, start: int, end: int) -> int:
    """Where to cut `text[start:end]`: behind its last line break, else its last blank."""
    cut = text.rfind("\n", start + 1, end)
    if cut < 0:
        cut = max(text.rfind(sign, start + 1, end) for sign in " \t\u00a0\u3000")
    if cut < 0:
        return end
    while cut < len(text) and text[cut].isspace():
        cut += 1  # a run of blanks is one token
    return cut


def _tame_stretches(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of the text without runs that would take the tokenizer for ever."""
    start = 0
    for first, last in _wild_runs(text):
        for cut in range(first, last, _LONGEST_SIGNS if _is_sign(text[first]) else _LONGEST_RUN):
            if cut > start:
                yield start, cut
                start = cut
    yield start, len(text)


def _is_sign(char: str) -> bool:
    return not char.isalnum() and char != "_"


def _wild_runs(text: str) -> list[tuple[int, int]]:
    # A run is so long that it fills a block whole: a look at their first signs is far cheaper.
    blocks = range(0, len(text) - _BLOCK + 1, _BLOCK)
    runs: list[tuple[int, int]] = []
    if any(_SIGNS_ONLY.match(text, start) for start in blocks):
        runs = [match.span() for match in _SIGNS.finditer(text)]
    if len(text) > _LONGEST_RUN:
        runs += (match.span() for match in _RUN.finditer(text))
    return sorted(runs)


# --- installed pipelines -----------------------------------------------------------------------


SPAN_COMPONENTS = frozenset(
    {"ner", "beam_ner", "entity_ruler", "spancat", "spancat_singlelabel", "span_ruler"}
)


@dataclass(frozen=True, slots=True)
class PipelineInfo:
    """What a spaCy pipeline says about itself in its `meta.json`; nothing was loaded.

    `name` is what `load_pipeline` takes. `labels` are (component, label) pairs.
    """

    name: str
    version: str = ""
    title: str = ""
    description: str = ""
    language: str = ""
    spacy_version: str = ""
    licence: str = ""
    labels: tuple[tuple[str, str], ...] = ()

    @property
    def finds_spans(self) -> bool:
        """Whether it has a component that sets entities or span groups."""
        return any(component in SPAN_COMPONENTS for component, _ in self.labels)


@dataclass(frozen=True, slots=True)
class LoadedPipeline:
    """A loaded pipeline, what its `meta.json` says, and what spaCy warned of while loading."""

    nlp: Language
    info: PipelineInfo
    meta: Mapping[str, Any]
    warnings: tuple[str, ...] = ()


def installed_pipelines() -> list[PipelineInfo]:
    """Pipelines installed as packages, by name; reads their `meta.json`, imports nothing."""
    found: dict[str, PipelineInfo] = {}
    for entry in metadata.entry_points(group="spacy_models"):
        directory = _package_directory(entry.name)
        meta = _read_meta(directory) if directory else None
        if meta is not None:
            found[entry.name] = _pipeline_info(entry.name, meta)
    return [found[name] for name in sorted(found)]


def pipeline_info(name_or_path: str) -> PipelineInfo:
    """What the pipeline says about itself; raises `PipelineMissingError` when there is none."""
    return _pipeline_info(name_or_path, _require_meta(name_or_path)[1])


def load_pipeline(name_or_path: str) -> LoadedPipeline:
    """Load an installed pipeline package or a pipeline directory.

    Raises `PipelineMissingError` when there is none, `PipelineLoadError` when it does not load.
    """
    directory, meta = _require_meta(name_or_path)
    spacy = import_spacy()
    # What loading a damaged or foreign pipeline raises was seen to be any of these.
    expected = (
        OSError, ValueError, LookupError, TypeError, AttributeError, ImportError, RuntimeError,
        AssertionError, EOFError, UnicodeError,
    )  # fmt: skip
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        try:
            is_package = not Path(name_or_path).exists()
            nlp = spacy.load(name_or_path if is_package else directory)
        except expected as error:
            raise PipelineLoadError(
                suggester=name_or_path, reason=_short(error), spacy_version=spacy.__version__
            ) from error
    told = tuple(dict.fromkeys(str(w.message) for w in caught if w.category is UserWarning))
    return LoadedPipeline(nlp, _pipeline_info(name_or_path, meta), meta, told)


def _require_meta(name_or_path: str) -> tuple[Path, Mapping[str, Any]]:
    directory = Path(name_or_path)
    if not directory.exists():
        found = _package_directory(name_or_path)
        if found is None:
            raise PipelineMissingError(suggester=name_or_path)
        directory = found
    meta = _read_meta(directory)
    if meta is None:
        raise PipelineLoadError(suggester=name_or_path, reason="no readable meta.json")
    return directory, meta


def _package_directory(name: str) -> Path | None:
    """Directory of an installed top-level package, which is not imported for it."""
    if not name.isidentifier():
        return None
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.origin:
        return None
    directory = Path(spec.origin).parent
    return directory if (directory / "meta.json").is_file() else None


def _read_meta(directory: Path) -> Mapping[str, Any] | None:
    try:
        meta = json.loads((directory / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return cast("Mapping[str, Any]", meta) if isinstance(meta, dict) else None


def _pipeline_info(name: str, meta: Mapping[str, Any]) -> PipelineInfo:
    labels = meta.get("labels")
    pairs = tuple(
        (str(component), str(label))
        for component, names in (labels.items() if isinstance(labels, dict) else ())
        if isinstance(names, (list, tuple))
        for label in cast("Sequence[object]", names)
    )
    return PipelineInfo(
        name=name,
        version=str(meta.get("version", "")),
        title=f"{meta.get('lang', '')}_{meta.get('name', '')}".strip("_"),
        description=str(meta.get("description", "")),
        language=str(meta.get("lang", "")),
        spacy_version=str(meta.get("spacy_version", "")),
        licence=str(meta.get("license", "")),
        labels=pairs,
    )


def _short(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return " ".join([type(error).__name__ + ":", *lines])[:500]
