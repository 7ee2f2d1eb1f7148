//! The log: append, seal, read, verify.
//!
//! An entry is one Change; a bulk Change spans `count` seqs. Entries are numbered while the head is held, so seq is
//! dense and in commit order on both databases.

mod append;
mod archive;
mod begun;
mod by_person;
mod code;
mod erase;
mod heads;
mod payload;
mod read;
mod seal;
mod verify;

pub use append::{Entry, append};
pub use archive::{
    About, Checked, Part, append_archived, check_file, find_hash_at, hash_at, is_archived,
    list_archived, remove_payloads, write_part,
};
pub use begun::{Begun, begun, was_taken_back};
pub use by_person::{Deed, TookBack, by_person, taken_back_since};
pub use erase::{Erasure, Spoken, entries_naming, erase_record};
pub use heads::{SignedHead, add_head, last_head, list_heads};
pub use read::{Logged, after, batch_entries, batch_size, entry_of, made_in, newest};
pub use seal::{Hash, Header, chain, seal_payload};
pub use verify::{Broken, Claims, Erasures, Verified, verify, verify_claims};
