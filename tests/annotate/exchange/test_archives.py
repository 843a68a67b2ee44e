from __future__ import annotations

import contextlib
import io
import stat
import zipfile
from pathlib import Path

import pytest

from annotate.errors import ArticleUnreadableError
from annotate.exchange import archives
from annotate.exchange.archives import Archive, is_inside
from annotate.messages import sentence

LIMIT = 10_000_000


def make(tmp_path: Path, files: dict[str, bytes], *, kind: int = zipfile.ZIP_DEFLATED) -> Path:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", kind) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_files_are_read_by_name(tmp_path: Path) -> None:
    path = make(tmp_path, {"a/b.txt": b"text", "folder/": b""})
    with Archive(path, source="a.zip", limit=LIMIT) as archive:
        assert archive.names == ("a/b.txt",)
        assert archive.read("a/b.txt", limit=100) == b"text"
        assert "a/b.txt" in archive
        assert not archive.refused


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("a.txt", True),
        ("a/b..c/d.txt", True),
        ("../a.txt", False),
        ("a/../../b.txt", False),
        ("/etc/passwd", False),
        ("\\windows\\x", False),
        ("..\\x", False),
        ("C:/x", False),
        ("c:x", False),
        ("a\0b", False),
    ],
)
def test_paths_that_leave_the_archive(name: str, inside: bool) -> None:
    assert is_inside(name) is inside


def test_entries_that_are_not_read_are_named_with_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../evil.txt", b"x")
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("bomb.txt", b"0" * 3_000_000)
        archive.writestr("good.txt", b"fine")
    with Archive(path, source="a.zip", limit=LIMIT) as archive:
        assert archive.names == ("good.txt",)
        reasons = {item.source: item.error.fields["reason"] for item in archive.refused}
        assert reasons == {
            "a.zip/../evil.txt": "archive_path",
            "a.zip/link.txt": "archive_link",
            "a.zip/bomb.txt": "archive_bomb",
        }
        for refusal in archive.refused:
            assert sentence(refusal.error).startswith(refusal.source)


def test_an_archive_that_declares_too_much_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path, {f"{n}.txt": b"x" * 90_000 for n in range(12)}, kind=zipfile.ZIP_STORED)
    with pytest.raises(ArticleUnreadableError) as caught:
        Archive(path, source="a.zip", limit=1_000_000)
    assert caught.value.fields["reason"] == "archive_bomb"


def test_too_many_entries_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_ENTRIES", 3)
    path = make(tmp_path, {f"{n}.txt": b"" for n in range(4)})
    with pytest.raises(ArticleUnreadableError):
        Archive(path, source="a.zip", limit=LIMIT)


def test_an_entry_may_not_be_larger_than_asked(tmp_path: Path) -> None:
    path = make(tmp_path, {"a.txt": b"x" * 1000})
    with Archive(path, source="a.zip", limit=LIMIT) as archive:
        with pytest.raises(ArticleUnreadableError) as caught:
            archive.read("a.txt", limit=999)
        assert caught.value.fields["reason"] == "too_large"


def test_an_entry_that_lies_about_its_size_is_stopped(tmp_path: Path) -> None:
    path = make(tmp_path, {"a.txt": b"x" * 500_000})
    data = bytearray(path.read_bytes())
    # The size that the central directory declares; the local header says the same.
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    with (
        contextlib.suppress(ArticleUnreadableError),
        Archive(path, source="a.zip", limit=LIMIT) as archive,
    ):
        assert len(archive.read("a.txt", limit=1000)) <= 1000


def test_damage_is_an_error_and_no_crash(tmp_path: Path) -> None:
    whole = make(tmp_path, {"a.txt": b"some text " * 50}).read_bytes()
    for size in range(0, len(whole), 11):
        for data in (whole[:size], whole[:size] + b"\xff\xff" + whole[size + 2 :]):
            with (
                contextlib.suppress(ArticleUnreadableError),
                Archive(io.BytesIO(data), source="a.zip", limit=LIMIT) as archive,
            ):
                for name in archive.names:
                    archive.read(name, limit=LIMIT)
