//! QR codes: any text, error correction M or better, with the quiet zone that readers need. The code is
//! dark on white whatever surrounds it, since many readers know no other.

use crate::png::{self, Pixels};
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};
use std::fmt::Write as _;

/// Light modules on each side (ISO/IEC 18004).
pub const QUIET_ZONE_MODULES: u32 = 4;

/// UTF-8 among the extended channel interpretations.
const UTF_8: u32 = 26;

/// The text does not fit a code of the largest version allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{characters} characters do not fit a QR code of version {largest_version}")]
pub struct TooLong {
    /// Of the text.
    pub characters: usize,
    /// 1 to 40.
    pub largest_version: u8,
}

/// A QR code as a square of modules.
#[derive(Clone)]
pub struct Qr(QrCode);

impl Qr {
    /// The smallest code that holds the text, up to version 40. Digits, and capitals with ` $%*+-./:`, take
    /// less room than other text.
    ///
    /// # Errors
    /// Refuses what does not fit.
    pub fn new(text: &str) -> Result<Self, TooLong> {
        Self::within(text, Version::MAX.value())
    }

    /// The same, up to a version from 1 to 40: 17 + 4 × version modules to a side.
    ///
    /// # Errors
    /// Refuses what does not fit.
    pub fn within(text: &str, largest_version: u8) -> Result<Self, TooLong> {
        let largest_version = largest_version.clamp(Version::MIN.value(), Version::MAX.value());
        let (smallest, largest) = (Version::MIN, Version::new(largest_version));
        let mut segments = QrSegment::make_segments(text);
        if !text.is_ascii() {
            // Without being told, readers guess the character set of such text, and guess differently.
            segments.insert(0, QrSegment::make_eci(UTF_8));
        }
        let (level, better) = (QrCodeEcc::Medium, true);
        QrCode::encode_segments_advanced(&segments, level, smallest, largest, None, better)
            .map(Self)
            .map_err(|_| TooLong { characters: text.chars().count(), largest_version })
    }

    /// Modules to a side, without the quiet zone.
    #[must_use]
    pub fn modules(&self) -> u32 {
        self.0.size().unsigned_abs()
    }

    /// Modules to a side, with the quiet zone: the drawing's width in [`Qr::svg`].
    #[must_use]
    pub fn width(&self) -> u32 {
        self.modules() + 2 * QUIET_ZONE_MODULES
    }

    /// Whether the module at column and row is dark; the quiet zone counts.
    fn is_dark(&self, column: u32, row: u32) -> bool {
        let inner = |place: u32| place.checked_sub(QUIET_ZONE_MODULES).map(u32::cast_signed);
        inner(column).zip(inner(row)).is_some_and(|(column, row)| self.0.get_module(column, row))
    }

    /// The `d` of an SVG path that fills the dark modules, one unit each, quiet zone included.
    #[must_use]
    pub fn svg_path(&self) -> String {
        let mut path = String::new();
        for row in 0..self.width() {
            let mut column = 0;
            while column < self.width() {
                let dark = (column..self.width()).take_while(|at| self.is_dark(*at, row));
                let run = u32::try_from(dark.count()).unwrap_or(0);
                if run > 0 {
                    // Writing to a string cannot fail.
                    let _ = write!(path, "M{column} {row}h{run}v1h-{run}z");
                }
                column += run.max(1);
            }
        }
        path
    }

    /// A whole SVG file, `module_tenths` tenths of a millimetre to a module when printed.
    #[must_use]
    pub fn svg(&self, module_tenths: u32) -> String {
        let (width, tenths) = (self.width(), self.width() * module_tenths);
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {width}" width="{}.{}mm" height="{}.{}mm" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{width}v{width}H0z"/><path d="{}"/></svg>
"##,
            tenths / 10,
            tenths % 10,
            tenths / 10,
            tenths % 10,
            self.svg_path()
        )
    }

    /// A PNG file, `scale` pixels (at least one) to a module, one bit a pixel.
    #[must_use]
    pub fn png(&self, scale: u32) -> Vec<u8> {
        let scale = scale.max(1);
        let side = self.width() * scale;
        let rows: Vec<Vec<u8>> = (0..self.width())
            .map(|row| {
                let mut bits = vec![0u8; side.div_ceil(8) as usize];
                for column in (0..side).filter(|column| !self.is_dark(column / scale, row)) {
                    bits[(column / 8) as usize] |= 0x80 >> (column % 8);
                }
                bits
            })
            .collect();
        let repeated = rows.iter().flat_map(|row| (0..scale).map(move |_| row.as_slice()));
        png::file((side, side), Pixels::Bits, repeated)
    }
}

/// A text as an SVG file, 0.4 mm to a module when printed.
///
/// # Errors
/// Refuses what does not fit a code.
pub fn qr_svg(text: &str) -> Result<String, TooLong> {
    Ok(Qr::new(text)?.svg(4))
}

/// A text as a PNG file, `scale` pixels to a module.
///
/// # Errors
/// Refuses what does not fit a code.
pub fn qr_png(text: &str, scale: u32) -> Result<Vec<u8>, TooLong> {
    Ok(Qr::new(text)?.png(scale))
}
