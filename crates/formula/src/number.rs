//! Exact decimal arithmetic: a result that 28 significant digits cannot hold is none, never a rounded one.
//!
//! Written over mantissa and scale so that another language can follow it to the digit.

use rust_decimal::Decimal;

/// Digits after the point of a quotient.
pub const QUOTIENT_SCALE: u32 = 12;
/// Most significant digits of a result, and most digits after the point.
pub const DIGITS: u32 = 28;

const LIMIT: i128 = 10_i128.pow(DIGITS);

/// `a + b`.
pub fn add(a: Decimal, b: Decimal) -> Option<Decimal> {
    if a.scale() == b.scale() {
        return fit(a.mantissa() + b.mantissa(), a.scale());
    }
    let (a, b) = (a.normalize(), b.normalize());
    let scale = a.scale().max(b.scale());
    let left = a.mantissa().checked_mul(ten_to(scale - a.scale())?)?;
    let right = b.mantissa().checked_mul(ten_to(scale - b.scale())?)?;
    fit(left.checked_add(right)?, scale)
}

/// `a - b`.
pub fn sub(a: Decimal, b: Decimal) -> Option<Decimal> {
    add(a, -b)
}

/// `a × b`.
pub fn mul(a: Decimal, b: Decimal) -> Option<Decimal> {
    if let Some(product) = a.mantissa().checked_mul(b.mantissa())
        && let Some(exact) = fit(product, a.scale() + b.scale())
    {
        return Some(exact);
    }
    let (a, b) = (a.normalize(), b.normalize());
    fit(a.mantissa().checked_mul(b.mantissa())?, a.scale() + b.scale())
}

/// `a ÷ b`, rounded half away from zero to [`QUOTIENT_SCALE`] digits after the point; none when `b` is zero.
pub fn div(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (a, b) = (a.normalize(), b.normalize());
    if b.is_zero() {
        return None;
    }
    let up = ten_to(b.scale().saturating_sub(a.scale()))?;
    let down = ten_to(a.scale().saturating_sub(b.scale()))?;
    let dividend = a.mantissa().abs().checked_mul(up)?;
    let divisor = b.mantissa().abs().checked_mul(down)?;
    let (mut quotient, mut rest) = (dividend / divisor, dividend % divisor);
    for _ in 0..QUOTIENT_SCALE {
        rest = rest.checked_mul(10)?;
        quotient = quotient.checked_mul(10)?.checked_add(rest / divisor)?;
        rest %= divisor;
    }
    if rest >= divisor - rest {
        quotient = quotient.checked_add(1)?;
    }
    let negative = a.is_sign_negative() != b.is_sign_negative();
    fit(if negative { -quotient } else { quotient }, QUOTIENT_SCALE)
}

/// Rounds half away from zero to `places` after the point; a negative `places` rounds to tens, hundreds and so on.
pub fn round(n: Decimal, places: i32) -> Option<Decimal> {
    let scale = i32::try_from(n.scale()).ok()?;
    if places >= scale {
        return Some(n);
    }
    let cut = u32::try_from(scale - places).ok()?;
    let Some(unit) = ten_to(cut) else { return Some(Decimal::ZERO) };
    let half_up = (n.mantissa().abs() % unit) * 2 >= unit;
    let kept = n.mantissa().abs() / unit + i128::from(half_up);
    let kept = if n.is_sign_negative() { -kept } else { kept };
    match u32::try_from(places) {
        Ok(places) => fit(kept, places),
        Err(_) => fit(kept.checked_mul(ten_to(places.unsigned_abs())?)?, 0),
    }
}

/// The shortest way to write it: no exponent, no trailing zeros, no `-0`.
pub fn show(n: Decimal) -> String {
    n.normalize().to_string()
}

/// The whole number that it is, cut towards zero and held to what an `i64` can say.
pub fn whole(n: Decimal) -> i64 {
    let cut = n.trunc().normalize();
    i64::try_from(cut.mantissa()).unwrap_or(if cut.is_sign_negative() {
        i64::MIN
    } else {
        i64::MAX
    })
}

fn fit(mut mantissa: i128, mut scale: u32) -> Option<Decimal> {
    let out_of_range = |m: i128, s: u32| s > DIGITS || m <= -LIMIT || m >= LIMIT;
    while out_of_range(mantissa, scale) {
        if scale == 0 || mantissa % 10 != 0 {
            return None;
        }
        mantissa /= 10;
        scale -= 1;
    }
    Decimal::try_from_i128_with_scale(mantissa, scale).ok()
}

fn ten_to(n: u32) -> Option<i128> {
    10_i128.checked_pow(n)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn sums_and_products_are_exact_or_none() {
        assert_eq!(add(n("0.1"), n("0.2")), Some(n("0.3")));
        assert_eq!(add(n("9999999999999999999999999999"), n("1")), None);
        assert_eq!(add(n("1000000000000000000000000000"), n("0.1")), None);
        assert_eq!(sub(n("1.5"), n("1.50")), Some(n("0")));
        assert_eq!(mul(n("100000000000000"), n("100000000000000")), None);
        assert_eq!(
            mul(n("12345678901234"), n("10000000000000")),
            Some(n("123456789012340000000000000"))
        );
        assert_eq!(mul(n("0.00000000000001"), n("0.000000000000001")), None);
        assert_eq!(mul(n("0"), n("0.0000000000000000000000000001")), Some(n("0")));
    }

    #[test]
    fn a_quotient_has_twelve_decimals_rounded_half_away_from_zero() {
        assert_eq!(div(n("1"), n("3")), Some(n("0.333333333333")));
        assert_eq!(div(n("-2"), n("3")), Some(n("-0.666666666667")));
        assert_eq!(div(n("1"), n("2000000000000")), Some(n("0.000000000001")));
        assert_eq!(div(n("10.5"), n("0.25")), Some(n("42")));
        assert_eq!(div(n("1"), n("0.00")), None);
    }

    #[test]
    fn rounding_is_half_away_from_zero_on_both_sides_of_the_point() {
        assert_eq!(round(n("2.5"), 0), Some(n("3")));
        assert_eq!(round(n("-2.5"), 0), Some(n("-3")));
        assert_eq!(round(n("1.005"), 2), Some(n("1.01")));
        assert_eq!(round(n("1250"), -2), Some(n("1300")));
        assert_eq!(round(n("49"), -2), Some(n("0")));
        assert_eq!(round(n("1.2"), 9), Some(n("1.2")));
        assert_eq!(round(n("1"), i32::MIN + 5), Some(n("0")));
    }
}
