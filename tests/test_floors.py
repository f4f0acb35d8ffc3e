"""Imports look down only, and nothing heavy is loaded before it is needed."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "xlcheck"

# From the ground up. A module may import what stands on a lower floor, or within its own package.
FLOORS = (
    ("errors", "model"),
    ("hidden", "weights"),
    ("text", "settings"),
    ("gate", "lexicon", "names"),
    ("align", "baseline", "config", "drift", "embed", "judge", "locate", "pair", "quote", "read", "render", "termbase"),
    ("compare",),
    ("check",),
    ("batch",),
    ("commands",),
    ("cli",),
    ("__main__",),
)
ROOMS = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p.relative_to(PACKAGE).parts[0] not in ("train", "__init__.py"))


def room(module: str) -> str:
    return module.split(".")[1]


def imported(path: Path) -> set[str]:
    """Rooms of the package that a file imports, those it imports only for type checkers left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            node.body = []
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("xlcheck."):
            found.add(room(node.module))
        elif isinstance(node, ast.ImportFrom) and node.module == "xlcheck":
            found |= {alias.name for alias in node.names} & ROOMS.keys()
        elif isinstance(node, ast.Import):
            found |= {room(alias.name) for alias in node.names if alias.name.startswith("xlcheck.")}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_imports_only_from_lower_floors(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    upward = {other for other in imported(path) if other != own and ROOMS[other] >= ROOMS[own]}
    assert not upward, f"{own} stands on floor {ROOMS[own]} and imports {sorted(upward)}"


def test_every_room_has_a_floor() -> None:
    rooms = {p.relative_to(PACKAGE).parts[0].removesuffix(".py") for p in MODULES}
    assert rooms <= ROOMS.keys()


def test_the_floor_test_sees_an_upward_import(tmp_path: Path) -> None:
    bad = tmp_path / "model.py"
    bad.write_text("def f():\n    from xlcheck.check import check\n    return check\n")
    assert ROOMS[imported(bad).pop()] > ROOMS["model"]


HEAVY = ("numpy", "torch", "sentence_transformers", "transformers", "onnxruntime", "scipy", "pydantic")


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--help"], id="the help"),
        pytest.param(["--version"], id="the version"),
        pytest.param(["compare", "--help"], id="the help of a command"),
        pytest.param(["explain", "number"], id="the explanation of a kind"),
        pytest.param(["schema"], id="the schema"),
        pytest.param(["compare", "missing-a.txt", "missing-b.txt"], id="articles that do not exist"),
        pytest.param(["compare", "--fail-on", "sometimes", "a", "b"], id="an option that makes no sense"),
    ],
)
def test_what_needs_no_model_loads_none(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom xlcheck.cli import main\nsys.argv = ['xlcheck', *sys.argv[1:]]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"loaded = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "sys.stderr.write('LOADED ' + ','.join(loaded))\n"
    )
    run = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert run.stderr.endswith("LOADED "), run.stderr[-300:]
