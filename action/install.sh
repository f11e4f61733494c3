#!/usr/bin/env bash
# Installs the suite for the steps that follow, and names its main file in the output `main`.
# VERSION: the tarball or Git address that npm installs; empty: the suite that this file belongs to.
set -euo pipefail

refuse() {
  echo "::error title=vbs-conformance::$1"
  exit 2
}

if ! node --eval 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'; then
  refuse 'It needs Node 20.19 or newer; add a step with actions/setup-node before this one.'
fi

case "$VERSION" in
  '')
    root="$(cd "$(dirname "$0")/.." && pwd)"
    npm ci --prefix "$root" --include=dev --no-audit --no-fund
    ;;
  */* | *.tgz)
    npm install --prefix "$RUNNER_TEMP/vbs-conformance" --no-audit --no-fund -- "$VERSION"
    root="$RUNNER_TEMP/vbs-conformance/node_modules/vbs-conformance"
    ;;
  # npm takes 1.2.0 for the name of a package, which is anybody's.
  *) refuse 'The input version is neither a tarball nor a Git address; write ./NAME.tgz or git+https://….' ;;
esac

main="$root/dist/src/cli/main.js"
[ -f "$main" ] || refuse 'What the input version names is not this suite; name a tarball of it or its Git address.'
echo "main=$main" >> "$GITHUB_OUTPUT"
