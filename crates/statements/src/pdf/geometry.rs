//! Places on a page, in points, the origin at the lower left of an upright page. The one place of this project
//! where numbers are floating: no amount of money is ever made from them.

/// A transformation, as a PDF writes it: `[a b c d e f]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub [f32; 6]);

impl Matrix {
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub fn shift(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First this one, then the outer one.
    #[expect(
        clippy::many_single_char_names,
        reason = "the standard's own names of the six numbers"
    )]
    pub fn then(self, outer: Self) -> Self {
        let ([a, b, c, d, e, f], [oa, ob, oc, od, oe, of]) = (self.0, outer.0);
        Self([
            a * oa + b * oc,
            a * ob + b * od,
            c * oa + d * oc,
            c * ob + d * od,
            e * oa + f * oc + oe,
            e * ob + f * od + of,
        ])
    }

    #[expect(
        clippy::many_single_char_names,
        reason = "the standard's own names of the six numbers"
    )]
    pub fn apply(self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }
}

/// A rectangle with its sides along the page's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub left: f32,
    pub bottom: f32,
    pub right: f32,
    pub top: f32,
}

impl Area {
    /// So large that it holds every page.
    pub const EVERYTHING: Self = Self { left: -1e6, bottom: -1e6, right: 1e6, top: 1e6 };

    /// The smallest one around these points.
    pub fn around(points: &[(f32, f32)]) -> Option<Self> {
        let (first, rest) = points.split_first()?;
        let start = Self { left: first.0, bottom: first.1, right: first.0, top: first.1 };
        Some(rest.iter().fold(start, |area, (x, y)| Self {
            left: area.left.min(*x),
            bottom: area.bottom.min(*y),
            right: area.right.max(*x),
            top: area.top.max(*y),
        }))
    }

    /// What both hold; may be empty.
    pub fn within(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        }
    }

    pub fn width(self) -> f32 {
        self.right - self.left
    }

    pub fn height(self) -> f32 {
        self.top - self.bottom
    }
}
