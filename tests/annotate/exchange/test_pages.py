"""Articles out of HTML pages; the pages are made here."""

from __future__ import annotations

import socket
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import ArticleUnreadableError
from annotate.exchange.pages import read_page
from annotate.exchange.visible_text import visible_text

PARAGRAPHS = (
    "The harbour of Varna was closed on Monday after a storm damaged two cranes, Ana Petrova said.",
    "Twelve ships are waiting outside. Their crews, she added, have food for a week &amp; more.",
    "The Harbour Union called the closure “long overdue” and asked for new cranes.",
)


def make_page(*paragraphs: str, head: str = "", body: str = "", lang: str = "en") -> str:
    article = "".join(f"<p>{text}</p>" for text in paragraphs)
    return f"""<!doctype html><html lang="{lang}"><head><meta charset="utf-8">
    <title>Storm closes harbour - Harbour News</title>{head}<style>p {{ color: red }}</style>
    <script>var text = "The script says nothing.";</script></head><body>
    <nav><ul><li><a href="/">Home</a></li><li><a href="/war">World</a></li></ul></nav>
    <div class="cookie-banner">We use cookies to track you. <button>Accept all</button></div>
    <article><h1>Storm closes harbour</h1>{article}{body}</article>
    <aside><h3>Read more</h3><a href="/2">Ten cranes that fell</a></aside>
    <section id="comments"><p>anna12: what a storm, I have never seen one like it!</p></section>
    <footer>&copy; 2021 Harbour News. All rights reserved.</footer></body></html>"""


HEAD = (
    '<meta property="article:published_time" content="2021-04-02T18:04:00+00:00">'
    '<meta property="og:site_name" content="Harbour News">'
    '<meta name="author" content="Bo Lind">'
)


def test_the_article_and_nothing_else() -> None:
    page = read_page(make_page(*PARAGRAPHS, head=HEAD), source="a.html")
    assert page.text.split("\n\n") == [
        "Storm closes harbour",
        PARAGRAPHS[0],
        PARAGRAPHS[1].replace("&amp;", "&"),
        PARAGRAPHS[2] + "\n",
    ]
    assert page.facts.title == "Storm closes harbour"
    assert page.facts.date == "2021-04-02"
    assert page.facts.source == "Harbour News"
    assert page.facts.language == "en"
    assert ("author", "Bo Lind") in page.facts.meta


def test_lists_quotes_line_breaks_and_tables_are_lines() -> None:
    body = (
        "<ul><li>two cranes fell over</li><li>one ship sank</li></ul>"
        "<blockquote><p>We have waited for years, said the union’s chair.</p></blockquote>"
        "<table><tr><td>Ada</td><td>3 days</td></tr><tr><td>Bert</td><td>12 days</td></tr></table>"
        "<p>First line of a longer address,<br>second line of the same address.</p>"
    )
    text = read_page(make_page(*PARAGRAPHS, body=body), source="a.html").text
    assert "- two cranes fell over\n- one ship sank" in text
    assert "\n\nWe have waited for years, said the union’s chair.\n\n" in text
    assert "Ada | 3 days" in text
    assert "First line of a longer address,\nsecond line of the same address." in text


def test_paragraphs_and_lists_in_lists() -> None:
    body = (
        "<ul><li><p>two cranes fell over in the night</p><p>they were old</p></li>"
        "<li>one ship sank <ul><li>with its crew of nine</li></ul> and one did not</li></ul>"
    )
    text = read_page(make_page(*PARAGRAPHS, body=body), source="a.html").text
    for line in (
        "- two cranes fell over in the night\n",
        "- one ship sank\n",
        "- with its crew of nine\n",
        "\nand one did not\n",
    ):
        assert line in text


def test_white_space_of_the_source_is_no_text() -> None:
    spread = PARAGRAPHS[0].replace(" ", "\n      ")
    assert PARAGRAPHS[0] in read_page(make_page(spread, *PARAGRAPHS[1:]), source="a.html").text


def test_the_language_of_the_page() -> None:
    page = read_page(make_page(*PARAGRAPHS, lang="fr-CH"), source="a.html")
    assert page.facts.language == "fr-CH"


def test_xhtml_with_its_own_declaration() -> None:
    page = make_page(*PARAGRAPHS).replace(
        "<!doctype html>", '<?xml version="1.0" encoding="utf-8"?>'
    )
    assert "“long overdue”" in read_page(page, source="a.xhtml").text


SIGN_IN = """<html><head><title>Sign in</title></head><body><form><input name="u">
<input name="p" type="password"><button>Sign in</button></form></body></html>"""
WALL = SIGN_IN.replace(
    "<form>", "<p>By going on you agree to our terms of use and to our privacy policy.</p><form>"
)


@pytest.mark.parametrize(
    "html",
    [
        SIGN_IN,
        WALL,
        "",
        "<html></html>",
        "not html at all",
        "<p>",
        "\x00\x01",
        "<html><body><ul><li><a href='/'>Home</a></li><li>World</li></ul></body></html>",
        "<!-- only a comment -->",
    ],
)
def test_a_page_without_an_article_is_refused_by_name(html: str) -> None:
    with pytest.raises(ArticleUnreadableError) as caught:
        read_page(html, source="signin.html")
    assert caught.value.fields == {"source": "signin.html", "reason": "no_article"}


def test_nothing_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> NoReturn:
        pytest.fail("a page was followed into the network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    head = HEAD + (
        '<link rel="canonical" href="https://news.example/storm">'
        '<meta property="og:image" content="https://news.example/storm.jpg">'
    )
    body = '<img src="https://news.example/a.png"><iframe src="https://news.example/x"></iframe>'
    page = read_page(make_page(*PARAGRAPHS, head=head, body=body), source="a.html")
    assert ("url", "https://news.example/storm") in page.facts.meta


def test_deep_nesting_ends() -> None:
    deep = "<div>" * 5000 + "<p>" + PARAGRAPHS[0] + "</p>" + "</div>" * 5000
    try:
        page = read_page(make_page(*PARAGRAPHS[1:], body=deep), source="a.html")
    except ArticleUnreadableError as error:
        assert error.fields["reason"] == "no_article"  # noqa: PT017 - either outcome is right
    else:
        assert PARAGRAPHS[2] in page.text


PIECES = ["<p>", "</p>", "<li>", "<b", ">", "&#0;", "&amp", "\x00", "<table>", "<td>", "</table>"]
PIECES += ["<script>", "<!--", "-->", "<![CDATA[", "long words of a longer sentence, ", "é"]


@given(st.lists(st.sampled_from(PIECES)))
def test_broken_markup_gives_an_article_or_a_refusal(pieces: list[str]) -> None:
    try:
        page = read_page("<html><body>" + "".join(pieces), source="a.html")
    except ArticleUnreadableError as error:
        assert error.fields["source"] == "a.html"  # noqa: PT017 - either outcome is right
    else:
        assert page.text.strip()


def test_visible_text_keeps_blocks_apart() -> None:
    html = (
        "<title>no</title><style>p{}</style><h1>One</h1><p>two\n <b>th</b>ree<br>four</p>"
        "<script>no</script><ul><li>five &amp; 5<li>six</ul>"
    )
    assert visible_text("<p>6&nbsp;p.m.\u00a0 x</p>") == "6\u00a0p.m.\u00a0 x"
    assert visible_text(html) == "One\ntwo three\nfour\nfive & 5\nsix"
