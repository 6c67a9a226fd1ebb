#!/usr/bin/env bash
# Check a draft and write every report. Whatever the verdict, this ends with 0, so that the reports are uploaded;
# the last step of the action gives the verdict. A mistake in the inputs ends with cdiff's own code.
#
# In: CDIFF (the program), the inputs as CDIFF_*, and what the runner sets: RUNNER_TEMP, GITHUB_OUTPUT,
# GITHUB_STEP_SUMMARY. Out: the outputs verdict, folder and sarif, the summary, annotations on stdout.
set -euo pipefail

cdiff="${CDIFF:-cdiff}"
out="$(mktemp -d "$RUNNER_TEMP/cdiff.XXXXXX")"

reading=()
[ -z "${CDIFF_FOLDER:-}" ] || reading+=("--store=$CDIFF_FOLDER")
[ -z "${CDIFF_PROFILE:-}" ] || reading+=("--profile=$CDIFF_PROFILE")

check=("--json=$out/findings.json" "--sarif=$out/findings.sarif" "--junit=$out/junit.xml" "--markdown=$out/summary.md")
[ -z "${CDIFF_AGAINST:-}" ] || check+=("--against=$CDIFF_AGAINST")
[ -z "${CDIFF_FAIL_ON:-}" ] || check+=("--fail-on=$CDIFF_FAIL_ON")
[ -z "${CDIFF_BASELINE:-}" ] || check+=("--baseline=$CDIFF_BASELINE")
[ "${CDIFF_FINAL:-false}" != true ] || check+=(--final)
while IFS= read -r line; do
  [ -z "$line" ] || check+=("$line")
done <<< "${CDIFF_OPTIONS:-}"

stop=""
if [ "${CDIFF_ANNOTATIONS:-true}" = true ]; then
  check+=(--format=github)
else # a draft is printed as it is: no line of it may be taken for a command to the runner
  stop="$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
  echo "::stop-commands::$stop"
fi

code=0
"$cdiff" check ${reading[@]+"${reading[@]}"} "${check[@]}" -- "$CDIFF_DRAFT" || code=$?
[ -z "$stop" ] || echo "::$stop::"
[ "$code" -le 1 ] || exit "$code"

if [ -n "${CDIFF_AGAINST:-}" ]; then
  "$cdiff" compare ${reading[@]+"${reading[@]}"} "--html=$out/report.html" -- "$CDIFF_AGAINST" "$CDIFF_DRAFT"
fi

cat "$out/summary.md" >> "$GITHUB_STEP_SUMMARY"
verdict=failed
[ "$code" -ne 0 ] || verdict=passed
{
  echo "verdict=$verdict"
  echo "folder=$out"
  echo "sarif=$out/findings.sarif"
} >> "$GITHUB_OUTPUT"
