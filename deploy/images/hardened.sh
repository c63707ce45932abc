# shellcheck shell=bash
# Containers as hardened as the chart and the compose file make them. They share a network namespace that leads nowhere,
# the one of the embedded MongoDB server of "./muzon up". Read by check.sh and play.sh, in this folder.
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

# start_mongo [NETWORK] [PORT]: sets "mongo".
start_mongo() {
  local network=${1-none} port=${2-27117}
  mongo=$("$engine" run "${hardened[@]}" --network "$network" --volume "$PWD/../standalone/target:/standalone:ro" \
    --tmpfs /data:rw,mode=1777 --env MUZON_MONGO_PORT="$port" --env MUZON_MONGO_DATA=/data --env JAVA_TOOL_OPTIONS= \
    --entrypoint java "${prefix}muzon-bot-gateway:$tag" -Xmx128m -cp "/standalone/muzon-standalone-$version.jar:/standalone/lib/*" \
    dev.muzon.embeddedmongo.EmbeddedMongoApplication)
  containers+=("$mongo")
  await_port MongoDB "$mongo" 127.0.0.1 "$port"
}

# inspected CONTAINER WHAT
inspected() { "$engine" inspect --format "{{.State.$2}}" "$1"; }

# await_ready NAME CONTAINER COMMAND...: at most three minutes. A container that does not run has five seconds to come back.
await_ready() {
  local name=$1 container=$2 begin=$SECONDS ran=$SECONDS
  shift 2
  until "$engine" exec "$container" "$@" 2>/dev/null; do
    [ "$(inspected "$container" Running)" != true ] || ran=$SECONDS
    if [ $((SECONDS - begin)) -gt 180 ] || [ $((SECONDS - ran)) -gt 5 ]; then
      "$engine" logs "$container" 2>&1 | tail -n 40 >&2
      echo "$name is not ready after $((SECONDS - begin)) s: $(state "$container")." >&2
      return 1
    fi
    sleep 1
  done
}

# state CONTAINER: how it is and how it ended before, for a person who reads that a test failed.
state() {
  "$engine" inspect --format 'status {{.State.Status}}, exit code {{.State.ExitCode}}, out of memory {{.State.OOMKilled}}, {{.RestartCount}} restarts, started {{.State.StartedAt}}, ended {{.State.FinishedAt}}' "$1"
}

# await_port NAME CONTAINER ADDRESS PORT. The images' nc waits for the other side to close, and ends with 1 when refused.
await_port() { await_ready "$1" "$2" sh -c "timeout 1 nc $3 $4 </dev/null; [ \$? -ne 1 ]"; }
