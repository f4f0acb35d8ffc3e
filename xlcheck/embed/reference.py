"""The reference backend: any sentence-transformers model whose folder may be trusted."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from copy import deepcopy
from threading import Lock
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from xlcheck.embed.engine import layers_of, set_window
from xlcheck.errors import ModelError

if TYPE_CHECKING:
    import torch

    from xlcheck.embed import Matrix
    from xlcheck.embed.source import Source

WINDOW = 512  # pieces at most, whatever a model allows: attention costs the square, and no quote needs more at once
# Everything is loaded from a folder that was checked before, so the loaders have nothing to ask the hub for.
_QUIET = {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    "TQDM_DISABLE": "1",
}


@contextmanager
def quietly() -> Iterator[None]:
    """Keep the loaders from the network, and their progress bars from the screen, while they are imported and used."""
    with patch.dict(os.environ, _QUIET):
        yield


class _OneThread:
    """Torch's number of threads, which all callers share: 1 while any is inside, the last one out puts it back."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside = 0
        self._before = 1

    @contextmanager
    def held(self) -> Iterator[None]:
        import torch

        with self._lock:
            if not self._inside:
                self._before = torch.get_num_threads()
            self._inside += 1
            torch.set_num_threads(1)  # a thread that was there before has a number of its own
        try:
            yield
        finally:
            with self._lock:
                self._inside -= 1
                if not self._inside:
                    torch.set_num_threads(self._before)


_one_thread = _OneThread()


class ReferenceEngine:
    """sentence-transformers on the CPU."""

    backend = "sentence-transformers"
    together = 0  # torch sums in another order for another number of rows

    def __init__(self, source: Source) -> None:
        """Load the model. Raises ModelError where sentence-transformers cannot make sense of the folder."""
        self.name = source.name
        with quietly():
            from sentence_transformers import SentenceTransformer

            try:
                self.model = SentenceTransformer(
                    str(source.folder),
                    device="cpu",
                    local_files_only=True,
                    trust_remote_code=False,
                    model_kwargs={"use_safetensors": True},
                )
            except Exception as error:  # the loaders raise whatever their libraries do
                raise ModelError(f"{source.name}: cannot be loaded: {type(error).__name__}: {error}") from error
        encoder, self.after = self.model[0], list(self.model)[1:]
        self.encoder: Any = encoder.model.eval()
        backend = getattr(self.model.tokenizer, "backend_tokenizer", None)
        depth = getattr(self.encoder.config, "num_hidden_layers", None)
        if backend is None or depth is None:
            raise ModelError(f"{source.name}: not a text encoder with a fast tokenizer")
        self.chosen = layers_of(depth)
        self.layers = len(self.chosen)
        self.window = min(int(self.model.max_seq_length or WINDOW), WINDOW)
        self.tokenizer = deepcopy(backend)
        set_window(self.tokenizer, self.window)
        states, pooled = self.run([self.tokenizer.encode("").ids])
        self.width, self.statement_width = states.shape[-1], pooled.shape[-1]

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """The same as `run` for a (windows, pieces) tensor; what the compiled form is made from."""
        import torch

        mask = torch.ones_like(ids)
        out = self.encoder(input_ids=ids, attention_mask=mask, output_hidden_states=True)
        states = torch.stack([out.hidden_states[layer] for layer in self.chosen])
        # The first window is pooled twice, so that none is ever pooled alone: a graph's runtime adds up the rows of one
        # window in another order than those of two, and its last digits would depend on company.
        last, mask = (torch.cat((rows, rows[:1])) for rows in (out.last_hidden_state, mask))
        features = {"token_embeddings": last, "attention_mask": mask}
        for module in self.after:
            features = module(features)
        pooled = features.get("sentence_embedding")
        return states, (last.mean(1) if pooled is None else pooled)[:-1]

    def single(self) -> AbstractContextManager[object]:
        """Keep torch to one thread: texts run side by side instead, and threads of threads wait for each other.

        With two for each of two texts 100 pairs took 65 ms each on two busy cores, with one 46.
        """
        return _one_thread.held()

    def run(self, windows: Sequence[Sequence[int]]) -> tuple[Matrix, Matrix]:
        """For windows of one length: hidden states, (layers, windows, pieces, width), and pooled vectors."""
        import torch

        try:
            with torch.inference_mode():
                states, pooled = self.forward(torch.tensor([list(window) for window in windows]))
        except (RuntimeError, IndexError) as error:
            raise ModelError(f"{self.name}: fails on a text of {len(windows[0])} pieces: {error}") from error
        return states.numpy(), pooled.numpy()
