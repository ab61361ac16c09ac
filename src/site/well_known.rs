//! Files that crawlers and browsers look for: sitemap, robots, web app manifest.

use std::io::Write;

use serde_json::json;

use super::{RenderError, Site};

/// <https://www.sitemaps.org/protocol.html>: at most 50,000 URLs a file. A larger site names its lists, from which the
/// rest is reached.
const MOST_URLS: usize = 50_000;

pub(super) fn sitemap(site: &Site, out: &mut dyn Write) -> Result<(), RenderError> {
    let Some(base) = &site.base_url else { return Ok(()) };
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">")?;
    let mut files: Vec<_> = site.pages().collect();
    // Lists and meetings before single commitments, should not all find room.
    files.sort_by_key(|file| matches!(file.kind, super::FileKind::Commitment(_)));
    for file in files.into_iter().take(MOST_URLS) {
        let url = format!("{base}{}", file.path).replace('&', "&amp;").replace('\'', "&apos;");
        writeln!(out, "<url><loc>{url}</loc></url>")?;
    }
    writeln!(out, "</urlset>")?;
    Ok(())
}

pub(super) fn robots(site: &Site, out: &mut dyn Write) -> Result<(), RenderError> {
    writeln!(out, "User-agent: *")?;
    writeln!(out, "Allow: /")?;
    if let Some(base) = &site.base_url {
        writeln!(out, "\nSitemap: {base}sitemap.xml")?;
    }
    Ok(())
}

/// <https://www.w3.org/TR/appmanifest/>
pub(super) fn web_manifest(site: &Site, out: &mut dyn Write) -> Result<(), RenderError> {
    let icon = match &site.brand.icon {
        Some(icon) => json!({"src": icon.url, "sizes": icon.sizes, "type": icon.media_type}),
        None => json!({"src": format!("{}/icon.svg", site.routes.assets), "sizes": "any", "type": "image/svg+xml"}),
    };
    let manifest = json!({
        "name": site.title,
        "short_name": site.title.chars().take(30).collect::<String>(),
        "lang": site.register.language.tag(),
        "start_url": "index.html",
        "scope": "./",
        "display": "browser",
        "icons": [icon],
    });
    serde_json::to_writer_pretty(&mut *out, &manifest)?;
    out.write_all(b"\n")?;
    Ok(())
}
