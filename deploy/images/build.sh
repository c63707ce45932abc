#!/bin/bash
# Builds the images of the four services from what "./muzon build" built. "./muzon images" runs it.
# JAVA_HOME names a JDK 25, whose parts become the images' runtime.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
root=../..

usage() {
  cat <<'TEXT'
usage: ./muzon images [SERVICE ...]

Builds what is missing, then an image of each service, or of those that are named, with docker, podman or buildah.
  --base IMAGE       Debian 12 or newer to build on; debian:bookworm-slim of Docker Hub without it
  --local-base       makes the base from Debian's archive, without a registry (mmdebstrap)
  --prefix PREFIX    before the names, such as registry.example/; localhost/ without it
  --tag TAG          instead of the version
  --ytdlp VERSION    another yt-dlp of Debian than deploy/ytdlp/version says, VERSION=SHA256 to check its sum too.
                     "./muzon images --ytdlp VERSION extractor-service" rebuilds that image alone
  --locked           refuses newer packages of Debian than those in deploy/images/debian.lock,
                     and a --ytdlp without its sum
  --lock             writes what is found into the lock files, instead of comparing
TEXT
}

# with_value OPTION VALUE: refuses an option without its value.
with_value() { [ -n "${2:-}" ] || { echo "$1 needs a value. \"./muzon images --help\" tells more." >&2; exit 2; }; }

base=debian:bookworm-slim
local_base=
prefix=localhost/
version=$(sed -n '/<artifactId>muzon<\/artifactId>/{n;s/.*<version>\(.*\)<\/version>.*/\1/p;}' $root/pom.xml)
tag=$version
check=
locking=tell
ytdlp=
services=()
while [ $# -gt 0 ]; do
  case "$1" in
    --base) with_value "$@"; base=$2; shift ;;
    --local-base) local_base=yes ;;
    --prefix) [ $# -gt 1 ] || with_value "$@"; prefix=$2; shift ;;
    --tag) with_value "$@"; tag=$2; shift ;;
    --ytdlp) with_value "$@"; ytdlp=$2; shift ;;
    --locked) locking=refuse ;;
    --lock) locking=write ;;
    --check) check=yes ;; # only the arguments, before a build takes minutes
    --help | -h) usage; exit 0 ;;
    bot-gateway | assistant-service | voice-call-service | extractor-service) services+=("$1") ;;
    *) echo "Unknown argument \"$1\". \"./muzon images --help\" lists all." >&2; exit 2 ;;
  esac
  shift
done
[ "$locking" != write ] || [ ${#services[@]} = 0 ] || { echo "--lock takes no service: it writes what all of them have." >&2; exit 2; }
if [ -n "$ytdlp" ]; then
  [[ $ytdlp =~ ^[0-9]{4}(\.[0-9]{1,4}){2,3}(-[0-9A-Za-z.+~]+)?(=[0-9a-f]{64})?$ ]] ||
    { echo "\"$ytdlp\" is not a version of yt-dlp: name one as Debian does, 2026.10.26-1~bpo13+1 for example, or VERSION=SHA256." >&2; exit 2; }
  [[ ${#services[@]} = 0 || " ${services[*]} " = *" extractor-service "* ]] ||
    { echo "--ytdlp is for the image of extractor-service, which is not among those named." >&2; exit 2; }
  [[ $locking != refuse || $ytdlp = *=* ]] ||
    { echo "--locked takes no yt-dlp whose sum nobody named: write --ytdlp $ytdlp=SHA256." >&2; exit 2; }
fi
[ -z "$check" ] || exit 0
[ ${#services[@]} -gt 0 ] || services=(bot-gateway assistant-service voice-call-service extractor-service)
# shellcheck source=deploy/images/engine.sh
. ./engine.sh

if [ -n "$local_base" ]; then
  base=localhost/muzon-base:bookworm
  ./base.sh "$base" >/dev/null
fi

# Everything the Containerfile copies, readable by every user.
umask 022
context=target/context
rm -rf "$context"
mkdir -p "$context/natives" "$context/tools"
cp Containerfile bare muzon ready start train "$context/"
chmod 755 "$context/bare" "$context/muzon" "$context/ready" "$context/start" "$context/train"

# java.desktop is there for java.beans, jdk.charsets for names in old files, jdk.localedata for Russian, jdk.jcmd for people.
modules=java.se,jdk.charsets,jdk.crypto.ec,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.localedata,jdk.management,jdk.naming.dns
modules+=,jdk.net,jdk.unsupported,jdk.zipfs
"$JAVA_HOME/bin/jlink" --add-modules "$modules" --include-locales=en,ru \
  --strip-java-debug-attributes --no-header-files --no-man-pages \
  --compress zip-6 --output "$context/jre" ||
  { echo "jlink made no runtime: JAVA_HOME must name a whole JDK 25." >&2; exit 1; }

# The libraries of each service and their licenses, by Maven. It asks its repositories, so without a network there is none.
sboms() {
  local projects
  projects=deploy/standalone$(printf ',%s' "${services[@]}")
  (cd $root && mvn -q -B -ntp compile cyclonedx:makeBom -pl "$projects" -am -DoutputFormat=json -DoutputName=sbom.cdx) ||
    echo "The images get no list of their libraries (SBOM): see above." >&2
}
for project in deploy/standalone "${services[@]}"; do rm -f "$root/$project/target/sbom.cdx.json"; done
sboms

for service in "${services[@]}"; do
  jar=$root/$service/target/muzon-$service-$version.jar
  [ -f "$jar" ] || { echo "$jar is missing: run ./muzon build." >&2; exit 1; }
  cp "$jar" "$context/muzon.jar"
  # Unpacked it starts faster, and layers of libraries stay the same.
  "$JAVA_HOME/bin/java" -Djarmode=tools -jar "$context/muzon.jar" extract --destination "$context/$service"
  rm "$context/muzon.jar"
  [ ! -e "$root/$service/target/sbom.cdx.json" ] || cp "$root/$service/target/sbom.cdx.json" "$context/$service/"
done
# "./muzon backup" and "restore", without what assistant-service has anyway.
if [ -d "$context/assistant-service" ]; then
  path=
  for jar in "$root/deploy/standalone/target/muzon-standalone-$version.jar" $root/deploy/standalone/target/lib/*.jar; do
    there=/opt/muzon/app/lib/${jar##*/}
    if [ ! -e "$context/assistant-service/lib/${jar##*/}" ]; then
      there=/opt/muzon/tools/${jar##*/}
      cp "$jar" "$context/tools/"
    fi
    path=${path:+$path:}$there
  done
  printf -- '-cp "%s"\n' "$path" >"$context/tools/class-path"
  [ ! -e $root/deploy/standalone/target/sbom.cdx.json ] || cp $root/deploy/standalone/target/sbom.cdx.json "$context/tools/"
fi
# shellcheck source=deploy/images/locks.sh
. ./locks.sh
for folder in "${services[@]/%//lib}" tools; do found_libraries "$context/$folder"; done | sort -u >"$context/libraries"
check_lock "$locking" libraries.lock "$context/libraries"

cp $root/deploy/natives/node_modules/@ntgcalls/linux-x64/ntgcalls.node \
  $root/deploy/natives/node_modules/@prebuilt-tdlib/linux-x64-glibc/libtdjson.so "$context/natives/"
mkdir -p "$context/speech" "$context/ytdlp"
if [ -e $root/deploy/speech/installed/stamp ]; then
  cp -a $root/deploy/speech/installed/. "$context/speech/"
else
  echo "The local recogniser is not installed, so the image of assistant-service has none: see deploy/speech/install.sh." >&2
fi
installed=$root/deploy/ytdlp/installed
if [ -n "$ytdlp" ]; then
  # Beside the one that "./muzon up" has, which stays.
  installed=$PWD/target/ytdlp
  $root/deploy/ytdlp/install.sh --version "$ytdlp" --into "$installed" || exit 1
fi
if [ -e "$installed/stamp" ]; then
  if [[ $locking = refuse && -z $ytdlp && $(cat "$installed/package") != "$(cut -d ' ' -f 1 $root/deploy/ytdlp/version) "* ]]; then
    echo "--locked takes the yt-dlp of deploy/ytdlp/version only. Installed is $(cat "$installed/package")." >&2
    exit 1
  fi
  cp -a "$installed/." "$context/ytdlp/"
else
  echo "yt-dlp and deno are not installed, so the image of extractor-service has none: see deploy/ytdlp/install.sh." >&2
fi
# shellcheck source=deploy/images/natives.sh
. ./natives.sh
for service in "${services[@]}"; do
  [ ! -e "$context/$service/sbom.cdx.json" ] || add_natives "$service" "$context" "$context/$service/sbom.cdx.json"
done
chmod -R a+rX,go-w "$context"

build_image packages "" "$context" --build-arg BASE="$base" --output "type=local,dest=$context/packages"
found_packages "$context/packages" | sort -u >"$context/debian"
check_lock "$locking" debian.lock "$context/debian"
rm -r "$context/packages"

revision=$(git -C $root rev-parse HEAD 2>/dev/null || echo unknown)
for service in "${services[@]}"; do
  labels=()
  [ ! -e "$context/$service/sbom.cdx.json" ] || labels=(--label dev.muzon.sbom=/opt/muzon/app/sbom.cdx.json)
  build_image "$service" "${prefix}muzon-$service:$tag" "$context" \
    --build-arg BASE="$base" --label org.opencontainers.image.version="$version" \
    --label org.opencontainers.image.revision="$revision" "${labels[@]}"
done
rm -rf "$context"
