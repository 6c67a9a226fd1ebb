#!/usr/bin/env bash
# Install the cdiff of this action's own ref into an environment of its own, so that nothing of the job changes.
# What it needs is installed as requirements.txt lists it, by version and hash, and cdiff itself from the files here.
set -euo pipefail

"${PYTHON:-python3}" -m venv "$RUNNER_TEMP/cdiff-venv"
bin="$RUNNER_TEMP/cdiff-venv/bin"
[ -d "$bin" ] || bin="$RUNNER_TEMP/cdiff-venv/Scripts" # Windows
install=("$bin/python" -m pip install --quiet --disable-pip-version-check)
"${install[@]}" --require-hashes --only-binary :all: -r "$GITHUB_ACTION_PATH/action/requirements.txt"
"${install[@]}" --no-index --no-deps --no-build-isolation "$GITHUB_ACTION_PATH"
echo "CDIFF=$bin/cdiff" >> "$GITHUB_ENV"
