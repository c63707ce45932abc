#!/bin/sh
# Installs the pinned native packages here, once per lock file: npm's own marker is newer than the lock afterwards.
set -eu
cd "$(dirname "$0")"
if [ node_modules/.package-lock.json -nt package-lock.json ]; then
  exit 0
fi
command -v npm >/dev/null || {
  echo "npm is missing: \"apt-get install npm\" (or Node.js 20 or newer), then run this again." >&2
  exit 1
}
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
