"""How time and memory grow from one to ten and a hundred thousand clauses.

Each size runs in a process of its own (`python -m bench.scale DRAFTS STAGE RESULT`), so that its peak of
memory is its own; what is timed is the stage alone, without loading the drafts, in seconds of the processor,
which a busy machine stretches less than those of the clock. Small sizes are measured before and after the large
one, each time on copies that the other times have not seen: one small draft may happen to be easy, and no machine
is as fast at all times.
"""

from __future__ import annotations

import json
import pickle
import resource
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from itertools import product
from pathlib import Path
from statistics import median
from time import process_time

from bench.corpus import ROOT, compact
from bench.large import Large, copies, enlarge
from bench.perturb import Pair
from bench.processes import ENVIRONMENT, RSS_UNIT
from bench.subject import align_pairs, compare_pairs
from bench.tables import ratio, share, table

SIZES = (1_000, 10_000, 100_000)
_TURNS = 3
_LARGE = 50_000
"""So many clauses are measured once."""
STAGES: dict[str, Callable[[Large], frozenset[Pair]]] = {"align": align_pairs, "compare": compare_pairs}


@dataclass(frozen=True, slots=True)
class Point:
    """One measurement."""

    clauses: int
    seconds: float
    peak: float
    """MiB at the most."""
    loaded: float
    """MiB when the drafts were loaded."""
    f1: float


def scale(sizes: Sequence[int] = SIZES) -> str:
    """Measure alignment and comparison at each size and lay out the growth."""
    points: dict[tuple[str, int], list[Point]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "drafts.pickle")
        for turn, size in product(range(_TURNS), sizes):
            once = size >= _LARGE
            if not once or turn == _TURNS // 2:
                skip = 0 if once else turn * copies(compact(), size)
                file.write_bytes(pickle.dumps(enlarge(compact(), size, skip=skip)))
                for stage in STAGES:
                    points[stage, size].append(_measured(file, stage))
    rows = [_row(stage, points[stage, size], points[stage, sizes[0]]) for stage in STAGES for size in sizes]
    head = ["stage", "clauses", "cpu s", "peak MiB", "above loaded", "F1", "× clauses", "× time", "× peak"]
    return table(head, rows)


def _row(stage: str, points: Sequence[Point], first: Sequence[Point]) -> list[str]:
    clauses, seconds, peak, loaded, f1 = _medians(points)
    cells = [f"{clauses:.0f}", f"{seconds:.2f}", f"{peak:.0f}", f"{peak - loaded:.0f}", share(f1)]
    return [stage, *cells, *map(ratio, (clauses, seconds, peak), _medians(first))]


def _medians(points: Sequence[Point]) -> list[float]:
    return [median(column) for column in zip(*map(astuple, points), strict=True)]


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
    Path(argv[2]).write_text(
        json.dumps({"clauses": len(large.old), "seconds": seconds, "loaded": loaded, "f1": f1}), "utf-8"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
