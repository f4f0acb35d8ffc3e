"""The embedder that the pipeline holds: looks into the embedding cache first, and loads a model only for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from xlcheck.embed.compiled import CompiledEngine, compiled_folder
from xlcheck.embed.folder import LAYOUT, cache_folder, tell, versions
from xlcheck.embed.source import Source, find, is_default
from xlcheck.errors import ModelError
from xlcheck.settings import DEFAULT_MODEL, DEFAULT_SHA256

if TYPE_CHECKING:
    from xlcheck.embed import Coming, Embedding
    from xlcheck.embed.ahead import Ahead
    from xlcheck.embed.engine import Engine
    from xlcheck.embed.store import Store

REFERENCE, COMPILED = "sentence-transformers", "onnx"
PATIENCE = 120.0  # seconds that an explicit `onnx` waits for another process to compile; `auto` goes on without


@dataclass(frozen=True, slots=True)
class _Coming:
    """Embeddings of which some are known and the missing ones are on their way, to be kept in the store."""

    texts: Sequence[str]
    known: dict[str, Embedding]
    missing: Sequence[str] = ()
    fresh: Ahead | None = None
    store: Store | None = None

    def __call__(self) -> list[Embedding]:
        found = {} if self.fresh is None else dict(zip(self.missing, self.fresh(), strict=True))
        if self.store is not None:
            self.store.put(found)
        return [found[text] if text in found else self.known[text] for text in self.texts]

    def drop(self) -> None:
        if self.fresh is not None:
            self.fresh.drop()


class LazyEmbedder:
    """Embeds texts with one model. `backend` may fall back to the reference when the model first loads."""

    def __init__(self, model: str, backend: str = "auto", *, offline: bool = False, cached: bool = True) -> None:
        """Find the model; `backend` is `auto`, `onnx` or `sentence-transformers`.

        A default model is known by name alone, so its files are not even opened until it must load. Any other is
        checked and hashed now, since its digest is part of the key. Raises ModelError.
        """
        self._model, self._offline, self._cached = model, offline, cached
        self._source = None if is_default(model) else find(model, offline=offline)
        self.name = DEFAULT_MODEL if self._source is None else self._source.name
        self.digest = DEFAULT_SHA256 if self._source is None else self._source.digest
        self._patience = PATIENCE if backend == COMPILED else 0.0
        self._barred = "" if backend == REFERENCE else barred(self.digest)
        self.backend = REFERENCE if backend == REFERENCE or self._barred else COMPILED
        self._engine: Engine | None = None

    def __call__(self, texts: Sequence[str]) -> list[Embedding]:
        """Embed every text, order kept; equal texts share one embedding."""
        return self.ahead(texts)()

    def ahead(self, texts: Sequence[str]) -> Coming:
        """Begin to embed on the processors that the caller leaves idle."""
        distinct = tuple(dict.fromkeys(texts))
        known = self._kept(distinct)
        missing = [text for text in distinct if text not in known]
        if not missing:
            return _Coming(texts, known)
        backend, engine = self.backend, self._loaded()
        if backend != engine.backend:
            self.backend = engine.backend
            known = self._kept(distinct)
            missing = [text for text in distinct if text not in known]
        from xlcheck.embed.ahead import Ahead

        return _Coming(texts, known, missing, Ahead(engine, missing), self._store())

    def _kept(self, texts: Sequence[str]) -> dict[str, Embedding]:
        store = self._store()
        return {} if store is None else store.get(texts)

    def _store(self) -> Store | None:
        folder = cache_folder() if self._cached else None
        if folder is None:
            return None
        from xlcheck.embed.store import Store

        libraries = " ".join(f"{library} {version}" for library, version in versions().items())
        return Store(folder, f"{LAYOUT} {self.digest} {self.backend} {libraries}")

    def _loaded(self) -> Engine:
        if self._engine is None:
            self._engine = self._load()
        return self._engine

    def _found(self) -> Source:
        return self._source or find(self._model, offline=self._offline)

    def _load(self) -> Engine:
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(1) as pool:
            # The weights are hashed while the compiled form loads: half of the time of either.
            checked = pool.submit(self._found)
            engine, reason = open_compiled(self.digest) if self.backend == COMPILED else (None, "")
        source = checked.result()
        if engine is not None:
            return engine
        hindrance = self._barred
        if self.backend == COMPILED:
            try:
                return compile_now(source, reason, self._patience)
            except ModelError as error:
                hindrance = str(error)
        if hindrance:
            tell(f"{hindrance}; using sentence-transformers, which starts slower")

        from xlcheck.embed.reference import ReferenceEngine

        return ReferenceEngine(source)


def barred(digest: str) -> str:
    """Why there is no compiled form of this model and can be none; empty where there is or may be one."""
    folder = compiled_folder(digest)
    if folder is None:
        return "no cache folder to keep the compiled model in"
    needed = ("onnxruntime",) if folder.exists() else ("onnxruntime", "onnx")
    absent = [package for package in needed if find_spec(package) is None]
    return f"the model cannot be compiled without the package {absent[0]}" if absent else ""


def open_compiled(digest: str) -> tuple[Engine | None, str]:
    """Load the compiled form of the model with this digest; without one, None and why."""
    folder = compiled_folder(digest)
    if folder is None or not folder.exists():
        return None, "first use of this model"
    try:
        return CompiledEngine(folder, digest), ""
    except ModelError as error:
        return None, str(error)


def compile_now(source: Source, reason: str, patience: float = 0.0) -> Engine:
    """Make the compiled form and load it. Raises ModelError where it cannot be made."""
    from xlcheck.embed.prepare import prepare

    return CompiledEngine(prepare(source, reason, wait=patience), source.digest)
