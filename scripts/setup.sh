#!/usr/bin/env bash
# What a command of nimo needs on this machine: says what is missing and how to install it; as root on Debian it installs.
# Usage: scripts/setup.sh NEED…   with NEED one of rust cc node postgresql chromium libreoffice poppler faketime
set -euo pipefail

has() { command -v "$1" >/dev/null 2>&1; }

is_there() {
  case "$1" in
    rust) has cargo && has rustc && at_least "$(rustc --version | cut -d' ' -f2)" 1.95 ;;
    cc) has cc ;;
    node) has node && has npm && at_least "$(node --version | tr -d v)" 20 ;;
    postgresql) compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || has initdb ;;
    chromium) [ -n "${CHROMIUM:-}" ] || has chromium ;;
    libreoffice) has soffice ;;
    poppler) has pdftotext ;;
    faketime) [ -n "${LIBFAKETIME:-}" ] || compgen -G '/usr/lib*/faketime/libfaketimeMT.so.1' >/dev/null || compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' >/dev/null ;;
    *) echo "setup: unknown need '$1'" >&2; exit 64 ;;
  esac
}

at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# The Debian packages of a need; none where nimo leaves the choice to you.
packages() {
  case "$1" in
    cc) echo gcc libc6-dev ;;
    postgresql) echo postgresql postgresql-contrib ;;
    chromium) echo chromium ;;
    libreoffice) echo libreoffice-writer-nogui ;;
    poppler) echo poppler-utils ;;
    faketime) echo libfaketime ;;
  esac
}

by_hand() {
  case "$1" in
    rust) echo "Rust 1.95 or later: https://rustup.rs (then: rustup update stable)" ;;
    node) echo "Node 20 or later with npm: https://nodejs.org" ;;
    *) echo "sudo apt-get install $(packages "$1")" ;;
  esac
}

missing=()
for need in "$@"; do is_there "$need" || missing+=("$need"); done
[ ${#missing[@]} -eq 0 ] && exit 0

can_install=no
[ "$(id -u)" = 0 ] && [ -f /etc/debian_version ] && has apt-get && can_install=yes

wanted=()
for need in "${missing[@]}"; do
  # shellcheck disable=SC2207
  [ "$can_install" = yes ] && wanted+=($(packages "$need"))
done
if [ ${#wanted[@]} -gt 0 ]; then
  echo "setup: installing ${wanted[*]}" >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >&2
  apt-get install -y -qq --no-install-recommends "${wanted[@]}" >&2
fi

left=0
for need in "${missing[@]}"; do
  is_there "$need" && continue
  left=1
  echo "setup: $need is missing. Install it with: $(by_hand "$need")" >&2
done
exit "$left"
