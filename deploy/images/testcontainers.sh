#!/bin/bash
# Has Testcontainers start each image without rights and end it, through the socket of docker or of podman.
# usage: testcontainers.sh [PREFIX] [TAG]
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
root=../..
version=$(sed -n '/<artifactId>muzon<\/artifactId>/{n;s/.*<version>\(.*\)<\/version>.*/\1/p;}' $root/pom.xml)
# shellcheck source=deploy/images/engine.sh
. ./engine.sh
case "$engine" in
  podman)
    folder=$(mktemp -d)
    socket=$folder/podman.sock
    podman system service --time 0 "unix://$socket" &
    service=$!
    # shellcheck disable=SC2064 # the process and the folder of now
    trap "kill $service; rm -rf '$folder'" EXIT
    for _ in {1..100}; do [ ! -S "$socket" ] || break; sleep 0.1; done
    # Not the helper that cleans up after Testcontainers: it would have to be fetched. The test closes what it starts.
    export DOCKER_HOST=unix://$socket TESTCONTAINERS_RYUK_DISABLED=true
    ;;
  docker) export TESTCONTAINERS_RYUK_DISABLED=true ;;
  *) echo "Testcontainers needs docker or podman, and $engine only builds." >&2; exit 1 ;;
esac
export MUZON_TEST_IMAGES=${1-localhost/}SERVICE:${2-$version}
cd $root
# Fails where the test was skipped, too.
report=deploy/helm/target/surefire-reports/TEST-dev.muzon.helm.TestcontainersTest.xml
rm -f "$report"
mvn -q -B -ntp test -pl deploy/helm -Dtest=TestcontainersTest
grep -F 'tests="4" errors="0" skipped="0" failures="0"' "$report" >/dev/null || { echo "Testcontainers drove no image." >&2; exit 1; }
echo "Testcontainers started each image through ${DOCKER_HOST:-the socket of $engine}, and each drained."
