#!/bin/sh
# Builds the native libraries into the given folder, when a source is newer than they are.
# usage: build.sh <output folder> <JDK home>
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$1
jdk=$2

command -v g++ >/dev/null || {
  echo "g++ is missing; voice-call-service needs it for the bridge to ntgcalls: \"apt-get install g++\"" >&2
  exit 1
}

# -static-libstdc++: the addon brings its own C++ library, and hosts may have an older one than the builder.
flags="-std=c++17 -O2 -g1 -Wall -Wextra -Wpedantic -Werror -fPIC -fno-semantic-interposition -shared"
flags="$flags -static-libstdc++ -static-libgcc -Wl,-z,defs -Wl,-z,relro -Wl,-z,now -pthread"

# library <name> <folder>... : the version script is in the last folder
library() {
  name=$1
  shift
  target="$out/$name"
  sources=""
  for folder in "$@"; do
    sources="$sources $here/$folder/*.cpp"
    last=$folder
  done
  if [ -f "$target" ] && [ -z "$(find "$here" -newer "$target" -type f)" ]; then
    return
  fi
  # shellcheck disable=SC2086 # flags and sources are lists
  g++ $flags -I"$jdk/include" -I"$jdk/include/linux" -Wl,--version-script="$here/$last/exports.map" \
    $sources -o "$target.new" -ldl
  mv "$target.new" "$target"
}

mkdir -p "$out"
library libntghost.so host ntg
library libmuzonvoice.so jni
