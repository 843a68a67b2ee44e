"""Needs torch, which only the training environment has."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("safetensors")
pytest.importorskip("onnx")

from annotate.suggesters.news_labels import ENTITY_TAGS, EVENT_CLASSES, TRIGGER_TAGS  # noqa: E402 - only where torch is
from resources.models.build.export import (  # noqa: E402 - only where torch is
    Shipped,
    to_onnx,
    with_lower_of,
)
from resources.models.build.network import NewsNetwork  # noqa: E402 - only where torch is
from resources.models.build.tapping import is_lower  # noqa: E402 - only where onnx is


def inputs(rows: int, size: int, width: int) -> list[torch.Tensor]:
    numbers = torch.randint(0, 16, (rows, width))
    real = torch.arange(width).expand(rows, width) < size
    return [numbers + 1000, numbers, numbers % 4, real]


def test_padding_changes_no_score() -> None:
    torch.manual_seed(1)
    network = NewsNetwork().eval()
    style = torch.tensor([1, 1])
    wide = inputs(2, 7, 12)
    narrow = [tensor[:, :7] for tensor in wide]
    with torch.inference_mode():
        long = network(*wide, style, style)
        short = network(*narrow, style, style)
    for one, two, classes in zip(
        long, short, (ENTITY_TAGS, TRIGGER_TAGS, EVENT_CLASSES), strict=True
    ):
        assert one.shape == (2, 12, classes)
        assert torch.allclose(one[:, :7], two, atol=1e-4)


def test_onnx_says_what_torch_says(tmp_path: Path) -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    torch.manual_seed(2)
    model = Shipped([NewsNetwork().eval(), NewsNetwork().eval()])
    model.networks[1].words = model.networks[0].words
    file = tmp_path / "model.onnx"
    to_onnx(model, file)
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    pieces, shapes, spacings, real = inputs(3, 5, 8)
    styles = torch.tensor([0, 8])
    with torch.inference_mode():
        expected = model(pieces, shapes, spacings, real, styles)
    given = dict(
        zip(
            ("pieces", "shapes", "spacings", "real", "styles"),
            (tensor.numpy() for tensor in (pieces, shapes, spacings, real, styles)),
            strict=True,
        )
    )
    for one, two in zip(session.run(None, given), expected, strict=True):
        assert np.allclose(one[:, :5], two.numpy()[:, :5], atol=1e-3)


def test_a_network_takes_the_lower_layers_of_another_and_keeps_its_own_heads() -> None:
    torch.manual_seed(3)
    first, second = NewsNetwork().eval(), NewsNetwork().eval()
    before = {name: value.clone() for name, value in second.state_dict().items()}
    joined = with_lower_of(second, first).state_dict()
    for name, value in joined.items():
        expected = first.state_dict() if is_lower(name) else before
        assert torch.equal(value, expected[name]), name
    assert is_lower("layers.2.wide.weight")
    assert is_lower("styles.weight")
    assert not is_lower("layers.3.wide.weight")
    assert not is_lower("entities.style.weight")


def test_networks_with_the_same_lower_layers_say_their_mean() -> None:
    torch.manual_seed(4)
    networks = [NewsNetwork().eval() for _ in range(2)]
    with_lower_of(networks[1], networks[0])
    given = inputs(2, 6, 6)
    with torch.inference_mode():
        styles = torch.tensor([2, 8])
        rows = styles[:1].expand(2), styles[1:].expand(2)
        told = [[head.log_softmax(-1) for head in each(*given, *rows)] for each in networks]
        together = Shipped(networks)(*given, styles)
    for one, other, mean in zip(*told, together, strict=True):
        assert torch.allclose((one + other) / 2, mean, atol=1e-4)


def test_networks_for_triggers_alone_say_what_is_one() -> None:
    torch.manual_seed(5)
    names, triggers = NewsNetwork().eval(), NewsNetwork().eval()
    with_lower_of(triggers, names)
    given = inputs(2, 6, 6)
    with torch.inference_mode():
        styles = torch.tensor([2, 8])
        rows = styles[:1].expand(2), styles[1:].expand(2)
        expected = (names(*given, *rows)[0], *triggers(*given, *rows)[1:])
        together = Shipped([names], [triggers])(*given, styles)
    for head, said in zip(expected, together, strict=True):
        assert torch.allclose(head.log_softmax(-1), said, atol=1e-4)
