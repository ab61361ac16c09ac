//! Why an address of another site did not answer with what it should.

/// What happened instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trouble {
    /// The server answered with this status of HTTP.
    Status(u16),
    /// No server has that name.
    NoSuchHost,
    /// No server at all could be found: most likely there is no network.
    Offline,
    /// Nothing came in time.
    Timeout,
    /// No secure connection came about: a certificate that has expired, or that this machine does not trust.
    Insecure,
    /// The connection was refused, or closed before there was an answer.
    Closed,
    /// It leads from one address to the next and never ends.
    Loop,
    /// What is written is no address, or what came is no answer.
    Unreadable,
}
