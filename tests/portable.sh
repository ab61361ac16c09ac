#!/usr/bin/env bash
# Whether the program builds elsewhere.
#
#   bash tests/portable.sh            with the oldest Rust that it declares, and its unit tests pass
#   bash tests/portable.sh --all      and it compiles for Windows and macOS as far as that can be told from here
#
# Rust comes by rustup; what cannot be had is said and passed over. Nothing is linked, and what is in C (`ring`, under the TLS of
# `check --external`) is not compiled: its makers do that on these systems.
set -euo pipefail
cd "$(dirname "$0")/.."

minimum=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)
here=$(rustc --version | cut -d ' ' -f 2)
skipped() { echo "skipped: $*"; }

if [[ $here == "$minimum" || $here == "$minimum".* ]]; then
  echo "rustc $here is the oldest that is declared: all tests that run here run with it"
elif ! command -v rustup >/dev/null; then
  skipped "the oldest Rust declared is $minimum, this is $here, and there is no rustup to get it by"
elif ! rustup toolchain install "$minimum" --profile minimal >/dev/null 2>&1; then
  skipped "the oldest Rust declared is $minimum, this is $here, and rustup cannot get it here"
else
  echo "with rustc $minimum"
  CARGO_TARGET_DIR=target/minimum cargo "+$minimum" test --workspace --lib --locked --quiet
fi

[[ ${1-} == --all ]] || exit 0

check() {
  local target=$1
  rustup target add "$target" >/dev/null 2>&1 || { skipped "rustup cannot get the library of $target here"; return; }
  CC=true AR=true CARGO_TARGET_DIR=target/elsewhere cargo check --workspace --lib --bins --locked --quiet --target "$target"
  echo "compiles for $target"
}
command -v rustup >/dev/null || { skipped 'there is no rustup'; exit 0; }
for target in x86_64-pc-windows-gnu aarch64-apple-darwin x86_64-apple-darwin; do check "$target"; done
