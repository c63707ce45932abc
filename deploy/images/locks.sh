# shellcheck shell=bash
# Comparison of what enters the images with the lock files in this folder. Each line of them is a SHA-256 and a name. Names of Debian's
# packages end with "_" and the version. Read by build.sh.

# found_libraries FOLDER: prints the lines of the jars there, without our own.
found_libraries() { (cd "$1" && find . -name '*.jar' ! -name 'muzon-*' -printf '%P\0' | xargs -0 -r sha256sum); }

# found_packages FOLDER: prints the lines of the packages whose facts lie there, with "unknown" where apt knew no sum.
found_packages() {
  local file
  for file in "$1"/*; do
    awk -F ': ' '{ fact[$1] = $2 } END { print (fact["SHA256"] ? fact["SHA256"] : "unknown") "  " fact["Package"] "_" fact["Version"] }' "$file"
  done
}

# check_lock MODE LOCK FOUND: with "write" FOUND becomes the lock. Otherwise a line that the lock has with another sum ends the
# build, and a name that the lock does not know does so with "refuse" or for libraries, whose versions stand in pom.xml.
check_lock() {
  local mode=$1 lock=$2 found=$3 sum name locked bad=0
  if [ "$mode" = write ]; then
    if grep '^unknown ' "$found" >&2; then
      echo "Debian's archive has newer versions of these: take a newer base." >&2
      return 1
    fi
    sort -k2 "$found" >"$lock"
    return
  fi
  while read -r sum name; do
    locked=$(awk -v name="$name" '$2 == name { print $1 }' "$lock")
    if [ "$sum" = unknown ] || { [ -z "$locked" ] && [ "$lock" = debian.lock ] && [ "$mode" = tell ]; }; then
      echo "Not as locked, which --locked would refuse: $name" >&2
      [ "$mode" = tell ] || bad=1
    elif [ "$sum" != "$locked" ]; then
      echo "$name has the sum $sum, and deploy/images/$lock has ${locked:-none}." >&2
      bad=1
    fi
  done <"$found"
  [ $bad = 0 ] || { echo "Not built. When you know why: ./muzon images --lock" >&2; return 1; }
}
