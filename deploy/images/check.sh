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
  local service=$1 container variables=() size bare labels sbom begin=$SECONDS status ready
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
  check_process "$status"
  check_user "" "$engine" exec "$container"
  check_rights / "$engine" exec "$container"
  if "$engine" exec "$container" touch /opt/muzon/new 2>/dev/null; then
    echo "$service can write to its image." >&2
    return 1
  fi
  [ "$service" != extractor-service ] || check_sources /opt/muzon/ytdlp "$engine" exec "$container"
  sbom=$("$engine" image inspect --format '{{index .Config.Labels "dev.muzon.sbom"}}' "${prefix}muzon-$service:$tag")
  if [ -n "$sbom" ]; then
    "$engine" exec "$container" cat "$sbom" | grep -F '"muzon-service-runtime"' >/dev/null || { echo "$service has a wrong SBOM." >&2; return 1; }
  fi
  labels=$("$engine" image inspect --format '{{range $name, $value := .Config.Labels}}{{$name}}={{$value}}{{"\n"}}{{end}}' "${prefix}muzon-$service:$tag")
  check_labels "$service" "$labels"
  size=$("$engine" image inspect --format '{{.Size}}' "${prefix}muzon-$service:$tag")
  bare=$(check_size "$size" / "$engine" exec "$container")
  ready=$((SECONDS - begin))
  "$engine" stop --time 60 "$container" >/dev/null
  status=$(inspected "$container" ExitCode)
  # 143: SIGTERM reached Java, and it ended by itself.
  [ "$status" = 143 ] || { echo "$service ended with $status after SIGTERM." >&2; return 1; }
  printf '%s: ready after %d s, %d MB, %d MB of them beside the natives, %s\n' "$service" "$ready" $((size / 1000000)) "$bare" "${sbom:-no SBOM}"
}

check bot-gateway BOT_TOKEN=123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc
check assistant-service API_ID=1234567 API_HASH=0123456789abcdef0123456789abcdef
check voice-call-service
check extractor-service
