"""The judge's network in torch, parameter by parameter as `xlcheck.judge.network` runs it with numpy."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from xlcheck.judge.network import EPSILON, NEAR, REACH

Batch = dict[str, Tensor]


class Block(nn.Module):
    """Attention that knows likeness and distance, then two layers word by word."""

    def __init__(self, width: int, heads: int, drop: float) -> None:
        """Make a block of `heads` heads over `width` channels."""
        super().__init__()
        self.first, self.second = nn.LayerNorm(width, eps=EPSILON), nn.LayerNorm(width, eps=EPSILON)
        self.ask, self.answer = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.widen, self.narrow = nn.Linear(width, 3 * width), nn.Linear(3 * width, width)
        self.near = nn.Parameter(torch.zeros(2 * REACH + 1 + 2 * NEAR + 1, heads))
        self.alike = nn.Parameter(torch.linspace(0, 4, heads))
        self.drop = nn.Dropout(drop)

    def forward(self, h: Tensor, x: Batch) -> Tensor:
        """Mix what the words know of each other; h has shape (pairs, words, width)."""
        n, t, width = h.shape
        heads = len(self.alike)
        q, k, v = (y.reshape(n, t, heads, -1).transpose(1, 2) for y in self.ask(self.first(h)).split(width, dim=-1))
        bias = self.near[x["near"]].permute(0, 3, 1, 2) + self.alike[:, None, None] * (x["alike"] * x["facing"])[:, None]
        bias = bias.masked_fill(~x["real"][:, None, None, :], -1e4)
        scores = q @ k.transpose(-1, -2) / (q.shape[-1] ** 0.5) + bias.to(q.dtype)
        mixed = self.drop(scores.float().softmax(-1).to(v.dtype)) @ v
        h = h + self.drop(self.answer(mixed.transpose(1, 2).reshape(n, t, width)))
        return h + self.drop(self.narrow(nn.functional.silu(self.widen(self.second(h)))))


class Network(nn.Module):
    """Two renderings in, one log odds for the pair and one for each word out."""

    def __init__(self, size: int, traits: int, *, width: int = 160, heads: int = 5, depth: int = 3, drop: float = 0.15) -> None:  # noqa: E501
        """Make a network for vectors of `size` and `traits` traits a word."""
        super().__init__()
        self.see = nn.Linear(size, 128, bias=False)
        self.enter = nn.Linear(4 * 128 + traits, width)
        self.blocks = nn.ModuleList(Block(width, heads, drop) for _ in range(depth))
        self.leave = nn.LayerNorm(width, eps=EPSILON)
        self.word, self.pool = nn.Linear(width, 1), nn.Linear(width, 1)
        self.weigh, self.say = nn.Linear(3 * width + 2, width), nn.Linear(width, 1)
        self.drop = nn.Dropout(drop)
        self.register_buffer("trait_mean", torch.zeros(traits))
        self.register_buffer("trait_scale", torch.ones(traits))

    def forward(self, x: Batch, sharpness: float) -> tuple[Tensor, Tensor]:
        """Return log odds of pairs (pairs,) and of words (pairs, words)."""
        u = self.see(self.drop(x["vectors"]))
        weights = (sharpness * x["alike"]).masked_fill(~x["facing"], -1e4).softmax(-1)
        answer = weights.to(u.dtype) @ u
        facts = self.drop((x["traits"] - self.trait_mean) * self.trait_scale)
        h = self.enter(torch.cat([u, answer, (u - answer).abs(), u * answer, facts.to(u.dtype)], dim=-1))
        for block in self.blocks:
            h = block(h, x)
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
