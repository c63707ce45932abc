#!/bin/sh
# Builds the native tests and their addons into the given folder, with the sanitizers where they work.
# usage: build.sh <output folder>
set -eu
here=$(cd "$(dirname "$0")" && pwd)
native="$here/../../main/native"
out=$1
mkdir -p "$out"

if [ -f "$out/host_test" ] && [ -z "$(find "$here" "$native" -newer "$out/host_test" -type f)" ]; then
  exit 0
fi

sanitizers="-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer"
echo 'int main() { return 0; }' > "$out/probe.cpp"
# shellcheck disable=SC2086 # the sanitizers are a list
if ! { g++ $sanitizers "$out/probe.cpp" -o "$out/probe" && "$out/probe"; } 2> "$out/probe.log"; then
  echo "the sanitizers do not work here ($out/probe.log): the native tests run without them" >&2
  sanitizers=""
fi

flags="-std=c++17 -O0 -g1 -Wall -Wextra -Wpedantic -Werror $sanitizers"
for addon in fake_ntgcalls nameless failing; do
  # shellcheck disable=SC2086
  g++ $flags -fPIC -shared "$here/addons/$addon.cpp" -o "$out/$addon.node"
done
# Loaded by a JVM, which no sanitizer watches over.
g++ -std=c++17 -O1 -Wall -Wextra -Werror -fPIC -shared "$here/addons/fake_library.cpp" -o "$out/libfake.so" -pthread
# -rdynamic: here the executable itself offers Node-API to the addons.
# shellcheck disable=SC2086
g++ $flags -rdynamic "$here"/*.cpp "$native"/host/*.cpp "$native"/ntg/*.cpp -o "$out/host_test.new" -ldl -pthread
mv "$out/host_test.new" "$out/host_test"
