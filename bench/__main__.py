"""`python -m bench [SECTION …] [--pairs N] [--rounds N] [--documents N] …`: all sections but `faults`, or those named.

Every figure comes from this run on this machine; look at the ratios, not at the times.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.authors import AUTHORS
from bench.births import histories
from bench.faults import FaultsError, faults
from bench.formats import FIXTURES, formats
from bench.fuzz import fuzz
from bench.kills import kills
from bench.letters import letters
from bench.moves import moves
from bench.mutations import mutations
from bench.pages import pages
from bench.peers import PEERS
from bench.quality import quality
from bench.redlines import redlines
from bench.scale import SIZES, scale
from bench.timing import start, time
from bench.twins import twins

SECTIONS = {
    "start": "whole process: the stored versions draft3 and final",
    "quality": "alignment and word edits against the truth",
    "moves": "one clause moved, in every way at every level, and whether it is flagged",
    "histories": "births of words and lineages of clauses through five drafts, against the truth",
    "time": "whole process: two perturbed drafts in plain text",
    "scale": "growth with the number of clauses",
    "formats": "reading a long PDF and a long Word file",
    "twins": "one document in several formats, compared with itself",
    "redlines": "Word files edited at random places, and whether the redline in the file is proven",
    "letters": "the letters of real files, beside a plain extraction",
    "pages": "the longest task of a browser that opens what cdiff writes",
    "mutations": "single faults in the final draft, and whether the check finds them",
    "faults": "single faults in the code, and whether the tests notice them",
    "kills": "commands that write, killed, refused by the disk, and many at once",
    "fuzz": "inputs that nobody would write, for every reader, the parser, terms and settings",
}
LONG = ("faults", "letters", "redlines", "kills", "fuzz")
"""Sections that run only when they are named."""


def main(argv: Sequence[str] | None = None) -> None:
    """Run the sections asked for and print their tables as they come."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[2])
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--pairs", type=int, default=30, help="pairs of drafts per strength (30)")
    parser.add_argument("--rounds", type=int, default=15, help="runs of each whole process (15)")
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="clauses of the largest (100000)")
    parser.add_argument("--faults", type=int, default=500, help="single faults of the check's bench (500)")
    parser.add_argument("--moves", type=int, default=200, help="treaties for every kind of move (200)")
    parser.add_argument("--count", type=int, default=60, help="faults planted in the code (60)")
    parser.add_argument("--minutes", type=float, default=10, help="how long inputs are made for `fuzz` (10)")
    parser.add_argument("--kills", type=int, default=60, help="times that each command is killed (60)")
    parser.add_argument("--seed", type=int, default=1, help="which faults are planted in the code (1)")
    parser.add_argument("--module", default="", metavar="PATH", help="plant in one module of the code only")
    parser.add_argument("--documents", type=int, default=60, help="documents made for the twins (60)")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="make twins and inputs that fail small, and keep them there"
    )
    parser.add_argument(
        "--files", type=Path, default=FIXTURES, metavar="FOLDER", help="whose letters are counted, and which are edited"
    )
    parser.add_argument("--alone", action="store_true", help="quality of cdiff without its peers")
    asked = parser.parse_args(argv)
    unknown = [name for name in asked.sections if name not in SECTIONS]
    if unknown:
        parser.error(f"no section {unknown[0]}; there are {', '.join(SECTIONS)}")
    for name in asked.sections or [name for name in SECTIONS if name not in LONG]:
        print(f"== {name}: {SECTIONS[name]}\n", flush=True)
        try:
            for part in _section(name, asked):
                print(part, flush=True)
        except FaultsError as error:
            parser.error(str(error))
        print()


def _section(name: str, asked: argparse.Namespace) -> Iterator[str]:
    if name == "start":
        yield start(asked.rounds)
    elif name == "quality":
        yield from quality(asked.pairs, () if asked.alone else PEERS)
    elif name == "moves":
        yield moves(asked.moves)
    elif name == "histories":
        yield from histories(min(asked.pairs, 10), () if asked.alone else AUTHORS)
    elif name == "time":
        yield time(asked.rounds)
    elif name == "formats":
        yield formats(min(asked.rounds, 5))
    elif name == "twins":
        yield from twins(asked.documents, asked.keep)
    elif name == "redlines":
        yield from redlines(asked.files, asked.pairs)
    elif name == "letters":
        yield from letters(asked.files)
    elif name == "pages":
        yield pages(asked.rounds)
    elif name == "mutations":
        yield from mutations(asked.faults)
    elif name == "kills":
        yield from kills(asked.kills, asked.seed)
    elif name == "fuzz":
        with TemporaryDirectory(prefix="cdiff-fuzz-") as folder:
            yield from fuzz(asked.minutes, asked.seed, asked.keep, Path(folder))
    elif name == "faults":
        yield from faults(asked.count, asked.seed, asked.module)
    else:
        yield scale([size for size in SIZES if size <= asked.largest])


if __name__ == "__main__":
    main()
