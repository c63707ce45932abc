#!/bin/bash
# Builds the images on a base from Debian's archive and tests them. "./muzon test-deploy" runs it. What fails is tried once
# more and told, as Maven does with the tests of whole suites: they run against the clock of a busy machine.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
for step in "build.sh --local-base" check.sh testcontainers.sh play.sh; do
  begin=$SECONDS
  # shellcheck disable=SC2086 # a list of words
  ./$step || { echo "${step%% *} failed. Once more:" >&2; ./$step; }
  echo "${step%% *} took $((SECONDS - begin)) s."
done
