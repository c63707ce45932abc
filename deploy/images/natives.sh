# shellcheck shell=bash
# What the images have beside Maven's libraries, as components of CycloneDX. Read by build.sh, whose folder is this one.
# ffmpeg comes in jars, so Maven names it.

# component NAME VERSION PURL SHA256
component() {
  printf '    {"type": "library", "bom-ref": "%s", "name": "%s", "version": "%s", "purl": "%s", "hashes": [{"alg": "SHA-256", "content": "%s"}]},\n' \
    "$3" "$1" "$2" "$3" "$4"
}

# npm_component NAME PACKAGE LOCK FILE: the hash is that of the file in the image.
npm_component() {
  local version sum
  version=$(sed -n "\\|\"node_modules/$2\": {|,/}/s/.*\"version\": \"\\(.*\\)\".*/\\1/p" "$3")
  sum=$(sha256sum "$4")
  component "$1" "$version" "pkg:npm/${2/@/%40}@$version" "${sum%% *}"
}

# native_components SERVICE CONTEXT: a line for each.
native_components() {
  local package version sum
  case "$1" in
    assistant-service)
      npm_component libtdjson @prebuilt-tdlib/linux-x64-glibc ../natives/package-lock.json "$2/natives/libtdjson.so"
      [ -e "$2/speech/stamp" ] || return 0
      while read -r package sum; do
        version=${package##*@}
        package=${package%@*}
        component "${package##*/}" "$version" "pkg:npm/${package/@/%40}@$version" "$sum"
      done <../speech/packages
      ;;
    voice-call-service)
      npm_component ntgcalls @ntgcalls/linux-x64 ../natives/package-lock.json "$2/natives/ntgcalls.node"
      ;;
    extractor-service)
      [ -e "$2/ytdlp/stamp" ] || return 0
      # One that was installed before there was that file is the pinned one.
      if [ -e "$2/ytdlp/package" ]; then read -r version sum <"$2/ytdlp/package"; else read -r version sum <../ytdlp/version; fi
      component yt-dlp "$version" "pkg:deb/debian/yt-dlp@$version" "$sum"
      [ ! -d "$2/ytdlp/node_modules" ] ||
        npm_component deno @deno/linux-x64-glibc ../ytdlp/package-lock.json "$2/ytdlp/node_modules/@deno/linux-x64-glibc/deno"
      ;;
  esac
}

# add_natives SERVICE CONTEXT SBOM: puts them in front of Maven's own components.
add_natives() {
  local components
  components=$(native_components "$1" "$2")
  [ -n "$components" ] || return 0
  components=$components awk '{ print } /^  "components" : \[$/ { print ENVIRON["components"] }' "$3" >"$3.new"
  mv "$3.new" "$3"
}
