"""Run cdiff as `python -m cdiff`."""

from cdiff.cli import main

main()
