#!/bin/bash
# Runs the whole suite out of its images against a simulated Telegram and listens to it: somebody asks for a song and hears
# it, each killed container comes back and the song goes on, and a service that is told to end drains. All containers are
# without rights, and share a network that no packet leaves. Needs root, iproute2 and python3. JAVA_HOME names a JDK 25.
# usage: play.sh [PREFIX] [TAG]
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
# shellcheck source=deploy/images/hardened.sh
. ./hardened.sh
world=$(mktemp -d)
# shellcheck disable=SC2064 # the folder of now
trap "end_telegram; clean; rm -rf '$world'" EXIT
sandbox=
# shellcheck disable=SC2329 # the trap calls it
end_telegram() {
  [ -n "$sandbox" ] || return 0
  kill "$sandbox" || true
  wait "$sandbox" || true
}
mkdir "$world/music" "$world/tmp"
./ear.py tone "$world/music/test tone.wav"
cp ../natives/node_modules/@prebuilt-tdlib/linux-x64-glibc/libtdjson.so "$world/original.so"
chmod -R a+rwX "$world"
start_mongo

# Voice calls want another interface than loopback. Both ends of the wire lie in the containers' network.
address=10.213.250.2
network=$(inspected "$mongo" Pid)
inside() { nsenter --target "$network" --net "$@"; }
inside ip link add muzon0 type veth peer name muzon1
inside ip address add $address/30 dev muzon0
inside ip link set muzon0 up
inside ip link set muzon1 up
token=1000001:sandbox-bot-token-on-loopback-only
telegram=http://$address:8090

# The simulated Telegram is none of the images: its voice server wants libraries of a desktop. It makes the TDLib that knows it.
nsenter --target "$network" --net env --ignore-environment PORT=8090 SERVER_ADDRESS=$address SANDBOX_BOT_TOKEN=$token SANDBOX_MTPROTO_PORT=8091 \
  SANDBOX_MTPROTO_LIBRARY="$world/original.so" SANDBOX_MTPROTO_PATCHEDLIBRARY="$world/libtdjson.so" SANDBOX_AUTOAPPROVE=true \
  "$JAVA_HOME/bin/java" -Djava.io.tmpdir="$world/tmp" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
  --enable-native-access=ALL-UNNAMED -jar "../sandbox/target/muzon-sandbox-$version-exec.jar" >"$world/sandbox.log" 2>&1 &
sandbox=$!
await_port "The simulated Telegram" "$mongo" "$address" 8090
chmod a+r "$world/libtdjson.so"

declare -A running=()
# start SERVICE OPTION...
start() {
  local service=$1
  shift
  running[$service]=$("$engine" run "${hardened[@]}" --restart always --network "container:$mongo" \
    --env MUZON_INTERNAL_TOKEN=a-token-that-checks-the-image --env SERVER_ADDRESS=127.0.0.1 "$@" "${prefix}muzon-$service:$tag")
  containers+=("${running[$service]}")
}
printf '%s\n' $token > "$world/bot-token"
chmod 444 "$world/bot-token"
start bot-gateway --volume "$world/bot-token:/run/secrets/bot-token:ro" --env BOT_TOKEN_FILE=/run/secrets/bot-token --env MUZON_TELEGRAM_API_URL=$telegram
start assistant-service --env API_ID=1 --env API_HASH=00000000000000000000000000000000 --volume "$world:/world:ro" \
  --env MUZON_TDJSON_LIBRARY=/world/libtdjson.so --env MUZON_TDLIB_PROXY=socks5://127.0.0.1:8091
start voice-call-service --env MUZON_VOICE_ALONE_WATCH=false
start extractor-service --volume "$world/music:/music:ro" --env MUZON_LIBRARY_DIR=/music --env MUZON_YTDLP_DIR= \
  --env MUZON_SOURCES_DISABLED=metadata,radio --env MUZON_LYRICS_ENABLED=off
for service in bot-gateway assistant-service voice-call-service extractor-service; do
  await_ready "$service" "${running[$service]}" /opt/muzon/ready
done

ear() {
  inside ./ear.py "$@" || {
    for service in "${!running[@]}"; do
      echo "--- $service" >&2
      "$engine" logs "${running[$service]}" 2>&1 | tail -n 25 >&2
    done
    echo "--- the simulated Telegram" >&2
    tail -n 25 "$world/sandbox.log" >&2
    return 1
  }
}
ear play $telegram "test tone"
echo "The song is heard."

restarts() { "$engine" inspect --format '{{.RestartCount}}' "$1"; }

# killed SERVICE: kills the container's first process, as a lack of memory would. It is to end by nothing else.
killed() {
  local container=${running[$1]} pid waited=0 before
  before=$(restarts "$container")
  pid=$(inspected "$container" Pid)
  kill -KILL "$pid"
  until [ "$(inspected "$container" Running)" = true ] && [ "$(inspected "$container" Pid)" != "$pid" ]; do
    waited=$((waited + 1))
    [ $waited -le 30 ] || { echo "The container of $1 did not come back." >&2; return 1; }
    sleep 1
  done
  await_ready "$1" "$container" /opt/muzon/ready
  ear hear $telegram
  [ "$(restarts "$container")" = $((before + 1)) ] || { echo "$1 ended by itself after it was killed: $(state "$container")." >&2; return 1; }
  echo "$1 was killed and came back. The song is heard."
}
for service in extractor-service bot-gateway assistant-service voice-call-service; do killed "$service"; done
ear ask $telegram /ping Pong

# stopped SERVICE: ends it as a supervisor does, in the middle of its work.
stopped() {
  local container=${running[$1]} status
  "$engine" stop --time 60 "$container" >/dev/null
  status=$(inspected "$container" ExitCode)
  [ "$status" = 143 ] || { echo "$1 ended with $status after SIGTERM." >&2; return 1; }
  "$engine" start "$container" >/dev/null
  await_ready "$1" "$container" /opt/muzon/ready
  ear hear $telegram
  echo "$1 drained after SIGTERM, and started again. The song is heard."
}
stopped voice-call-service
stopped bot-gateway
ear ask $telegram /ping Pong
