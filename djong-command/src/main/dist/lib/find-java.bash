# Sourced by ./djong and by bin/djong. Finds a JDK 25 without starting a process: the number stands in each JDK's `release` file.
# An older default is never used, and neither is a newer one: nothing here has been tested with it.

# Sets FOUND to the home of a JDK 25, or returns 1. The first argument names a file under the home that must be there.
find_java_home() {
  local needed=$1 home java
  FOUND=
  [ -n "${JAVA_HOME:-}" ] && is_java_25 "$JAVA_HOME" "$needed" && return 0
  if java=$(type -P java); then
    while [ -L "$java" ]; do java=$(readlink -f "$java"); done
    is_java_25 "${java%/bin/java}" "$needed" && return 0
  fi
  for home in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/*jdk* /opt/*java* /usr/local/*jdk* /usr/local/lib/jvm/* \
    "${HOME:-/root}"/.sdkman/candidates/java/* "${HOME:-/root}"/.jdks/* "${HOME:-/root}"/.local/share/mise/installs/java/* \
    "${HOME:-/root}"/.asdf/installs/java/*; do
    is_java_25 "$home" "$needed" && return 0
  done
  return 1
}

# Sets FOUND and returns 0 when the folder is the home of a JDK 25 that has the needed file.
is_java_25() {
  local line
  [ -r "$1/release" ] && [ -x "$1/bin/java" ] && [ -e "$1/$2" ] || return 1
  while IFS= read -r line; do
    case $line in
      'JAVA_VERSION="25"' | 'JAVA_VERSION="25.'*) FOUND=$1; return 0 ;;
      JAVA_VERSION=*) return 1 ;;
    esac
  done <"$1/release"
  return 1
}

NO_JAVA='djong: no JDK 25 was found in JAVA_HOME, on PATH or in the usual folders such as /usr/lib/jvm; install one (https://adoptium.net has packages) or point JAVA_HOME at it.'
