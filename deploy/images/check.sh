#!/bin/bash
# Starts each image without rights, asks whether it is ready, and ends it. No packet leaves their network.
# usage: check.sh [PREFIX] [TAG]
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
# shellcheck source=deploy/images/hardened.sh
. ./hardened.sh
# shellcheck source=deploy/images/contents.sh
. ./contents.sh
start_mongo

# check SERVICE VARIABLE...
check() {
  local service=$1 container variables=() size sbom begin=$SECONDS status ready
  shift
  for variable in "$@"; do variables+=(--env "$variable"); done
  # The step before an upgrade: it makes the indexes and ends.
  # Java refuses to start when the cache of its training does not fit, which it would pass over in silence.
  "$engine" run "${hardened[@]/--detach/--rm}" --network "container:$mongo" --env JDK_JAVA_OPTIONS=-XX:AOTMode=on \
    --env MUZON_INTERNAL_TOKEN=a-token-that-checks-the-image "${variables[@]}" "${prefix}muzon-$service:$tag" \
    --muzon.indexes-only=true 2>&1 | grep -F "Indexes are made" >/dev/null || { echo "$service made no indexes." >&2; return 1; }
  begin=$SECONDS
  container=$("$engine" run "${hardened[@]}" --network "container:$mongo" \
    --env MUZON_INTERNAL_TOKEN=a-token-that-checks-the-image "${variables[@]}" "${prefix}muzon-$service:$tag")
  containers+=("$container")
  await_ready "$service" "$container" /opt/muzon/ready
  status=$("$engine" exec "$container" cat /proc/1/status)
  grep -qx 'NoNewPrivs:	1' <<<"$status"
  grep -qx 'CapEff:	0000000000000000' <<<"$status"
  [ "$(sed -n 's/^Uid:\t\([0-9]*\).*/\1/p' <<<"$status")" = 10001 ]
  if "$engine" exec "$container" touch /opt/muzon/new 2>/dev/null; then
    echo "$service can write to its image." >&2
    return 1
  fi
  [ "$service" != extractor-service ] || check_sources /opt/muzon/ytdlp "$engine" exec "$container"
  sbom=$("$engine" image inspect --format '{{index .Config.Labels "dev.muzon.sbom"}}' "${prefix}muzon-$service:$tag")
  if [ -n "$sbom" ]; then
    "$engine" exec "$container" cat "$sbom" | grep -F '"muzon-service-runtime"' >/dev/null || { echo "$service has a wrong SBOM." >&2; return 1; }
  fi
  size=$("$engine" image inspect --format '{{.Size}}' "${prefix}muzon-$service:$tag")
  ready=$((SECONDS - begin))
  "$engine" stop --time 60 "$container" >/dev/null
  status=$(inspected "$container" ExitCode)
  # 143: SIGTERM reached Java, and it ended by itself.
  [ "$status" = 143 ] || { echo "$service ended with $status after SIGTERM." >&2; return 1; }
  printf '%s: ready after %d s, %d MB, %s\n' "$service" "$ready" $((size / 1000000)) "${sbom:-no SBOM}"
}

check bot-gateway BOT_TOKEN=123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc
check assistant-service API_ID=1234567 API_HASH=0123456789abcdef0123456789abcdef
check voice-call-service
check extractor-service
