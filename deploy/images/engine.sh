# shellcheck shell=sh
# The program that builds images: docker, podman or buildah, the first that works here. CONTAINER_ENGINE names another.
# Read by build.sh, base.sh and check.sh.

find_engine() {
  for candidate in ${CONTAINER_ENGINE:-docker podman buildah}; do
    if command -v "$candidate" >/dev/null && "$candidate" info >/dev/null 2>&1; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  echo "No docker, podman or buildah that works: install one (on Debian: apt-get install podman)." >&2
  return 1
}
engine=$(find_engine)

# build_image TARGET IMAGE FOLDER ARGUMENTS: builds one target of the Containerfile. The image may have no name.
build_image() {
  build_target=$1
  build_name=$2
  build_folder=$3
  shift 3
  # The steps fetch packages, and some hosts refuse a separate network.
  case "$engine" in
    buildah) set -- bud "$@" ;;
    *) set -- build "$@" ;;
  esac
  [ -z "$build_name" ] || set -- "$@" --tag "$build_name"
  "$engine" "$@" --network host --target "$build_target" --file "$build_folder/Containerfile" "$build_folder"
}

# import_image ARCHIVE IMAGE: makes an image of a file system.
import_image() {
  case "$engine" in
    buildah)
      import_container=$(buildah from scratch)
      buildah add --quiet "$import_container" "$1" /
      buildah commit --quiet --rm "$import_container" "$2"
      ;;
    *) "$engine" import "$1" "$2" ;;
  esac
}
