//! Any bytes as a script, so that one file serves a page that may `fetch` and one that was opened from a folder, where only
//! scripts can be loaded; and so that every server knows its ending.
//!
//! `acuerdosPiece("NAME","PAYLOAD");` with a line feed behind it. The payload is the bytes as they are, but for `"`, `\`,
//! line feed and carriage return, which are escaped with a backslash. Loaded with `charset="x-user-defined"`, each byte is a
//! character whose low eight bits it is (<https://encoding.spec.whatwg.org/#x-user-defined>).

/// Bytes as a script that hands them over under a name of letters, digits, `-` and `/`.
#[must_use]
pub fn script(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut script = Vec::with_capacity(bytes.len() + bytes.len() / 32 + name.len() + 32);
    script.extend_from_slice(b"acuerdosPiece(\"");
    script.extend_from_slice(name.as_bytes());
    script.extend_from_slice(b"\",\"");
    for &byte in bytes {
        match byte {
            b'"' | b'\\' => script.extend_from_slice(&[b'\\', byte]),
            b'\n' => script.extend_from_slice(b"\\n"),
            b'\r' => script.extend_from_slice(b"\\r"),
            byte => script.push(byte),
        }
    }
    script.extend_from_slice(b"\");\n");
    script
}

/// The bytes that a script of this name hands over; none, if it is no such script.
#[must_use]
pub fn unscript(name: &str, script: &[u8]) -> Option<Vec<u8>> {
    let payload = script.strip_prefix(b"acuerdosPiece(\"")?.strip_prefix(name.as_bytes())?.strip_prefix(b"\",\"")?;
    let mut bytes = Vec::with_capacity(payload.len());
    let mut rest = payload.iter();
    loop {
        match rest.next()? {
            b'"' => return Some(bytes),
            b'\\' => bytes.push(match rest.next()? {
                b'n' => b'\n',
                b'r' => b'\r',
                &other => other,
            }),
            &byte => bytes.push(byte),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_bytes_are_escaped() {
        assert_eq!(script("a/0/1", b"x\"y\\z\n\r\0\xff"), b"acuerdosPiece(\"a/0/1\",\"x\\\"y\\\\z\\n\\r\0\xff\");\n");
    }

    #[test]
    fn every_byte_comes_back() {
        let bytes: Vec<u8> = (0..=u8::MAX).cycle().take(1000).collect();
        let script = script("a/0/1", &bytes);
        assert_eq!(unscript("a/0/1", &script), Some(bytes));
        assert_eq!(unscript("a/0/2", &script), None);
        assert_eq!(unscript("a/0/1", &script[..script.len() - 5]), None);
        assert_eq!(unscript("a/0/1", b"<!doctype html>"), None);
    }
}
