#!/bin/sh
# For any other CI, or by hand: check.sh DRAFT OLD [FOLDER]
# Writes the reports into FOLDER and ends as cdiff check does: 0 passed, 1 failed, 2 a mistake in the call.
set -eu

draft=$1
old=$2
folder=${3:-reports}

mkdir -p "$folder"
cdiff compare "$old" "$draft" --html "$folder/changes.html"
exec cdiff check "$draft" --against "$old" --junit "$folder/junit.xml" --markdown "$folder/summary.md"
