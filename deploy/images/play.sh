#!/bin/bash
# Runs the whole suite out of its images against a simulated Telegram and listens to it: somebody asks for a song and hears
# it, each killed container comes back and the song goes on, a service that is told to end drains, and a suite with an empty
# database and no sessions goes on from a backup that was taken while music played. All containers are without rights, and
# share a network that no packet leaves. Needs root, iproute2 and python3. JAVA_HOME names a JDK 25.
# MUZON_TEST_MONGO_URI names a MongoDB instead of the embedded ones. A relay leads to it, at one member: the primary of the start.
# usage: play.sh [PREFIX] [TAG]
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
# shellcheck source=deploy/images/hardened.sh
. ./hardened.sh
world=$(mktemp -d)
# shellcheck disable=SC2064 # the folder of now
trap "end_telegram; clean; leave_mongo; rm -rf '$world'; forget" EXIT
sandbox=
relays=()
databases=()
# given_mongo WORD...
given_mongo() { "$JAVA_HOME/bin/java" -cp "../standalone/target/lib/*" GivenMongo.java "$@"; }
# shellcheck disable=SC2329 # the trap calls it
leave_mongo() {
  [ ${#relays[@]} = 0 ] || kill "${relays[@]}" || true
  [ ${#databases[@]} = 0 ] || given_mongo drop "${databases[@]}" || echo "These stay in MongoDB: ${databases[*]}" >&2
}
sessions=()
# shellcheck disable=SC2329 # the trap calls it
forget() { [ ${#sessions[@]} = 0 ] || "$engine" volume rm --force "${sessions[@]}" >/dev/null; }
# shellcheck disable=SC2329 # the trap calls it
end_telegram() {
  [ -n "$sandbox" ] || return 0
  kill "$sandbox" || true
  wait "$sandbox" || true
}
mkdir "$world/music" "$world/tmp"
./ear.py tone "$world/music/test tone.wav"
./ear.py climb "$world/music/climbing.wav"
cp ../natives/node_modules/@prebuilt-tdlib/linux-x64-glibc/libtdjson.so "$world/original.so"
chmod -R a+rwX "$world"
start_mongo
network_of=$mongo

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
  SANDBOX_MTPROTO_LIBRARY="$world/original.so" SANDBOX_MTPROTO_PATCHEDLIBRARY="$world/libtdjson.so" \
  "$JAVA_HOME/bin/java" -Djava.io.tmpdir="$world/tmp" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
  --enable-native-access=ALL-UNNAMED -jar "../sandbox/target/muzon-sandbox-$version-exec.jar" >"$world/sandbox.log" 2>&1 &
sandbox=$!
await_port "The simulated Telegram" "$mongo" "$address" 8090
chmod a+r "$world/libtdjson.so"

if [ -n "${MUZON_TEST_MONGO_URI:-}" ]; then
  ./relay.py "$world/mongo.sock" "$(given_mongo primary)" &
  relays+=($!)
  nsenter --target "$network" --net ./relay.py 127.0.0.1:27018 "$world/mongo.sock" &
  relays+=($!)
  await_port "The relay to MongoDB" "$mongo" 127.0.0.1 27018
fi
# new_database: sets "database". The first embedded server has the containers' network, and the second one keeps off its
# port.
new_database() {
  local name options login second=27217
  if [ -n "${MUZON_TEST_MONGO_URI:-}" ]; then
    name=suite_$(od -An -N4 -tx4 /dev/urandom | tr -d ' ')
    databases+=("$name")
    login=$(sed -n 's|^mongodb://\([^@/]*@\).*|\1|p' <<<"$MUZON_TEST_MONGO_URI")
    options=$(sed -n 's|^[^?]*?\(.*\)|\1\&|p' <<<"$MUZON_TEST_MONGO_URI")
    database="mongodb://${login}127.0.0.1:27018/$name?${options}directConnection=true"
  elif [ -z "${database:-}" ]; then
    database=mongodb://127.0.0.1:27117/muzon
  else
    start_mongo "container:$network_of" "$second"
    database=mongodb://127.0.0.1:$second/muzon
  fi
}

declare -A running=()
# start SERVICE OPTION...
start() {
  local service=$1
  shift
  running[$service]=$("$engine" run "${hardened[@]}" --restart always --network "container:$network_of" \
    --env MUZON_INTERNAL_TOKEN=a-token-that-checks-the-image --env SERVER_ADDRESS=127.0.0.1 --env MONGO_DB_URI="$database" "$@" \
    "${prefix}muzon-$service:$tag")
  containers+=("${running[$service]}")
}
# prepare_suite: of an empty database and no sessions.
prepare_suite() {
  new_database
  sessions+=("$("$engine" volume create)")
  assistant=(--env API_ID=1 --env API_HASH=00000000000000000000000000000000 --volume "$world:/world:ro"
    --volume "${sessions[-1]}:/var/lib/muzon/tdlib" --env MUZON_TDLIB_DIR=/var/lib/muzon/tdlib
    --env MUZON_TDLIB_KEY_FILE=/world/tdlib-key --env MUZON_BACKUP_KEY_FILE=/world/backup-key
    --env MUZON_TDJSON_LIBRARY=/world/libtdjson.so --env MUZON_TDLIB_PROXY=socks5://127.0.0.1:8091)
}
# start_services: of the suite that was prepared.
start_services() {
  local service
  start bot-gateway --volume "$world/bot-token:/run/secrets/bot-token:ro" --env BOT_TOKEN_FILE=/run/secrets/bot-token --env MUZON_TELEGRAM_API_URL=$telegram
  start assistant-service "${assistant[@]}"
  start voice-call-service --env MUZON_VOICE_ALONE_WATCH=false
  start extractor-service --volume "$world/music:/music:ro" --env MUZON_LIBRARY_DIR=/music --env MUZON_YTDLP_DIR= \
    --env MUZON_SOURCES_DISABLED=metadata,radio --env MUZON_LYRICS_ENABLED=off
  for service in bot-gateway assistant-service voice-call-service extractor-service; do
    await_ready "$service" "${running[$service]}" /opt/muzon/ready
  done
}
printf '%s\n' $token >"$world/bot-token"
printf '%064d\n' 1 >"$world/tdlib-key"
printf '%064d\n' 2 >"$world/backup-key"
chmod 444 "$world/bot-token" "$world/tdlib-key" "$world/backup-key"
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
prepare_suite
start_services
ear login $telegram
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

# Another song plays and the first one waits. The second suite has neither the database nor the sessions of the first one, and
# nobody lets its assistant in.
ear ask $telegram "/play climbing" climbing
ear ask $telegram "/play test tone" "test tone"
ear ask $telegram /skip climbing
saved=$(ear second $telegram 40)
"$engine" exec "${running[assistant-service]}" /opt/muzon/muzon backup >"$world/backup"
"$engine" stop --time 60 "${running[@]}" >/dev/null
prepare_suite
"$engine" run "${hardened[@]/--detach/--rm}" --interactive --network "container:$network_of" --env MONGO_DB_URI="$database" \
  "${assistant[@]}" --entrypoint /opt/muzon/muzon "${prefix}muzon-assistant-service:$tag" restore <"$world/backup"
start_services
restored=$(ear second $telegram 1)
# Its position is saved now and then, and the backup took its time.
[ "$restored" -ge $((saved - 15)) ] && [ "$restored" -le $((saved + 45)) ] ||
  { echo "The song was at second $saved before the backup, and at second $restored after it." >&2; exit 1; }
ear ask $telegram /skip "test tone"
ear hear $telegram
echo "A backup was taken at second $saved. A suite with another database and no sessions went on at second $restored, and with the song that waited."
