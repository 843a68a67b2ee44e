"""What comes off the clipboard."""

from __future__ import annotations

from annotate.errors import ArticleEmptyError, ArticleUnreadableError
from annotate.exchange.drafts import ArticleDraft, ReadOptions, Refusal
from annotate.exchange.paste import read_clipboard
from tests.annotate.exchange.test_pages import HEAD, PARAGRAPHS, make_page

PLAIN = "Storm closes harbour\n\nThe harbour was closed."


def pasted(**clipboard: str) -> ArticleDraft:
    outcome = read_clipboard(**clipboard)
    assert isinstance(outcome, ArticleDraft)
    return outcome


def test_plain_text_stays_as_it_is() -> None:
    draft = pasted(text=PLAIN + "\r\n")
    assert draft.article.text == PLAIN + "\n"
    assert draft.article.title == "Storm closes harbour"
    assert draft.source == "clipboard"
    assert draft.source_path is None


def test_a_copied_page_gives_its_article() -> None:
    draft = pasted(html=make_page(*PARAGRAPHS, head=HEAD), text="Home\nWorld\nWe use cookies …")
    assert "cookies" not in draft.article.text
    assert PARAGRAPHS[0] in draft.article.text
    assert draft.article.title == "Storm closes harbour"
    assert draft.article.date == "2021-04-02"
    assert draft.article.source == "Harbour News"


def test_a_selection_loses_nothing() -> None:
    html = "<!--StartFragment--><p>Storm closes harbour</p><p>Short.</p><!--EndFragment-->"
    draft = pasted(html=html, text="Storm closes harbour\n\nShort.")
    assert draft.article.text == "Storm closes harbour\n\nShort."


def test_html_alone_is_read_even_if_it_is_no_page() -> None:
    draft = pasted(html="<h1>Storm closes harbour</h1><p>Short &amp; sad.</p>")
    assert draft.article.text == "Storm closes harbour\nShort & sad."


def test_a_page_without_an_article_falls_back_to_the_text() -> None:
    draft = pasted(html="<nav>Menu</nav><form></form>", text="Three words only")
    assert draft.article.text == "Three words only"


def test_an_empty_clipboard_is_refused() -> None:
    for outcome in (read_clipboard(), read_clipboard(text=" \n"), read_clipboard(html="<p></p>")):
        assert isinstance(outcome, Refusal)
        assert isinstance(outcome.error, ArticleEmptyError)
        assert outcome.source == "clipboard"


def test_a_clipboard_over_the_limit_is_refused() -> None:
    options = ReadOptions(max_text_bytes=1000)
    outcome = read_clipboard(text="word " * 1000, options=options)
    assert isinstance(outcome, Refusal)
    assert isinstance(outcome.error, ArticleUnreadableError)
    assert outcome.error.fields["reason"] == "too_large"
