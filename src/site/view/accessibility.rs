//! What `accessibility.html` sees.

use serde::Serialize;

/// `accessibility.html`: the accessibility statement.
#[derive(Debug, Clone, Serialize)]
pub struct AccessibilityView {
    /// How to report a barrier; empty if that is not configured.
    pub contact_html: String,
    /// The list of every commitment.
    pub list_url: String,
    /// Whether the site's own theme has replaced templates, styles or scripts, which nobody has tested.
    pub own_theme: bool,
}
