//! Dice that fall the same way each time: SplitMix64 (Steele, Lea, Flood 2014).

/// A row of numbers that follows from its beginning.
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

impl Dice {
    /// Dice of their own for each purpose, form and record.
    pub(super) fn of(seed: u64, purpose: u64, form: usize, record: u64) -> Self {
        let form = form as u64;
        let start =
            [purpose, form, record].iter().fold(mix(seed.wrapping_add(STEP)), |state, n| {
                mix(state.wrapping_add(STEP).wrapping_add(mix(n.wrapping_add(STEP))))
            });
        Self(start)
    }

    /// Any number.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mix(self.0)
    }

    /// From 0 up to 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits are what a fraction holds")]
    pub(super) fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Between two numbers.
    pub(super) fn between(&mut self, from: f64, to: f64) -> f64 {
        from + (to - from) * self.fraction()
    }

    /// From 0 up to, without, `n`.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        if n == 0 { 0 } else { self.next() % n }
    }

    /// Whether something of this chance happens.
    pub(super) fn happens(&mut self, chance: f64) -> bool {
        self.fraction() < chance
    }

    /// Normal around 0 with deviation 1 (Box and Muller 1958).
    pub(super) fn normal(&mut self) -> f64 {
        let (u, v) = (1.0 - self.fraction(), self.fraction());
        (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dice_fall_the_same_way_for_the_same_record_and_another_for_the_next() {
        let throw = |record| Dice::of(7, 1, 2, record).next();
        assert_eq!(throw(1), throw(1));
        assert_ne!(throw(1), throw(2));
        assert_ne!(Dice::of(7, 1, 2, 1).next(), Dice::of(7, 2, 1, 1).next());
    }

    #[test]
    fn normal_numbers_are_spread_around_zero() {
        let mut dice = Dice::of(1, 0, 0, 0);
        let all: Vec<f64> = (0..10_000).map(|_| dice.normal()).collect();
        let mean = all.iter().sum::<f64>() / 10_000.0;
        let variance = all.iter().map(|x| x * x).sum::<f64>() / 10_000.0;
        assert!(mean.abs() < 0.05 && (variance - 1.0).abs() < 0.1, "{mean} {variance}");
    }
}
