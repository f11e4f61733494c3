#!/usr/bin/env bash
# Installs the suite for the steps that follow, and names its main file in the output `main`.
# VERSION: what npm installs, such as a tarball; empty: the suite that this file belongs to.
set -euo pipefail

if ! node --eval 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'; then
  echo '::error title=vbs-conformance::It needs Node 20.19 or newer; add a step with actions/setup-node before this one.'
  exit 2
fi

if [ -z "$VERSION" ]; then
  root="$(cd "$(dirname "$0")/.." && pwd)"
  npm ci --prefix "$root" --no-audit --no-fund
else
  npm install --prefix "$RUNNER_TEMP/vbs-conformance" --no-audit --no-fund -- "$VERSION"
  root="$RUNNER_TEMP/vbs-conformance/node_modules/vbs-conformance"
fi
echo "main=$root/dist/src/cli/main.js" >> "$GITHUB_OUTPUT"
