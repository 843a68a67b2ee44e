"""The article view against the same view without spans: painting, opening, editing, moving.

Times are medians of process CPU in milliseconds, 1000 by 800 pixels, a span for every 60
characters in up to three lanes, a third of them suggestions, with emoji and right-to-left
paragraphs in the text.
"""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotate.annotations import SpanIndex
from annotate.articles import Article
from annotate.spans import Layer, Span
from annotate.suggestions import Suggestion
from gui.entry import collect_again
from gui.text.selection import Selection
from gui.text.view import ArticleView
from tests.benchmarks import drawn_frames, frames, peers, x11
from tests.benchmarks.options import Options
from tests.benchmarks.rows import Row, against_floor, at_most, reported
from tests.benchmarks.texts import SIZES, Made, made_article, made_article_of, made_schema

WIDTH, HEIGHT = 1000, 800
_PLACES = 12


def rows(options: Options) -> Iterator[Row]:
    """Every row of the view's table, as soon as it is known: here, and on a screen of X11."""
    _ = _application()
    for measure in (
        full_repaint,
        opening,
        edits,
        scrolling,
        pointing,
        keys,
        resizing,
        memory,
        shapes,
        minimap_after_opening,
        drawn_frames.rows,
    ):
        yield from measure()
    yield from frames.rows(options)
    yield from peers.rows(options)
    yield from x11.rows("view", options)


def full_repaint() -> Iterator[Row]:
    """A whole page painted again."""
    for size in SIZES:
        value, floor = _in_turn(size, lambda view: view.viewport().repaint, times=40)
        yield against_floor(f"view: repaint a page, {size}", value, floor, most=1.6)


def opening() -> Iterator[Row]:
    """From the text in hand to the first paint."""
    first: float | None = None
    for size, length in SIZES.items():
        article = made_article(length)
        times = 9 if length <= 100_000 else 5
        value, floor = alternating(
            lambda article=article: _opened(article, has_spans=True),
            lambda article=article: _opened(article, has_spans=False),
            times=times,
        )
        most = 3.0 if length > 1_000_000 else 2.0
        yield against_floor(f"view: open to first paint, {size}", value, floor, most=most)
        if first is None:
            first = value
        if length == 1_000_000:
            yield against_floor("view: open 1 M against 4 k", value, first, most=2.0)


def edits() -> Iterator[Row]:
    """A change of one span, from the call to the paint."""
    for size, length in SIZES.items():
        view, article = _shown(length)
        _middle(view, article)
        span = next(iter(article.spans.overlapping(*screen(view))))
        yield at_most(
            f"view: relabel to painted, {size}",
            median(_toggle(view, article, span, span.relabelled("ORG")), times=60),
            most=1.0,
        )
        yield at_most(
            f"view: add and remove a span to painted, {size}",
            median(_add_and_remove(view, article, span), times=60) / 2,
            most=2.0,
        )
        wider = span.resized(span.start, min(span.end + 12, length))
        yield at_most(
            f"view: resize a span to painted, {size}",
            median(_toggle(view, article, span, wider), times=60),
            most=2.0,
        )
        view.close()


def scrolling() -> Iterator[Row]:
    """Wheel, pages, jumps, against a full repaint of the first page; and of that they came to."""
    for size, length in SIZES.items():
        view, article = _shown(length)
        first = median(lambda view=view: view.viewport().repaint(), times=40)
        _middle(view, article)
        works: tuple[tuple[str, float, int, Callable[[], object], Callable[[], object]], ...] = (
            ("wheel step", 1.0, 60, lambda v=view: _scroll(v, 60), lambda v=view: _rested(v)),
            (
                "page down",
                2.0,
                40,
                lambda v=view: _press(v, Qt.Key.Key_PageDown),
                lambda v=view: _rested(v),
            ),
            ("jump to the end", 4.0, 15, lambda v=view: _jump_to_end(v), lambda v=view: _home(v)),
        )
        for name, most, times, work, before in works:
            value, page = _against_page(view, work, prepare=before, times=times)
            yield against_floor(f"view: {name}, {size}", value, first, most=most)
            yield reported(f"view: {name}, {size}, its page", value, unit="ms", floor=page)
        yield from _far_away(view, article, first, size)
        view.close()


def _far_away(view: ArticleView, article: Made, first: float, size: str) -> Iterator[Row]:
    """The focus on a suggestion somewhere else, painted: where nothing is laid out; and where the
    view was told beforehand, as the window does, and has laid it out while the reader judged."""
    suggestions = list(article.suggestions)
    # To and fro, and nowhere twice: what was shown before is still laid out.
    order = [number + far for number in range(_PLACES) for far in (0, _PLACES + 3)]
    places = [suggestions[len(suggestions) * place // (2 * _PLACES + 5)] for place in order]
    name = f"view: next suggestion far away, {size}"
    _home(view)
    jump, page = _jumps(view, places, is_expected=False)
    yield against_floor(name, jump, first, most=4.0)
    yield reported(f"{name}, its page", jump, unit="ms", floor=page)
    _home(view)
    jump, _ = _jumps(view, places, is_expected=True)
    yield reported(f"{name}, expected", jump, unit="ms", floor=first)


def _jumps(
    view: ArticleView, places: list[Suggestion], *, is_expected: bool
) -> tuple[float, float]:
    going, coming = iter(places), iter(places)

    def prepare() -> None:
        if is_expected:
            _expect(view, next(coming).start)

    return _against_page(
        view, lambda: _focus(view, next(going).id), prepare=prepare, times=len(places) - 2
    )


def _against_page(
    view: ArticleView, work: Callable[[], object], *, prepare: Callable[[], object], times: int
) -> tuple[float, float]:
    """Medians of `work` and of a full repaint of the page that it came to, in turn."""
    spent: list[float] = []
    floors: list[float] = []
    for _ in range(times + 2):
        prepare()
        begin = time.process_time()
        work()
        spent.append(time.process_time() - begin)
        begin = time.process_time()
        view.viewport().repaint()
        floors.append(time.process_time() - begin)
    return statistics.median(spent[2:]) * 1000, statistics.median(floors[2:]) * 1000


def _expect(view: ArticleView, offset: int) -> None:
    """Tell the view where the reader goes next, and wait until it has laid that out."""
    view.expect(offset)
    block = view._paragraphs.block_at(offset)
    while view._flow.next_unmade_around(block) is not None:
        QApplication.processEvents()
    settled()


def pointing() -> Iterator[Row]:
    """The mouse on the text."""
    for size, length in SIZES.items():
        view, article = _shown(length)
        _middle(view, article)
        points = [QPointF(200 + 37 * n % 600, 40 + 29 * n % 700) for n in range(200)]
        hits = median(lambda view=view, points=points: [view.hit(at) for at in points], times=20)
        name = f"view: pixel to character and items, {size}"
        yield at_most(name, hits / len(points) * 1000, most=10, unit="µs")
        start, _ = screen(view)
        ends = iter(range(start + 40, start + 100_000, 23))

        def drag(view: ArticleView = view, start: int = start, ends: Iterator[int] = ends) -> None:
            view.select(Selection(start, min(next(ends), start + 1500)))
            QApplication.processEvents()

        yield at_most(f"view: drag a selection, a move, {size}", median(drag, times=40), most=1.0)
        view.close()


def keys() -> Iterator[Row]:
    """From a key to its paint: the slowest of twenty, against a frame of 60 Hz."""
    for size, length in SIZES.items():
        view, article = _shown(length)
        _middle(view, article)
        view.set_caret(screen(view)[0])
        spent: list[float] = []
        for number in range(240):
            begin = time.process_time()
            _press(view, (Qt.Key.Key_Right, Qt.Key.Key_Down)[number % 8 == 7])
            spent.append(time.process_time() - begin)
        slow = statistics.quantiles(spent, n=20)[-1] * 1000
        yield at_most(f"view: key to painted, p95, {size}", slow, most=16.7)
        view.close()


def resizing() -> Iterator[Row]:
    """Another width, and another zoom, painted; and how far the line at the top has moved."""
    for size, length in SIZES.items():
        for name, made in (("resize", _resizer), ("zoom", _zoomer)):
            value, floor = _in_turn(size, made, times=40)
            yield against_floor(f"view: {name}, {size}", value, floor, most=1.5)
        view, article = _shown(length)
        _middle(view, article)
        yield at_most(
            f"view: resize and zoom 20 times, the line at the top has moved by, {size}",
            _moved(view),
            most=0,
            unit="characters",
        )
        view.close()


def _moved(view: ArticleView) -> float:
    """By how many characters the first line of the screen is another after many changes of size."""
    line = view.paint_summary().lines[0]
    resize, zoom = _resizer(view), _zoomer(view)
    for _ in range(10):
        for change in (resize, zoom, resize, zoom):
            change()
    view.resize(WIDTH, HEIGHT)
    settled()
    return abs(view.paint_summary().lines[0].start - line.start)


def memory() -> Iterator[Row]:
    """Growth beyond text and spans in a process of its own: opened, and read to the end."""
    for size, length in SIZES.items():
        code = f"from tests.benchmarks import view; view.tell_memory({length})"
        told = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[2],
        )
        opened, read, characters = (float(part) for part in told.stdout.split()[-3:])
        most = 5 + 0.5 * characters / 1024**2
        yield at_most(f"view: memory after opening {size}", opened, most=round(most, 2), unit="MiB")
        yield at_most(f"view: memory after reading {size}", read, most=25, unit="MiB")


def tell_memory(length: int) -> None:
    """Print MiB after opening, MiB after reading, and the length of the text."""
    _ = _application()
    warm = made_view()
    _put(warm, made_article(4_000), has_spans=True)
    settled()
    warm.close()
    article = made_article(length)
    gc.collect()
    before = _resident()
    view = made_view()
    _put(view, article, has_spans=True)
    settled()
    gc.collect()
    opened = _resident() - before
    index, count = 0, len(view._paragraphs)
    while index < count:
        view.restore_place(view._paragraphs.starts[index], 0.0)
        view.viewport().repaint()
        index = view._flow.shown()[-1].block.index + 1
    gc.collect()
    print(opened, _resident() - before, len(article.text))


def shapes() -> Iterator[Row]:
    """Texts of unusual shape, opened, against the same text and spans in ordinary paragraphs."""
    ordinary = made_article(1_000_000)
    line = ordinary.text.replace("\n", " ")
    short = "\n".join(line[start : start + 19] for start in range(0, 10**6, 20))
    part = made_article(600_000)
    crowded = "10,000 spans in 40,000 characters"
    pairs = (
        ("one paragraph of 1 M characters", made_article_of("1 M", line), ordinary),
        ("50,000 lines", made_article_of("lines", short), ordinary),
        (
            "10,000 spans in one paragraph",
            made_article_of("600 k", part.text.replace("\n", " ")),
            part,
        ),
        (
            f"{crowded}, one paragraph",
            made_article_of("crowd", line[:40_000], count=10_000),
            made_article_of("crowd", ordinary.text[:40_000], count=10_000),
        ),
    )
    for name, article, usual in pairs:
        value, floor = alternating(
            lambda article=article: _opened(article, has_spans=True),
            lambda usual=usual: _opened(usual, has_spans=True),
            times=5,
        )
        yield against_floor(f"view: open {name}", value, floor, most=3.0)


def minimap_after_opening() -> Iterator[Row]:
    """The map's marks, which are counted after the first paint."""
    view, _ = _shown(5_000_000)
    yield at_most("view: marks of the map, 5 M", median(view._minimap.count, times=15), most=8.0)
    view.close()


def _application() -> QApplication:
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([])
    # As the application does when it has started.
    collect_again()
    return app


def made_view() -> ArticleView:
    view = ArticleView()
    view.set_schema(made_schema())
    view.resize(WIDTH, HEIGHT)
    view.show()
    # What is not on the screen yet is not painted, and costs nothing.
    if not QTest.qWaitForWindowExposed(view):
        raise TimeoutError("the view was not shown")
    QApplication.processEvents()
    return view


def _put(view: ArticleView, article: Made, *, has_spans: bool) -> None:
    view.set_article(Article(id="1", text=article.text), tokens=article.tokens)
    if has_spans:
        view.set_content(article.spans, article.suggestions)
    else:
        view.set_content(SpanIndex(), SpanIndex())


def _shown(length: int, *, has_spans: bool = True) -> tuple[ArticleView, Made]:
    article = made_article(length)
    view = made_view()
    _put(view, article, has_spans=has_spans)
    settled()
    return view, article


def settled() -> None:
    for _ in range(40):
        QApplication.processEvents()


def _opened(article: Made, *, has_spans: bool) -> float:
    """Milliseconds of CPU from the article in hand to its first paint, in a view of its own."""
    view = made_view()
    settled()
    gc.collect()
    begin = time.process_time()
    _put(view, article, has_spans=has_spans)
    view.viewport().repaint()
    spent = time.process_time() - begin
    view.close()
    view.deleteLater()
    QApplication.processEvents()
    return spent * 1000


def alternating(
    one: Callable[[], float], other: Callable[[], float], *, times: int
) -> tuple[float, float]:
    """Medians of two measures taken in turn, so that a slow moment meets both."""
    _ = one(), other()
    pairs = [(one(), other()) for _ in range(times)]
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)


def _in_turn(
    size: str, make: Callable[[ArticleView], Callable[[], object]], *, times: int
) -> tuple[float, float]:
    """Medians of a work on a view with spans and on the same without, taken in turn."""
    views: list[ArticleView] = []
    works: list[Callable[[], float]] = []
    for has_spans in (True, False):
        view, article = _shown(SIZES[size], has_spans=has_spans)
        _middle(view, article)
        views.append(view)
        works.append(timed(make(view)))
    values = alternating(works[0], works[1], times=times)
    for view in views:
        view.close()
    return values


def median(
    work: Callable[[], object], *, times: int, prepare: Callable[[], object] | None = None
) -> float:
    spent: list[float] = []
    for number in range(times + 2):
        if prepare is not None:
            prepare()
        begin = time.process_time()
        work()
        if number >= 2:
            spent.append(time.process_time() - begin)
    return statistics.median(spent) * 1000


def timed(work: Callable[[], object]) -> Callable[[], float]:
    """The work as a measure: milliseconds of CPU."""

    def measure() -> float:
        begin = time.process_time()
        work()
        return (time.process_time() - begin) * 1000

    return measure


def _middle(view: ArticleView, article: Made) -> None:
    view.restore_place(len(article.text) // 2, 0.0)
    settled()


def screen(view: ArticleView) -> tuple[int, int]:
    lines = view.paint_summary().lines
    return lines[len(lines) // 3].start, lines[-1].end


def _toggle(view: ArticleView, article: Made, one: Span, other: Span) -> Callable[[], None]:
    state = [one, other]

    def work() -> None:
        state.reverse()
        article.spans.put(state[0])
        low, high = min(one.start, other.start), max(one.end, other.end)
        view.refresh([(low, high)])
        QApplication.processEvents()

    return work


def _add_and_remove(view: ArticleView, article: Made, near: Span) -> Callable[[], None]:
    added = Span("added", near.start, near.end + 3, "GPE", Layer.ENTITY)

    def work() -> None:
        article.spans.put(added)
        view.refresh([(added.start, added.end)])
        QApplication.processEvents()
        article.spans.remove(added.id)
        view.refresh([(added.start, added.end)])
        QApplication.processEvents()

    return work


def _scroll(view: ArticleView, pixels: int) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + pixels)
    QApplication.sendPostedEvents()


def _press(view: ArticleView, key: Qt.Key) -> None:
    press = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, press)
    QApplication.sendPostedEvents()


def _home(view: ArticleView) -> None:
    """At the start, with nothing laid out elsewhere."""
    view._cache.clear()
    view._flow.invalidate()
    view.restore_place(0, 0.0)
    settled()


def _rested(view: ArticleView) -> None:
    """Back to the start from the end, and rest: the reader reads, what comes next is laid out."""
    if view._flow.is_at_end:
        view.restore_place(0, 0.0)
        view.set_caret(0)
    settled()


def _jump_to_end(view: ArticleView) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    view.viewport().repaint()


def _focus(view: ArticleView, item_id: str) -> None:
    view.set_focus(item_id)
    view.viewport().repaint()


def _resizer(view: ArticleView) -> Callable[[], None]:
    widths = [560, 600]

    def work() -> None:
        widths.reverse()
        view.resize(widths[0], HEIGHT)
        view.viewport().repaint()

    return work


def _zoomer(view: ArticleView) -> Callable[[], None]:
    zooms = [1.0, 1.1]

    def work() -> None:
        zooms.reverse()
        view.set_text_zoom(zooms[0])
        view.viewport().repaint()

    return work


def _resident() -> float:
    """Resident memory of this process in MiB; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * 4096 / 1024**2
