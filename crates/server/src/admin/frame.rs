//! The frames of an answer: a byte that says what it is, its length in four bytes, big end first, and what it holds.

use std::io::{self, ErrorKind, Read, Write};

/// No honest frame is longer.
const LONGEST: usize = 16 << 20;

/// A piece of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Frame {
    Body(Vec<u8>),
    Line(String),
    Note(String),
    Failed(String),
    Done,
}

impl Frame {
    fn parts(&self) -> (u8, &[u8]) {
        match self {
            Self::Body(bytes) => (b'b', bytes),
            Self::Line(text) => (b'l', text.as_bytes()),
            Self::Note(text) => (b'n', text.as_bytes()),
            Self::Failed(text) => (b'f', text.as_bytes()),
            Self::Done => (b'd', &[]),
        }
    }
}

/// Writes one.
pub(super) fn write(out: &mut impl Write, frame: &Frame) -> io::Result<()> {
    let (kind, bytes) = frame.parts();
    let length =
        u32::try_from(bytes.len()).map_err(|_| io::Error::from(ErrorKind::InvalidInput))?;
    out.write_all(&[kind])?;
    out.write_all(&length.to_be_bytes())?;
    out.write_all(bytes)
}

/// Reads the next; none when the other side has gone.
pub(super) fn read(from: &mut impl Read) -> io::Result<Option<Frame>> {
    let mut kind = [0u8; 1];
    if from.read(&mut kind)? == 0 {
        return Ok(None);
    }
    let mut length = [0u8; 4];
    from.read_exact(&mut length)?;
    let length = u32::from_be_bytes(length) as usize;
    if length > LONGEST {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut bytes = vec![0; length];
    from.read_exact(&mut bytes)?;
    let text = || String::from_utf8_lossy(&bytes).into_owned();
    Ok(Some(match kind[0] {
        b'b' => Frame::Body(bytes),
        b'l' => Frame::Line(text()),
        b'n' => Frame::Note(text()),
        b'f' => Frame::Failed(text()),
        b'd' => Frame::Done,
        _ => return Err(ErrorKind::InvalidData.into()),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_arrive_as_they_were_sent() {
        let all = [
            Frame::Body(vec![0, 255, 10]),
            Frame::Line("一行".into()),
            Frame::Note(String::new()),
            Frame::Failed("no".into()),
            Frame::Done,
        ];
        let mut wire = Vec::new();
        all.iter().for_each(|frame| write(&mut wire, frame).expect("written"));
        let mut from = wire.as_slice();
        for frame in all {
            assert_eq!(read(&mut from).expect("read"), Some(frame));
        }
        assert_eq!(read(&mut from).expect("the end"), None);
    }

    #[test]
    fn a_frame_that_claims_too_much_is_refused() {
        assert!(read(&mut [b'b', 255, 255, 255, 255].as_slice()).is_err());
    }
}
