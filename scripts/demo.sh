#!/usr/bin/env bash
# Starts the sample town of nimo on this computer; its last lines are the address and the link to open.
set -euo pipefail
nimo=${1:?usage: scripts/demo.sh PATH-OF-NIMO [ADDRESS]}
exec "$nimo" demo --listen "${2:-127.0.0.1:8080}"
