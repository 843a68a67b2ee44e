"""The pipe between window and worker: whole messages, plain values, no surprises."""

from __future__ import annotations

import io
import os
import pickle
import struct
import threading
from array import array
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate import errors
from annotate.articles import Article, Tokens
from annotate.spans import Layer
from annotate.suggesters import SuggesterInfo
from annotate.suggestions import Proposal
from annotate.workers.channel import Channel, ChannelError, unpickle_plain
from annotate.workers.jobs import (
    ArticlePart,
    ArticleSuggested,
    FailureReason,
    JobFailed,
    JobStopped,
    StopReason,
    SuggesterRun,
    WorkerReady,
)

PROPOSAL = Proposal(0, 4, "GPE", Layer.ENTITY, 0.5, "rules", "a capital")
RUN = SuggesterRun("rules", "1", (PROPOSAL,), None, 0.1, 2)
FAILED = SuggesterRun(
    "x", error=errors.PipelineFailedError(suggester="x", reason=FailureReason.DIED)
)

MESSAGES = [
    ArticlePart("j", "a", 1, Tokens.rough("One two."), None),
    ArticlePart("j", "a", 1, None, RUN),
    ArticleSuggested("j", "a", 1, Tokens.rough("One"), (RUN,)),
    JobStopped("j", StopReason.CANCELLED),
    WorkerReady((SuggesterInfo("n", "1", "t", "d", frozenset(Layer), is_default=True),), 0.5),
    {"path": Path("x"), "numbers": array("I", [1, 2]), "counts": Counter("aab"), "none": None},
    Article("a", "text", meta=(("k", "v"),)),
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
@pytest.mark.parametrize("protocol", [4, 5])
def test_our_values_pass(message: object, protocol: int) -> None:
    assert unpickle_plain(pickle.dumps(message, protocol)) == message


@pytest.mark.parametrize(
    "kind",
    sorted(
        (
            value
            for value in vars(errors).values()
            if isinstance(value, type) and issubclass(value, errors.AnnotateError)
        ),
        key=lambda kind: kind.__name__,
    ),
)
def test_every_error_passes_with_its_fields(kind: type[errors.AnnotateError]) -> None:
    failed = JobFailed("j", kind(suggester="x", reason="y", line=3))
    copy = unpickle_plain(pickle.dumps(failed))
    assert isinstance(copy, JobFailed)
    assert type(copy.error) is kind
    assert copy.error.fields == failed.error.fields


def test_run_with_error_passes() -> None:
    copy = unpickle_plain(pickle.dumps(FAILED))
    assert isinstance(copy, SuggesterRun)
    assert copy.error is not None
    assert copy.error.fields["reason"] == "died"


class Evil:
    def __reduce__(self) -> tuple[object, ...]:
        return (os.system, ("echo pwned",))


class EvilThroughUs:
    """Calls a function, not a class, of ours."""

    def __reduce__(self) -> tuple[object, ...]:
        from annotate.workers.suggesting import load_dotted

        return (load_dotted, ("os:getcwd",))


def _global(module: str, name: str) -> bytes:
    return f"c{module}\n{name}\n.".encode()


@pytest.mark.parametrize(
    "data",
    [
        pickle.dumps(Evil()),
        pickle.dumps(EvilThroughUs()),
        pickle.dumps(Evil),
        _global("builtins", "eval"),
        _global("annotate.workers.process", "subprocess"),
        _global("annotate.workers.process", "Path"),
        _global("annotate.workers.jobs", "new_job_id"),
        _global("annotate.workers.jobs", "missing"),
        _global("numpy", "float64"),
        b"\x80\x05\x8c\x0dannotate.jobs\x8c\x15secrets.token_hex.func\x93.",
    ],
)
def test_nothing_else_passes(data: bytes) -> None:
    with pytest.raises((pickle.UnpicklingError, ImportError)):
        unpickle_plain(data)


@pytest.fixture
def pair() -> tuple[Channel, Channel]:
    first_reader, second_writer = os.pipe()
    second_reader, first_writer = os.pipe()
    return (
        Channel(os.fdopen(first_reader, "rb"), os.fdopen(first_writer, "wb")),
        Channel(os.fdopen(second_reader, "rb"), os.fdopen(second_writer, "wb")),
    )


def test_messages_of_any_size_arrive_in_order(pair: tuple[Channel, Channel]) -> None:
    near, far = pair
    messages = [b"", b"x" * 3_000_000, list(range(1000)), "Київ 🇺🇦", None]
    sender = threading.Thread(target=lambda: [near.send(message) for message in messages])
    sender.start()
    assert [far.receive() for _ in messages] == messages
    sender.join()
    near.close()
    with pytest.raises(ChannelError):
        far.receive()
    far.close()


def test_threads_do_not_mix_their_messages(pair: tuple[Channel, Channel]) -> None:
    near, far = pair
    threads = [
        threading.Thread(target=lambda n=n: [near.send([n] * 5000) for _ in range(20)])
        for n in range(4)
    ]
    for thread in threads:
        thread.start()
    received = [far.receive() for _ in range(80)]
    for thread in threads:
        thread.join()
    assert all(isinstance(item, list) and len(set(item)) == 1 for item in received)
    near.close()
    far.close()


def test_what_does_not_pickle_leaves_the_pipe_whole(pair: tuple[Channel, Channel]) -> None:
    near, far = pair
    with pytest.raises(TypeError):
        near.send([1, threading.Lock()])
    near.send("after")
    assert far.receive() == "after"
    near.close()
    far.close()


def test_sending_to_nobody_is_an_error(pair: tuple[Channel, Channel]) -> None:
    near, far = pair
    far.close()
    with pytest.raises(ChannelError):
        near.send("x" * 1_000_000)
    near.close()


@given(st.binary(max_size=40))
def test_rubbish_is_refused_and_never_waits_or_allocates(data: bytes) -> None:
    channel = Channel(io.BytesIO(struct.pack("<Q", len(data)) + data), io.BytesIO())
    body = channel.receive_bytes()
    assert body == data
    for size in (1 << 40, 10):
        with pytest.raises(ChannelError):
            Channel(io.BytesIO(struct.pack("<Q", size) + b"short"), io.BytesIO()).receive_bytes()


class _ByGetattr:
    """Pickles as `getattr(owner, name)`, as Python before 3.11.4 does for enum members."""

    def __init__(self, owner: object, name: str) -> None:
        self._way = (getattr, (owner, name))

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self._way


def test_enum_members_come_through_whatever_python_pickled_them() -> None:
    data = pickle.dumps([_ByGetattr(Layer, "EVENT"), Layer.ENTITY])
    assert unpickle_plain(data) == [Layer.EVENT, Layer.ENTITY]


@pytest.mark.parametrize(
    ("owner", "name"),
    [(Layer, "__members__"), (Layer, "mro"), (Article, "__init__"), ("text", "upper")],
)
def test_getattr_reaches_nothing_but_enum_members(owner: object, name: str) -> None:
    with pytest.raises(pickle.UnpicklingError):
        unpickle_plain(pickle.dumps(_ByGetattr(owner, name)))
