//! The encoding of delimited text, and its stream as UTF-8.
//!
//! Chinese systems write GBK or GB18030, spreadsheets write UTF-8 with a mark, copy and paste
//! gives UTF-16: the bytes say which.

use std::io::{BufReader, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    CoderResult, Decoder, Encoding as Charset, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE,
};
use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::source::Source;

/// An encoding of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// With or without a byte order mark.
    Utf8,
    /// Includes GBK and GB2312.
    Gb18030,
    /// Little endian.
    Utf16Le,
    /// Big endian.
    Utf16Be,
    /// Traditional Chinese.
    Big5,
    /// Japanese.
    ShiftJis,
    /// Korean.
    EucKr,
    /// Western European.
    Windows1252,
}

impl Encoding {
    pub(crate) fn charset(self) -> &'static Charset {
        match self {
            Encoding::Utf8 => UTF_8,
            Encoding::Gb18030 => GB18030,
            Encoding::Utf16Le => UTF_16LE,
            Encoding::Utf16Be => UTF_16BE,
            Encoding::Big5 => encoding_rs::BIG5,
            Encoding::ShiftJis => encoding_rs::SHIFT_JIS,
            Encoding::EucKr => encoding_rs::EUC_KR,
            Encoding::Windows1252 => encoding_rs::WINDOWS_1252,
        }
    }

    fn of_charset(charset: &'static Charset) -> Encoding {
        let known = [
            Encoding::Utf8,
            Encoding::Utf16Le,
            Encoding::Utf16Be,
            Encoding::Big5,
            Encoding::ShiftJis,
            Encoding::EucKr,
            Encoding::Windows1252,
        ];
        known.into_iter().find(|e| e.charset() == charset).unwrap_or(Encoding::Gb18030)
    }
}

/// The encoding of a whole file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Detected {
    pub(crate) encoding: Encoding,
    /// Some bytes do not decode: they become U+FFFD.
    pub(crate) has_bad_bytes: bool,
}

/// Reads the file once and decides.
pub(crate) fn detect(source: &Source) -> Result<Detected, Problem> {
    let head = source.head(64 * 1024)?;
    let sure = |encoding| Ok(Detected { encoding, has_bad_bytes: false });
    if let Some((charset, _)) = Charset::for_bom(&head) {
        let encoding = Encoding::of_charset(charset);
        let has_bad_bytes = encoding == Encoding::Utf8 && Survey::of(source)?.utf8_bad > 0;
        return Ok(Detected { encoding, has_bad_bytes });
    }
    match of_head(&head) {
        Some(charset) if charset == UTF_16LE => return sure(Encoding::Utf16Le),
        Some(charset) if charset == UTF_16BE => return sure(Encoding::Utf16Be),
        _ => {}
    }
    let survey = Survey::of(source)?;
    if survey.utf8_bad == 0 {
        return sure(Encoding::Utf8);
    }
    // A few bad bytes in a text that is otherwise UTF-8.
    if survey.utf8_bad * 50 < survey.utf8_multibyte {
        return Ok(Detected { encoding: Encoding::Utf8, has_bad_bytes: true });
    }
    // Several encodings would decode without an error; Chinese is the likelier by far here.
    let home = (!survey.common.is_foreign()).then_some(&b"cn"[..]);
    let guess = survey.detector.guess(home, Utf8Detection::Deny);
    let guess = if guess == GBK { GB18030 } else { guess };
    // A chunk may begin in the middle of a character: one or two bad ones prove nothing.
    let guess = if survey.gb_bad <= 2 && !is_certain(guess) { GB18030 } else { guess };
    let has_bad_bytes = guess == GB18030 && survey.gb_bad > 2;
    Ok(Detected { encoding: Encoding::of_charset(guess), has_bad_bytes })
}

/// Encodings whose bytes a guess tells from Chinese reliably.
fn is_certain(charset: &'static Charset) -> bool {
    charset == encoding_rs::SHIFT_JIS
        || charset == encoding_rs::BIG5
        || charset == encoding_rs::EUC_KR
        || charset == encoding_rs::WINDOWS_1252
}

/// UTF-16 by its zero bytes, or "some 8-bit text" (UTF-8 or GB18030), or `None` for binary.
pub(crate) fn of_head(head: &[u8]) -> Option<&'static Charset> {
    if let Some((charset, _)) = Charset::for_bom(head) {
        return Some(charset);
    }
    // No 8-bit text holds a zero byte.
    if head.contains(&0) {
        return utf16(head);
    }
    let valid = match std::str::from_utf8(head) {
        Ok(_) => true,
        // Cut in the middle of a character.
        Err(error) => error.error_len().is_none() && head.len() >= 1024,
    };
    let charset = if valid { UTF_8 } else { GB18030 };
    let controls = head.iter().filter(|b| is_control(u32::from(**b))).count();
    (controls * 50 <= head.len().max(50)).then_some(charset)
}

/// Little or big endian: the one that reads as text and has more of the commas, digits and line
/// ends that every table has. Counting zero bytes is not enough: 一 holds one on the other side.
fn utf16(head: &[u8]) -> Option<&'static Charset> {
    let whole = &head[..head.len() & !1];
    let ascii = |charset: &'static Charset| {
        let text = charset.decode_without_bom_handling(whole).0;
        let count = text.chars().count();
        let fitting = text.chars().filter(|c| is_expected(*c)).count();
        // A character cut in half at the end is no fault.
        (fitting + 1 + count / 20 >= count).then(|| text.chars().filter(char::is_ascii).count())
    };
    let candidates = [UTF_16BE, UTF_16LE];
    let scored = candidates.into_iter().filter_map(|charset| Some((ascii(charset)?, charset)));
    scored.max_by_key(|(score, _)| *score).map(|(_, charset)| charset)
}

/// Characters of tables written in Chinese or in Latin letters, and their punctuation.
fn is_expected(c: char) -> bool {
    let code = u32::from(c);
    let is_text = matches!(code,
        0x20..=0x24F | 0x370..=0x4FF | 0x2000..=0x27BF | 0x3000..=0x30FF | 0x3400..=0x9FFF
        | 0xAC00..=0xD7AF | 0xFE30..=0xFE4F | 0xFF00..=0xFFEF | 0x1F300..=0x1FAFF
        | 0x20000..=0x3FFFF);
    is_text || matches!(c, '\t' | '\n' | '\r')
}

fn is_control(c: u32) -> bool {
    c < 0x20 && !matches!(c, 0x09 | 0x0A | 0x0B | 0x0C | 0x0D | 0x1B)
}

/// Bytes, from the first that is not UTF-8 on, that tell the other encodings apart.
const ENOUGH: usize = 1024 * 1024;

/// One pass over the bytes, counting what each candidate makes of them.
struct Survey {
    utf8_bad: u64,
    utf8_multibyte: u64,
    gb_bad: u64,
    common: Common,
    detector: EncodingDetector,
}

/// How many of the two-byte characters, read as GBK, are among the 3,755 most common or are
/// punctuation. In Chinese text nearly all are; in Big5 or Shift-JIS read so, few.
#[derive(Default)]
struct Common {
    pairs: u64,
    common: u64,
    first: Option<u8>,
}

impl Common {
    fn feed(&mut self, chunk: &[u8]) {
        for byte in chunk {
            match self.first.take() {
                Some(first) => {
                    self.pairs += 1;
                    let is_common = matches!(first, 0xA1..=0xA3 | 0xB0..=0xD7) && *byte >= 0xA1;
                    self.common += u64::from(is_common);
                }
                None if *byte >= 0x81 => self.first = Some(*byte),
                None => {}
            }
        }
    }

    /// Enough text to say so, and it is not the common one.
    fn is_foreign(&self) -> bool {
        self.pairs >= 50 && self.common * 2 < self.pairs
    }
}

impl Survey {
    fn of(source: &Source) -> Result<Survey, Problem> {
        let mut survey = Survey {
            utf8_bad: 0,
            utf8_multibyte: 0,
            gb_bad: 0,
            common: Common::default(),
            detector: EncodingDetector::new(Iso2022JpDetection::Deny),
        };
        let mut utf8 = Counting::new(UTF_8);
        let mut gb = Counting::new(GB18030);
        let mut reader = source.open()?;
        let mut buffer = vec![0; 256 * 1024];
        let mut others = 0;
        loop {
            let count =
                reader.read(&mut buffer).map_err(|error| Problem::from_io(&error, "text"))?;
            let (chunk, last) = (&buffer[..count], count == 0);
            utf8.feed(chunk, last);
            // Until a byte is bad as UTF-8, the other candidates need not be asked. Chunks that
            // came before decode the same for all of them unless they hold characters.
            if utf8.bad > 0 || gb.started {
                gb.feed(chunk, last);
                survey.detector.feed(chunk, last);
                survey.common.feed(chunk);
                others += count;
            }
            // Not UTF-8, beyond doubt: the rest would not change the guess between the others.
            if last || (others > ENOUGH && utf8.bad * 50 > utf8.multibyte) {
                break;
            }
        }
        survey.utf8_bad = utf8.bad;
        survey.utf8_multibyte = utf8.multibyte;
        survey.gb_bad = gb.bad;
        Ok(survey)
    }
}

/// Counts malformed sequences without keeping the text.
struct Counting {
    decoder: Decoder,
    out: String,
    bad: u64,
    multibyte: u64,
    started: bool,
}

impl Counting {
    fn new(charset: &'static Charset) -> Counting {
        Counting {
            decoder: charset.new_decoder_without_bom_handling(),
            out: String::with_capacity(64 * 1024),
            bad: 0,
            multibyte: 0,
            started: false,
        }
    }

    fn feed(&mut self, mut chunk: &[u8], last: bool) {
        use encoding_rs::DecoderResult;
        self.started = true;
        loop {
            self.out.clear();
            let (result, read) =
                self.decoder.decode_to_string_without_replacement(chunk, &mut self.out, last);
            if !self.out.is_ascii() {
                self.multibyte += self.out.chars().filter(|c| !c.is_ascii()).count() as u64;
            }
            chunk = &chunk[read..];
            match result {
                DecoderResult::InputEmpty => return,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => self.bad += 1,
            }
        }
    }
}

/// The file as UTF-8, without a byte order mark. Bytes that do not decode become U+FFFD.
pub(crate) fn read(
    source: &Source,
    encoding: Encoding,
) -> Result<impl Read + Send + use<>, Problem> {
    Ok(Decoding {
        inner: BufReader::with_capacity(128 * 1024, source.open()?),
        decoder: encoding.charset().new_decoder_with_bom_removal(),
        ready: vec![0; 192 * 1024],
        start: 0,
        end: 0,
        finished: false,
    })
}

struct Decoding<R> {
    inner: BufReader<R>,
    decoder: Decoder,
    ready: Vec<u8>,
    start: usize,
    end: usize,
    finished: bool,
}

impl<R: Read> Decoding<R> {
    fn refill(&mut self) -> std::io::Result<()> {
        use std::io::BufRead;
        while self.start == self.end && !self.finished {
            let chunk = self.inner.fill_buf()?;
            let last = chunk.is_empty();
            let (result, read, written, _) =
                self.decoder.decode_to_utf8(chunk, &mut self.ready, last);
            self.inner.consume(read);
            self.start = 0;
            self.end = written;
            self.finished = last && result == CoderResult::InputEmpty;
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoding<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.refill()?;
        let count = buffer.len().min(self.end - self.start);
        buffer[..count].copy_from_slice(&self.ready[self.start..self.start + count]);
        self.start += count;
        Ok(count)
    }
}
