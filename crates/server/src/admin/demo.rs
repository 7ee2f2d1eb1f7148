//! Invented records for trying things out: on demand, and after a set-up that asked for them.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};
use app::demo::DemoRequest;
use app::runtime::drain;
use app::{Error, Platform, Who};
use model::Code;

use super::Reply;
use super::perform::Served;
use crate::packs;
use crate::user_add::told;

/// How many after a set-up.
const USUAL: u64 = 2_000;
/// More than these are left to the server's threads to be made searchable.
const AT_ONCE: u64 = 10_000;
/// How often it is said how far it is.
const SAY: Duration = Duration::from_secs(1);

/// Makes them.
pub(super) fn make(
    platform: &Platform,
    served: Served,
    request: DemoRequest,
    reply: &mut dyn Reply,
) -> Result<()> {
    packs::install_first(platform)?;
    let (begun, mut said, mut records) = (Instant::now(), Instant::now(), 0);
    let mut progress = |done: u64, total: u64| {
        records = done;
        if said.elapsed() >= SAY {
            said = Instant::now();
            // Whoever asked may have gone; the records come nevertheless.
            drop(reply.note(&format!("{done} of {total}")));
        }
    };
    let made = platform.make_demo(&Who::cli(), &packs::first_demo()?, request, &mut progress);
    made.map_err(|error| {
        plainly(
            error,
            Code::AlreadyDone,
            "there are invented records already: --off first 已有示例数据，请先用 --off 移除",
        )
    })?;
    let seconds = begun.elapsed().as_secs_f64();
    reply.line(&format!("{records} records in {seconds:.1} s"))?;
    if served == Served::Here && records <= AT_ONCE {
        reply.note("making them searchable")?;
        drain(platform).map_err(told)?;
    } else if served == Served::Here {
        reply.note("the server makes them searchable once it runs")?;
    }
    Ok(())
}

/// Takes them away.
pub(super) fn remove(platform: &Platform, served: Served, reply: &mut dyn Reply) -> Result<()> {
    let mut said = Instant::now();
    let mut progress = |done: u64| {
        if said.elapsed() >= SAY {
            said = Instant::now();
            drop(reply.note(&format!("{done} gone")));
        }
    };
    let gone = platform.remove_demo(&Who::cli(), &mut progress);
    let gone = gone.map_err(|error| {
        plainly(error, Code::NotFound, "there are no invented records 没有示例数据")
    })?;
    reply.line(&format!("{gone} records went to the recycle bin"))?;
    if served == Served::Here && gone <= AT_ONCE {
        drain(platform).map_err(told)?;
    }
    Ok(())
}

fn plainly(error: Error, code: Code, words: &str) -> anyhow::Error {
    if error.code() == Some(code) { anyhow!("{words}") } else { told(error) }
}

/// Waits for a set-up that asks for invented records, and makes them once. Ends with the process.
pub(crate) fn after_set_up(platform: &Arc<Platform>) {
    let platform = Arc::downgrade(platform);
    let wait = move || {
        while let Some(platform) = platform.upgrade() {
            match platform.is_set_up() {
                Ok(true) => return at_once(&platform),
                Ok(false) => {}
                Err(fault) => tracing::warn!("waiting for the set-up: {fault}"),
            }
            drop(platform);
            std::thread::sleep(SAY / 4);
        }
    };
    if let Err(error) = std::thread::Builder::new().name("clew-first-demo".to_owned()).spawn(wait) {
        tracing::warn!(%error, "no thread for invented records");
    }
}

fn at_once(platform: &Platform) {
    let wanted = platform.wants_demo().and_then(|wants| Ok(wants && platform.demo()?.is_none()));
    let made = match wanted {
        Ok(false) => return,
        Ok(true) => packs::first_demo().and_then(|plan| {
            let request = DemoRequest { records: USUAL, seed: None };
            platform.make_demo(&Who::system(), &plan, request, &mut |_, _| {}).map_err(told)
        }),
        Err(fault) => Err(anyhow!(fault)),
    };
    match made {
        Ok(_) => tracing::info!(records = USUAL, "made invented records"),
        Err(error) => tracing::error!("invented records: {error:#}"),
    }
}
