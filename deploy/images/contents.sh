# shellcheck shell=bash
# What an image must contain. Read by check.sh.

# check_sources FOLDER COMMAND...: tells whether yt-dlp and deno work. The command runs words in the container.
check_sources() {
  local folder=$1
  shift
  "$@" sh -c "[ -s '$folder/stamp' ]" || { echo "The image has no yt-dlp: see deploy/ytdlp/install.sh." >&2; return 1; }
  "$@" sh -c "PYTHONPATH='$folder/yt-dlp/usr/lib/python3/dist-packages' python3 -B -c 'import yt_dlp'" ||
    { echo "Python cannot load yt-dlp in the image." >&2; return 1; }
  "$@" "$folder/node_modules/@deno/linux-x64-glibc/deno" --version >/dev/null ||
    { echo "deno does not start in the image." >&2; return 1; }
}

# check_process STATUS: tells whether the first process is tini, without rights and as the user of the images. The status is
# that of /proc.
check_process() {
  grep -qx 'Name:	tini' <<<"$1" || { echo "The first process of the image is not tini." >&2; return 1; }
  grep -qx 'NoNewPrivs:	1' <<<"$1" || { echo "The first process may gain rights." >&2; return 1; }
  grep -qx 'CapEff:	0000000000000000' <<<"$1" || { echo "The first process has capabilities." >&2; return 1; }
  grep -qx 'Uid:	10001	10001	10001	10001' <<<"$1" || { echo "The first process has another user than 10001." >&2; return 1; }
  grep -qx 'Gid:	10001	10001	10001	10001' <<<"$1" || { echo "The first process has another group than 10001." >&2; return 1; }
}

# check_user FOLDER COMMAND...: tells whether the user has a name there. Podman makes one up for a user without, another one.
check_user() {
  local folder=$1
  shift
  "$@" grep -qx 'muzon:x:10001:10001:[^:]*:/var/lib/muzon:/usr/sbin/nologin' "$folder/etc/passwd" ||
    { echo "The user of the image is not in /etc/passwd." >&2; return 1; }
  "$@" grep -qx 'muzon:x:10001:' "$folder/etc/group" || { echo "The group of the image is not in /etc/group." >&2; return 1; }
}

# check_rights FOLDER COMMAND...: tells of files that lend the rights of their owner.
check_rights() {
  local lending
  # What cannot be read fails, too: nobody would know what it holds.
  lending=$("${@:2}" find "$1" -xdev -type f -perm /6000) || { echo "The image has folders that its user cannot read." >&2; return 1; }
  [ -z "$lending" ] || { echo "The image has files that lend their owner's rights: ${lending//$'\n'/ }" >&2; return 1; }
}

# check_labels SERVICE LABELS: tells of a label of OCI that is missing or empty. Each line of the labels is NAME=VALUE.
check_labels() {
  local label value
  for label in title=muzon-"$1" description=..* version='[0-9]..*' revision='[0-9a-f]\{40\}' licenses=Apache-2.0 vendor=Muzon; do
    value=${label#*=}
    [ "${label%%=*}" != revision ] || value="\($value\|unknown\)"
    grep -qx "org\.opencontainers\.image\.${label%%=*}=$value" <<<"$2" ||
      { echo "The image of $1 has no label org.opencontainers.image.${label%%=*} that fits." >&2; return 1; }
  done
}

# check_size BYTES FOLDER COMMAND...: prints the image's size without natives, in MB. More than 250 are refused.
check_size() {
  local bytes=$1 folder=$2 natives
  shift 2
  # shellcheck disable=SC2016 # the inner shell's
  natives=$("$@" sh -c 'cd "$0" && for file in opt/muzon/libtdjson.so opt/muzon/ntgcalls.node opt/muzon/speech opt/muzon/ytdlp \
    opt/muzon/app/lib/ffmpeg-*-linux-*.jar usr/lib/python3* usr/bin/python3*; do [ ! -e "$file" ] || du -sk "$file"; done' "$folder")
  natives=$(awk '{ kilobytes += $1 } END { print kilobytes * 1024 }' <<<"$natives")
  bytes=$(((bytes - natives) / 1000000))
  [ $bytes -le 250 ] || { echo "The image has $bytes MB beside the natives, more than 250." >&2; return 1; }
  printf '%d\n' $bytes
}
