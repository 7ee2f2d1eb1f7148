//! The bytes of files on their way into a backup and out of one.

use std::fs::File;
use std::io::{BufReader, ErrorKind, Read, Write};

use sha2::{Digest, Sha256};
use store::Fault;
use store::backup::{Found, Kept, Source, hex};

use crate::files::discard;
use crate::ports::Ports;

/// Bytes copied at once.
const BUFFER: usize = 64 * 1024;

/// Files as the port keeps them.
pub(super) struct KeptFiles {
    ports: Ports,
}

impl KeptFiles {
    pub(super) fn new(ports: &Ports) -> Self {
        Self { ports: ports.clone() }
    }
}

impl Source for KeptFiles {
    fn open(&self, hash: &[u8; 32]) -> Result<Option<Found>, Fault> {
        let broken = |e: std::io::Error| Fault::new(format!("the file {}: {e}", hex(hash)));
        let file = match File::open(self.ports.files.path(hash)) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(broken(error)),
        };
        let size = file.metadata().map_err(broken)?.len();
        Ok(Some((size, Box::new(BufReader::new(file)))))
    }
}

impl Kept for KeptFiles {
    fn keep(&self, hash: &[u8; 32], bytes: &mut dyn Read) -> Result<(), Fault> {
        let temporary = self.ports.files.temporary()?;
        let broken = |e: std::io::Error| Fault::new(format!("the file {}: {e}", hex(hash)));
        let mut copy = || {
            let (mut out, mut hasher) = (File::create(&temporary)?, Sha256::new());
            let mut buffer = vec![0; BUFFER];
            loop {
                match bytes.read(&mut buffer)? {
                    0 => break,
                    n => {
                        hasher.update(&buffer[..n]);
                        out.write_all(&buffer[..n])?;
                    }
                }
            }
            out.sync_all()?;
            Ok(<[u8; 32]>::from(hasher.finalize()))
        };
        let found = copy().map_err(broken)?;
        if found != *hash {
            discard(&temporary)?;
            return Err(Fault::new(format!("the file {} in the backup was altered", hex(hash))));
        }
        self.ports.files.keep(&temporary, hash)
    }
}

/// For a copy whose files lie where they lay.
pub(super) struct Unmoved;

impl Kept for Unmoved {
    fn keep(&self, _: &[u8; 32], _: &mut dyn Read) -> Result<(), Fault> {
        Ok(())
    }
}
