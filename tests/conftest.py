import pytest

from xlcheck.embed import Embedder, load


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The real default model, loaded once."""
    return load()
