"""What an import has met: as a dictionary has it, on the disk or not."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.store import seen
from annotate.store.seen import Seen

keys = st.text(max_size=4)


@given(st.lists(st.tuples(keys, st.text(max_size=5))), st.integers(0, 4))
def test_it_knows_what_a_dictionary_knows(pairs: list[tuple[str, str]], least: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seen, "_IN_MEMORY", least)
        made, plain = Seen(), dict[str, str]()
        for key, text in pairs:
            assert made.get(key) == plain.get(key)
            made.put(key, text)
            plain[key] = text
        for key in (*plain, "none of these"):
            assert made.get(key) == plain.get(key)
            assert (key in made) == (key in plain)
    assert 7 not in made


def test_threads_put_and_ask_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen, "_IN_MEMORY", 10)
    made = Seen()

    def work(name: str) -> None:
        for number in range(200):
            made.put(f"{name}{number}", name)
            assert made.get(f"{name}{number}") == name

    threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(made.get(f"{name}{n}") == name for name in "abc" for n in range(200))
