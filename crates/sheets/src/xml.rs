//! XML events with limits: a tag or text that never ends, or nesting without end, is a damaged
//! file and not an exhausted machine. Entities other than the predefined ones are not expanded.

use std::io::{BufRead, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::problem::Problem;

/// Bytes of one tag or text. A cell of 32,767 characters stays far below.
const TOKEN: u64 = 8 * 1024 * 1024;
/// Nesting of elements.
const DEPTH: u32 = 256;

/// A reader of XML events.
pub(crate) struct Xml {
    reader: Reader<Metered>,
    buffer: Vec<u8>,
    depth: u32,
    part: &'static str,
}

impl Xml {
    pub(crate) fn new(inner: Box<dyn BufRead + Send>, part: &'static str) -> Xml {
        let mut reader = Reader::from_reader(Metered { inner, token: 0 });
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_dangling_amp = true;
        Xml { reader, buffer: Vec::new(), depth: 0, part }
    }

    /// The next event.
    pub(crate) fn next(&mut self) -> Result<Event<'_>, Problem> {
        self.buffer.clear();
        self.reader.get_mut().token = 0;
        let part = self.part;
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|error| match error {
            quick_xml::Error::Io(error) => Problem::from_io(&error, part),
            _ => Problem::Damaged { part },
        })?;
        match &event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            // The document must close what it opened: otherwise it was cut off.
            Event::Eof if self.depth > 0 => return Err(Problem::Damaged { part }),
            _ => {}
        }
        if self.depth > DEPTH {
            return Err(Problem::Damaged { part });
        }
        Ok(event)
    }

    /// Reads on until the element that was just opened is closed.
    pub(crate) fn skip(&mut self) -> Result<(), Problem> {
        let outside = self.depth.saturating_sub(1);
        loop {
            if matches!(self.next()?, Event::Eof) || self.depth <= outside {
                return Ok(());
            }
        }
    }
}

/// The attribute's value, unescaped; the prefix of its name is ignored.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    attributes.with_checks(false);
    attributes.flatten().find(|a| a.key.local_name().as_ref() == name).map(|a| unescape(&a.value))
}

fn unescape(raw: &str) -> String {
    quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), |text| text.into_owned())
}

/// True for `1`, `true`, `on`.
pub(crate) fn flag(element: &BytesStart<'_>, name: &str) -> bool {
    attribute(element, name).is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
}

/// Appends what an entity or character reference stands for.
pub(crate) fn push_reference(reference: &BytesRef<'_>, out: &mut String) {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        out.push(c);
    } else if let Some(text) = resolve_predefined_entity(reference) {
        out.push_str(text);
    } else {
        out.push('&');
        out.push_str(reference);
        out.push(';');
    }
}

/// Appends the text of a text-like event; other events add nothing.
pub(crate) fn push_text(event: &Event<'_>, out: &mut String) {
    match event {
        Event::Text(text) => out.push_str(&text.xml10_content()),
        Event::CData(text) => out.push_str(&text.xml10_content()),
        Event::GeneralRef(reference) => push_reference(reference, out),
        _ => {}
    }
}

/// Counts the bytes taken since the last event.
struct Metered {
    inner: Box<dyn BufRead + Send>,
    token: u64,
}

impl Read for Metered {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.inner.read(buffer)
    }
}

impl BufRead for Metered {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if self.token > TOKEN {
            return Err(Problem::TooLarge { what: "cell", limit: TOKEN }.into_io());
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.token += count as u64;
        self.inner.consume(count);
    }
}
