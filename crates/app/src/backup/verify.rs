//! The proof that neither the log nor what stands in the rows was altered, in words for an administrator.

use std::collections::BTreeMap;

use model::{FieldRef, FormId, Seq};
use store::log::{Broken, Claims, Erasures, SignedHead, verify_claims};
use store::replay::{Difference, Replayed, What, replay};
use store::{Error, Fault};

use crate::catalog::Catalog;
use crate::heads::Heads;
use crate::platform::Platform;
use crate::sealing::sealed_with;

/// Erasures that are told one by one.
const TOLD: usize = 100;

/// Told where sealed values cannot be opened: everything is there, but not to be read.
const OTHER_KEY: &str = "WARNING: the key in this data folder (seal.key) does not open the values of sensitive fields: \
                         bring seal.key along from the server that the data is of";

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Nothing was found wrong.
    pub sound: bool,
    /// One sentence a line.
    pub lines: Vec<String>,
}

impl Platform {
    /// Verifies the log; `deep` also replays it and compares every record.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn verify(&self, deep: bool) -> Result<Proof, Error> {
        self.verify_behind(Start::Beginning, deep)
    }

    /// The same, perhaps only behind the last head that this server signed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn verify_behind(&self, start: Start, deep: bool) -> Result<Proof, Error> {
        self.store().snapshot(|read| -> Result<Proof, Error> {
            let heads = self.known_heads(read)?;
            let broken =
                |what: String| Proof { sound: false, lines: vec![format!("BROKEN: {what}")] };
            if let Some(seq) = heads.broken.first() {
                return Ok(broken(format!("the signature under entry {seq} is not right")));
            }
            let own = self.ports().witness.key();
            let mut checkpoints = heads.sound.values().rev().filter(|head| head.key == own);
            let from = checkpoints.next().filter(|_| start == Start::Checkpoint);
            let claims = Claims {
                heads: heads.sound.iter().map(|(seq, head)| (*seq, head.hash)).collect(),
                from: from.map(|head| head.seq),
            };
            let verified = match verify_claims(read, &claims)? {
                Ok(verified) => verified,
                Err(found) => return Ok(broken(describe(&found))),
            };
            let mut lines = vec![format!(
                "the log is sound: {} entries, the last is change no. {}",
                verified.entries, verified.seq
            )];
            lines.extend(erasures(&verified.erased));
            if verified.archived > 0 {
                lines.push(format!("what {} entries said was put away", verified.archived));
            }
            if let Some(seq) = claims.from {
                lines.push(format!("begun behind entry {seq}, which this server signed"));
            }
            lines.extend(signed(&heads, &own));
            if sealed_with(read)?.is_some_and(|key| Some(key) != self.ports().vault.key()) {
                lines.push(OTHER_KEY.to_owned());
            }
            lines.push(format!("head {}", store::backup::hex(&verified.hash)));
            let mut sound = true;
            if deep {
                let catalog = Catalog::load(read)?;
                let replayed = replay(read)?;
                sound = replayed.different == 0;
                tell(&catalog, &replayed, &mut lines);
            }
            Ok(Proof { sound, lines })
        })
    }
}

/// Where to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// With the first entry.
    Beginning,
    /// Behind the last head that this server signed.
    Checkpoint,
}

/// Which keys signed the log, and how far.
fn signed(heads: &Heads, own: &[u8]) -> Vec<String> {
    let mut keys: BTreeMap<&[u8], (usize, &SignedHead)> = BTreeMap::new();
    for head in heads.sound.values() {
        let (count, last) = keys.entry(&head.key).or_insert((0, head));
        (*count, *last) = (*count + 1, head);
    }
    let sentence = |(key, (count, last)): (&[u8], (usize, &SignedHead))| {
        let whose = if key == own { "this server's key" } else { "another server's key" };
        let (key, at, seq) = (store::backup::hex(key), last.at, last.seq);
        format!("signed {count} times with {whose} {key}, last at {at} up to entry {seq}")
    };
    keys.into_iter().map(sentence).collect()
}

/// Which entries were erased, by which erasure.
fn erasures(erased: &Erasures) -> Vec<String> {
    let sentence = |(by, entries): (&Seq, &Vec<Seq>)| {
        let which: Vec<String> = entries.iter().map(ToString::to_string).collect();
        format!("erased by seq {by}: what entries {} said of a record", which.join(", "))
    };
    let mut lines: Vec<String> = erased.iter().take(TOLD).map(sentence).collect();
    if erased.len() > TOLD {
        lines.push(format!("… and by {} other erasures", erased.len() - TOLD));
    }
    lines
}

/// What is wrong with a log.
pub fn describe(broken: &Broken) -> String {
    broken.to_string()
}

fn tell(catalog: &Catalog, replayed: &Replayed, lines: &mut Vec<String>) {
    let Replayed { records, activities, remarks, tasks, .. } = replayed;
    let compared = format!(
        "{records} records, {activities} follow-ups, {remarks} remarks and {tasks} tasks were compared with the log"
    );
    lines.push(match replayed.different {
        0 => format!("{compared}: all are as it says"),
        n => format!("BROKEN: {compared}: {n} differ"),
    });
    lines.extend(replayed.differences.iter().map(|difference| sentence(catalog, difference)));
    let tasks = replayed.differing_tasks.iter();
    lines.extend(tasks.map(|task| format!("task {task} is not what the log says")));
    let told = (replayed.differences.len() + replayed.differing_tasks.len()) as u64;
    if told < replayed.different {
        lines.push(format!("… and {} more", replayed.different - told));
    }
}

fn sentence(catalog: &Catalog, difference: &Difference) -> String {
    let form = catalog.forms.get(&difference.form).map_or("?", |f| f.code.as_str());
    let what = match &difference.what {
        What::Fields(fields) => {
            let names = fields.iter().map(|f| name(catalog, difference.form, *f));
            format!("holds other values in {}", names.collect::<Vec<_>>().join(", "))
        }
        What::Activities => "has other follow-ups".to_owned(),
        What::Remarks => "has other remarks".to_owned(),
        What::Gone(seq) => format!("was made by entry {seq} and is gone"),
        What::Unlogged(seq) => format!("is not explained by the log, which breaks off at {seq}"),
    };
    format!("{form} {} {what}", difference.record)
}

fn name(catalog: &Catalog, form: FormId, field: FieldRef) -> String {
    match field {
        FieldRef::System(system) => system.code().to_owned(),
        FieldRef::Field(id) => {
            let known = catalog.forms.get(&form).and_then(|f| f.field_by_id(id));
            known.map_or_else(|| id.to_string(), |f| f.code.clone())
        }
    }
}

impl Proof {
    /// The first thing that is wrong, for one line.
    ///
    /// # Errors
    /// A fault that says it.
    pub fn expect_sound(&self) -> Result<(), Fault> {
        if self.sound {
            return Ok(());
        }
        let first = self.lines.iter().find(|line| line.starts_with("BROKEN"));
        Err(Fault::new(first.cloned().unwrap_or_default()))
    }
}
