"""Making the compiled form of a model: exported once, held against the reference, put in place in one step.

The graph comes from torch's TorchScript exporter (`dynamo=False`): 1.5 s and the `onnx` package, where the newer
exporter took 4.8 s, needs `onnxscript` besides, and gave a graph that runs 13 % slower.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlcheck.embed.compiled import (
    FILES,
    GRAPH,
    MANIFEST,
    TOKENIZER,
    WEIGHTS,
    CompiledEngine,
    compiled_folder,
    made_from,
    seal,
    session_of,
)
from xlcheck.embed.folder import make, tell
from xlcheck.embed.reference import ReferenceEngine, quietly
from xlcheck.embed.source import find, sha256_of
from xlcheck.errors import ModelError

if TYPE_CHECKING:
    from xlcheck.embed.engine import Engine
    from xlcheck.embed.source import Source
    from xlcheck.settings import Settings

PATIENCE = 120.0  # seconds to wait for another process that compiles the same model; it takes about ten

# Difference allowed between the two backends in any value, relative to the largest of its text. Measured for the
# default model: at most 9e-7 on the probe and on 400 news sentences; a wrong graph is off by more than 0.1.
TOLERANCE = 1e-5

# Pieces that share a run, where that changes no byte. Milliseconds a piece by how many run at once, windows of 24 on
# one core: 24 .30, 48 .26, 96 .24, 144 .23, 192 .226, 240 .227. While other work fills the caches the gain is a third.
TOGETHER = 192

PROBE = (
    "",
    "No.",
    "The minister said the bridge would reopen on 3 May, not in April.",
    "“We will answer any attack,” he warned; nobody in the room doubted it.",
    "Vier Wörter auf Deutsch, 数字 and 2,000 ducks — naïve façade.",
    "The harbour, which had been closed since the storm, may open again if the divers find nothing. " * 24,
)
"""Texts of every length that matters, one of them longer than a window."""


def prepare(source: Source, reason: str, *, wait: float = 0.0) -> Path:
    """Compile a model into the user's cache folder and give its folder; one that is there and sound stays.

    Says `reason` on standard error before it begins. `wait` in seconds is how long to let another process finish the
    same work. Raises ModelError where it cannot be done: no cache folder, no export packages, another process at it, or
    a graph that differs from the reference.
    """
    target = compiled_folder(source.digest)
    if target is None:
        raise ModelError("no cache folder to keep the compiled model in")
    try:
        make(target.parent)
        with _only_one(target.with_suffix(".lock"), wait):
            if not is_sound(target, source.digest):
                tell(f"{reason}: compiling {source.name} once, about ten seconds")
                _make(source, target)
    except OSError as error:
        raise ModelError(f"{target.parent}: cannot be written: {error.strerror or error}") from error
    return target


def is_sound(folder: Path, digest: str) -> bool:
    """True where a compiled form is there, undamaged, and made from these weights by these libraries."""
    try:
        CompiledEngine(folder, digest)
    except ModelError:
        return False
    return True


def _make(source: Source, target: Path) -> None:
    reference = ReferenceEngine(source)
    _clear(target)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=_unfinished(target), ignore_cleanup_errors=True) as made:
        folder = Path(made) / "model"
        make(folder)
        _export(reference, folder / GRAPH)
        (folder / TOKENIZER).write_text(reference.tokenizer.to_str(), encoding="utf-8")
        manifest: dict[str, Any] = {
            **made_from(source.digest),
            "name": source.name,
            "files": {file: sha256_of(folder / file) for file in FILES},
            "layers": reference.layers,
            "width": reference.width,
            "statement_width": reference.statement_width,
            "window": reference.window,
        }
        _sign(folder, {**manifest, "together": 0})
        compiled = CompiledEngine(folder, source.digest)
        found = difference(reference, compiled)
        shares = keeps_bytes_in_company(compiled)
        del compiled  # lets go of the file that it has mapped, which some systems would not rename
        if not found <= TOLERANCE:
            raise ModelError(f"{source.name}: the compiled model differs from the reference by {found:.1g}")
        if shares:
            _sign(folder, {**manifest, "together": TOGETHER})
        folder.rename(target)


def _sign(folder: Path, manifest: dict[str, Any]) -> None:
    (folder / MANIFEST).write_text(json.dumps(seal(manifest), indent=1), encoding="utf-8")


def _unfinished(target: Path) -> str:
    return f".{target.name}-"


def _clear(target: Path) -> None:
    """Remove what is unsound in the target's place, and what killed runs left."""
    for left in (target, *target.parent.glob(_unfinished(target) + "*")):
        shutil.rmtree(left, ignore_errors=True)


def _export(reference: ReferenceEngine, path: Path) -> None:
    import onnxruntime
    import torch

    class Graph(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.encoder = reference.encoder
            self.after = torch.nn.ModuleList(reference.after)

        def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            return reference.forward(ids)

    raw = path.with_suffix(".raw")
    ids = torch.tensor([reference.tokenizer.encode(PROBE[2]).ids] * 2)
    windows = {0: "windows", 1: "pieces"}
    with quietly(), warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # the exporter warns of its age and of every shape it takes as fixed
        try:
            torch.onnx.export(
                Graph().eval(),
                (ids,),
                str(raw),
                dynamo=False,
                opset_version=17,
                input_names=["ids"],
                output_names=["states", "pooled"],
                dynamic_axes={"ids": windows, "states": {1: "windows", 2: "pieces"}, "pooled": {0: "windows"}},
            )
            session_of(onnxruntime, raw, save=path)
        except Exception as error:  # what an exporter raises for a model it cannot export is not documented
            raise ModelError(f"the model cannot be compiled: {type(error).__name__}: {error}") from error
    raw.unlink()
    path.with_name(WEIGHTS).touch()  # a toy model's weights are few enough to stay in the graph


def difference(reference: ReferenceEngine, compiled: CompiledEngine) -> float:
    """The largest difference between two backends over the probe, relative to the largest value of each text."""
    import numpy as np

    from xlcheck.embed.engine import embed_text

    worst = 0.0
    for text in PROBE:
        a, b = embed_text(reference, text), embed_text(compiled, text)
        for one, other in ((a.statement, b.statement), (a.words, b.words)):
            if one.size:
                worst = float(np.fmax(worst, np.abs(one - other).max() / max(float(np.abs(one).max()), 1e-12)))
                if not np.isfinite(other).all():
                    return float("inf")
    return worst


def keeps_bytes_in_company(engine: Engine) -> bool:
    """Whether windows of the probe come out the same to the last bit beside others of their length."""
    from xlcheck.embed.engine import windows_of

    windows = [window.ids for text in PROBE for window in windows_of(engine, text)]
    for ids in (ids for ids in windows if len(ids) > 1):
        company = [ids, ids[::-1], ids, [*ids[1:], ids[0]]]
        alone = [engine.run([each]) for each in company]
        states, pooled = engine.run(company)
        for place, (own_states, own_pooled) in enumerate(alone):
            if states[:, place].tobytes() != own_states.tobytes() or pooled[place].tobytes() != own_pooled.tobytes():
                return False
    return True


@contextmanager
def _only_one(path: Path, wait: float) -> Iterator[None]:
    """Hold a lock that the system lets go of when a process dies."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(path, timeout=wait):
            yield
    except Timeout as error:
        raise ModelError("another process is compiling the model") from error


def prepare_for(settings: Settings) -> str:
    """Compile the model that `settings` name; a line that says where it lies. Raises ModelError."""
    source = find(settings.model, offline=settings.offline)
    return f"{source.name}@{source.digest[:8]} is compiled: {prepare(source, 'as asked', wait=PATIENCE)}"
