from collections.abc import Iterator
from pathlib import Path

import pytest

from xlcheck import train, weights
from xlcheck.embed import Embedder, load

FIXTURES = Path(__file__).parent.parent / "fixtures"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what is found into fixtures/*/expected.json")


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The real default model, loaded once."""
    return load()


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder in the place of the package's weights."""
    monkeypatch.setattr(train, "__file__", str(tmp_path / "train" / "__init__.py"))
    monkeypatch.setattr(weights, "FOLDER", tmp_path / "weights")
    (tmp_path / "weights").mkdir()
    weights.load.cache_clear()
    yield tmp_path / "weights"
    weights.load.cache_clear()
