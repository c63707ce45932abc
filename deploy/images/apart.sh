#!/bin/bash
# Runs a command with a podman that shares nothing with the machine's: images, containers and temporary files lie in
# "target", and all processes and mounts are in namespaces that end with this script, even if it is killed.
# First it starts a container. Where none starts it says so and ends with 3. Needs root, podman and util-linux.
# usage: apart.sh COMMAND...
set -euo pipefail

# Ends the namespaces and deletes what lay in the folder.
# shellcheck disable=SC2329 # the trap calls it
leave() {
  local first
  # Its first process ends with unshare, and all others with the first.
  first=$(cat "/proc/$apart/task/$apart/children" 2>/dev/null || true)
  kill -KILL "$apart" 2>/dev/null || true
  wait "$apart" 2>/dev/null || true
  for _ in {1..100}; do [ -n "$first" ] && [ -e "/proc/${first% }" ] || break; sleep 0.1; done
  # Empty groups only: others cannot be removed.
  [ ! -d "$work/containers/storage" ] ||
    find /sys/fs/cgroup -depth -type d -path '*/libpod_parent*' -exec rmdir {} \; 2>/dev/null || true
  rm -rf "$work"
}

# say_none: tells the last line of what was tried.
say_none() {
  printf 'No container starts on this machine, so none is tested: %s\n' "$(tail -n 1 "$work/tried")" >&2
  exit 3
}

namespaces=(unshare --mount --pid --fork --kill-child --mount-proc)
if [ "$1" != --inside ]; then
  folder=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
  exec 9<"$folder"
  flock --nonblock 9 || { echo "Another one runs in $folder." >&2; exit 1; }
  work=$folder/target
  rm -rf "$work"
  mkdir -p "$work/tmp"
  trap 'exit 130' INT
  trap 'exit 143' TERM
  trap 'rm -rf "$work"' EXIT
  "${namespaces[@]}" true >"$work/tried" 2>&1 || say_none
  trap leave EXIT
  setpriv --pdeathsig KILL "${namespaces[@]}" "$0" --inside "$work" "$@" 9<&- &
  apart=$!
  wait "$apart" # not as the foreground: a signal would have to wait
  exit
fi

work=$2
shift 2
# Podman's own files in /run and its locks. Name servers may be named there.
servers=$(cat /etc/resolv.conf)
mount -t tmpfs -o mode=755 tmpfs /run
mount -t tmpfs -o mode=1777 tmpfs /dev/shm
[ -r /etc/resolv.conf ] || {
  named=$(readlink -m /etc/resolv.conf)
  mkdir -p "$(dirname "$named")"
  printf '%s\n' "$servers" >"$named"
}
mkdir -p /var/lib/containers "$work/containers" /run/tmp
mount --bind "$work/containers" /var/lib/containers
# A short path, because names of sockets have a limit.
mount --bind "$work/tmp" /run/tmp
export TMPDIR=/run/tmp
# crun refuses a second hierarchy of cgroups beside the first.
[ ! -d /sys/fs/cgroup/unified ] || umount /sys/fs/cgroup/unified

# least LIMIT NUMBER
least() { if [ "$1" = unlimited ] || [ "$1" -gt "$2" ]; then echo "$2"; else echo "$1"; fi; }
# Podman gives a container higher limits than its own, which takes a right that a virtual machine may withhold.
cat >"$work/containers.conf" <<TEXT
[containers]
default_ulimits = ["nofile=$(least "$(ulimit -Hn)" 20000):$(least "$(ulimit -Hn)" 20000)", "nproc=$(least "$(ulimit -Hu)" 4096):$(least "$(ulimit -Hu)" 4096)"]
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
[network]
network_config_dir = "$work/networks"
TEXT
cat >"$work/storage.conf" <<TEXT
[storage]
driver = "overlay"
graphroot = "/var/lib/containers/storage"
runroot = "/run/containers/storage"
TEXT
export CONTAINERS_CONF=$work/containers.conf CONTAINERS_STORAGE_CONF=$work/storage.conf CONTAINER_ENGINE=podman

# The smallest image there is: one program of this machine and its libraries.
program=$(type -P true)
mapfile -t files < <(ldd "$program" | grep -o '/[^ ]*')
tar --create --dereference --absolute-names --file "$work/tried.tar" "$program" "${files[@]}"
podman import --quiet "$work/tried.tar" localhost/tried >"$work/tried" 2>&1 || say_none
podman run --rm --network none localhost/tried "$program" >"$work/tried" 2>&1 || say_none
podman rmi localhost/tried >/dev/null
rm "$work/tried" "$work/tried.tar"

"$@"
