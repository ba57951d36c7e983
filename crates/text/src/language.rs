//! The two languages, and how a person's wish for one is read. Never reads the environment or a
//! request itself: the text is passed in.

use std::fmt;

/// A language the product speaks in full. Vietnamese comes first wherever nothing else is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Vietnamese, the first language.
    #[default]
    Vietnamese,
    /// English, complete.
    English,
}

impl Language {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Vietnamese, Self::English];

    /// The BCP 47 code, as in an HTML `lang` and in `locales/`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Vietnamese => "vi",
            Self::English => "en",
        }
    }

    /// The other one, for a switch.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Vietnamese => Self::English,
            Self::English => Self::Vietnamese,
        }
    }

    /// Reads a code or a LANG-like value: `vi`, `en-GB`, `vi_VN.UTF-8`, `EN`. `None` for any other
    /// language and for `C` and `POSIX`, which ask for none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let code = text.trim().split(['-', '_', '.', '@']).next()?;
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(code))
    }

    /// The language an `Accept-Language` header prefers (RFC 9110 §12.5.4), or `None` where it names
    /// neither. Equal weights keep the header's order; `q=0` refuses; `*` asks for none in particular.
    #[must_use]
    pub fn from_accept_language(header: &str) -> Option<Self> {
        let mut best: Option<(u16, Self)> = None;
        for range in header.split(',') {
            let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
            let (Some(language), Some(weight)) = (Self::parse(tag), weight(parameters)) else {
                continue;
            };
            if weight > best.map_or(0, |(weight, _)| weight) {
                best = Some((weight, language));
            }
        }
        best.map(|(_, language)| language)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

/// The weight of a range in thousandths: absent means 1000; `None` where it is not a weight.
fn weight(parameters: &str) -> Option<u16> {
    let parameters = parameters.trim();
    if parameters.is_empty() {
        return Some(1000);
    }
    let value = parameters.strip_prefix("q=").or_else(|| parameters.strip_prefix("Q="))?.trim();
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let thousandths: u16 = format!("{fraction:0<3}").parse().ok()?;
    match whole {
        "0" => Some(thousandths),
        "1" if thousandths == 0 => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{self, English, Vietnamese};

    #[test]
    fn codes_and_environment_values() {
        for (text, expected) in [
            ("vi", Some(Vietnamese)),
            ("vi_VN.UTF-8", Some(Vietnamese)),
            ("VI-vn", Some(Vietnamese)),
            ("en", Some(English)),
            ("en_US.UTF-8@euro", Some(English)),
            ("C", None),
            ("C.UTF-8", None),
            ("POSIX", None),
            ("", None),
            ("fr_FR", None),
            ("eng", None),
        ] {
            assert_eq!(Language::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn accept_language() {
        for (header, expected) in [
            ("vi-VN,vi;q=0.9,en-US;q=0.8,en;q=0.7", Some(Vietnamese)),
            ("en-GB,en;q=0.9,vi;q=0.8", Some(English)),
            ("fr, en;q=0.3, vi;q=0.5", Some(Vietnamese)),
            ("en;q=0, vi;q=0.001", Some(Vietnamese)),
            ("en;q=1.000,vi", Some(English)),
            ("en;q=1.5,vi;q=0.1", Some(Vietnamese)),
            ("*", None),
            ("", None),
            ("zh-CN,zh;q=0.9", None),
        ] {
            assert_eq!(Language::from_accept_language(header), expected, "{header}");
        }
    }
}
