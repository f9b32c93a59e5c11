#!/usr/bin/env bash
# Every test of Djong with the static checks: `./djong verify`, which exports `top`, `stamp`, JAVA_HOME and its functions.
# Each phase prints the closing lines of its test runners and its time; its whole log is kept under target/verify.
set -eu -o pipefail
cd "${top:?run this by ./djong verify}"
logs=$top/target/verify
mkdir -p "$logs"
rm -f "$logs"/*.log

command -v kubectl >/dev/null || fail 'the tests drive a stock kubectl and there is none on PATH; https://kubernetes.io/docs/tasks/tools says how to get it'

summary=()
began=$SECONDS

# phase NAME COMMAND…: runs the command (`set -e` does not hold inside it: join its steps by &&), keeps its log, prints closing lines and time; ends the run when it fails.
phase() {
  local name=$1 from=$SECONDS log took
  shift
  log=$logs/${name// /-}.log
  echo "── $name"
  if ! "$@" >"$log" 2>&1; then
    closing_lines "$log"
    failed_tests "$log" >&2
    grep -E '^\[(ERROR|FATAL)\]|^\[WARNING\] [^ ]*\.java' "$log" | head -n 60 >&2 || tail -n 60 "$log" >&2
    echo "── $name FAILED after $((SECONDS - from)) s; its whole log: $log" >&2
    exit 1
  fi
  closing_lines "$log"
  took=$((SECONDS - from))
  summary+=("$(printf '%6d s  %s' "$took" "$name")")
  echo "── $name: $took s"
}

# The last line of each module's test run, with the module's name before it.
closing_lines() {
  awk '/Building [a-z-]+ [0-9]/ { module = $3 }
       /Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+$/ { sub(/^\[[A-Z]+\] */, ""); printf "   %-20s %s\n", module, $0 }' "$1"
}

# What each failed test said: what was expected, and what came.
failed_tests() {
  awk '/<<< (FAILURE|ERROR)!$/ { left = 20 } left-- > 0 && shown++ < 120' "$1"
}

# Runs the tests of one group of modules (see `tests.group` in the POMs); the other groups are compiled only.
tests() {
  maven test -fae -Pchecks -Dspotless.check.skip=true "-Dskip.unit=$([ "$1" = unit ] && echo false || echo true)" \
    "-Dskip.server=$([ "$1" = server ] && echo false || echo true)" \
    "-Dskip.simulation=$([ "$1" = simulation ] && echo false || echo true)" \
    "-Dskip.e2e=$([ "$1" = e2e ] && echo false || echo true)" \
    "-Dskip.house=true" "${@:2}"
}

# Leaves the distribution where ./djong looks for it, so that the e2e tests do not build again.
static_checks() {
  local now
  now=$(sources) &&
    maven package -fae -Pchecks -Dskip.unit=true -Dskip.server=true -Dskip.simulation=true -Dskip.e2e=true &&
    printf '%s\n' "$now" >"$stamp"
}

phase 'packages' "$top/scripts/test-packages.sh"
phase 'build and static checks' static_checks
phase 'unit and property' tests unit -pl '!e2e,!benchmarks'
phase 'store and server' tests server -pl apiserver -am
phase 'simulation' tests simulation -pl simulation,cluster -am
phase 'e2e' tests e2e -pl e2e -am '-DexcludedGroups=aot,etcd'
phase 'e2e on etcd' tests e2e -pl e2e -am -Dgroups=etcd
phase 'AOT' tests e2e -pl e2e -am -Dgroups=aot

echo
printf '%s\n' "${summary[@]}"
printf '%6d s  together\n' "$((SECONDS - began))"
