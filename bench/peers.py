"""The tools beside cdiff: each turns two received texts into runs of equal, deleted and inserted text.

None of them knows clauses: their pairs are derived from the words they keep (`bench.runs.derive`). They get
the received text with its no-break spaces written as spaces, which some of them would take for letters: that
favours them. A tool that is not installed is absent, not failed.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from bench.runs import Run
from cdiff.core.model import Op

Differ = Callable[[str, str], Iterator[Run]]

_MARKS = ("\x01", "\x02", "\x03", "\x04")
_MARKED = re.compile("([\x01\x03])([^\x01-\x04]*)[\x02\x04]")
_WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool of the bench."""

    name: str
    needs: str
    """The program or the Python module that it is made of."""
    diff: Differ
    limit: int = 1000
    """A slow tool gets so many pairs of drafts, and the table says so."""

    @property
    def installed(self) -> bool:
        """Whether it can run here."""
        return shutil.which(self.needs) is not None or importlib.util.find_spec(self.needs) is not None


def _output(command: Sequence[str], old: str, new: str) -> str:
    """Run a program on two files; its exit code tells of differences, not of failure."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("old.txt", "new.txt")]
        for path, text in zip(paths, (old, new), strict=True):
            path.write_text(text.replace("\u00a0", " "), "utf-8")
        env = os.environ | {"LC_ALL": "C.UTF-8", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        full = [*command, *map(str, paths)]
        done = subprocess.run(full, capture_output=True, encoding="utf-8", env=env, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{command[0]}: {done.stderr.strip()}")
    return done.stdout


def _marked(text: str) -> Iterator[Run]:
    """Read text with marks around what was deleted and inserted."""
    end = 0
    for match in _MARKED.finditer(text):
        yield "equal", text[end : match.start()]
        yield ("delete" if match[1] == "\x01" else "insert"), match[2]
        end = match.end()
    yield "equal", text[end:]


def wdiff(old: str, new: str) -> Iterator[Run]:
    """GNU wdiff: words through diff's LCS."""
    flags = [f"-{flag}{mark}" for flag, mark in zip("wxyz", _MARKS, strict=True)]
    return _marked(_output(["wdiff", *flags], old, new))


def dwdiff(old: str, new: str) -> Iterator[Run]:
    """Run dwdiff with its defaults."""
    flags = [part for flag, mark in zip("wxyz", _MARKS, strict=True) for part in (f"-{flag}", mark)]
    return _marked(_output(["dwdiff", "--no-profile", *flags], old, new))


def git_words(old: str, new: str) -> Iterator[Run]:
    """Run git diff --word-diff, without its limit of context."""
    flags = ["--no-color", "--no-ext-diff", "--word-diff=porcelain", "-U1000000"]
    lines = iter(_output(["git", "diff", "--no-index", *flags], old, new).splitlines())
    for line in lines:
        if line.startswith("@@"):
            break
    ops: dict[str, Op] = {" ": "equal", "-": "delete", "+": "insert"}
    for line in lines:
        if line[:1] in ops:
            yield ops[line[0]], line[1:]


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            yield "equal", " ".join(old[a:b])
        else:
            yield "delete", " ".join(old[a:b])
            yield "insert", " ".join(new[c:d])


def difflib_words(old: str, new: str) -> Iterator[Run]:
    """Python's difflib on words, as it comes (with its heuristic for popular words)."""
    return _opcodes(old.split(), new.split())


def difflib_lines(old: str, new: str) -> Iterator[Run]:
    """Python's difflib on lines."""
    return _opcodes(*([" ".join(line.split()) for line in text.splitlines()] for text in (old, new)))


def diff_match_patch_words(old: str, new: str) -> Iterator[Run]:
    """diff-match-patch on the words of the whole text, a character for a word, without its time-out."""
    engine = importlib.import_module("diff_match_patch").diff_match_patch()
    engine.Diff_Timeout = 0
    sides = [text.split() for text in (old, new)]
    numbers = {word: k for k, word in enumerate(dict.fromkeys(sides[0] + sides[1]))}
    codes = {word: chr(k + 1 if k < 0xD000 else k + 0x1000) for word, k in numbers.items()}
    words = {code: word for word, code in codes.items()}
    ops: dict[int, Op] = {0: "equal", -1: "delete", 1: "insert"}
    for op, text in engine.diff_main(*("".join(codes[word] for word in side) for side in sides), False):
        yield ops[op], " ".join(words[code] for code in text)


def redlines(old: str, new: str) -> Iterator[Run]:
    """Redlines with its defaults, read from its JSON."""
    data = json.loads(importlib.import_module("redlines").Redlines(old, new).output_json())
    for change in data["changes"]:
        if change["type"] == "replace":
            yield "delete", change["source_text"].replace("¶", "")
            yield "insert", change["test_text"].replace("¶", "")
        else:
            yield change["type"], change["text"].replace("¶", "")


PEERS = (
    Peer("git diff --word-diff", "git", git_words),
    Peer("wdiff", "wdiff", wdiff),
    Peer("dwdiff", "dwdiff", dwdiff),
    Peer("difflib on words", "difflib", difflib_words),
    Peer("difflib on lines", "difflib", difflib_lines),
    Peer("diff-match-patch on words", "diff_match_patch", diff_match_patch_words, limit=4),
    Peer("redlines", "redlines", redlines),
)
