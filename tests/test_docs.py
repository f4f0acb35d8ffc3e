"""The README shows what the tool prints, today. Write it anew with `pytest tests/test_docs.py --update-golden`."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from xlcheck.drift import KINDS, term
from xlcheck.model import Kind

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
KCNA = "fixtures/kcna-dispatch-of-10-april-2023"


def printed(*arguments: str) -> str:
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "LC_ALL": "C.UTF-8", "TERMINAL_WIDTH": "100"}
    run = subprocess.run(
        [sys.executable, "-m", "xlcheck.cli", *arguments],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, env=environment, check=False,
    )  # fmt: skip
    assert run.returncode in (0, 1), run.stderr
    return "\n".join(line.rstrip() for line in run.stdout.strip().splitlines())


def example() -> str:
    report = printed("compare", f"{KCNA}/a.txt", f"{KCNA}/b.txt", "--isolated")
    return f"```\n$ xlcheck compare a.txt b.txt\n\n{report.replace(KCNA + '/', '')}\n```"


def kinds() -> str:
    rows = [f"| {kind.KIND} | {kind.MQM} | {(kind.__doc__ or '').splitlines()[0]} |" for kind in (*KINDS, term)]
    return "\n".join(["| kind | MQM | what it is |", "|---|---|---|", *sorted(rows)])


def reference() -> str:
    names = re.findall(r"^  ([a-z]+) ", printed("--help").partition("Commands:")[2], re.MULTILINE)
    blocks = [("xlcheck", printed("--help")), *((f"xlcheck {name}", printed(name, "--help")) for name in names)]
    return "\n\n".join(
        f"<details><summary><code>{name}</code></summary>\n\n```\n{text}\n```\n\n</details>" for name, text in blocks
    )


BLOCKS = {"output: kcna": example, "kinds": kinds, "help": reference}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_of_the_readme_is_what_the_tool_prints(name: str, pytestconfig: pytest.Config) -> None:
    block = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=\n?<!-- end -->)", re.DOTALL)
    text = README.read_text(encoding="utf-8")
    wanted = BLOCKS[name]()
    if pytestconfig.getoption("--update-golden"):
        text = block.sub(lambda _: wanted + "\n", text, count=1)
        README.write_text(text, encoding="utf-8")
    shown = block.search(text)
    assert shown is not None
    assert shown.group().strip() == wanted


def test_every_kind_has_a_module_and_every_module_a_kind() -> None:
    assert {kind.KIND for kind in (*KINDS, term)} == set(Kind)


def test_every_command_is_told_of_outside_the_reference() -> None:
    prose = README.read_text(encoding="utf-8").partition("<!-- help -->")[0]
    for name in re.findall(r"^  ([a-z]+) ", printed("--help").partition("Commands:")[2], re.MULTILINE):
        assert f"xlcheck {name}" in prose or f"`{name}`" in prose, name
