#!/usr/bin/env bash
# Installs packages from Debian's archive when what they bring is missing: packages.bash NAME:FILE …
# No service is started or enabled: whoever needs one starts it in folders of its own. Prints `installed NAME …`.
set -eu

missing=()
for entry in "$@"; do
  [ -e "${entry#*:}" ] || missing+=("${entry%%:*}")
done
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "${missing[*]} is missing: run this as root on Debian or Ubuntu, or install that with your own package manager."
  exit 1
fi

# Maintainer scripts ask this file whether they may start a service; 101 means no.
policy=/usr/sbin/policy-rc.d
ours=
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  ours=1
fi
log=$(mktemp)
trap '[ -z "$ours" ] || rm -f "$policy"; rm -f "$log"' EXIT

enabled_before=$(find /etc/systemd/system -name '*.service' -path '*.wants/*' 2>/dev/null | sort)
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get -q update && apt-get -q -y --no-install-recommends install "${missing[@]}"; } >"$log" 2>&1; then
  tail -n 5 "$log"
  echo "could not install ${missing[*]}: the lines above say why"
  exit 1
fi
for name in "${missing[@]}"; do
  service=${name%-server}
  for link in $(find /etc/systemd/system -name "$service.service" -path '*.wants/*' 2>/dev/null); do
    case $enabled_before in *"$link"*) ;; *) rm -f "$link" ;; esac
  done
  [ ! -e "/etc/init.d/$service" ] || update-rc.d "$service" disable >/dev/null 2>&1 || true
done
echo "installed ${missing[*]}"
