//! Addresses, as far as they matter to whoever asks.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// Endings of names that no public server has: they are an inner network's, or reserved for examples (RFC 2606, 6762).
const INNER: [&str; 9] =
    ["localhost", "local", "internal", "intranet", "lan", "home.arpa", "example", "invalid", "test"];

/// The address without what a server never sees; one that is none, as it is.
pub(super) fn page(address: &str) -> String {
    match Url::parse(address) {
        Ok(mut url) => {
            url.set_fragment(None);
            url.into()
        }
        Err(_) => address.to_owned(),
    }
}

/// Whom to ask for it.
pub(super) fn host(address: &str) -> Option<String> {
    Some(Url::parse(address).ok()?.host_str()?.to_owned())
}

/// Where a server says that a page is.
pub(super) fn joined(address: &str, location: &str) -> Option<String> {
    let mut url = Url::parse(address).ok()?.join(location).ok()?;
    url.set_fragment(None);
    matches!(url.scheme(), "http" | "https").then(|| url.into())
}

/// Whether the name or number alone says that it is of this machine or of an inner network.
pub(super) fn is_inner(address: &str) -> bool {
    match Url::parse(address).ok().as_ref().and_then(Url::host) {
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            let ends = |ending: &str| {
                name.strip_suffix(ending).is_some_and(|before| before.is_empty() || before.ends_with('.'))
            };
            !name.contains('.') || INNER.into_iter().any(ends)
        }
        Some(Host::Ipv4(ip)) => is_inner_number(IpAddr::V4(ip)),
        Some(Host::Ipv6(ip)) => is_inner_number(IpAddr::V6(ip)),
        None => false,
    }
}

/// Whether a number is of this machine or of an inner network.
pub(super) fn is_inner_number(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_inner_v4(ip),
        IpAddr::V6(ip) => match ip.to_ipv4_mapped() {
            Some(ip) => is_inner_v4(ip),
            None => is_inner_v6(ip),
        },
    }
}

fn is_inner_v4(ip: Ipv4Addr) -> bool {
    let [a, b, ..] = ip.octets();
    // 100.64.0.0/10 is shared by the customers of a provider.
    ip.is_private() || ip.is_loopback() || ip.is_link_local() || a == 0 || (a == 100 && b & 0xc0 == 64) || a >= 224
}

fn is_inner_v6(ip: Ipv6Addr) -> bool {
    ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local() || ip.is_unicast_link_local() || ip.is_multicast()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inner_names_and_numbers_are_known() {
        for address in [
            "http://localhost:8000/",
            "http://intranet/minutas",
            "https://servidor.local/",
            "https://acuerdos.example/x",
            "http://10.0.0.1/",
            "http://192.168.1.1/",
            "http://169.254.169.254/latest/meta-data/",
            "http://127.1/",
            "http://0x7f000001/",
            "http://100.64.0.1/",
            "http://[::1]/",
            "http://[::ffff:10.0.0.1]/",
            "http://[fd00::1]/",
        ] {
            assert!(is_inner(address), "{address}");
        }
        for address in ["https://example.org/", "https://www.gob.mx/sre", "http://8.8.8.8/", "https://local.mx/"] {
            assert!(!is_inner(address), "{address}");
        }
    }

    #[test]
    fn places_are_joined_and_have_no_fragment() {
        let joined = |location| joined("https://a.mx/x/y?z#f", location);
        assert_eq!(joined("../b#g").as_deref(), Some("https://a.mx/b"));
        assert_eq!(joined("//b.mx").as_deref(), Some("https://b.mx/"));
        assert_eq!(joined("javascript:x"), None);
        assert_eq!(page("https://a.mx/x#y"), "https://a.mx/x");
    }
}
