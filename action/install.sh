#!/usr/bin/env bash
# Install the cdiff of this action's own ref into an environment of its own, so that nothing of the job changes.
set -euo pipefail

"${PYTHON:-python3}" -m venv "$RUNNER_TEMP/cdiff-venv"
bin="$RUNNER_TEMP/cdiff-venv/bin"
[ -d "$bin" ] || bin="$RUNNER_TEMP/cdiff-venv/Scripts" # Windows
"$bin/python" -m pip install --quiet --disable-pip-version-check "$GITHUB_ACTION_PATH"
echo "CDIFF=$bin/cdiff" >> "$GITHUB_ENV"
