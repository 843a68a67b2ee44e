"""Markdown as readable text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.exchange.markdown import read_markdown, split_front_matter

PAGE = """\
---
title: "Port closed: what now?"
date: 2021-04-02  # a Friday
tags: [port, trade]
authors:
  - Ana Petrova
---

# Port **closed**

The port of *Varna* was closed on Monday,
said [Ana Petrova](https://news.example/ana "profile") of `HU`.\\
Nobody was hurt.

![A crane at night](crane.png)

* ships wait
* crews
  1. eat
  2. sleep

> “We wait,” he said.

| ship | days |
|------|------|
| Ada  | 3    |
| Bert | 12   |

Setext heading
--------------

AT&amp;T &copy; 2021 <b>bold</b> and 2 < 3, snake_case and 5*3*2.

<div class="ad"><script>var x = 1;</script>Sponsored &amp; paid</div>

    indented code

Last one.
"""


def test_a_whole_page() -> None:
    found = read_markdown(PAGE)
    assert found.text == (
        "Port closed\n"
        "\n"
        "The port of Varna was closed on Monday, said Ana Petrova of HU.\n"
        "Nobody was hurt.\n"
        "\n"
        "A crane at night\n"
        "\n"
        "- ships wait\n"
        "- crews\n"
        "  1. eat\n"
        "  2. sleep\n"
        "\n"
        "“We wait,” he said.\n"
        "\n"
        "ship | days\n"
        "Ada | 3\n"
        "Bert | 12\n"
        "\n"
        "Setext heading\n"
        "\n"
        "AT&T © 2021 bold and 2 < 3, snake_case and 532.\n"
        "\n"
        "Sponsored & paid\n"
        "\n"
        "indented code\n"
        "\n"
        "Last one.\n"
    )
    assert found.heading == "Port closed"
    assert found.front_matter == {"title": "Port closed: what now?", "date": "2021-04-02"}
    assert found.left_behind == ["tags", "authors"]


def test_toml_front_matter() -> None:
    plain, left_behind, body = split_front_matter(
        '+++\ntitle = "Port"\ndate = 2021-04-02\ntags = ["a"]\n+++\nText.\n'
    )
    assert plain == {"title": "Port", "date": "2021-04-02"}
    assert left_behind == ["tags"]
    assert body == "Text.\n"


@pytest.mark.parametrize(
    "source",
    [
        "---\n\nA rule on top, and then text.\n\n---\n",
        "--- no fence\ntitle: x\n---\n",
        "+++\nnot toml at all\n+++\n",
        "---\ntitle: never closed\n",
        "Text first.\n\n---\ntitle: x\n---\n",
    ],
)
def test_what_is_no_front_matter_stays_text(source: str) -> None:
    assert split_front_matter(source) == ({}, [], source)


def test_plain_prose_stays_as_it_is() -> None:
    prose = "The port was closed.\n\nNobody was hurt; 12 ships wait.\n"
    assert read_markdown(prose).text == prose


def test_lists_and_paragraphs_keep_their_distance() -> None:
    text = read_markdown("Before\n\n- one\n- two\n\nAfter\n\n- three\n").text
    assert text == "Before\n\n- one\n- two\n\nAfter\n\n- three\n"


@given(st.text())
def test_any_text_is_read(source: str) -> None:
    text = read_markdown(source.replace("\r", "\n")).text
    assert text == "" or text.endswith("\n")


@given(st.lists(st.text("abc xyz.,", min_size=1).map(str.strip).filter(bool), min_size=1))
def test_words_survive(paragraphs: list[str]) -> None:
    text = read_markdown("\n\n".join(f"**{part}**" for part in paragraphs)).text
    assert text.replace("*", "").split() == " ".join(paragraphs).split()


def test_nesting_that_people_write_is_kept() -> None:
    nested = "".join("  " * depth + f"- item{depth}\n" for depth in range(12))
    assert [line.strip() for line in read_markdown(nested).text.splitlines()] == [
        f"- item{depth}" for depth in range(12)
    ]


def test_what_lies_too_deep_is_said_to_be_left_behind() -> None:
    nested = "".join("  " * depth + f"- item{depth}\n" for depth in range(80))
    found = read_markdown(nested)
    assert "item79" not in found.text
    assert found.left_behind == ["deep nesting"]


def test_a_paragraph_of_brackets_is_text() -> None:
    source = "[a](b) " * 4000
    assert read_markdown(source).text.split() == source.split()
    assert read_markdown("[a](b) " * 1000).text.split() == ["a"] * 1000


@pytest.mark.parametrize("source", [">" * 3000 + " x", "[" * 3000 + "x" + "]" * 3000, "*" * 9999])
def test_deep_nesting_ends(source: str) -> None:
    assert len(read_markdown(source).text) <= len(source) + 1
