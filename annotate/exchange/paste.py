"""Articles from the clipboard: plain text as it is, or the article of a copied page."""

from __future__ import annotations

import re

from annotate.errors import AnnotateError, ArticleUnreadableError
from annotate.exchange.drafts import (
    DEFAULTS,
    ArticleDraft,
    Facts,
    ReadOptions,
    Refusal,
    draft_article,
)
from annotate.exchange.pages import Page, read_page
from annotate.exchange.titles import headline
from annotate.exchange.visible_text import visible_text
from annotate.text import normalise_text

SOURCE = "clipboard"
"""What reports call the clipboard."""

# A selection with these in it is (most of) a page; without them it is the text that was wanted.
_FURNITURE = re.compile(
    r"<(?:nav|header|footer|aside|form|article|main|iframe|input)\b|role=[\"'](?:navigation|banner)",
    re.IGNORECASE,
)


def read_clipboard(
    *, html: str | None = None, text: str | None = None, options: ReadOptions = DEFAULTS
) -> ArticleDraft | Refusal:
    """The article on the clipboard, from its HTML form, its plain form, or both.

    A copied page goes through the extraction of articles. A selection of paragraphs is taken as
    selected: nothing of it may be lost, so its plain form counts. Nothing is fetched.
    """
    try:
        page = _page(html, text, options)
        if page is not None:
            facts = page.facts
            title = facts.title or headline(page.text)
            facts = facts._replace(title=title)
            return draft_article(page.text, facts, options=options, source=SOURCE)
        plain = text if text is not None else visible_text(html or "")
        facts = Facts(title=headline(normalise_text(plain[:4000]).text))
        return draft_article(plain, facts, options=options, source=SOURCE)
    except AnnotateError as error:
        return Refusal(SOURCE, None, error)


def _page(html: str | None, text: str | None, options: ReadOptions) -> Page | None:
    """The article in `html` if it is a page, or if there is no plain text to take instead."""
    if html is None or len(html) > options.max_markup_bytes:
        return None
    if text is not None and text.strip() and not _FURNITURE.search(html):
        return None
    try:
        return read_page(html, source=SOURCE)
    except ArticleUnreadableError:
        return None
