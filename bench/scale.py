"""How time and memory grow from one to ten and a hundred thousand clauses.

Each size runs in a process of its own (`python -m bench.scale DRAFTS STAGE RESULT`), so that its peak of
memory is its own; what is timed is the stage alone, without loading the drafts, in seconds of the processor,
which a busy machine does not stretch.
"""

from __future__ import annotations

import json
import pickle
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time

from bench.corpus import ROOT, compact
from bench.large import Large, enlarge
from bench.perturb import Pair
from bench.processes import ENVIRONMENT, RSS_UNIT
from bench.subject import align_pairs, compare_pairs
from bench.tables import ratio, share, table

SIZES = (1_000, 10_000, 100_000)
STAGES: dict[str, Callable[[Large], frozenset[Pair]]] = {"align": align_pairs, "compare": compare_pairs}


@dataclass(frozen=True, slots=True)
class Point:
    """One measurement."""

    seconds: float
    loaded: float
    """MiB when the drafts were loaded."""
    peak: float
    """MiB at the most."""
    f1: float


def scale(sizes: Sequence[int] = SIZES) -> str:
    """Measure alignment and comparison at each size and lay out the growth."""
    rows: list[list[str]] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            large = enlarge(compact(), size)
            file = Path(folder, f"{size}.pickle")
            file.write_bytes(pickle.dumps(large))
            count = len(large.old)
            del large
            for stage in STAGES:
                points = [_measured(file, stage) for _ in range(3 if size < 50_000 else 1)]
                rows.append([stage, *_cells(count, points)])
    return _laid_out(rows)


def _cells(count: int, points: Sequence[Point]) -> list[str]:
    seconds = median(point.seconds for point in points)
    peak, loaded = points[0].peak, points[0].loaded
    return [f"{count}", f"{seconds:.2f}", f"{peak:.0f}", f"{peak - loaded:.0f}", share(points[0].f1)]


def _laid_out(rows: Sequence[Sequence[str]]) -> str:
    first = {row[0]: row for row in reversed(rows)}
    grown = [
        [*row, *(ratio(float(row[k]), float(first[row[0]][k])) for k in (1, 2, 3))]
        for row in sorted(rows, key=lambda row: (row[0], int(row[1])))
    ]
    head = ["stage", "clauses", "cpu s", "peak MiB", "above loaded", "F1", "× clauses", "× time", "× peak"]
    return table(head, grown)


def _measured(file: Path, stage: str) -> Point:
    """Run one stage in a process that starts small: what starts it must not count as its memory."""
    script = str(Path(__file__).with_name("launcher.py"))
    result = file.with_suffix(".json")
    stage_run = [sys.executable, "-m", "bench.scale", str(file), stage, str(result)]
    command = [sys.executable, "-S", "-E", script, *stage_run]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, env=ENVIRONMENT, check=True)
    code, _, _, peak = done.stdout.split()
    if code != "0":
        raise RuntimeError(f"{stage} failed; to see why: {' '.join(stage_run)}")
    return Point(**json.loads(result.read_text("utf-8")), peak=float(peak) / RSS_UNIT)


def main(argv: Sequence[str]) -> None:
    """Run one stage on one pair of drafts and write what it took into a file, as JSON."""
    large: Large = pickle.loads(Path(argv[0]).read_bytes())
    loaded = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / RSS_UNIT
    begin = process_time()
    found = STAGES[argv[1]](large)
    seconds = process_time() - begin
    f1 = 2 * len(found & large.pairs) / (len(found) + len(large.pairs))
    Path(argv[2]).write_text(json.dumps({"seconds": seconds, "loaded": loaded, "f1": f1}), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
