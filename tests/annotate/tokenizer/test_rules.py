"""Tokenizer rules: made from a span, kept, cutting only what they say, part of every export."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import DocBin

from annotate.articles import Article, ArticleState
from annotate.edits import EditGroup, PutSpan, PutState
from annotate.pipeline import TOKENIZER_NAME, tokens_of
from annotate.project import Project
from annotate.spans import Layer, Span
from annotate.tasks import export_project, suggest_project
from annotate.tokenizer.preview import preview_in_worker
from annotate.tokenizer.rules import (
    SETTING,
    RuleKind,
    TokenizerRule,
    as_setting,
    rules_from,
    sign_rules,
    tokenizer_name,
    with_rules,
    word_rules,
)
from annotate.training.export import ExportOptions

TEXT = (
    "U.S.-backed troops met U.N.-brokered envoys on the Kyiv–Moscow train after Covid-19. "
    "A (Covid-19/flu) wave hit AntiCovid-19 groups, and Covid-191 was no virus."
)


def cut(text: str, *rules: TokenizerRule) -> list[str]:
    return [text[start:end] for start, end in tokens_of(text, "en", rules)]


def word(*pieces: str) -> TokenizerRule:
    return TokenizerRule(RuleKind.WORD, pieces)


def sign(text: str) -> TokenizerRule:
    return TokenizerRule(RuleKind.SIGN, (text,))


def place(surface: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(surface)
    return start, start + len(surface)


def test_a_word_rule_cuts_that_word_wherever_it_stands() -> None:
    rule = word("Covid", "-19")
    tokens = cut(TEXT, rule)
    assert tokens.count("Covid") == tokens.count("-19") == 2
    assert "AntiCovid-19" in tokens
    assert "Covid-191" in tokens
    assert "".join(tokens) == "".join(cut(TEXT)), "nothing is lost"


def test_an_exception_of_the_language_can_be_cut() -> None:
    assert "U.S." in cut("The U.S. said so.")
    assert cut("The U.S. said so.", word("U.S", "."))[1:3] == ["U.S", "."]


def test_a_sign_rule_cuts_every_word_at_the_sign() -> None:
    tokens = cut(TEXT, sign("-"))
    assert "AntiCovid" in tokens
    assert tokens.count("Covid") == 3
    assert cut("a -5 b- -", sign("-")) == cut("a -5 b- -"), "only between letters and digits"
    assert cut("ab+cd (e)", sign("+")) == ["ab", "+", "cd", "(", "e", ")"]


def test_rules_come_from_a_span_off_the_tokens() -> None:
    tokens = tokens_of(TEXT)
    start, end = place("Covid")
    assert word_rules(TEXT, tokens, start, end) == (word("Covid", "-19"),)
    assert sign_rules(TEXT, tokens, start, end) == (sign("-"),)
    assert word_rules(TEXT, tokens, end + 1, end + 3) == (word("Covid-", "19"),)
    assert sign_rules(TEXT, tokens, end + 1, end + 3) == (sign("-"),)
    start, end = place("oscow tra")
    assert word_rules(TEXT, tokens, start, end) == (word("M", "oscow"), word("tra", "in"))
    assert sign_rules(TEXT, tokens, start, end) == ()
    assert word_rules(TEXT, tokens, *place("Moscow")) == ()


def test_a_second_cut_of_a_word_keeps_the_first() -> None:
    first = word("Covid", "-19")
    tokens = tokens_of(TEXT, "en", (first,))
    start = TEXT.index("Covid-19") + 6
    more = word_rules(TEXT, tokens, start, start + 2, (first,))
    assert more == (word("Covid", "-", "19"),)
    rules = with_rules((first, sign("/")), more)
    assert rules == (sign("/"), more[0])
    assert tokens_of(TEXT, "en", rules).is_aligned(start, start + 2)
    assert tokens_of(TEXT, "en", rules).is_aligned(start - 6, start - 1)


def test_rules_are_kept_as_a_setting_and_name_the_tokens() -> None:
    rules = (word("Covid", "-19"), sign("–"))
    assert rules_from(as_setting(rules)) == rules
    assert rules_from("") == rules_from("{") == rules_from('{"a": 1}') == ()
    bad = (
        '[{"kind": "word", "pieces": ["one"]}, {"kind": "sign", "pieces": [" "]},'
        ' {"kind": "sign", "pieces": [1]}, 7, {"kind": "word", "pieces": ["a", "b"]}]'
    )
    assert rules_from(bad) == (word("a", "b"),)
    names = {tokenizer_name(TOKENIZER_NAME, each) for each in ((), rules[:1], rules)}
    assert len(names) == 3
    assert tokens_of(TEXT, "en", rules).tokenizer in names


@given(
    st.lists(
        st.sampled_from(["Covid-19", "U.S.", "a.b", "Kyiv–Moscow", "can't", "x", "(y)", "5%"])
    ),
    st.data(),
)
def test_a_rule_only_ever_cuts(words: list[str], data: st.DataObject) -> None:
    text = " ".join(["x", *words])
    old = tokens_of(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    for rules in (word_rules(text, old, start, end), sign_rules(text, old, start, end)):
        new = tokens_of(text, "en", rules)
        assert set(old.starts) <= set(new.starts)
        assert set(old.ends) <= set(new.ends)


# -- in a project ----------------------------------------------------------------------------------


class Calm:
    """A job that nobody cancels."""

    is_cancelled = False

    def progress(self, done: int, total: int, note: str = "") -> None: ...

    def emit(self, batch: object) -> None: ...


WANTED = ("U.S.", "U.N.", "Kyiv", "Moscow", "Covid")


@pytest.fixture
def project(make_project: Callable[..., Project]) -> Project:
    """Four done articles with the spans that tokenizers get wrong, and a rule for one of them."""
    articles = [Article(f"a{n}", f"{TEXT} Day {n}.", title=f"Day {n}") for n in range(4)]
    made = make_project("rules", articles=articles)
    for article in articles:
        desk = made.open_article(article.id)
        spans = [
            Span(f"{article.id}{n}", *place(surface), "ORG", Layer.ENTITY)
            for n, surface in enumerate(WANTED)
        ]
        edits = [PutSpan(None, span) for span in spans]
        step = EditGroup((*edits, PutState(desk.annotations.state, ArticleState.DONE)), "gold")
        desk.apply(step)
        made.write_edit(desk.article, step, why="hand", title="gold").result()
    return made


def test_the_preview_counts_what_changes(project: Project) -> None:
    path = str(project.path)
    found = preview_in_worker(Calm(), path, (), (word("Covid", "-19"),))
    assert (found.articles, found.places, found.fitting, found.broken) == (4, 8, 4, 0)
    assert found.words == (("Covid-19", ("Covid", "-19"), 8),)
    wide = preview_in_worker(Calm(), path, (), (sign("-"),))
    assert {text for text, _, _ in wide.words} == {"Covid-19", "AntiCovid-19", "Covid-191"}
    back = preview_in_worker(Calm(), path, (sign("-"),), ())
    assert back.broken == 4
    assert preview_in_worker(Calm(), path, (), (word("Zz", "top"),)).places == 0


def test_stored_tokens_follow_the_rules(project: Project) -> None:
    suggest_project(project, suggesters=("rules",))
    before = project.tokens("a0")
    assert before is not None
    assert not before.is_aligned(*place("Covid"))
    project.set_setting(SETTING, as_setting([word("Covid", "-19")])).result()
    suggest_project(project, suggesters=("rules", "lexicon"))
    after = project.tokens("a0")
    assert after is not None
    assert after.tokenizer != before.tokenizer
    assert after.is_aligned(*place("Covid"))


def test_training_cuts_the_text_as_the_window_does(project: Project, tmp_path: Path) -> None:
    plain = export_project(project, tmp_path / "plain", options=ExportOptions())
    assert len(plain.unaligned) == 4
    project.set_setting(SETTING, as_setting([word("Covid", "-19")])).result()
    out = tmp_path / "out"
    report = export_project(project, out, options=ExportOptions())
    assert not report.unaligned
    assert report.tokenizer != plain.tokenizer
    done = subprocess.run(
        [
            sys.executable, "-m", "spacy", "train", "config.cfg", "--code", "functions.py",
            "--output", "model", "--training.max_steps", "40", "--training.eval_frequency", "20",
        ],
        cwd=out, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    nlp = spacy.load(out / "model" / "model-last")
    doc = nlp(TEXT)
    assert [token.text for token in doc if not token.is_space] == cut(TEXT, word("Covid", "-19"))
    assert {ent.text for ent in doc.ents} >= set(WANTED), "it has learned these few by heart"
    gold = list(DocBin().from_disk(out / "train.spacy").get_docs(nlp.vocab))
    for one in gold:
        again = nlp.make_doc(one.text)
        assert [token.idx for token in again] == [token.idx for token in one]
        for ent in one.ents:
            assert again.char_span(ent.start_char, ent.end_char) is not None
    assert set(WANTED) == set(itertools.chain.from_iterable({e.text for e in d.ents} for d in gold))
