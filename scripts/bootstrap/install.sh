#!/bin/sh
# install.sh PACKAGE…: apt-get install as root; no service is started, and none that comes new stays enabled for the next boot.
set -eu
export DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l
policy=/usr/sbin/policy-rc.d
mark='# zuoxi: while its packages are being installed'
units='kamailio rtpengine-daemon rtpengine redis-server nginx postgresql'

restore() {
  if [ -e "$policy.zuoxi-saved" ]; then mv -f "$policy.zuoxi-saved" "$policy"
  elif grep -q "$mark" "$policy" 2>/dev/null; then rm -f "$policy"; fi
}
restore # what an interrupted run left
trap restore EXIT
trap 'exit 130' INT TERM HUP

known=' '
if [ -d /run/systemd/system ]; then
  for unit in $units; do if systemctl cat "$unit" >/dev/null 2>&1; then known="$known$unit "; fi; done
fi

# invoke-rc.d(8) and deb-systemd-invoke ask this script; 101 means "no".
if [ -e "$policy" ]; then mv "$policy" "$policy.zuoxi-saved"; fi
printf '#!/bin/sh\n%s\nexit 101\n' "$mark" >"$policy"
chmod 755 "$policy"

apt-get -q update -o DPkg::Lock::Timeout=120
apt-get -q -y install --no-install-recommends -o DPkg::Lock::Timeout=120 -o Dpkg::Options::=--force-confold "$@"

if [ -d /run/systemd/system ]; then
  for unit in $units; do
    case "$known" in *" $unit "*) ;; *) systemctl disable --quiet "$unit" 2>/dev/null || true ;; esac
  done
fi
