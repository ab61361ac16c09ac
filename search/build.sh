#!/usr/bin/env bash
# Builds the search engine for browsers: the crate acuerdos-search as WebAssembly, into search/engine/.
#
#   bash search/build.sh           builds it and writes engine.wasm.gz and record.json
#   bash search/build.sh --check   builds it aside and compares: 0 where the bytes are equal, 1 where they are not
#
# The same sources give the same bytes in any folder and for any user, with the compiler that the record names. Where that one
# is neither there nor can be installed, --check says so, compares nothing and ends with 0; it does so in no other case.
# Installs what it may (a Rust toolchain by rustup, its rust-src, npm packages below search/), or says what is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD

# The compiler that builds the engine; its unstable flags are what halves it. Another version gives other bytes.
rust=1.95.0

check=
case ${1-} in
  '') ;;
  --check) check=1 ;;
  *) sed -n '2,9s/^# \{0,1\}//p' search/build.sh >&2; exit 2 ;;
esac

say() { printf '%s\n' "$*"; }
missing() { printf 'missing: %s\n  run: %s\n' "$1" "$2" >&2; exit 1; }
could_not() { say "not compared: the engine was built by rustc $rust, and $1"; exit 0; }

for program in node npm; do
  command -v "$program" >/dev/null || missing "$program" 'apt-get install nodejs npm'
done

# --- A compiler of that version, with the sources of its standard library.
if [[ $check ]]; then
  [[ -f search/engine/record.json ]] || missing search/engine/record.json 'bash search/build.sh'
  rust=$(node -p 'JSON.parse(fs.readFileSync("search/engine/record.json", "utf8")).tools.rustc')
fi
version_of() { "$@" --version 2>/dev/null | cut -d ' ' -f 2; }
unset RUSTUP_TOOLCHAIN
if [[ $(version_of rustc) == "$rust" ]]; then
  rustc=(rustc) cargo=(cargo)
elif [[ $(version_of /usr/bin/rustc) == "$rust" ]]; then
  rustc=(/usr/bin/rustc) cargo=(/usr/bin/cargo)
elif command -v rustup >/dev/null; then
  if [[ $(version_of rustc "+$rust") != "$rust" ]]; then
    say "installing rustc $rust"
    rustup toolchain install "$rust" --profile minimal --component rust-src >/dev/null 2>&1 || {
      [[ $check ]] && could_not "rustup cannot install it here"
      missing "rustc $rust" "rustup toolchain install $rust --profile minimal --component rust-src"
    }
  fi
  rustc=(rustc "+$rust") cargo=(cargo "+$rust")
elif [[ $check ]]; then
  could_not 'neither it nor rustup is here'
elif [[ -x /usr/bin/rustc && -d $(/usr/bin/rustc --print sysroot)/lib/rustlib/src/rust/library ]]; then
  rustc=(/usr/bin/rustc) cargo=(/usr/bin/cargo)
  say "building by rustc $(version_of "${rustc[@]}") in place of $rust: others who have $rust will not get these bytes"
else
  missing "rustc $rust" "rustup toolchain install $rust --profile minimal --component rust-src (or: apt-get install rustc-web cargo-web rust-web-src lld)"
fi
rust=$(version_of "${rustc[@]}")
sysroot=$("${rustc[@]}" --print sysroot)
library=$sysroot/lib/rustlib/src/rust/library
if [[ ! -f $library/Cargo.lock && ! -f $library/std/Cargo.toml ]]; then
  say "installing the sources of the standard library"
  { command -v rustup >/dev/null && rustup component add rust-src --toolchain "$(basename "$sysroot")" >/dev/null 2>&1; } || {
    [[ $check ]] && could_not 'the sources of its standard library cannot be installed here'
    missing "the sources of the standard library of rustc $rust" 'rustup component add rust-src (or: apt-get install rust-web-src)'
  }
fi

# --- The optimiser.
wanted=$(node -p 'JSON.parse(fs.readFileSync("search/package.json", "utf8")).devDependencies.binaryen')
if [[ ! -f search/node_modules/binaryen/package.json ]] ||
  [[ $(node -p 'JSON.parse(fs.readFileSync("search/node_modules/binaryen/package.json", "utf8")).version') != "$wanted" ]]; then
  (cd search && npm ci --ignore-scripts --no-audit --no-fund --silent)
fi

# --- Build. Nothing of the user's own settings goes in.
while IFS='=' read -r name _; do
  case $name in
    RUSTFLAGS | CARGO_ENCODED_RUSTFLAGS | RUSTC | RUSTC_* | CARGO_PROFILE_* | CARGO_BUILD_RUST* | CARGO_BUILD_TARGET | CARGO_TARGET_WASM32_*) unset "$name" ;;
  esac
done < <(env)
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target}/engine
home=${CARGO_HOME:-$HOME/.cargo}
flags=(
  # tantivy gives new segments a random name; the reader makes none.
  --cfg 'getrandom_backend="unsupported"'
  # A mistake ends in a trap, without its text and without what formats it.
  -Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none
  # No path of this machine.
  "--remap-path-prefix=$root=/acuerdos" "--remap-path-prefix=$home=/cargo" "--remap-path-prefix=$sysroot=/rust"
)
if [[ ! -x $sysroot/lib/rustlib/$("${rustc[@]}" -vV | sed -n 's/^host: //p')/bin/rust-lld ]]; then
  command -v wasm-ld >/dev/null || missing wasm-ld 'apt-get install lld'
  flags+=(-Clinker=wasm-ld)
fi
say "building the engine by rustc $rust"
(
  export RUSTC_BOOTSTRAP=1 CARGO_INCREMENTAL=0
  CARGO_ENCODED_RUSTFLAGS=$(IFS=$'\x1f'; printf '%s' "${flags[*]}")
  export CARGO_ENCODED_RUSTFLAGS
  export CARGO_PROFILE_RELEASE_OPT_LEVEL=s CARGO_PROFILE_RELEASE_LTO=fat CARGO_PROFILE_RELEASE_CODEGEN_UNITS=1 \
    CARGO_PROFILE_RELEASE_PANIC=abort CARGO_PROFILE_RELEASE_DEBUG=false CARGO_PROFILE_RELEASE_STRIP=symbols
  [[ ${rustc[0]} == /* ]] && export RUSTC=${rustc[0]}
  "${cargo[@]}" rustc --package acuerdos-search --lib --crate-type cdylib --release --locked --quiet \
    --target wasm32-unknown-unknown -Z build-std=std,panic_abort -Z build-std-features=optimize_for_size
)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
say "optimising it by binaryen $wanted"
node search/node_modules/.bin/wasm-opt \
  --enable-bulk-memory --enable-bulk-memory-opt --enable-sign-ext --enable-nontrapping-float-to-int --enable-mutable-globals \
  --enable-multivalue --enable-reference-types --enable-call-indirect-overlong \
  -Os --strip-debug --strip-producers --strip-target-features \
  "$CARGO_TARGET_DIR/wasm32-unknown-unknown/release/acuerdos_search.wasm" -o "$work/engine.wasm"
say 'compressing it'
"${cargo[@]}" run --package engine-record --release --locked --quiet -- \
  "$root" "$work/engine.wasm" "$work/engine" "rustc=$rust" "binaryen=$wanted"

if [[ ! $check ]]; then
  mkdir -p search/engine
  cp "$work/engine/engine.wasm.gz" "$work/engine/record.json" search/engine/
  say "search/engine/engine.wasm.gz: $(stat -c %s search/engine/engine.wasm.gz) bytes"
  exit
fi
for file in engine.wasm.gz record.json; do
  if ! cmp -s "$work/engine/$file" "search/engine/$file"; then
    say "search/engine/$file is not what these sources give; run: bash search/build.sh" >&2
    diff "search/engine/record.json" "$work/engine/record.json" >&2 || true
    exit 1
  fi
done
say 'the engine is what its sources give, byte for byte'
