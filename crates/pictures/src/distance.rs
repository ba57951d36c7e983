//! How far apart two places are, in metres, on whole numbers: good to one part in a hundred within Vietnam and
//! within a hundred kilometres, which is more than a phone's receiver is good for.

/// Metres to a degree of latitude (mean of the WGS 84 ellipsoid).
const METRES_TO_A_DEGREE: i128 = 111_195;

/// The distance of two places, each in millionths of a degree north and east.
#[must_use]
pub fn metres(one: (i64, i64), other: (i64, i64)) -> i64 {
    let north = i128::from(one.0) - i128::from(other.0);
    let middle = i128::midpoint(i128::from(one.0), i128::from(other.0));
    let (numerator, denominator) = cosine(middle);
    let east = (i128::from(one.1) - i128::from(other.1)) * numerator / denominator;
    let metres = |millionths: i128| millionths * METRES_TO_A_DEGREE / 1_000_000;
    let square = metres(north).pow(2) + metres(east).pow(2);
    i64::try_from(square.unsigned_abs().isqrt()).unwrap_or(i64::MAX)
}

/// The cosine of millionths of a degree after Bhāskara I, wrong by less than 0.0017.
fn cosine(millionths: i128) -> (i128, i128) {
    let degrees = millionths / 1_000;
    let square = degrees * degrees;
    (4 * (8_100_000_000 - square), 32_400_000_000 + square)
}
