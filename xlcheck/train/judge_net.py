"""The judge's network in torch, parameter by parameter as `xlcheck.judge.network` runs it with numpy."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from xlcheck.judge.network import EPSILON, NEAR, REACH

Batch = dict[str, Tensor]
SEEN = 96  # channels in which a word is held against its answer
DROP = 0.15


class Drop(nn.Module):  # type: ignore[misc]  # torch is not typed here
    """Dropout of whole channels of a pair: drawing a number for every word would take most of the time."""

    def __init__(self, share: float) -> None:
        """Drop this share of the channels while training."""
        super().__init__()
        self.share = share

    def forward(self, h: Tensor) -> Tensor:
        """Zero channels of h, shape (pairs, words, channels) or (pairs, channels)."""
        if not self.training:
            return h
        shape = (len(h), *(1 for _ in h.shape[1:-1]), h.shape[-1])
        return h * ((torch.rand(shape) >= self.share) / (1 - self.share)).to(h.dtype)


class Block(nn.Module):  # type: ignore[misc]  # torch is not typed here
    """Attention that knows likeness and distance, then two layers word by word."""

    def __init__(self, width: int, heads: int, drop: float) -> None:
        """Make a block of `heads` heads over `width` channels."""
        super().__init__()
        self.first, self.second = nn.LayerNorm(width, eps=EPSILON), nn.LayerNorm(width, eps=EPSILON)
        self.ask, self.answer = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.widen, self.narrow = nn.Linear(width, 3 * width), nn.Linear(3 * width, width)
        self.heads, self.drop = heads, Drop(drop)

    def forward(self, h: Tensor, bias: Tensor) -> Tensor:
        """Mix what the words know of each other; h (pairs, words, width), bias (pairs, heads, words, words)."""
        n, t, width = h.shape
        asked = self.ask(self.first(h)).split(width, dim=-1)
        q, k, v = (y.reshape(n, t, self.heads, -1).transpose(1, 2) for y in asked)
        mixed = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        h = h + self.drop(self.answer(mixed.transpose(1, 2).reshape(n, t, width)))
        return h + self.drop(self.narrow(nn.functional.silu(self.widen(self.second(h)))))


class Network(nn.Module):  # type: ignore[misc]  # torch is not typed here
    """Two renderings in, one log odds for the pair and one for each word out."""

    def __init__(self, size: int, traits: int, *, width: int = 128, heads: int = 4, depth: int = 2) -> None:
        """Make a network for vectors of `size` and `traits` traits a word."""
        super().__init__()
        self.see = nn.Linear(size, SEEN, bias=False)
        self.enter = nn.Linear(4 * SEEN + traits, width)
        self.near = nn.Parameter(torch.zeros(2 * REACH + 1 + 2 * NEAR + 1, heads))
        self.alike = nn.Parameter(torch.linspace(0, 4, heads))
        self.blocks = nn.ModuleList(Block(width, heads, DROP) for _ in range(depth))
        self.leave = nn.LayerNorm(width, eps=EPSILON)
        self.word, self.pool = nn.Linear(width, 1), nn.Linear(width, 1)
        self.weigh, self.say = nn.Linear(3 * width + 2, width), nn.Linear(width, 1)
        self.drop = Drop(DROP)
        self.register_buffer("trait_mean", torch.zeros(traits))
        self.register_buffer("trait_scale", torch.ones(traits))

    def forward(self, x: Batch, sharpness: float) -> tuple[Tensor, Tensor]:
        """Return log odds of pairs (pairs,) and of words (pairs, words)."""
        u = self.see(self.drop(x["vectors"]))
        weights = (sharpness * x["alike"]).masked_fill(~x["facing"], -1e4).softmax(-1)
        answer = weights.to(u.dtype) @ u
        facts = self.drop((x["traits"] - self.trait_mean) * self.trait_scale)
        h = self.enter(torch.cat([u, answer, (u - answer).abs(), u * answer, facts.to(u.dtype)], dim=-1))
        near = nn.functional.embedding(x["near"], self.near).permute(0, 3, 1, 2)
        bias = torch.addcmul(near, x["alike"][:, None], self.alike[:, None, None])
        bias = bias.masked_fill(~x["real"][:, None, None, :], -1e4)
        for block in self.blocks:
            h = block(h, bias)
        h = self.leave(h).float()
        real = x["real"]
        shares = self.word(h).float().squeeze(-1).masked_fill(~real, -1e4)
        share = self.pool(h).float().squeeze(-1).masked_fill(~real, -1e4).softmax(-1)
        mean = (h * real[..., None]).sum(1) / real.sum(1, keepdim=True)
        peak = h.masked_fill(~real[..., None], -1e4).amax(1)
        pooled = torch.cat([(h * share[..., None]).sum(1), mean, peak, shares.amax(1, keepdim=True),
                            shares.logsumexp(1, keepdim=True)], dim=-1)  # fmt: skip
        return self.say(nn.functional.silu(self.weigh(self.drop(pooled)))).float().squeeze(-1), shares


def tensors(arrays: dict[str, Any]) -> Batch:
    """Arrays of a batch as tensors."""
    return {name: torch.from_numpy(array) for name, array in arrays.items()}
