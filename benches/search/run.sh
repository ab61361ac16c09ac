#!/usr/bin/env bash
# Builds what is measured and measures it: README.md. Options go to run.mjs.
set -euo pipefail
cd "$(dirname "$0")"
cargo build --release --locked --quiet --manifest-path ../../Cargo.toml
cargo build --release --locked --quiet --manifest-path ../../Cargo.toml --example generate
cargo build --release --locked --quiet --manifest-path ../../Cargo.toml -p acuerdos-search --example known_items
npm ci --ignore-scripts --no-audit --no-fund --loglevel error >&2
exec node run.mjs "$@"
