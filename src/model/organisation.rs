//! Organisations and their units.

/// An institution that attends meetings or is responsible for commitments.
#[derive(Debug, Clone, Default)]
pub struct Organisation {
    /// What it is called in short: the acronym, else the name.
    pub label: String,
    /// Full name.
    pub name: String,
    /// Other names it goes by.
    pub aliases: Vec<String>,
    /// Its parts.
    pub units: Vec<Unit>,
}

/// A part of an organisation.
#[derive(Debug, Clone, Default)]
pub struct Unit {
    /// What it is called in short: the acronym, else the name.
    pub label: String,
    /// Full name.
    pub name: String,
    /// Other names it goes by.
    pub aliases: Vec<String>,
}

/// An organisation, or one of its units: what can be responsible or attend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartyIx {
    /// Place of the organisation in the register.
    pub organisation: usize,
    /// Place of the unit in the organisation.
    pub unit: Option<usize>,
}
