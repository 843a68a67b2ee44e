"""Files and folders in: every kind, every ugly one, in order, with progress and cancel."""

from __future__ import annotations

import json
import os
import socket
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.errors import ArticleEmptyError, JobCancelled
from annotate.exchange.drafts import ArticleDraft, Note, NoteCode, ReadOptions, Refusal
from annotate.exchange.reading import read_paths
from annotate.exchange.report import reason_of
from tests.annotate.exchange.test_pages import HEAD, PARAGRAPHS, SIGN_IN, make_page

STORY = (
    "Storm closes harbour\n\n"
    "The harbour was closed on Monday after a storm, said Ana Petrova. Two cranes fell.\n"
)


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(*paths: Path, options: ReadOptions | None = None) -> list[ArticleDraft | Refusal]:
    return list(read_paths(paths, options=options or ReadOptions()))


def read_one(path: Path, content: str | bytes, **options: object) -> ArticleDraft:
    (draft,) = read(write(path, content), options=ReadOptions(**options))  # type: ignore[arg-type]
    assert isinstance(draft, ArticleDraft), draft
    assert draft.source_path == path
    assert draft.source == str(path)
    return draft


def refused(path: Path, content: str | bytes, **options: object) -> str:
    (refusal,) = read(write(path, content), options=ReadOptions(**options))  # type: ignore[arg-type]
    assert isinstance(refusal, Refusal), refusal
    assert refusal.source == str(path)
    assert refusal.error.fields["source"] == str(path)
    return reason_of(refusal.error)


def outcomes(found: list[ArticleDraft | Refusal]) -> list[tuple[str, int | None, str]]:
    return [
        (Path(item.source).name, item.line, "")
        if isinstance(item, ArticleDraft)
        else (Path(item.source).name, item.line, reason_of(item.error))
        for item in found
    ]


# -- plain text ------------------------------------------------------------------------------------


def test_plain_text_stays_as_it_is(tmp_path: Path) -> None:
    draft = read_one(tmp_path / "2021-04-02 storm.txt", STORY)
    assert draft.article.text == STORY
    assert draft.article.title == "Storm closes harbour"
    assert draft.article.date == "2021-04-02"
    assert draft.article.source == "2021-04-02 storm.txt"
    assert draft.article.language == "en"
    assert draft.article.id == draft.fingerprint[:16]
    assert (draft.line, draft.notes) == (None, ())


def test_a_text_without_a_headline_is_called_by_its_file(tmp_path: Path) -> None:
    draft = read_one(tmp_path / "storm_2.txt", "The harbour was closed on Monday.\n")
    assert draft.article.title == "storm_2"


def test_a_scrapers_prefix_is_no_title_but_is_text(tmp_path: Path) -> None:
    draft = read_one(tmp_path / "a.txt", f"\nYou're reading: {STORY}")
    assert draft.article.title == "Storm closes harbour"
    assert draft.article.text.startswith("\nYou're reading: ")


def test_windows_text(tmp_path: Path) -> None:
    raw = "\ufeff" + STORY.replace("\n", "\r\n") + "At 6\u00a0p.m.\u2028it ended."
    draft = read_one(tmp_path / "a.txt", raw)
    assert draft.article.text == STORY + "At 6\u00a0p.m.\nit ended."
    assert draft.notes == (Note(NoteCode.BOM), Note(NoteCode.LINE_ENDS, 4))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_marked_encodings_are_no_guess(tmp_path: Path, encoding: str) -> None:
    draft = read_one(tmp_path / "a.txt", (STORY + "🎉").encode(encoding))
    assert draft.article.text == STORY + "🎉"
    assert draft.notes == (Note(NoteCode.BOM),)


def test_a_guessed_encoding_is_noted(tmp_path: Path) -> None:
    text = STORY + "“The café’s gone,” said José.\n"
    draft = read_one(tmp_path / "a.txt", text.encode("cp1252"))
    assert draft.article.text == text
    assert draft.notes == (Note(NoteCode.ENCODING, "cp1252"),)


def test_an_encoding_can_be_told(tmp_path: Path) -> None:
    draft = read_one(tmp_path / "a.txt", "Łódź śpi.".encode("iso8859_2"), encoding="iso8859_2")
    assert draft.article.text == "Łódź śpi."
    assert draft.notes == ()


@pytest.mark.parametrize(
    "text",
    [
        "🇺🇦 Varna 👩\u200d🚒 Zu\u0308rich soft\u00adhyphen zero\u200bwidth",
        "The minister שלום met الوزير in Varna.",
        '<b>Bold</b> <script>alert(1)</script> =HYPERLINK("x") %s {0} ${HOME} &lt;tag&gt;',
        "One line. " * 15_000,
        "Tabs\tand\x0cform feeds\x85and\u2003wide blanks",
    ],
)
def test_ugly_texts_are_kept_code_point_by_code_point(tmp_path: Path, text: str) -> None:
    draft = read_one(tmp_path / "a.txt", text)
    assert draft.article.text == text
    assert draft.notes == ()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (" \n\t\n\u00a0\u200b", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (bytes(range(256)) * 40, "binary"),
        (b"%PDF-1.7 text", "binary"),
        (b"\x81\x8d\x8f\x90" * 50, "encoding"),
    ],
)
def test_what_is_no_text_is_refused_by_name(
    tmp_path: Path, content: str | bytes, reason: str
) -> None:
    assert refused(tmp_path / "a.txt", content) == reason


def test_texts_over_the_limit_are_refused_unread(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.txt", "word " * 50, max_text_bytes=100) == "too_large"
    assert refused(tmp_path / "a.html", "word " * 50, max_markup_bytes=100) == "too_large"
    sparse = tmp_path / "sparse.txt"
    with sparse.open("wb") as stream:
        stream.truncate(5_000_000_000)
    (refusal,) = read(sparse)
    assert isinstance(refusal, Refusal)
    assert refusal.error.fields["size"] == 5_000_000_000


# -- Markdown and HTML -----------------------------------------------------------------------------


def test_markdown(tmp_path: Path) -> None:
    draft = read_one(
        tmp_path / "a.md",
        "---\r\ntitle: Storm\r\ndate: 2 April 2021\r\nsite: Harbour News\r\nlang: en-GB\r\n"
        "author: Bo Lind\r\ntags: [a, b]\r\n---\r\n# Storm *closes* harbour\r\n\r\nTwo fell.\r\n",
    )
    article = draft.article
    assert article.text == "Storm closes harbour\n\nTwo fell.\n"
    assert (article.title, article.date, article.source) == ("Storm", "2021-04-02", "Harbour News")
    assert article.language == "en"
    assert article.meta == (("author", "Bo Lind"), ("published", "2 April 2021"))
    assert draft.notes == (Note(NoteCode.NOT_CARRIED, "tags"),)


def test_markdown_without_front_matter(tmp_path: Path) -> None:
    draft = read_one(tmp_path / "2021-04-02.markdown", "# Storm\n\nTwo cranes fell.\n")
    assert (draft.article.title, draft.article.date) == ("Storm", "2021-04-02")
    assert refused(tmp_path / "b.md", "---\ntitle: Nothing below\n---\n") == "empty"


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.xhtml"])
def test_pages(tmp_path: Path, name: str) -> None:
    draft = read_one(tmp_path / name, make_page(*PARAGRAPHS, head=HEAD))
    assert draft.article.title == "Storm closes harbour"
    assert draft.article.date == "2021-04-02"
    assert draft.article.source == "Harbour News"
    assert "cookies" not in draft.article.text
    assert draft.notes == ()


def test_a_page_in_latin_1(tmp_path: Path) -> None:
    paragraph = "Près de 2 000 dockers ont manifesté mardi à Sète, a déclaré le syndicat des ports."
    page = make_page(paragraph, lang="fr").replace("utf-8", "iso-8859-1")
    draft = read_one(tmp_path / "a.html", page.encode("latin-1"))
    assert paragraph in draft.article.text
    assert draft.article.language == "fr"
    assert draft.article.source == "a.html"


def test_a_page_that_is_no_article_is_refused_by_name(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.html", SIGN_IN) == "no_article"


# -- JSON ------------------------------------------------------------------------------------------

MIXED = b"""
{"id":1,"text":"The port was closed.","title":"Port closed"}
{"id":2,"text":""}
{"id":3}
{"id":4,"text":"Cut

{"id":5,"text":"Crews are waiting.","title":null}
[1,2]
{"id":5,"text":"Same id, other text."}
{"id":6,"text":"The port was closed."}"""


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.json"])
def test_json_lines_one_by_one(tmp_path: Path, name: str) -> None:
    content = MIXED.lstrip() if name == "a.json" else MIXED
    shift = 1 if name == "a.json" else 0
    assert outcomes(read(write(tmp_path / name, content))) == [
        (name, line - shift, reason)
        for line, reason in (
            (2, ""),
            (3, "empty"),
            (4, "no_text"),
            (5, "not_json"),
            (7, ""),
            (8, "not_object"),
            (9, ""),
            (10, ""),
        )
    ]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
@pytest.mark.parametrize("indent", [None, 2])
def test_a_list_of_records(tmp_path: Path, name: str, indent: int | None) -> None:
    records = [{"text": "One [1], {two}."}, {"text": ""}, {"text": 'Th"ree\\'}, 4]
    if name == "a.jsonl" and indent is None:
        return  # one line: it is one record, and no object
    path = write(tmp_path / name, json.dumps(records, indent=indent))
    found = read(path)
    assert [reason for _, _, reason in outcomes(found)] == ["", "empty", "", "not_object"]
    assert isinstance(found[2], ArticleDraft)
    assert found[2].article.text == 'Th"ree\\'
    assert found[2].line == (1 if indent is None else 8)


def test_one_object_over_several_lines(tmp_path: Path) -> None:
    draft = read_one(tmp_path / "a.json", json.dumps({"text": "The port."}, indent=2))
    assert draft.article.text == "The port."
    assert draft.line == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_marked_json(tmp_path: Path, name: str, encoding: str) -> None:
    data = '{"text":"Zürich 🎉"}\n{"text":"Łódź"}\n'.encode(encoding)
    found = read(write(tmp_path / name, data))
    assert [item.article.text for item in found if isinstance(item, ArticleDraft)] == [
        "Zürich 🎉",
        "Łódź",
    ]


@pytest.mark.parametrize("content", [b"", b"\n \n", b"[]", b"[ \n ]"])
def test_a_json_file_without_records_is_empty(tmp_path: Path, content: bytes) -> None:
    assert refused(tmp_path / "a.json", content) == "empty"


def test_a_json_file_that_is_none_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.json", "just words") == "not_json"


def test_a_huge_line_is_refused_and_the_next_goes_in(tmp_path: Path) -> None:
    lines = [b'{"text":"one"}', b'{"text":"' + b"x" * 3000 + b'"}', b'{"text":"three"}']
    path = write(tmp_path / "a.jsonl", b"\n".join(lines))
    assert outcomes(read(path, options=ReadOptions(max_text_bytes=1000))) == [
        ("a.jsonl", 1, ""),
        ("a.jsonl", 2, "too_large"),
        ("a.jsonl", 3, ""),
    ]


def test_a_list_over_the_limit_is_refused_but_lines_are_not(tmp_path: Path) -> None:
    lines = b'{"text":"one"}\n' * 20
    small = ReadOptions(max_file_bytes=100)
    assert len(read(write(tmp_path / "a.jsonl", lines), options=small)) == 20
    listed = b"[" + b",".join(lines.split()) + b"]"
    assert refused(tmp_path / "b.json", listed, max_file_bytes=100) == "too_large"


@pytest.mark.parametrize("name", ["big.jsonl", "big.json"])
def test_a_long_file_is_never_in_memory_as_a_whole(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("w", encoding="utf-8") as stream:
        stream.write("" if name == "big.jsonl" else "[\n")
        for number in range(8000):
            end = "\n" if name == "big.jsonl" else ",\n"
            stream.write(json.dumps({"text": f"{number} " + "word " * 200}) + end)
        stream.write("" if name == "big.jsonl" else "]")
    list(read_paths([path]))  # loads what is loaded once
    tracemalloc.start()
    count = sum(isinstance(item, ArticleDraft) for item in read_paths([path]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 8000
    assert peak < path.stat().st_size / 4


# -- folders ---------------------------------------------------------------------------------------


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a.txt", "c.md", "b/deep/er/x.txt"):
        write(tmp_path / "in" / name, STORY + name)
    for name in ("photo.png", ".hidden.txt", "notes", ".git/config.txt", ".git/more.txt"):
        write(tmp_path / "in" / name, STORY)
    found = read(tmp_path / "in")
    assert [
        (Path(item.source).relative_to(tmp_path / "in").as_posix(), isinstance(item, ArticleDraft))
        for item in found
    ] == [
        (".git", False),
        (".hidden.txt", False),
        ("a.txt", True),
        ("b/10.txt", True),
        ("b/2.txt", True),
        ("b/deep/er/x.txt", True),
        ("c.md", True),
        ("notes", False),
        ("photo.png", False),
    ]
    assert {reason_of(item.error) for item in found if isinstance(item, Refusal)} == {
        "unknown_kind"
    }


def test_a_folder_named_twice_is_read_once_and_the_order_given_counts(tmp_path: Path) -> None:
    one, two = write(tmp_path / "z/1.txt", STORY), write(tmp_path / "a/2.txt", STORY + "2")
    found = read(tmp_path / "z", tmp_path / "a", tmp_path / "z")
    assert [item.source for item in found] == [str(one), str(two)]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    write(tmp_path / "in/a.txt", STORY)
    (tmp_path / "in/deep").mkdir()
    (tmp_path / "in/deep/up").symlink_to(tmp_path / "in", target_is_directory=True)
    (tmp_path / "in/self").symlink_to("self")
    (tmp_path / "in/gone.txt").symlink_to(tmp_path / "nowhere.txt")
    found = outcomes(read(tmp_path / "in"))
    assert found[0] == ("a.txt", None, "")
    assert ("gone.txt", None, "missing") in found
    assert [name for name, _, _ in found] == ["a.txt", "gone.txt", "self"]


def test_what_is_no_file_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert outcomes(read(tmp_path / "pipe.txt")) == [("pipe.txt", None, "not_a_file")]
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "s.txt"))
        assert outcomes(read(tmp_path / "s.txt")) == [("s.txt", None, "not_a_file")]


def test_what_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    assert outcomes(read(tmp_path / "no.txt", tmp_path / "nowhere")) == [
        ("no.txt", None, "missing"),
        ("nowhere", None, "missing"),
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="the super-user may read everything")
def test_what_may_not_be_read_is_refused_by_name(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", STORY).chmod(0)
    assert outcomes(read(tmp_path / "a.txt")) == [("a.txt", None, "permission")]


def test_a_file_that_vanishes_in_the_meantime_is_refused(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.txt", STORY), write(tmp_path / "b.txt", STORY + "b")
    reader = read_paths([first, second])
    assert isinstance(next(reader), ArticleDraft)
    second.unlink()
    assert outcomes(list(reader)) == [("b.txt", None, "missing")]


def test_names_that_are_no_text_are_written_with_replacements(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/Jos\xe9.txt"
    try:
        Path(os.fsdecode(name)).write_text(STORY, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    (draft,) = read(tmp_path)
    assert isinstance(draft, ArticleDraft)
    for value in (draft.source, draft.article.source, draft.article.title):
        value.encode()


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (STORY, 1),
        (make_page(*PARAGRAPHS), 1),
        ('{"text":"One."}\n{"text":"Two."}\n', 2),
        ('[{"text":"One."},{"text":"Two."}]', 2),
        ('[\n{"text":"One."}\n]', 1),
        ("{This is prose in braces.}\n", 1),
    ],
)
def test_a_named_file_without_extension_is_known_by_its_content(
    tmp_path: Path, content: str, count: int
) -> None:
    found = read(write(tmp_path / "article", content))
    assert [isinstance(item, ArticleDraft) for item in found] == [True] * count
    assert all(
        "<" not in item.article.text and '"text"' not in item.article.text
        for item in found
        if isinstance(item, ArticleDraft)
    )


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path) -> None:
    assert read_one(tmp_path / ".secret.txt", STORY).article.text == STORY


# -- progress and cancel ---------------------------------------------------------------------------


def test_progress_is_in_bytes_and_reaches_the_end(tmp_path: Path) -> None:
    records = b"".join(b'{"text":"%06d %s"}\n' % (row, b"x" * 900) for row in range(900))
    write(tmp_path / "a.jsonl", records)
    write(tmp_path / "b.txt", STORY)
    write(tmp_path / "c.txt", b"")
    total = sum(path.stat().st_size for path in tmp_path.iterdir() if path.is_file())
    seen: list[tuple[int, int, str]] = []
    list(read_paths([tmp_path], progress=lambda done, of, name: seen.append((done, of, name))))
    assert [done for done, _, _ in seen] == sorted(done for done, _, _ in seen)
    assert {of for _, of, _ in seen} == {total}
    assert seen[-1][0] == total
    assert len({done for done, _, name in seen if name.endswith("a.jsonl")}) >= 4


def test_a_cancelled_job_stops_between_articles(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", b'{"text":"One."}\n' * 1000)
    taken: list[ArticleDraft | Refusal] = []
    reader = read_paths([path], is_cancelled=lambda: len(taken) >= 10)
    with pytest.raises(JobCancelled):
        _drain(reader, taken)
    assert len(taken) == 10
    with pytest.raises(JobCancelled):
        next(read_paths([tmp_path], is_cancelled=lambda: True))


def _drain(reader: Iterator[ArticleDraft | Refusal], into: list[ArticleDraft | Refusal]) -> None:
    for item in reader:
        into.append(item)  # noqa: PERF402 - the reader must see each before it reads the next


def test_the_order_and_the_ids_are_the_same_each_time(tmp_path: Path) -> None:
    for name in ("x.txt", "b.md", "a.html", "c.jsonl"):
        write(tmp_path / name, '{"text":"One."}' if name == "c.jsonl" else STORY + name)
    first, second = read(tmp_path), read(tmp_path)
    assert outcomes(first) == outcomes(second)
    assert [item.article for item in first if isinstance(item, ArticleDraft)] == [
        item.article for item in second if isinstance(item, ArticleDraft)
    ]


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert read(tmp_path) == []
    (refusal,) = read(write(tmp_path / "a.txt", b""))
    assert isinstance(refusal, Refusal)
    assert isinstance(refusal.error, ArticleEmptyError)
