//! Markup made in Rust: text escaped once, here. Never takes markup from data.

use std::fmt;

/// Finished markup; templates put it in as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl askama::filters::HtmlSafe for Html {}

impl fmt::Display for Html {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Html {
    /// Begins empty.
    pub(crate) fn new() -> Self {
        Self(String::with_capacity(128))
    }

    /// Appends markup written in this crate.
    pub(crate) fn raw(mut self, markup: &str) -> Self {
        self.0.push_str(markup);
        self
    }

    /// Appends text or an attribute's value, escaped for both.
    pub(crate) fn text(mut self, text: &str) -> Self {
        escape_into(text, &mut self.0);
        self
    }

    /// Appends a whole number, ungrouped.
    pub(crate) fn number(self, number: i64) -> Self {
        self.raw(&number.to_string())
    }

    /// Appends other markup.
    pub(crate) fn html(mut self, other: &Self) -> Self {
        self.0.push_str(&other.0);
        self
    }

    /// The markup.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// An icon of the sprite, decoration only.
    pub(crate) fn icon(self, name: &str) -> Self {
        self.raw("<svg class=\"icon\" aria-hidden=\"true\"><use href=\"#")
            .raw(name)
            .raw("\"/></svg>")
    }
}

fn escape_into(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
}
