"""Run cdiff as `python -m cdiff`."""

from cdiff.cli import end_process

end_process()
