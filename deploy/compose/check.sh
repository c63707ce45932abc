#!/bin/bash
# Has Docker Compose itself read the file: with all profiles, with images by their digests, with settings in ".env" and in a file of
# one service, without a secret, and with a key that is misspelled.
# Takes the Compose of this machine if it is new enough, else unpacks Debian's into "target" beside this script.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
suite=trixie
least=2.24

new_enough() { printf '%s\n' "$least" "$1" | sort --version-sort --check=quiet; }

# Prints the words that run Compose.
find_compose() {
  local found
  for found in "docker compose" docker-compose "$PWD/target/compose/usr/libexec/docker/cli-plugins/docker-compose"; do
    # shellcheck disable=SC2086 # a list of words
    if new_enough "$($found version --short 2>/dev/null || echo 0)"; then
      printf '%s\n' "$found"
      return
    fi
  done
  return 1
}

# As deploy/ytdlp/install.sh does: nothing of the system changes, and apt checks the archive's signature.
unpack_compose() {
  local mirror keyring=/usr/share/keyrings/debian-archive-keyring.gpg work=$PWD/target/apt
  mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | sed -n 's|^[^#]*\(https\{0,1\}://[^ ]*/debian\)/*\( .*\)\{0,1\}$|\1|p' | sed -n 1p)
  if [ -z "$mirror" ] || [ ! -r "$keyring" ]; then
    echo "Docker Compose $least is missing: install it." >&2
    return 1
  fi
  rm -rf target && mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
  echo "deb [signed-by=$keyring] $mirror $suite main" > "$work/sources.list"
  (cd "$work" && for act in update "download docker-compose"; do
    # shellcheck disable=SC2086 # a list of words
    timeout 300 apt-get -qq -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=- \
      -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache" -o APT::Sandbox::User=root $act >&2
  done)
  dpkg-deb -x "$work"/docker-compose_*.deb target/compose
  rm -rf "$work"
}

compose=$(find_compose) || { unpack_compose && compose=$(find_compose); }
settings=$(mktemp)
pinned=$(mktemp)
broken=$(mktemp --suffix .yaml -p "$PWD" .broken-XXXXXX)
own=$(mktemp -d)
trap 'rm -rf "$settings" "$pinned" "$broken" "$own"' EXIT
# The settings that the page tells people to write.
sed -n '/^OWNER_ID=/,/^TEXT$/p' ../../docs/operations.md | sed '/^TEXT$/d' > "$settings"
[ -s "$settings" ] || { echo "docs/operations.md has no settings for Compose." >&2; exit 1; }
# reads SETTINGS FILE PROFILE...
reads() {
  local profile options=()
  for profile in "${@:3}"; do options+=(--profile "$profile"); done
  # shellcheck disable=SC2086 # a list of words
  env -i PATH="$PATH" HOME="$HOME" $compose --env-file "$1" "${options[@]}" --file "$2" config --quiet
}
reads "$settings" compose.yaml || { echo "Compose refuses the file." >&2; exit 1; }
reads "$settings" compose.yaml login monitoring || { echo "Compose refuses the profiles." >&2; exit 1; }
# A digest in the settings is the image's.
digest=sha256:$(printf '%064d' 7)
for image in MONGO SOCAT PROMETHEUS GRAFANA; do echo "${image}_IMAGE=registry.example/other:1@$digest"; done >"$pinned"
cat "$settings" >>"$pinned"
# shellcheck disable=SC2086 # a list of words
[ "$(env -i PATH="$PATH" HOME="$HOME" $compose --env-file "$pinned" --profile login --profile monitoring --file compose.yaml config | grep -c "image: .*@$digest\$")" = 4 ] ||
  { echo "Compose does not take the digests of all images of others." >&2; exit 1; }
# Of ".env" a service gets its settings and no secrets, and its own file wins.
cp -r compose.yaml settings "$own"
printf '%s\n' BOT_TOKEN=1:a MUZON_TDLIB_KEY=b PRIVATE_BOT_MODE=true MUZON_ACCOUNTS=one MUZON_LOG_FORMAT=json MUZON_DRAIN_DEADLINE=3m >"$own/.env"
echo MUZON_ACCOUNTS=two >"$own/assistant-service.env"
echo MONGO_DB_URI_FILE=/run/own-secrets/mongo >"$own/extractor-service.env"
# gets SERVICE LINE...
gets() {
  local line told
  # shellcheck disable=SC2086 # a list of words
  told=$(cd "$own" && env -i PATH="$PATH" HOME="$HOME" $compose config "$1") || return 1
  for line in "${@:2}"; do
    grep -q "^ *$line\$" <<<"$told" || { echo "Compose does not give $1: $line" >&2; return 1; }
  done
  ! grep -E "^ *(BOT_TOKEN|MUZON_TDLIB_KEY|MONGO_DB_URI):" <<<"$told" >&2
}
gets bot-gateway 'PRIVATE_BOT_MODE: "true"' 'MUZON_LOG_FORMAT: json' 'stop_grace_period: 3m40s' &&
  gets assistant-service 'MUZON_ACCOUNTS: two' 'MUZON_LOG_FORMAT: json' &&
  gets extractor-service 'MONGO_DB_URI_FILE: /run/own-secrets/mongo' 'MONGO_URI: mongodb://mongo:27017/.*' ||
  { echo "Compose does not hand the services their settings, or hands them secrets." >&2; exit 1; }
sed '/^  bot-token:/d' compose.yaml > "$broken"
if reads "$settings" "$broken" 2>/dev/null; then echo "Compose takes the file without a secret." >&2; exit 1; fi
sed 's/mem_limit/memory_limit/' compose.yaml > "$broken"
if reads "$settings" "$broken" 2>/dev/null; then echo "Compose takes a misspelled key." >&2; exit 1; fi
# shellcheck disable=SC2086 # a list of words
echo "Docker Compose $($compose version --short) takes the file, images by their digests, settings in all their files, and refuses one without a secret or with a misspelled key."
