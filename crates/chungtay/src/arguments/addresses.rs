//! Addresses of sites on a command line. What they are looked up by is not asked here: nothing is sent.

use std::net::Ipv6Addr;

/// Letters of a host's name, and of one of its parts, at most (RFC 1035).
const LONGEST_HOST: usize = 253;
const LONGEST_PART: usize = 63;

/// Where readers open a site: `http` or `https`, a host, perhaps a port, and a folder where the site may stand in
/// one. No name and password, nothing asked (`?`) and no place in a page (`#`).
pub(super) fn site<const MAY_BE_FOLDER: bool>(text: &str) -> Result<String, String> {
    let expected = || "https://so.example".to_owned();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let (host, folder) =
        rest.map(|rest| rest.split_once('/').unwrap_or((rest, ""))).ok_or_else(expected)?;
    let folder = folder.strip_suffix('/').unwrap_or(folder);
    let may_stand = folder.is_empty() || (MAY_BE_FOLDER && is_folder(folder));
    if is_host_with_port(host) && may_stand { Ok(text.to_owned()) } else { Err(expected()) }
}

fn is_host_with_port(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix('[') {
        return rest.split_once(']').is_some_and(|(host, port)| {
            host.parse::<Ipv6Addr>().is_ok()
                && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
        });
    }
    match text.split_once(':') {
        Some((host, port)) => is_host(host) && is_port(port),
        None => is_host(text),
    }
}

fn is_port(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u16>().is_ok_and(|port| port > 0)
}

fn is_host(text: &str) -> bool {
    let is_part = |part: &str| {
        let plain = part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let ends = part.starts_with('-') || part.ends_with('-');
        plain && !ends && (1..=LONGEST_PART).contains(&part.len())
    };
    text.len() <= LONGEST_HOST && text.split('.').all(is_part)
}

/// Names that stand in an address as they are, or encoded with `%`.
fn is_folder(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte);
    let is_name = |name: &str| !matches!(name, "" | "." | "..") && name.bytes().all(is_plain);
    text.split('/').all(is_name)
}
