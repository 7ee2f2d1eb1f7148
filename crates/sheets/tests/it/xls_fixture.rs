//! Workbooks of 1997, written byte by byte: no library writes them.

/// A record.
pub(crate) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A Unicode string with a 16-bit length.
pub(crate) fn string(text: &str) -> Vec<u8> {
    let count = u16::try_from(text.encode_utf16().count()).unwrap();
    [&count.to_le_bytes()[..], &[1], &utf16(text)].concat()
}

fn bof(kind: u16) -> Vec<u8> {
    record(0x0809, &words(&[0x0600, kind, 0, 0, 0, 0, 0, 0]))
}

/// A workbook with one sheet of these records.
pub(crate) fn workbook(sheet: &[Vec<u8>]) -> Vec<u8> {
    with_globals(&[], sheet)
}

/// The same with more records in the workbook's own part.
pub(crate) fn with_globals(globals: &[Vec<u8>], sheet: &[Vec<u8>]) -> Vec<u8> {
    let name = utf16("客户");
    let build = |offset: u32| -> Vec<u8> {
        let bound = [&offset.to_le_bytes()[..], &[0, 0], &[2, 1], &name].concat();
        [bof(5), globals.concat(), record(0x0085, &bound), record(0x000A, &[])].concat()
    };
    let offset = u32::try_from(build(0).len()).unwrap();
    let stream = [build(offset), bof(0x10), sheet.concat(), record(0x000A, &[])].concat();
    compound("Workbook", &stream)
}

/// A workbook that asks for a password.
pub(crate) fn protected() -> Vec<u8> {
    with_globals(&[record(0x002F, &[0; 6])], &[])
}

/// A shared string cell.
pub(crate) fn shared(row: u16, column: u16, index: u32) -> Vec<u8> {
    record(0x00FD, &[words(&[row, column, 0]), index.to_le_bytes().to_vec()].concat())
}

/// A number cell.
pub(crate) fn number(row: u16, column: u16, style: u16, value: f64) -> Vec<u8> {
    record(0x0203, &[words(&[row, column, style]), value.to_le_bytes().to_vec()].concat())
}

/// The shared strings, cut into records of at most `most` bytes at any place, as files do.
pub(crate) fn shared_strings(texts: &[&str], most: usize) -> Vec<u8> {
    let count = u32::try_from(texts.len()).unwrap().to_le_bytes();
    let mut records: Vec<Vec<u8>> = vec![[count, count].concat()];
    for text in texts {
        let units: Vec<u16> = text.encode_utf16().collect();
        let open = |records: &mut Vec<Vec<u8>>, room: usize| {
            if records.last().unwrap().len() + room > most {
                records.push(Vec::new());
            }
        };
        open(&mut records, 5);
        let last = records.last_mut().unwrap();
        last.extend(u16::try_from(units.len()).unwrap().to_le_bytes());
        last.push(1);
        for unit in units {
            if records.last().unwrap().len() + 2 > most {
                // A continued text says again how wide it is.
                records.push(vec![1]);
            }
            records.last_mut().unwrap().extend(unit.to_le_bytes());
        }
    }
    let kinds = std::iter::once(0x00FC).chain(std::iter::repeat(0x003C));
    records.iter().zip(kinds).flat_map(|(data, kind)| record(kind, data)).collect()
}

/// A compound file with one stream, padded beyond the size of small streams.
pub(crate) fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    let mut stream = stream.to_vec();
    stream.resize(stream.len().max(4096).next_multiple_of(SECTOR), 0);
    let sectors = stream.len() / SECTOR;
    // Sector 0 is the allocation table, 1 the directory, the stream follows.
    assert!(sectors + 2 <= SECTOR / 4, "one table sector only");
    let mut table = vec![0xFFFF_FFFD_u32, 0xFFFF_FFFE];
    table.extend((0..sectors).map(|at| u32::try_from(at + 3).unwrap()));
    *table.last_mut().unwrap() = 0xFFFF_FFFE;
    table.resize(SECTOR / 4, 0xFFFF_FFFF);
    let mut header = vec![0_u8; SECTOR];
    header[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    put(24, &words(&[0x3E, 3, 0xFFFE, 9, 6]));
    put(44, &1_u32.to_le_bytes());
    put(48, &1_u32.to_le_bytes());
    put(56, &4096_u32.to_le_bytes());
    put(60, &0xFFFF_FFFE_u32.to_le_bytes());
    put(68, &0xFFFF_FFFE_u32.to_le_bytes());
    put(76, &[0xFF; 436]);
    put(76, &0_u32.to_le_bytes());
    let size = u32::try_from(stream.len()).unwrap();
    let mut directory = [entry("Root Entry", 5, 0xFFFF_FFFE, 0), entry(name, 2, 2, size)].concat();
    directory.resize(SECTOR, 0);
    let table: Vec<u8> = table.into_iter().flat_map(u32::to_le_bytes).collect();
    [header, table, directory, stream].concat()
}

fn entry(name: &str, kind: u8, start: u32, size: u32) -> Vec<u8> {
    let mut bytes = vec![0_u8; 128];
    let name = [utf16(name), vec![0, 0]].concat();
    bytes[..name.len()].copy_from_slice(&name);
    bytes[64] = u8::try_from(name.len()).unwrap();
    bytes[66] = kind;
    bytes[116..120].copy_from_slice(&start.to_le_bytes());
    bytes[120..124].copy_from_slice(&size.to_le_bytes());
    bytes
}
