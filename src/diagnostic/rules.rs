//! Every code with its severity, and what the configuration may make of it.

use std::collections::BTreeMap;

use super::Severity;

/// When a kind is looked for, and whether it can be passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bounds {
    /// A build cannot do without it: always an error.
    Required,
    /// Found by `build` and `check`; its severity may be anything.
    Always,
    /// Found by `check` alone; its severity may be anything.
    Check,
    /// Found by `check --external` alone; its severity may be anything.
    External,
}

/// A code and how it is told unless the configuration says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The code.
    pub code: &'static str,
    /// Its severity.
    pub severity: Severity,
    /// When it is looked for.
    pub bounds: Bounds,
}

const fn required(code: &'static str) -> Rule {
    Rule { code, severity: Severity::Error, bounds: Bounds::Required }
}

const fn always(code: &'static str, severity: Severity) -> Rule {
    Rule { code, severity, bounds: Bounds::Always }
}

const fn doubt(code: &'static str, severity: Severity) -> Rule {
    Rule { code, severity, bounds: Bounds::Check }
}

const fn outside(code: &'static str, severity: Severity) -> Rule {
    Rule { code, severity, bounds: Bounds::External }
}

/// Every rule, in the order of the documentation.
pub const RULES: &[Rule] = &[
    required("not-utf8"),
    required("file-too-large"),
    required("unportable-name"),
    always("long-address", Severity::Warning),
    required("no-minutes"),
    required("unsafe-symlink"),
    required("config-syntax"),
    required("newer-format"),
    required("invalid-value"),
    required("missing-key"),
    required("duplicate-name"),
    required("invalid-url"),
    required("other-server"),
    required("invalid-color"),
    always("accent-adjusted", Severity::Warning),
    required("picture-missing"),
    required("picture-unreadable"),
    required("picture-too-large"),
    required("no-initial-status"),
    required("severity-fixed"),
    required("unknown-key"),
    required("duplicate-key"),
    required("wrong-type"),
    required("front-matter-missing"),
    required("front-matter-unclosed"),
    required("front-matter-syntax"),
    required("yaml-alias"),
    required("yaml-too-deep"),
    required("date-missing"),
    required("invalid-date"),
    required("date-not-a-day"),
    required("unknown-mode"),
    always("second-title", Severity::Warning),
    always("section-misspelled", Severity::Warning),
    always("broken-data-list", Severity::Warning),
    required("commitments-elsewhere"),
    required("number-missing"),
    required("update-malformed"),
    required("follow-up-malformed"),
    required("unknown-status"),
    required("empty-commitment"),
    required("unknown-link-kind"),
    required("definitions-too-long"),
    required("duplicate-number"),
    required("duplicate-meeting"),
    required("unknown-reference"),
    required("self-reference"),
    required("chain-cycle"),
    required("continues-later"),
    always("update-before-meeting", Severity::Error),
    required("updates-disagree"),
    always("previous-disagrees", Severity::Error),
    required("ambiguous-organisation"),
    required("same-url"),
    always("unsafe-link", Severity::Warning),
    always("remote-image", Severity::Warning),
    doubt("dead-link", Severity::Warning),
    doubt("orphan-file", Severity::Note),
    doubt("orphan-document", Severity::Note),
    doubt("due-before-meeting", Severity::Warning),
    doubt("status-doubted", Severity::Warning),
    doubt("closed-without-account", Severity::Warning),
    doubt("update-after-cut-off", Severity::Warning),
    doubt("forgotten", Severity::Warning),
    doubt("stale", Severity::Note),
    doubt("never-reported", Severity::Note),
    doubt("number-variant", Severity::Warning),
    doubt("organisation-variant", Severity::Warning),
    outside("broken-link", Severity::Warning),
    outside("moved-link", Severity::Note),
    outside("unanswered-link", Severity::Note),
    required("template"),
    required("theme-strings"),
];

/// The rule of a code.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// How a rule is told; none for one that is off.
pub type Level = Option<Severity>;

/// What the configuration says of rules; the others are told as they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels(BTreeMap<&'static str, Level>);

impl Levels {
    /// Sets the level of a rule. One that a build cannot do without keeps its own; whether it does is the answer.
    pub fn set(&mut self, rule: &'static Rule, level: Level) -> bool {
        let allowed = rule.bounds != Bounds::Required || level == Some(rule.severity);
        if allowed {
            self.0.insert(rule.code, level);
        }
        allowed
    }

    /// How a code is told that would otherwise be told with this severity.
    #[must_use]
    pub fn of(&self, code: &str, otherwise: Severity) -> Level {
        self.0.get(code).copied().unwrap_or(Some(otherwise))
    }
}
