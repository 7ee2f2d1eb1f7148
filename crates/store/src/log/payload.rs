//! The erasable part of a Change as bytes: JSON, compressed where that pays.

use model::change::Payload;

use crate::fault::Fault;

/// Plain JSON.
const JSON: i64 = 0;
/// JSON, compressed with zstd.
const ZSTD: i64 = 1;
/// Below this, compression costs more than it saves.
const WORTH: usize = 4096;
/// No honest payload is larger: 500 records of wide forms stay far below.
const LARGEST: usize = 256 * 1024 * 1024;

/// Encodes a payload.
pub(super) fn encode(payload: &Payload) -> Result<(i64, Vec<u8>), Fault> {
    let json = serde_json::to_vec(payload).map_err(|e| Fault::new(format!("a payload: {e}")))?;
    if json.len() < WORTH {
        return Ok((JSON, json));
    }
    let packed = zstd::bulk::compress(&json, 1).map_err(|e| Fault::new(format!("zstd: {e}")))?;
    Ok((ZSTD, packed))
}

/// Decodes a payload.
pub(super) fn decode(encoding: i64, body: &[u8]) -> Result<Payload, Fault> {
    let unpacked;
    let json = match encoding {
        JSON => body,
        ZSTD => {
            let mut decoder =
                zstd::stream::Decoder::new(body).map_err(|e| Fault::new(format!("zstd: {e}")))?;
            let mut bytes = Vec::new();
            let mut limited = std::io::Read::take(&mut decoder, LARGEST as u64);
            std::io::Read::read_to_end(&mut limited, &mut bytes)
                .map_err(|e| Fault::new(format!("zstd: {e}")))?;
            unpacked = bytes;
            &unpacked
        }
        other => return Err(Fault::new(format!("a payload has an unknown encoding {other}"))),
    };
    serde_json::from_slice(json).map_err(|e| Fault::new(format!("a payload: {e}")))
}
