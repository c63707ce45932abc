#!/bin/sh
# Builds the launcher into the given folder, when its source is newer.
# usage: build.sh <output folder>
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=$1/muzon-confine

command -v g++ >/dev/null || {
  echo "g++ is missing; it builds the launcher that confines ffmpeg: \"apt-get install g++\"" >&2
  exit 1
}
if [ -f "$target" ] && [ -z "$(find "$here" -newer "$target" -type f)" ]; then
  exit 0
fi
mkdir -p "$1"
g++ -std=c++17 -O2 -Wall -Wextra -Wpedantic -Werror -fPIE -pie -static-libstdc++ -static-libgcc \
  -Wl,-z,relro -Wl,-z,now -s "$here/confine.cpp" -o "$target.new"
mv "$target.new" "$target"
