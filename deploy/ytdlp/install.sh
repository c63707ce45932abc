#!/bin/sh
# Installs the pinned yt-dlp of Debian's archive and the pinned deno of npm into "installed" beside this script.
# Nothing of the system changes. apt checks the archive's signature, this script the sum in "version", npm those of the lock file.
#   --deno                      try again to install deno where only that is missing
#   --version VERSION[=SHA256]  another yt-dlp than "version" says
#   --into FOLDER               instead of "installed"
# Exit 0: installed, 1: not, and the last line on stderr names the fix. What was installed before stays then.
set -eu
cd "$(dirname "$(readlink -f "$0")")"
suite=trixie-backports
# The version, and its SHA-256. A version alone is checked by the signature of the archive.
read -r version sum < ./version
where=deploy/ytdlp/version
remedy="write the version that it has, and its SHA-256, into deploy/ytdlp/version, then ./muzon build"
again=
into=installed
while [ $# -gt 0 ]; do
  case "$1" in
    --deno) again=yes ;;
    --version)
      version=${2%%=*}
      sum=${2#"$version"}
      sum=${sum#=}
      where=--ytdlp
      remedy="name a version that it has"
      shift
      ;;
    --into) into=$2; shift ;;
    *) echo "Unknown argument \"$1\"." >&2; exit 2 ;;
  esac
  shift
done
python=/usr/bin/python3
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
wanted=$({ echo "$version"; cat package-lock.json; } | sha256sum)
if [ "$(cat "$into/stamp" 2>/dev/null || true)" = "$wanted" ]; then
  [ -n "$again" ] && [ ! -d "$into/node_modules" ] || exit 0
fi

fail() {
  if [ -d "$into/yt-dlp" ]; then
    echo "yt-dlp is not brought up to date: $1" >&2
  else
    echo "yt-dlp is not installed: $1" >&2
  fi
  exit 1
}
[ -w . ] || fail "$(id -un) may not write to $PWD. Fix: ./muzon build as the user who may"
[ -x "$python" ] || fail "Python is missing. Fix: apt-get install python3, then ./muzon build"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  fail "$("$python" --version) is too old. Fix: install Debian 12 or newer, whose Python is 3.11"
command -v apt-get >/dev/null || fail "this is not Debian. Fix: set MUZON_YTDLP_DIR to a folder made by deploy/ytdlp/install.sh on Debian"
[ -r "$keyring" ] || fail "the archive's keys are missing. Fix: apt-get install debian-archive-keyring, then ./muzon build"

# The mirror that this machine already uses.
mirror=$(cat /etc/apt/sources.list.d/*.sources 2>/dev/null | awk '/^URIs:/ && $2 ~ /\/debian\/?$/ {print $2; exit}')
[ -n "$mirror" ] || mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
  awk '$1 == "deb" {for (i = 2; i <= NF; i++) if ($i ~ /\/debian\/?$/) {print $i; exit}}')
[ -n "$mirror" ] || fail "apt has no source of Debian. Fix: add Debian's mirror to /etc/apt/sources.list.d, then ./muzon build"

echo "Installing yt-dlp $version and deno, for links to YouTube and other sites. Once, about a minute …" >&2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/new"
echo "deb [signed-by=$keyring] $mirror $suite main" > "$work/sources.list"
apt() {
  (cd "$work" && timeout 300 apt-get -qq -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=- \
    -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache" -o APT::Sandbox::User=root "$@") >&2
}
# Without the option apt ends with 0 when it reaches nothing.
apt -o APT::Update::Error-Mode=any update || fail "apt cannot read $suite at $mirror. Fix: check the network, then ./muzon build"
# The archive keeps one version only. Once that is a newer one, its signature has to do.
if ! apt download "yt-dlp=$version"; then
  { [ "$where" = deploy/ytdlp/version ] && apt download yt-dlp; } || fail "$suite has no yt-dlp $version. Fix: $remedy"
  version=$(dpkg-deb -f "$work"/yt-dlp_*.deb Version)
  sum=
  echo "$suite has a newer yt-dlp than $where says: $version is installed." >&2
fi
[ -z "$sum" ] || echo "$sum  $(echo "$work"/yt-dlp_*.deb)" | sha256sum --check --status ||
  fail "yt-dlp $version has another sum than $where says. Fix: compare it with Debian's, then write that there"
[ -n "$sum" ] || echo "yt-dlp $version has the SHA-256 $(sha256sum "$work"/yt-dlp_*.deb | cut -d ' ' -f 1)." >&2
dpkg-deb -x "$work"/yt-dlp_*.deb "$work/new/yt-dlp"
library=$work/new/yt-dlp/usr/lib/python3/dist-packages
"$python" -m compileall -q "$library" || fail "Python cannot compile yt-dlp. Fix: read what it printed above"

# Without deno YouTube still plays through the client that needs no JavaScript.
deno() {
  command -v npm >/dev/null || return 1
  cp package.json package-lock.json "$work/new/" && (cd "$work/new" &&
    timeout 300 npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null) || return 1
  packages=$(grep -oh 'npm:[a-z]*@[0-9.]*[0-9]' "$library"/yt_dlp/extractor/youtube/jsc/_builtin/vendor/*.js | sort -u)
  [ -n "$packages" ] || return 1
  # shellcheck disable=SC2086 # a list of packages
  (cd "$work/new" && DENO_DIR=$work/new/deno-cache HOME=$work timeout 120 node_modules/@deno/*/deno cache -q --no-lock \
    --node-modules-dir=none --no-config $packages >&2) && rm -f "$work"/new/deno-cache/*_cache_v*
}
if ! deno; then
  rm -rf "$work/new/node_modules" "$work/new/deno-cache"
  echo "deno is not installed: some videos of YouTube will not play. Fix: install npm, check the network, then ./muzon build" >&2
fi
echo "$version $(sha256sum "$work"/yt-dlp_*.deb | cut -d ' ' -f 1)" > "$work/new/package"
# A machine without npm is told once, and not again at each start.
echo "$wanted" > "$work/new/stamp"
rm -rf "$into.new" "$into.old"
mv "$work/new" "$into.new" || fail "$PWD has no room for it. Fix: free some, then ./muzon build"
[ ! -d "$into" ] || mv "$into" "$into.old"
mv "$into.new" "$into"
rm -rf "$into.old"
