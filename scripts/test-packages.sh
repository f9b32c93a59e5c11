#!/usr/bin/env bash
# Installs what the tests need from Debian's archive, once: a second run finds everything and does nothing.
# No service is started or enabled: the tests start what they need themselves, each in its own folders and namespaces.
set -eu

# name of the package, and the program or folder that shows it is there
wanted=(
  containerd:/usr/bin/containerd
  runc:/usr/sbin/runc
  containernetworking-plugins:/usr/lib/cni/bridge
  nftables:/usr/sbin/nft
  iptables:/usr/sbin/iptables
  conntrack:/usr/sbin/conntrack
  iproute2:/usr/bin/ip
  etcd-server:/usr/bin/etcd
  docker-registry:/usr/bin/docker-registry
  busybox-static:/usr/share/doc/busybox-static/copyright
  dnsutils:/usr/bin/dig
  procps:/usr/bin/ps
  util-linux:/usr/bin/nsenter
)
services='containerd etcd docker-registry nftables'

missing=()
for entry in "${wanted[@]}"; do
  [ -e "${entry#*:}" ] || missing+=("${entry%%:*}")
done
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "test-packages: the tests need ${missing[*]}; run this as root on Debian, or install them with your own package manager." >&2
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
  tail -n 20 "$log" >&2
  echo "test-packages: could not install ${missing[*]}; the lines above say why." >&2
  exit 1
fi
for service in $services; do
  for link in $(find /etc/systemd/system -name "$service.service" -path '*.wants/*' 2>/dev/null); do
    case $enabled_before in *"$link"*) ;; *) rm -f "$link" ;; esac
  done
  case " ${missing[*]} " in
    *" $service "* | *" $service-server "*) update-rc.d "$service" disable >/dev/null 2>&1 || true ;;
  esac
done
echo "test-packages: installed ${missing[*]}"
