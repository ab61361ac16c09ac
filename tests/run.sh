#!/usr/bin/env bash
# Every check of the project: formatting, lints, unit, golden, command line and browser tests, docs.
# Installs what it needs (Debian packages, if it may; npm and Python packages below tests/browser), or says exactly what is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\n== %s\n' "$*"; }

# Debian's package for each program.
declare -A package=([node]=nodejs [npm]=npm [java]=default-jre-headless [chromium]=chromium [firefox-esr]=firefox-esr
  [python3]=python3-venv [nginx]=nginx-light [apache2]=apache2 [pdftotext]=poppler-utils
  [soffice]=libreoffice-writer-nogui
  [zsh]=zsh [fish]=fish [mandoc]=mandoc [faketime]=faketime)
PATH=$PATH:/usr/sbin:/sbin
missing=()
for program in node npm java chromium firefox-esr python3 nginx apache2 pdftotext soffice zsh fish mandoc faketime; do
  command -v "$program" >/dev/null || missing+=("${package[$program]}")
done
# Debian has the part of Python that makes environments in a package of its own.
if command -v python3 >/dev/null && ! python3 -c 'import ensurepip, venv' 2>/dev/null; then missing+=(python3-venv); fi
# The shell has a `time` of its own, which tells no memory.
[[ -x /usr/bin/time ]] || missing+=(time)
if ((${#missing[@]})); then
  if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    say "installing ${missing[*]}"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  else
    echo "missing: ${missing[*]} (names of Debian packages); install them and run this again" >&2
    exit 1
  fi
fi
for component in fmt clippy; do
  cargo "$component" --version >/dev/null 2>&1 || { echo "missing: cargo $component; run: rustup component add rustfmt clippy" >&2; exit 1; }
done

say 'formatting'
cargo fmt --all --check

say 'lints'
cargo clippy --workspace --all-targets --locked -- -D warnings

say 'tests'
# What is above is here: a test that finds a program missing has failed, and is not left out.
export ACUERDOS_TEST_TOOLS=all
# Property tests take the same cases each time here, so that a change fails by what it does; `cargo test` alone takes others.
export PROPTEST_RNG_SEED=${PROPTEST_RNG_SEED:-20230215}
cargo test --workspace --locked --no-fail-fast

say 'oldest Rust'
bash tests/portable.sh

say 'supply chain'
bash tests/supply.sh

say 'search engine'
bash search/build.sh --check

say 'documentation'
RUSTDOCFLAGS='-D warnings' cargo doc --workspace --no-deps --locked --quiet

say 'browser tests'
cargo build --workspace --bins --examples --locked --quiet
(
  cd tests/browser
  npm ci --ignore-scripts --no-audit --no-fund --silent
  [[ -x .venv/bin/pip ]] || python3 -m venv .venv
  .venv/bin/pip install --quiet --disable-pip-version-check -r requirements.txt
  CHROMIUM=$(command -v chromium) FIREFOX=$(command -v firefox-esr)
  export CHROMIUM FIREFOX
  files=()
  for file in ./*.test.mjs; do
    [[ $file == ./lighthouse.test.mjs ]] || files+=("$file")
  done
  node --test --test-force-exit --test-concurrency=2 "${files[@]}"
  # It rates how soon a page answers: alone, or it rates the other tests.
  node --test --test-force-exit ./lighthouse.test.mjs
)

say 'benchmarks, in short'
cargo test --bench parts --locked --quiet
(
  cd target/debug
  ACUERDOS=$PWD/acuerdos GENERATE=$PWD/examples/generate INDEXER=$PWD/examples/known_items FLOOR=$PWD/examples/floor \
    node ../../benches/build/run.mjs --sizes 50 --runs 1 --tools acuerdos,floor >/dev/null
)

say 'all passed'
