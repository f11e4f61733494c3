#!/usr/bin/env bash
# Tests a service and decides by the reports whether the release passes, in a step of GitHub Actions.
# MAIN: the suite's main file. COMMAND, TARGET, ONLY, BASELINE, FAIL_ON: the inputs of action.yml; all but COMMAND may be empty.
set -uo pipefail

reports=reports
# An earlier report must not be taken for that of a run that could not begin.
rm -f "$reports/conformance.json"

node "$MAIN" "$COMMAND" ${TARGET:+--target "$TARGET"} ${ONLY:+--only "$ONLY"} --reports-dir "$reports"
ran=$?

if [ ! -f "$reports/conformance.json" ]; then
  why="The run could not begin, exit status $ran. The log of this step says why."
  echo "::error title=vbs-conformance::$why"
  echo "$why" >> "$GITHUB_STEP_SUMMARY"
  exit "$((ran == 0 ? 2 : ran))"
fi

node "$MAIN" gate "$reports" --github ${BASELINE:+--baseline "$BASELINE"} ${BASELINE:+--fail-on "$FAIL_ON"}
gated=$?

# Nothing that a comparison finds outweighs a run that tested nothing, was interrupted, or lost a report.
exit "$((ran > 1 ? ran : gated))"
