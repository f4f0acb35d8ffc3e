"""How long it takes, beside `naive.py` on the same articles in the same run. Prints a Markdown table.

usage: python tests/bench/bench.py [--articles A B] [--pairs FILE.jsonl] [--rounds N]

Commands run in turn, so that what else the machine does falls on all of them alike; figures are medians. A line of
FILE.jsonl has `a` and `b`, two renderings, or `a_tokens` and `b_tokens`; without it, pairs are made of the articles.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
CASE = ROOT / "fixtures" / "kcna-dispatch-of-10-april-2023"
MAIN = "import sys; from xlcheck.__main__ import main; sys.exit(main())"


class Run(NamedTuple):
    """Wall time in seconds, peak memory in MB."""

    wall: float
    memory: float


def run(arguments: list[str], cache: Path) -> Run:
    """Run a command to its end, whatever its exit code, and measure it."""
    environment = {**os.environ, "XLCHECK_CACHE": str(cache)}
    start = time.perf_counter()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, _, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = 0  # the process was waited for here, and Popen must not look for it again
    return Run(wall, usage.ru_maxrss / 1024)


def xlcheck(*arguments: str) -> list[str]:
    return [sys.executable, "-c", MAIN, *arguments]


def changed(article: Path, folder: Path, number: int) -> Path:
    """The article with one quote that was never seen before."""
    path = folder / f"changed-{number}.txt"
    text = article.read_text(encoding="utf-8")
    path.write_text(text + f"\n\n“We will come back to point {number} tomorrow,” he said.\n", encoding="utf-8")
    return path


def commands(articles: list[Path], rounds: int) -> list[tuple[str, float, float, float]]:
    """Name, median seconds, ratio to naive, median MB of every way to run `compare`."""
    names = [str(path) for path in articles]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        first = run(xlcheck("compare", *names), folder / "kept")
        run(xlcheck("compare", *names), folder / "kept")
        ways: dict[str, Callable[[int], list[str]]] = {
            "naive.py": lambda n: [sys.executable, str(Path(__file__).with_name("naive.py")), *names],
            "`compare`, compiled model, no embedding cache": lambda n: xlcheck("compare", *names, "--no-cache"),
            "`compare`, nothing changed": lambda n: xlcheck("compare", *names),
            "`compare`, one quote changed": lambda n: xlcheck(
                "compare", names[0], str(changed(articles[1], folder, n))
            ),
            "`compare --backend sentence-transformers --no-cache`": lambda n: xlcheck(
                "compare", *names, "--backend", "sentence-transformers", "--no-cache"
            ),
            "`xlcheck --help`": lambda n: xlcheck("--help"),
        }
        runs: dict[str, list[Run]] = {name: [] for name in ways}
        for number in range(rounds):
            for name, way in ways.items():
                runs[name].append(run(way(number), folder / "kept"))
    naive = median(r.wall for r in runs["naive.py"])
    rows = [("`compare`, first use ever (compiles the model)", first.wall, first.wall / naive, first.memory)]
    for name, measured in runs.items():
        wall = median(r.wall for r in measured)
        rows.append((name, wall, wall / naive, median(r.memory for r in measured)))
    return rows


def pairs_in(path: Path | None, articles: list[Path]) -> list[tuple[str, str]]:
    if path is None:
        lines = [article.read_text(encoding="utf-8").split(". ") for article in articles]
        return [(a, b) for a in lines[0] for b in lines[1]][:200]
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [tuple(row.get(side) or " ".join(row[f"{side}_tokens"]) for side in ("a", "b")) for row in rows]


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def throughput(pairs: list[tuple[str, str]]) -> list[tuple[str, float, float]]:
    """Name, figure a second, ratio to the naive loop or the reference."""
    sys.path.insert(0, str(Path(__file__).parent))
    from naive import model

    import xlcheck as program
    from xlcheck.embed import load
    from xlcheck.settings import Backend, Settings

    encoder = model()

    def loop() -> None:
        for a, b in pairs:
            encoder.encode([a, b], normalize_embeddings=True, show_progress_bar=False)
            one, other = encoder.encode([a, b], output_value="token_embeddings", show_progress_bar=False)
            (one @ other.T).argmax(1)

    texts = [text for pair in pairs for text in pair]
    rates = {}
    for backend in (Backend.SENTENCE_TRANSFORMERS, Backend.ONNX):
        embedder = load(Settings(backend=backend, cache=False))
        embedder(texts[:2])
        rates[backend.value] = len(set(texts)) / seconds(lambda e=embedder: e(texts))
    list(program.compare_many(pairs[:2]))
    naive = len(pairs) / seconds(loop)
    ours = len(pairs) / seconds(lambda: list(program.compare_many(pairs)))
    reference = rates["sentence-transformers"]
    return [
        ("texts a second, sentence-transformers", reference, 1.0),
        ("texts a second, onnx", rates["onnx"], rates["onnx"] / reference),
        ("pairs a second, encode and argmax in a loop", naive, 1.0),
        ("pairs a second, `compare_many`", ours, ours / naive),
    ]


GROW = """
import re, sys, time
from xlcheck.embed import load
from xlcheck.model import Article
from xlcheck.quote import quotes_in
from xlcheck.settings import Settings
text = open(sys.argv[1], encoding="utf-8").read()
embed = load(Settings(cache=False))
embed(["warm up"])
# Every copy says something of its own, so that nothing is embedded once for all.
text = "\\n\\n".join(text.replace("”", f" {n}”") for n in range(int(sys.argv[2])))
start = time.perf_counter()
embed([quote.text for quote in quotes_in(Article("grown", text)).quotes])
peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())
print(time.perf_counter() - start, int(peak[1]) / 1024)
"""


def growth(article: Path) -> list[tuple[int, float, float]]:
    """Times the text, seconds of the stages before pairing, peak MB of the process."""
    rows = []
    for times in (1, 4, 16):
        done = subprocess.run(
            [sys.executable, "-c", GROW, str(article), str(times)], capture_output=True, text=True, check=True
        )
        rows.append((times, *map(float, done.stdout.split())))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", nargs=2, type=Path, default=[CASE / "a.txt", CASE / "b.txt"])
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args()
    say = sys.stdout.write

    processor = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.processor(),
    )
    libraries = ", ".join(f"{name} {version(name)}" for name in ("torch", "sentence-transformers", "onnxruntime"))
    say(f"{processor}, {os.cpu_count()} cores, Python {platform.python_version()}, {libraries}\n\n")
    say("| | seconds | × naive | MB |\n|---|---|---|---|\n")
    for name, wall, ratio, memory in commands(given.articles, given.rounds):
        say(f"| {name} | {wall:.2f} | {ratio:.2f} | {memory:.0f} |\n")
    say("\n| | a second | ratio |\n|---|---|---|\n")
    for name, rate, ratio in throughput(pairs_in(given.pairs, given.articles)):
        say(f"| {name} | {rate:.0f} | {ratio:.2f} |\n")
    say("\n| times the text | seconds before pairing | × the first | MB |\n|---|---|---|---|\n")
    grown = growth(given.articles[0])
    for times, wall, memory in grown:
        say(f"| {times} | {wall:.2f} | {wall / grown[0][1]:.1f} | {memory:.0f} |\n")


if __name__ == "__main__":
    main()
