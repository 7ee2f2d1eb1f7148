//! Currencies in use, by their ISO 4217 codes.

/// Those in which prices are told today; no funds, metals and test codes.
const IN_USE: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN \
    BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ \
    GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL \
    LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN \
    PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD \
    TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG";
/// Those without smaller coins.
const WHOLE: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
/// Those of a thousand parts.
const THOUSANDTHS: &str = "BHD IQD JOD KWD LYD OMR TND";

fn holds(list: &str, code: &str) -> bool {
    list.split_whitespace().any(|one| one == code)
}

/// Whether prices are told in it; codes are written in capitals.
pub fn is_in_use(code: &str) -> bool {
    holds(IN_USE, code)
}

/// Digits that its amounts have after the point.
pub fn digits(code: &str) -> u8 {
    match code {
        _ if holds(WHOLE, code) => 0,
        _ if holds(THOUSANDTHS, code) => 3,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_is_known_by_its_code_in_capitals() {
        for code in ["CNY", "SGD", "USD", "EUR", "TWD", "KWD"] {
            assert!(is_in_use(code), "{code}");
        }
        for code in ["", "cny", "RMB", "DEM", "XAU", "CNY SGD", "SG"] {
            assert!(!is_in_use(code), "{code}");
        }
    }

    #[test]
    fn amounts_have_as_many_digits_as_their_coins() {
        assert_eq!(["SGD", "JPY", "KRW", "KWD"].map(digits), [2, 0, 0, 3]);
        let odd = format!("{WHOLE} {THOUSANDTHS}");
        assert!(odd.split_whitespace().all(is_in_use));
    }
}
