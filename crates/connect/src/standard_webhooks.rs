//! Signatures of outgoing webhooks, as the Standard Webhooks specification has them: HMAC-SHA256 over
//! `id.timestamp.body` with the key behind `whsec_`, in base 64 behind `v1,`.

use app::ports::Signing;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The headers that sign a body.
///
/// # Errors
/// When the secret is not one.
pub(crate) fn headers(
    signing: &Signing,
    body: &str,
) -> Result<[(&'static str, String); 3], String> {
    let timestamp = signing.at.as_second().to_string();
    let signature = sign(&signing.secret, &format!("{}.{timestamp}.{body}", signing.id))?;
    Ok([
        ("webhook-id", signing.id.clone()),
        ("webhook-timestamp", timestamp),
        ("webhook-signature", signature),
    ])
}

fn sign(secret: &str, text: &str) -> Result<String, String> {
    let key = secret.strip_prefix("whsec_").and_then(|key| STANDARD.decode(key).ok());
    let key = key.ok_or("the webhook's secret cannot be read")?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key)
        .map_err(|_| "the webhook's secret cannot be used".to_owned())?;
    mac.update(text.as_bytes());
    Ok(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn the_specifications_own_example_is_signed_as_it_says() {
        let signing = Signing {
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek".to_owned(),
            at: Timestamp::from_second(1_614_265_330).unwrap(),
            secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned(),
        };
        let signed = headers(&signing, r#"{"test": 2432232314}"#).unwrap();
        assert_eq!(signed[1], ("webhook-timestamp", "1614265330".to_owned()));
        assert_eq!(
            signed[2],
            ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=".to_owned())
        );
    }

    #[test]
    fn a_secret_of_another_form_signs_nothing() {
        for secret in ["", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_***"] {
            assert!(sign(secret, "text").is_err(), "{secret}");
        }
    }
}
