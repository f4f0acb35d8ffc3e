"""A teacher of the aligner that reads both renderings at once: the whole encoder, tuned, and the head on top.

What it knows of a word it knows in view of the other rendering, which frozen vectors cannot give. It is too slow to
ship, and the head needs no more than what it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from xlcheck.align.features import CHANNELS
from xlcheck.embed.reference import quietly
from xlcheck.embed.source import Source
from xlcheck.train.align_data import Example
from xlcheck.train.align_network import Network

TUNED = (2, 3, 4, 5, 6)  # layers whose vectors the network sees beside the frozen ones
RATE, DECAY = 1e-4, 0.01
LEAST = 1e-3  # share of attention below which it makes no difference how little it is


class Cross(nn.Module):  # type: ignore[misc]  # torch comes without types that mypy could follow here
    """The encoder reads `a [SEP] b`; the network sees its vectors, and who attends to whom in every head."""

    def __init__(self, mean: Tensor, source: Source) -> None:
        """Start from the encoder in `source`; `mean` (layers, d) is that of the frozen vectors."""
        super().__init__()
        self.made_of = mean, source
        with quietly():
            from transformers import AutoModel

            self.encoder = AutoModel.from_pretrained(
                source.folder, local_files_only=True, use_safetensors=True, attn_implementation="eager"
            )
        config = self.encoder.config
        self.tokenizer = Tokenizer.from_file(str(source.folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        heads = config.num_hidden_layers * config.num_attention_heads
        tuned = torch.zeros(len(TUNED), mean.shape[1])
        self.network = Network(torch.cat([mean, tuned]), CHANNELS + 2 * heads)

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes as weights: the encoder's library hangs hooks on it that cannot."""
        return _again, (*self.made_of, self.state_dict())

    def rates(self) -> list[dict[str, Any]]:
        """Return the parameters with the rate and the decay that each learns at."""
        return [{"params": list(self.encoder.parameters()), "lr": RATE, "weight_decay": DECAY}, *self.network.rates()]

    def answers(self, inputs: Sequence[Tensor], some: Sequence[Example]) -> list[Tensor]:
        """Answer for the examples that `inputs` were made from, as `Network.forward` does."""
        a, b, surface, *rest = inputs
        sides = [[word.text for word in side] for e in some for side in (e.a, e.b)]
        pieces = self.tokenizer.encode_batch(list(zip(sides[::2], sides[1::2], strict=True)), is_pretokenized=True)
        size = max(len(p.ids) for p in pieces)
        ids, types, mask = (torch.zeros(len(some), size, dtype=torch.long) for _ in range(3))
        of_a, of_b = (torch.zeros(len(some), count, size) for count in (a.shape[2], b.shape[2]))
        for row, p in enumerate(pieces):
            ids[row, : len(p.ids)], types[row, : len(p.ids)] = torch.tensor(p.ids), torch.tensor(p.type_ids)
            mask[row, : len(p.ids)] = 1
            for place, (word, side) in enumerate(zip(p.word_ids, p.sequence_ids, strict=True)):
                if side is not None:
                    (of_a, of_b)[side][row, word, place] = 1
        with torch.autocast("cpu", torch.bfloat16):
            out = self.encoder(
                input_ids=ids, token_type_ids=types, attention_mask=mask,
                output_hidden_states=True, output_attentions=True,
            )  # fmt: skip
        states = torch.stack([out.hidden_states[layer] for layer in TUNED], 1).float()
        mean_a, mean_b = (side / side.sum(-1, keepdim=True).clamp(min=1) for side in (of_a, of_b))
        a, b = (
            torch.cat([frozen, torch.einsum("bwp,blpd->blwd", mean, states)], 1)
            for frozen, mean in ((a, mean_a), (b, mean_b))
        )
        attended = torch.cat(out.attentions, 1).float()
        there = torch.einsum("bnp,bhpq,bmq->bnmh", mean_a, attended, of_b)
        back = torch.einsum("bmp,bhpq,bnq->bnmh", mean_b, attended, of_a)
        seen = torch.log(torch.cat([there, back], -1) + LEAST) / 3 + 1
        found: list[Tensor] = self.network(a, b, torch.cat([surface, seen], -1), *rest)
        return found


def _again(mean: Tensor, source: Source, weights: dict[str, Tensor]) -> Cross:
    network = Cross(mean, source)
    network.load_state_dict(weights)
    network.eval()
    return network
