#!/bin/sh
# Makes a base image from Debian's archive, for machines without a registry: the same packages as debian:bookworm-slim.
# apt checks the archive's signature. Needs mmdebstrap, and docker or podman.
# usage: base.sh IMAGE
set -eu
image=${1:?usage: base.sh IMAGE}
suite=bookworm
command -v mmdebstrap >/dev/null || { echo "mmdebstrap is missing. On Debian: apt-get install mmdebstrap" >&2; exit 1; }
# shellcheck source=deploy/images/engine.sh
. "$(dirname "$0")/engine.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# As Debian's slim image leaves out what nobody reads in a container.
mmdebstrap --quiet --variant=minbase --include=ca-certificates --aptopt='APT::Install-Recommends "false"' \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
  --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
  --dpkgopt='path-exclude=/usr/share/info/*' --dpkgopt='path-exclude=/usr/share/lintian/*' \
  "$suite" "$work/base.tar"
import_image "$work/base.tar" "$image"
