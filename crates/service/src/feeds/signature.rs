//! Who sends a body. `SePay`: the key itself in a header. Casso v2: HMAC-SHA512 over its time and the body with
//! sorted keys. payOS: HMAC-SHA256 over the body's data as `key=value` pairs. Compared in constant time.

use super::settings::FeedSettings;
use super::{Credentials, FeedKind, FeedRefusal};
use data_encoding::HEXLOWER_PERMISSIVE;
use hmac::{Hmac, Mac};
use serde_json::Value;
use sha2::{Sha256, Sha512};
use std::fmt::Write as _;

/// Checks the signature; the time it was made (seconds since 1970), where the service signs one.
pub(super) fn check(
    feed: &FeedSettings,
    credentials: &Credentials<'_>,
    body: &[u8],
) -> Result<Option<i64>, FeedRefusal> {
    let key = feed.key.as_bytes();
    match feed.kind {
        FeedKind::Sepay => sepay(key, credentials).map(|()| None),
        FeedKind::Casso => casso(key, credentials, body).map(Some),
        FeedKind::Payos => payos(key, body).map(|()| None),
    }
}

/// `Authorization: Apikey KEY`. Both keys are hashed under a fixed key first, so that neither their bytes nor
/// their length show in the time taken.
fn sepay(key: &[u8], credentials: &Credentials<'_>) -> Result<(), FeedRefusal> {
    let header = credentials.authorization.ok_or(FeedRefusal::Unsigned)?;
    let (scheme, given) = header.split_once(' ').ok_or(FeedRefusal::Unsigned)?;
    if !scheme.eq_ignore_ascii_case("apikey") {
        return Err(FeedRefusal::Unsigned);
    }
    let mac = |bytes: &[u8]| {
        let mut mac = sha256(b"ct/feeds/apikey");
        mac.update(bytes);
        mac
    };
    let expected = mac(key).finalize().into_bytes();
    mac(given.trim().as_bytes()).verify_slice(&expected).map_err(|_| FeedRefusal::WrongSignature)
}

/// `X-Casso-Signature: t=MILLISECONDS,v1=HEX`.
fn casso(key: &[u8], credentials: &Credentials<'_>, body: &[u8]) -> Result<i64, FeedRefusal> {
    let header = credentials.casso_signature.ok_or(FeedRefusal::Unsigned)?;
    let part = |name: &str| {
        let mut parts = header.split(',').filter_map(|part| part.trim().split_once('='));
        parts.find(|(found, _)| *found == name).map(|(_, value)| value)
    };
    let (time, given) = part("t").zip(part("v1")).ok_or(FeedRefusal::Unsigned)?;
    let milliseconds: i64 = time.parse().map_err(|_| FeedRefusal::Unsigned)?;
    let given = unhexed(given)?;
    let body: Value = serde_json::from_slice(body).map_err(|_| FeedRefusal::Malformed)?;
    let mut signed = format!("{time}.");
    write_sorted(&body, &mut signed);
    let mut mac: Hmac<Sha512> = Hmac::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(signed.as_bytes());
    mac.verify_slice(&given).map_err(|_| FeedRefusal::WrongSignature)?;
    Ok(milliseconds.div_euclid(1000))
}

/// The signature stands in the body, beside the data it is made of.
fn payos(key: &[u8], body: &[u8]) -> Result<(), FeedRefusal> {
    let body: Value = serde_json::from_slice(body).map_err(|_| FeedRefusal::Malformed)?;
    let given = body.get("signature").and_then(Value::as_str).ok_or(FeedRefusal::Unsigned)?;
    let given = unhexed(given)?;
    let data = body.get("data").and_then(Value::as_object).ok_or(FeedRefusal::Malformed)?;
    let mut names: Vec<&String> = data.keys().collect();
    names.sort_unstable();
    let mut signed = String::new();
    for name in names {
        let separator = if signed.is_empty() { "" } else { "&" };
        // A string cannot fail to be written to.
        let _ = write!(signed, "{separator}{name}=");
        match &data[name] {
            Value::Null => {}
            Value::String(text) if text == "null" || text == "undefined" => {}
            Value::String(text) => signed.push_str(text),
            other => write_sorted(other, &mut signed),
        }
    }
    let mut mac = sha256(key);
    mac.update(signed.as_bytes());
    mac.verify_slice(&given).map_err(|_| FeedRefusal::WrongSignature)
}

fn sha256(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes a key of any length")
}

fn unhexed(text: &str) -> Result<Vec<u8>, FeedRefusal> {
    HEXLOWER_PERMISSIVE.decode(text.trim().as_bytes()).map_err(|_| FeedRefusal::WrongSignature)
}

/// JSON without white space, keys sorted at every level, numbers as JavaScript writes them.
fn write_sorted(value: &Value, out: &mut String) {
    match value {
        Value::Object(members) => {
            let mut names: Vec<&String> = members.keys().collect();
            names.sort_unstable();
            out.push('{');
            for (index, name) in names.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                let _ = write!(out, "{}:", Value::from(name.as_str()));
                write_sorted(&members[name], out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_sorted(item, out);
            }
            out.push(']');
        }
        Value::Number(number) => {
            let text = number.to_string();
            out.push_str(text.strip_suffix(".0").unwrap_or(&text));
        }
        other => {
            let _ = write!(out, "{other}");
        }
    }
}
