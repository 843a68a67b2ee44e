"""The news suggester in a process of its own: load, one article when warm, many, and memory.

Times are processor time of the process, so that other work on the machine counts for little.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from tests.benchmarks.options import Options
from tests.benchmarks.rows import Row, at_least, at_most, reported

if TYPE_CHECKING:
    from annotate.articles import Article
    from annotate.suggesters.news import NewsSuggester

ARTICLE = 3_300
"""Characters of the article that is read when warm."""
LOAD_MS, WARM_MS, MEMORY_MB, PART_OF_BARE = 1_500, 250, 400, 80
FRAMES_MS = 100
"""For the frames of that article; the floor is the role network alone on the same triggers."""


def rows(options: Options) -> Iterator[Row]:
    """What a fresh process says of itself, for the corpus of short articles."""
    count = 60 if options.is_quick else 2_000
    records = islice(options.corpus("M"), count)
    texts = [str(record["text"]) for record in records]
    answer = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.news"],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    said: dict[str, float] = json.loads(answer.stdout)
    told = "news suggester"
    yield at_most(f"{told}: load, CPU", said["load"], most=LOAD_MS)
    yield at_most(
        f"{told}: article of {ARTICLE:,} characters when warm, CPU", said["warm"], most=WARM_MS
    )
    yield reported(f"{told}: of that, the model", said["model"], unit="ms")
    yield at_most(
        f"suggested frames: {said['triggers']:.0f} triggers of that article when warm, CPU",
        said["frames"],
        most=FRAMES_MS,
        floor=said["roles"],
    )
    yield reported("suggested frames: fitted to the schema's roles", said["fitted"], unit="ms")
    yield at_least(
        f"{told}: model on {len(texts):,} articles, part of the bare network's rate",
        said["part"],
        least=PART_OF_BARE,
        unit="%",
    )
    yield at_most(
        f"{told}: memory of its process at most", said["memory"], most=MEMORY_MB, unit="MB"
    )


def _measure(texts: list[str]) -> dict[str, float]:
    from annotate.articles import Article
    from annotate.suggesters.news import NewsSuggester
    from annotate.suggesters.news_model import NewsModel, shipped_folder

    began = time.process_time()
    model = NewsModel(shipped_folder())
    suggester = NewsSuggester(model)
    suggester.suggest(Article("1", "Angela Merkel flew to Oslo."))
    load = (time.process_time() - began) * 1000
    whole = _joined(texts)
    article = Article("2", whole)
    warm = _least(lambda: suggester.suggest(article))
    alone = _least(lambda: model.read(whole))
    frames = _frames(suggester, article)
    # Both passes run in turn, so that what else the machine does falls on both.
    read = bare = 0.0
    for low in range(0, len(texts), 100):
        some = texts[low : low + 100]
        began = time.process_time()
        model.look_all(some)
        read += time.process_time() - began
        batches = list(model.inputs_of(some))
        began = time.process_time()
        for inputs in batches:
            model.run_bare(inputs)
        bare += time.process_time() - began
    return {
        "load": load,
        "warm": warm,
        "model": alone,
        "part": 100 * bare / read,
        **frames,
        "memory": _memory(),
    }


def _frames(suggester: NewsSuggester, article: Article) -> dict[str, float]:
    """Milliseconds for the frames of an article that was just read, and for parts of it."""
    from annotate.annotations import AnnotationSet
    from annotate.desk import Desk
    from annotate.frames.fitting import suggested_frame
    from annotate.schema.shipped import find_schema
    from annotate.spans import Layer
    from annotate.suggesters.frames import FrameSuggester
    from annotate.suggesters.news_model import shipped_folder
    from annotate.suggesters.role_model import RoleModel

    roles = RoleModel(shipped_folder())
    reader = FrameSuggester(lambda: suggester.model, roles)
    proposals = suggester.suggest(article)
    marks = {
        layer: sorted({(p.start, p.end, p.label) for p in proposals if p.layer is layer})
        for layer in Layer
    }
    triggers, entities = marks[Layer.EVENT], marks[Layer.ENTITY]
    states = suggester.model.states_of(article.text, triggers)
    bare = list(roles.inputs_of(states, triggers, entities))
    gold = AnnotationSet(article_id=article.id, length=len(article.text))
    desk = Desk(article, gold, proposals=proposals)
    schema = find_schema("news")
    pairs = [
        (frame, item)
        for frame in reader.read(article, triggers, entities)
        if (item := desk.suggestion_on(Layer.EVENT, frame.start, frame.end)) is not None
    ]
    return {
        "triggers": len(triggers),
        "frames": _least(lambda: reader.read(article, triggers, entities)),
        "roles": _least(lambda: [roles.run_bare(inputs) for inputs in bare]),
        "fitted": _least(lambda: [suggested_frame(desk, schema, *pair) for pair in pairs]),
    }


def _joined(texts: list[str]) -> str:
    """One text of the wanted length."""
    whole = "\n".join(texts)
    return (whole * (ARTICLE // len(whole) + 1))[:ARTICLE]


def _least(work: Callable[[], object]) -> float:
    """Milliseconds of processor time of the cheapest of ten rounds."""
    taken: list[float] = []
    for _ in range(10):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken) * 1000


def _memory() -> float:
    """The most memory that the process held, in MB; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_measure(json.load(sys.stdin))))
