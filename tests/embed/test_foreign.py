"""Any other sentence-transformers model, on both backends, without a look at the network."""

from pathlib import Path

import numpy as np
import pytest

from xlcheck.embed import load
from xlcheck.embed.source import default_folder
from xlcheck.settings import DEFAULT_SHA256, Backend, Settings

TEXTS = ("The bridge stays closed.", "", "They will not pay by Friday, he said. " * 20)


@pytest.fixture(scope="module", params=["bert", "xlm-roberta"])
def folder(request, tmp_path_factory) -> Path:
    """A model of random weights with another depth, another pooling and a dense layer at its end."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Dense, Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast, XLMRobertaConfig, XLMRobertaModel

    size = {"vocab_size": 30522, "hidden_size": 32, "num_attention_heads": 2, "intermediate_size": 64}
    torch.manual_seed(0)
    encoder = {
        "bert": lambda: BertModel(BertConfig(**size, num_hidden_layers=4, max_position_embeddings=64)),
        "xlm-roberta": lambda: XLMRobertaModel(
            XLMRobertaConfig(**size, num_hidden_layers=2, max_position_embeddings=66, pad_token_id=1)
        ),
    }[request.param]()
    made = tmp_path_factory.mktemp(request.param)
    encoder.save_pretrained(made / "encoder")
    BertTokenizerFast.from_pretrained(default_folder()).save_pretrained(made / "encoder")
    modules = [Transformer(str(made / "encoder"), max_seq_length=60), Pooling(32, pooling_mode="cls"), Dense(32, 16)]
    SentenceTransformer(modules=modules).save(str(made / "model"))
    return made / "model"


def test_another_model_gives_the_same_on_both_backends_and_stays_offline(folder, monkeypatch, tmp_path):
    def refuse(*arguments, **keywords):
        raise AssertionError("reached for the network")

    monkeypatch.setenv("XLCHECK_CACHE", str(tmp_path))
    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    embedders = [load(Settings(model=str(folder), backend=b)) for b in (Backend.ONNX, Backend.SENTENCE_TRANSFORMERS)]
    compiled, reference = (embedder(TEXTS) for embedder in embedders)
    assert [embedder.backend for embedder in embedders] == ["onnx", "sentence-transformers"]
    assert embedders[0].digest == embedders[1].digest != DEFAULT_SHA256
    for one, other in zip(compiled, reference, strict=True):
        assert one.words.shape == other.words.shape
        assert one.words.shape[::2] == (5, 32)
        assert one.statement.shape == other.statement.shape == (16,)
        assert np.allclose(one.words, other.words, atol=1e-5)
        assert np.allclose(one.statement, other.statement, atol=1e-5)
    kept = load(Settings(model=str(folder)))(TEXTS)
    assert all(a.words.tobytes() == b.words.tobytes() for a, b in zip(compiled, kept, strict=True))


def test_the_default_model_stays_offline(reference, monkeypatch):
    from xlcheck.embed.reference import ReferenceEngine
    from xlcheck.embed.source import find
    from xlcheck.settings import DEFAULT_MODEL

    def refuse(*arguments, **keywords):
        raise AssertionError("reached for the network")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    assert ReferenceEngine(find(DEFAULT_MODEL)).width == reference.width
