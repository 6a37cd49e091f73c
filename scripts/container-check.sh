#!/bin/sh
# Builds the image, starts the containers of docker-compose.yml with podman, lets the doctor look and a customer call, and takes everything away again.
#   scripts/container-check.sh            all of it
#   scripts/container-check.sh base|build|check   one step of it; layers that were built before are not built again
# As root, with podman, buildah, runc and catatonit (Debian’s packages). Where no image registry is reached it makes the base image itself, with debootstrap and
# Node from npm. The machine's own settings of apt and npm (mirrors, certificates) are lent to the build and are in no image.
# Ports: ZUOXI_WEB_PORT and the others as for docker-compose.yml; ZUOXI_CONTAINER_DATA names a folder instead of a volume.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
node=$(cat "$root/.nvmrc")
base=docker.io/library/node:$node-bookworm-slim
image=localhost/zuoxi:check
volume=zuoxi-check
# a container may have no right to raise limits: what it gets must lie below the machine's own
limits='--ulimit nofile=8192:8192 --ulimit nproc=4096:4096'
run="podman --runtime $(command -v runc) run --network=host --security-opt=no-new-privileges $limits"

say() { printf '\n== %s\n' "$*"; }

make_base() {
  podman image exists "$base" && return
  timeout 120 podman pull --quiet "$base" 2>/dev/null && return
  say 'No registry is reached: the base image is made here'
  place=$(mktemp -d)
  uri=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1)
  debootstrap --variant=minbase --no-check-gpg bookworm "$place" "$uri" >"$place.log" 2>&1 || { tail "$place.log"; exit 1; }
  cpu=$(node -p process.arch)
  npm install --prefix "$place.node" --no-save --no-audit --no-fund "node-linux-$cpu@$node" >/dev/null
  install -D "$place.node/node_modules/node-linux-$cpu/bin/node" "$place/usr/local/bin/node"
  mkdir -p "$place/usr/local/lib/node_modules"
  cp -a "$(npm root -g)/npm" "$place/usr/local/lib/node_modules/"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$place/usr/local/bin/npm"
  ln -s ../lib/node_modules/npm/bin/npx-cli.js "$place/usr/local/bin/npx"
  rm -rf "$place"/var/cache/apt/archives/*.deb
  tar -C "$place" -c . | podman import - "$base" >/dev/null
  rm -rf "$place" "$place.log" "$place.node"
}

build() {
  make_base
  say 'Building the image'
  lent=''
  for path in /etc/apt/sources.list.d/*.sources /etc/apt/apt.conf.d/99* "$HOME/.npmrc" "$(npm config get cafile)"; do
    if [ -f "$path" ]; then lent="$lent --volume $path:$path:ro"; fi
  done
  ours=$(npm config get globalconfig)
  if [ -f "$ours" ]; then lent="$lent --volume $ours:/usr/local/etc/npmrc:ro"; fi
  # shellcheck disable=SC2086
  buildah bud --layers --isolation chroot $limits $lent -f "$root/docker/zuoxi.Dockerfile" -t "$image" "$root"
}

settings() {
  for name in WEB_PORT WEBS_PORT SIP_PORT RTP_MIN RTP_MAX HOST PORT_BASE CARRIER_HOST DEMO LOG_LEVEL SHARD; do
    eval "value=\${ZUOXI_$name:-}"
    [ -n "$value" ] && printf -- '--env ZUOXI_%s=%s ' "$name" "$value"
  done
  return 0
}

services='postgres redis rtpengine kamailio mixer switch carrier cms nginx'

clear() {
  for service in $services prepare; do podman rm --force --time 20 "zuoxi-check-$service" >/dev/null 2>&1 || true; done
  podman volume rm --force "$volume" >/dev/null 2>&1 || true
}

check() {
  trap clear EXIT
  clear
  with="$(settings) --env ZUOXI_DATA=/data --volume ${ZUOXI_CONTAINER_DATA:-$volume}:/data --init"
  say 'Preparing'
  # shellcheck disable=SC2086
  $run $with --name zuoxi-check-prepare "$image" prepare
  say 'Starting'
  # shellcheck disable=SC2086
  for service in $services; do $run $with --detach --name "zuoxi-check-$service" "$image" "$service" >/dev/null; done
  for service in $services; do
    tries=0
    until podman exec "zuoxi-check-$service" node scripts/dist/run.js "$service" --healthy; do
      tries=$((tries + 1))
      [ "$tries" -lt 60 ] || { podman logs --tail 20 "zuoxi-check-$service"; exit 1; }
      sleep 2
    done
    echo "$service is healthy"
  done
  say 'The doctor'
  podman exec zuoxi-check-switch node scripts/dist/doctor.js
  say 'A customer calls'
  podman exec zuoxi-check-switch node scripts/dist/call.js --seconds 5
  say 'Who runs there'
  for service in $services; do echo "$service: $(podman exec "zuoxi-check-$service" id -un)"; done
}

case "${1:-all}" in
  base) make_base ;;
  build) build ;;
  all) build && check ;;
  check) check ;;
  *) echo 'scripts/container-check.sh [base|build|check]' >&2; exit 2 ;;
esac
