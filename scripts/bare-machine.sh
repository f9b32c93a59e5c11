#!/usr/bin/env bash
# Tries `djong up` on a Debian that has nothing but a JDK: bare-machine.sh FOLDER. For people, not for CI: it fetches packages.
#
# FOLDER gets a minimal Debian 12 by debootstrap, once; a second run finds what the first one installed, so delete it to begin again.
# The cluster runs in namespaces of its own (mounts, processes, network) and reaches nothing; only apt-get goes by the machine's network.
set -eu
top=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
root=${1:?the folder for the Debian}
. "$top/djong-command/src/main/dist/lib/find-java.bash"
find_java_home bin/java || { echo "$NO_JAVA" >&2; exit 1; }
dist=${2:-$(echo "$top"/djong-command/target/dist/djong-*/)}
[ -x "$dist/bin/djong" ] || { echo "there is no distribution in $dist; ./djong build makes one" >&2; exit 1; }
[ -x "$root/usr/bin/apt-get" ] || debootstrap --variant=minbase --include=ca-certificates bookworm "$root" http://deb.debian.org/debian
root=$(readlink -f "$root")
mkdir -p "$root/opt/djong" "$root/usr/lib/jvm/jdk-25"

cat >"$root/usr/local/sbin/apt-get" <<'WRAPPER'
#!/bin/sh
exec nsenter --net=/run/outer-net /usr/bin/apt-get "$@"
WRAPPER
chmod 755 "$root/usr/local/sbin/apt-get"
rm -f "$root/etc/resolv.conf"
cp /etc/resolv.conf "$root/etc/resolv.conf"

export root dist java=$FOUND
exec 7</proc/self/ns/net
exec unshare --mount --pid --net --ipc --uts --fork --kill-child bash -eu -c '
  mount --bind "$dist" "$root/opt/djong"
  mount --bind "$java" "$root/usr/lib/jvm/jdk-25"
  mount -t tmpfs tmpfs "$root/run"
  touch "$root/run/outer-net"
  mount --bind /proc/self/fd/7 "$root/run/outer-net"
  exec 7<&-
  ip link set lo up
  ip link add n0 type veth peer name w0
  ip addr add 192.0.2.10/24 dev n0
  ip link set n0 up
  ip link set w0 up
  ip route add default via 192.0.2.1
  mount -t proc proc "$root/proc"
  mount -t sysfs sysfs "$root/sys"
  mount --rbind /sys/fs/cgroup "$root/sys/fs/cgroup"
  mount --rbind /dev "$root/dev"
  hostname bare
  exec chroot "$root" /bin/bash -eu -c "
    export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
    cd /
    try() { echo \"── djong \$*\"; /opt/djong/bin/djong \"\$@\"; }
    try up --train=false
    try status
    try image ls
    try up
    try down --all
    try reset
  "
'
