#!/usr/bin/env bash
# Tests a service and decides by the reports whether the release passes, in a step of GitHub Actions.
# MAIN: the suite's main file. COMMAND, TARGET, ONLY, BASELINE, FAIL_ON: the inputs of action.yml; all but COMMAND may be empty.
set -uo pipefail

reports=reports
report="$reports/conformance.json"
# An earlier report must not be taken for that of a run that could not begin.
rm -f "$report"

node "$MAIN" "$COMMAND" ${TARGET:+--target "$TARGET"} ${ONLY:+--only "$ONLY"} --reports-dir "$reports"
ran=$?

why=
if [ ! -f "$report" ]; then
  why="The run could not begin, exit status $ran."
elif [ "$(node --print 'JSON.parse(fs.readFileSync(process.argv[1], "utf8")).exitStatus' "$report")" != "$ran" ]; then
  # It lost a report, or was ended after it had written this one.
  why="The run ended with exit status $ran, and its report says otherwise."
fi
if [ -n "$why" ]; then
  status=$((ran == 0 ? 2 : ran))
  why="$why The log of this step says why."
  echo "::error title=vbs-conformance::$why"
  echo "$why" >> "$GITHUB_STEP_SUMMARY"
  echo "exit-status=$status" >> "$GITHUB_OUTPUT"
  exit "$status"
fi

node "$MAIN" gate "$reports" --github ${BASELINE:+--baseline "$BASELINE"} ${BASELINE:+--fail-on "$FAIL_ON"}
