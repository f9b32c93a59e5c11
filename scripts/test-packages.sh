#!/usr/bin/env bash
# Installs what the tests need from Debian's archive (and a Go, see go.sh), once: a second run finds everything and does nothing.
# No service is started or enabled: the tests start what they need themselves, each in its own folders and namespaces.
set -eu
here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)

# name of the package, and the program or folder that shows it is there
bash "$here/../djong-command/src/main/dist/lib/packages.bash" \
  containerd:/usr/bin/containerd \
  runc:/usr/sbin/runc \
  containernetworking-plugins:/usr/lib/cni/bridge \
  nftables:/usr/sbin/nft \
  iptables:/usr/sbin/iptables \
  conntrack:/usr/sbin/conntrack \
  iproute2:/usr/bin/ip \
  etcd-server:/usr/bin/etcd \
  docker-registry:/usr/bin/docker-registry \
  busybox-static:/usr/share/doc/busybox-static/copyright \
  faketime:/usr/bin/faketime \
  dnsutils:/usr/bin/dig \
  procps:/usr/bin/ps \
  python3-kubernetes:/usr/lib/python3/dist-packages/kubernetes/__init__.py \
  util-linux:/usr/bin/nsenter

"$here/go.sh" >/dev/null
