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
