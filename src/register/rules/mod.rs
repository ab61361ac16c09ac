//! What `check` doubts beyond what `build` requires: one rule a file. A rule reads the register and reports; it never
//! changes anything.

mod account;
mod dates;

use super::Register;
use crate::diagnostic::{Diagnostics, Sources};

/// Applies every rule.
pub fn check(register: &Register, sources: &Sources, diagnostics: &mut Diagnostics) {
    for rule in [account::doubted, account::missing, dates::due_before_meeting, dates::update_after_cut_off] {
        rule(register, sources, diagnostics);
    }
}
