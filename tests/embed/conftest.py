import pytest

from xlcheck.embed.compiled import CompiledEngine
from xlcheck.embed.prepare import prepare
from xlcheck.embed.reference import ReferenceEngine
from xlcheck.embed.source import find
from xlcheck.settings import DEFAULT_MODEL


@pytest.fixture(scope="session")
def reference() -> ReferenceEngine:
    """The real model in sentence-transformers, whose import alone takes seconds, loaded once."""
    return ReferenceEngine(find(DEFAULT_MODEL))


@pytest.fixture(scope="session")
def engine() -> CompiledEngine:
    """The real model, compiled."""
    source = find(DEFAULT_MODEL)
    return CompiledEngine(prepare(source, "for tests", wait=60), source.digest)
