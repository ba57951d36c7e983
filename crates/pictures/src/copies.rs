//! The copies that are published: turned upright, in a few widths, as WebP and one JPEG. They are made from the
//! pixels alone, so nothing of what the file said (place, time, camera, thumbnails, profiles) is in them.

use crate::camera::told;
use crate::{Fault, Kind, MOST_PIXELS};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ExtendedColorType, ImageFormat, ImageReader, Limits, RgbImage};
use std::io::Cursor;

/// Widths of the copies in pixels; none is wider than the picture.
const WIDTHS: [u32; 4] = [320, 640, 1280, 1920];
/// The JPEG is for the few browsers that do not show WebP.
const JPEG_WIDTH: u32 = 1280;
const JPEG_QUALITY: u8 = 82;
const WEBP_QUALITY: f32 = 78.0;
/// The most pixels across or down, as WebP can hold.
const MOST_ACROSS: u32 = 16_383;

/// How a copy is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// WebP.
    WebP,
    /// JPEG.
    Jpeg,
}

/// One published copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureCopy {
    /// How it is written.
    pub format: Format,
    /// Across.
    pub width: u32,
    /// Down.
    pub height: u32,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The copies of a picture, the smallest first, the JPEG last.
pub fn copies(bytes: &[u8], kind: Kind) -> Result<Vec<PictureCopy>, Fault> {
    let upright = upright(bytes, kind)?;
    let (width, height) = upright.dimensions();
    let mut widths: Vec<u32> = WIDTHS.iter().copied().filter(|wanted| *wanted < width).collect();
    if width <= WIDTHS[WIDTHS.len() - 1] {
        widths.push(width);
    }
    let mut copies = Vec::new();
    let mut largest_jpeg = None;
    for wanted in widths {
        let tall = u64::from(height) * u64::from(wanted) / u64::from(width);
        let tall = u32::try_from(tall).unwrap_or(u32::MAX).clamp(1, MOST_ACROSS);
        let small = image::imageops::resize(&upright, wanted, tall, FilterType::Triangle);
        let packed = webp::Encoder::from_rgb(small.as_raw(), wanted, tall).encode(WEBP_QUALITY);
        let bytes = packed.to_vec();
        copies.push(PictureCopy { format: Format::WebP, width: wanted, height: tall, bytes });
        if wanted <= JPEG_WIDTH {
            largest_jpeg = Some(small);
        }
    }
    if let Some(small) = largest_jpeg {
        copies.push(jpeg(&small)?);
    }
    Ok(copies)
}

fn jpeg(small: &RgbImage) -> Result<PictureCopy, Fault> {
    let (width, height) = small.dimensions();
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY)
        .encode(small.as_raw(), width, height, ExtendedColorType::Rgb8)
        .map_err(|error| Fault::Damaged(error.to_string()))?;
    Ok(PictureCopy { format: Format::Jpeg, width, height, bytes })
}

/// Decodes, after asking how large it says it is; a bomb is never unpacked.
fn upright(bytes: &[u8], kind: Kind) -> Result<RgbImage, Fault> {
    let format = match kind {
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::Png => ImageFormat::Png,
        Kind::WebP => ImageFormat::WebP,
        Kind::Pdf => return Err(Fault::UnknownKind),
    };
    let damaged = |error: image::ImageError| Fault::Damaged(error.to_string());
    let reader = ImageReader::with_format(Cursor::new(bytes), format);
    let (width, height) = reader.into_dimensions().map_err(damaged)?;
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS || width > MOST_ACROSS || height > MOST_ACROSS || pixels == 0 {
        return Err(Fault::TooManyPixels { width, height });
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 8);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let picture = reader.decode().map_err(damaged)?;
    Ok(turned(picture, told(bytes).orientation))
}

/// Upright, without transparency: what shines through is white.
fn turned(picture: DynamicImage, orientation: u8) -> RgbImage {
    let picture = match orientation {
        2 => picture.fliph(),
        3 => picture.rotate180(),
        4 => picture.flipv(),
        5 => picture.rotate90().fliph(),
        6 => picture.rotate90(),
        7 => picture.rotate270().fliph(),
        8 => picture.rotate270(),
        _ => picture,
    };
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let clear = picture.into_rgba8();
    RgbImage::from_fn(clear.width(), clear.height(), |x, y| {
        let [red, green, blue, alpha] = clear.get_pixel(x, y).0;
        let over = |value: u8| {
            let (value, alpha) = (u16::from(value), u16::from(alpha));
            u8::try_from((value * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        image::Rgb([over(red), over(green), over(blue)])
    })
}
