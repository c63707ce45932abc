#!/bin/bash
# Starts each image as hardened as the chart and the compose file do, asks whether it is ready, and ends it. They share
# a network namespace with the embedded MongoDB server of "./muzon up" and nothing else: no packet leaves it.
# usage: check.sh [PREFIX] [TAG]
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
version=$(sed -n '/<artifactId>muzon<\/artifactId>/{n;s/.*<version>\(.*\)<\/version>.*/\1/p;}' ../../pom.xml)
prefix=${1-localhost/}
tag=${2-$version}
# shellcheck source=deploy/images/engine.sh
. ./engine.sh
[ "$engine" != buildah ] || { echo "buildah only builds: install podman or docker." >&2; exit 1; }

containers=()
# shellcheck disable=SC2329 # the trap calls it
clean() {
  local i
  # MongoDB last: its network is the others'.
  for ((i = ${#containers[@]} - 1; i >= 0; i--)); do "$engine" rm --force --volumes "${containers[i]}" >/dev/null; done
}
trap clean EXIT

# shellcheck disable=SC2054 # the commas belong to options of mount
hardened=(--detach --read-only --cap-drop ALL --security-opt no-new-privileges --memory 512m --pids-limit 512
  --tmpfs /tmp:rw,exec,mode=1777 --tmpfs /cache:rw,exec,mode=1777)
mongo=$("$engine" run "${hardened[@]}" --network none --volume "$PWD/../standalone/target:/standalone:ro" \
  --tmpfs /data:rw,mode=1777 --env MUZON_MONGO_PORT=27117 --env MUZON_MONGO_DATA=/data --env JAVA_TOOL_OPTIONS= \
  --entrypoint java "${prefix}muzon-bot-gateway:$tag" -Xmx128m -cp "/standalone/muzon-standalone-$version.jar:/standalone/lib/*" \
  dev.muzon.embeddedmongo.EmbeddedMongoApplication)
containers+=("$mongo")
waited=0
until "$engine" exec "$mongo" bash -c '</dev/tcp/127.0.0.1/27117' 2>/dev/null; do
  waited=$((waited + 1))
  [ $waited -le 120 ] || { "$engine" logs "$mongo" >&2; echo "MongoDB is not ready." >&2; exit 1; }
  sleep 1
done

# check SERVICE VARIABLE...
check() {
  local service=$1 container variables=() size begin=$SECONDS status ready
  shift
  for variable in "$@"; do variables+=(--env "$variable"); done
  container=$("$engine" run "${hardened[@]}" --network "container:$mongo" \
    --env MUZON_INTERNAL_TOKEN=a-token-that-checks-the-image "${variables[@]}" "${prefix}muzon-$service:$tag")
  containers+=("$container")
  until "$engine" exec "$container" /opt/muzon/ready 2>/dev/null; do
    if [ $((SECONDS - begin)) -gt 180 ] || [ "$("$engine" inspect --format '{{.State.Running}}' "$container")" != true ]; then
      "$engine" logs "$container" 2>&1 | tail -n 40 >&2
      echo "$service is not ready." >&2
      return 1
    fi
    sleep 1
  done
  status=$("$engine" exec "$container" cat /proc/1/status)
  grep -qx 'NoNewPrivs:	1' <<<"$status"
  grep -qx 'CapEff:	0000000000000000' <<<"$status"
  [ "$(sed -n 's/^Uid:\t\([0-9]*\).*/\1/p' <<<"$status")" = 10001 ]
  if "$engine" exec "$container" touch /opt/muzon/new 2>/dev/null; then
    echo "$service can write to its image." >&2
    return 1
  fi
  size=$("$engine" image inspect --format '{{.Size}}' "${prefix}muzon-$service:$tag")
  ready=$((SECONDS - begin))
  "$engine" stop --time 60 "$container" >/dev/null
  status=$("$engine" inspect --format '{{.State.ExitCode}}' "$container")
  # 143: SIGTERM reached Java, and it ended by itself.
  [ "$status" = 143 ] || { echo "$service ended with $status after SIGTERM." >&2; return 1; }
  printf '%s: ready after %d s, %d MB\n' "$service" "$ready" $((size / 1000000))
}

check bot-gateway BOT_TOKEN=123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc
check assistant-service API_ID=1234567 API_HASH=0123456789abcdef0123456789abcdef
check voice-call-service
check extractor-service
