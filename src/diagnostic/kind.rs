//! Every kind of finding, as data.

use super::{Severity, Trouble, rule};

/// Which set of keys a key belongs to; the words name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// `acuerdos.toml`, outside or inside of one of its tables.
    Configuration,
    /// The front matter of minutes or pages.
    FrontMatter,
    /// The data list of a commitment.
    Commitment,
}

/// What was found. Fields hold the author's own words, never ours.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
#[expect(missing_docs, reason = "a field is what the variant's sentence speaks of")]
pub enum Kind {
    // Files
    /// A file that is not UTF-8; `guess` names the encoding that it looks like.
    NotUtf8 { guess: Option<&'static str> },
    /// A text larger than is read.
    FileTooLarge { bytes: u64, limit: u64 },
    /// A file name that some system cannot hold.
    UnportableName { name: String },
    /// An address so long that a file of it cannot be copied everywhere.
    LongAddress { url: String, length: usize, limit: usize },
    /// There are no minutes at all.
    NoMinutes { folder: String },
    /// A link out of the content folder, or to a folder that contains it.
    UnsafeSymlink { name: String },

    // Configuration
    /// TOML that does not parse.
    ConfigSyntax { message: String },
    /// A project in a later format than is known.
    NewerFormat { stated: u64, known: u32 },
    /// A value out of its set.
    InvalidValue { key: String, value: String, expected: Vec<String> },
    /// A table of the configuration lacks a key.
    MissingKey { key: &'static str, table: &'static str },
    /// Something is configured twice under one name.
    DuplicateName { name: String },
    /// A base URL that is not one.
    InvalidUrl { value: String },
    /// A site to search that is not on the server of this one, as far as its base URL tells.
    OtherServer { value: String, base: Option<String> },
    /// A severity that cannot be changed.
    SeverityFixed { code: &'static str },
    /// No status is initial.
    NoInitialStatus,
    /// A colour that is not written as `#rrggbb`.
    InvalidColor { value: String },
    /// A colour too light for text on white; `used` is what text has instead.
    AccentAdjusted { value: String, contrast: String, used: String },
    /// A picture that the content folder does not have.
    PictureMissing { path: String, suggestion: Option<String> },
    /// A picture that is not of a known format, or is broken.
    PictureUnreadable { path: String },
    /// A picture that would make every page heavy.
    PictureTooLarge { path: String, bytes: u64, limit: u64 },

    // Keys, in all three places
    /// A key that nothing knows.
    UnknownKey { place: Key, key: String, suggestion: Option<String> },
    /// A key given twice.
    DuplicateKey { place: Key, key: String },
    /// A value of another type.
    WrongType { key: String, expected: Type },

    // Front matter
    /// Minutes without front matter.
    FrontMatterMissing,
    /// Front matter whose closing line is missing.
    FrontMatterUnclosed,
    /// YAML that does not parse.
    FrontMatterSyntax { message: String },
    /// An anchor or alias, which front matter has no use for.
    YamlAlias,
    /// Lists within lists, too deep.
    YamlTooDeep,
    /// Minutes without a date.
    DateMissing,
    /// Text that is no date; `last_day` is the last of the month that it names a later day of.
    InvalidDate { text: String, suggestion: Option<String>, last_day: Option<u32> },
    /// A month or a year where a day is needed.
    DateNotADay { text: String },
    /// A mode that is not one of the three.
    UnknownMode { text: String, suggestion: Option<String> },

    // Body of minutes
    /// A second heading of the first level.
    SecondTitle,
    /// A section whose name is nearly a known one.
    SectionMisspelled { name: String, suggestion: String },
    /// List of a commitment that has this key and a line that is no data; what the line would be with a colon.
    BrokenDataList { key: String, suggestion: Option<String> },
    /// Numbered headings in a section that is not for commitments.
    CommitmentsElsewhere { section: String },
    /// A commitment's heading without a number.
    NumberMissing { text: String },
    /// A heading in a commitment that is no update.
    UpdateMalformed { text: String },
    /// A heading of a follow-up that does not name commitment and status.
    FollowUpMalformed { text: String },
    /// A status that is not configured.
    UnknownStatus { text: String, suggestion: Option<String>, known: Vec<String> },
    /// A commitment without title and text.
    EmptyCommitment { number: String },
    /// A link of a kind that does not exist.
    UnknownLinkKind { text: String },
    /// A text that uses more footnotes and definitions of links than it may have; `name` is the first without room.
    DefinitionsTooLong { name: String },

    // Register
    /// A number used twice in one meeting.
    DuplicateNumber { number: String },
    /// Two meetings with one id.
    DuplicateMeeting { id: String },
    /// A reference to nothing; `known` are the first commitments of the meeting, if that is right.
    UnknownReference { text: String, suggestion: Option<String>, draft: bool, known: Vec<String> },
    /// A commitment that refers to itself.
    SelfReference { text: String },
    /// A chain that comes back to its start.
    ChainCycle { ids: Vec<String> },
    /// A commitment that continues or replaces a later one.
    ContinuesLater { id: String },
    /// An update dated before the meeting that agreed the commitment.
    UpdateBeforeMeeting { update: String, meeting: String },
    /// Two updates of one day with different statuses.
    UpdatesDisagree { date: String, first: String, second: String },
    /// The previous status stated is not the one recorded.
    PreviousDisagrees { stated: String, recorded: String },
    /// A name that several organisations or units go by.
    AmbiguousOrganisation { name: String, candidates: Vec<String> },
    /// Two things that would be at one address.
    SameUrl { url: String, first: String, second: String },

    // Prose
    /// A link with a scheme that can run a script.
    UnsafeLink { url: String },
    /// An image from another host.
    RemoteImage { url: String },

    // Check only
    /// A due date before the meeting.
    DueBeforeMeeting { due: String, meeting: String },
    /// A closed status whose account speaks of pending work.
    StatusDoubted { status: String, words: String },
    /// Closed without any account.
    ClosedWithoutAccount { status: String },
    /// An update dated after the cut-off date.
    UpdateAfterCutOff { update: String, cut_off: String },
    /// A relative link to a file that is not in the site.
    DeadLink { url: String },
    /// A document of the content folder that no text names.
    OrphanFile { path: String },
    /// A configured document that nothing mentions.
    OrphanDocument { id: String },
    /// An open commitment that later meetings of its series pass over, while they follow others up.
    Forgotten { meetings: usize },
    /// An open commitment whose last report is long ago.
    Stale { days: i64, meetings: usize },
    /// An open commitment that was never reported on.
    NeverReported { days: i64, meetings: usize },
    /// A number of a document that is written in another way elsewhere.
    NumberVariant { written: String, other: String },
    /// A name that is not configured and nearly one that is.
    OrganisationVariant { written: String, other: String },

    // Check with `--external` only
    /// An address of another site that leads nowhere any more.
    BrokenLink { url: String, trouble: Trouble },
    /// An address of another site that says where the page is for good.
    MovedLink { url: String, to: String },
    /// An address of another site of which nobody knows whether it is there.
    UnansweredLink { url: String, trouble: Trouble },

    // Theme
    /// A template that does not parse or render.
    Template { message: String },
    /// A language file of the theme that does not parse.
    ThemeStrings { message: String },
}

/// A type that a value may need to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Text.
    Text,
    /// True or false.
    Boolean,
    /// A whole number, from 1.
    Count,
    /// A list of texts.
    Texts,
    /// A list of tables.
    Tables,
    /// A table of texts.
    TextTable,
    /// Organisations with their units.
    Attendees,
    /// A table.
    Table,
}

impl Kind {
    /// Its stable name, for filters, tests and the documentation.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotUtf8 { .. } => "not-utf8",
            Self::FileTooLarge { .. } => "file-too-large",
            Self::UnportableName { .. } => "unportable-name",
            Self::LongAddress { .. } => "long-address",
            Self::NoMinutes { .. } => "no-minutes",
            Self::UnsafeSymlink { .. } => "unsafe-symlink",
            Self::ConfigSyntax { .. } => "config-syntax",
            Self::NewerFormat { .. } => "newer-format",
            Self::InvalidValue { .. } => "invalid-value",
            Self::MissingKey { .. } => "missing-key",
            Self::DuplicateName { .. } => "duplicate-name",
            Self::InvalidUrl { .. } => "invalid-url",
            Self::OtherServer { .. } => "other-server",
            Self::SeverityFixed { .. } => "severity-fixed",
            Self::NoInitialStatus => "no-initial-status",
            Self::InvalidColor { .. } => "invalid-color",
            Self::AccentAdjusted { .. } => "accent-adjusted",
            Self::PictureMissing { .. } => "picture-missing",
            Self::PictureUnreadable { .. } => "picture-unreadable",
            Self::PictureTooLarge { .. } => "picture-too-large",
            Self::UnknownKey { .. } => "unknown-key",
            Self::DuplicateKey { .. } => "duplicate-key",
            Self::WrongType { .. } => "wrong-type",
            Self::FrontMatterMissing => "front-matter-missing",
            Self::FrontMatterUnclosed => "front-matter-unclosed",
            Self::FrontMatterSyntax { .. } => "front-matter-syntax",
            Self::YamlAlias => "yaml-alias",
            Self::YamlTooDeep => "yaml-too-deep",
            Self::DateMissing => "date-missing",
            Self::InvalidDate { .. } => "invalid-date",
            Self::DateNotADay { .. } => "date-not-a-day",
            Self::UnknownMode { .. } => "unknown-mode",
            Self::SecondTitle => "second-title",
            Self::SectionMisspelled { .. } => "section-misspelled",
            Self::BrokenDataList { .. } => "broken-data-list",
            Self::CommitmentsElsewhere { .. } => "commitments-elsewhere",
            Self::NumberMissing { .. } => "number-missing",
            Self::UpdateMalformed { .. } => "update-malformed",
            Self::FollowUpMalformed { .. } => "follow-up-malformed",
            Self::UnknownStatus { .. } => "unknown-status",
            Self::EmptyCommitment { .. } => "empty-commitment",
            Self::UnknownLinkKind { .. } => "unknown-link-kind",
            Self::DefinitionsTooLong { .. } => "definitions-too-long",
            Self::DuplicateNumber { .. } => "duplicate-number",
            Self::DuplicateMeeting { .. } => "duplicate-meeting",
            Self::UnknownReference { .. } => "unknown-reference",
            Self::SelfReference { .. } => "self-reference",
            Self::ChainCycle { .. } => "chain-cycle",
            Self::ContinuesLater { .. } => "continues-later",
            Self::UpdateBeforeMeeting { .. } => "update-before-meeting",
            Self::UpdatesDisagree { .. } => "updates-disagree",
            Self::PreviousDisagrees { .. } => "previous-disagrees",
            Self::AmbiguousOrganisation { .. } => "ambiguous-organisation",
            Self::SameUrl { .. } => "same-url",
            Self::UnsafeLink { .. } => "unsafe-link",
            Self::RemoteImage { .. } => "remote-image",
            Self::DueBeforeMeeting { .. } => "due-before-meeting",
            Self::StatusDoubted { .. } => "status-doubted",
            Self::ClosedWithoutAccount { .. } => "closed-without-account",
            Self::UpdateAfterCutOff { .. } => "update-after-cut-off",
            Self::DeadLink { .. } => "dead-link",
            Self::OrphanFile { .. } => "orphan-file",
            Self::OrphanDocument { .. } => "orphan-document",
            Self::Forgotten { .. } => "forgotten",
            Self::Stale { .. } => "stale",
            Self::NeverReported { .. } => "never-reported",
            Self::NumberVariant { .. } => "number-variant",
            Self::OrganisationVariant { .. } => "organisation-variant",
            Self::BrokenLink { .. } => "broken-link",
            Self::MovedLink { .. } => "moved-link",
            Self::UnansweredLink { .. } => "unanswered-link",
            Self::Template { .. } => "template",
            Self::ThemeStrings { .. } => "theme-strings",
        }
    }

    /// How grave it is, unless the configuration says otherwise.
    #[must_use]
    pub fn default_severity(&self) -> Severity {
        rule(self.code()).map_or(Severity::Error, |rule| rule.severity)
    }
}
