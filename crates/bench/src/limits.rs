//! The limit to compare with: the same rows, indexes, grams and log entries, written by the store in groups of 32 from
//! one thread, without queue, door or HTTP.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use app::forms::Pack;
use app::{Platform, Who};
use model::{Actor, Cause, Form, Origin, RecordId, Values};
use serde_json::{Value as Json, json};
use store::records::{self, Act, NewRecord};
use store::{Location, Store, query, sqlite_file};

const GROUP: usize = 32;
const TIME: Duration = Duration::from_secs(5);

/// A believable lead.
pub(crate) fn lead(n: usize) -> Json {
    let sources = ["website", "search_ads", "exhibition", "referral", "cold_call"];
    json!({
        "company": format!("{}海达{}机械设备有限公司", ["青岛", "苏州", "东莞", "成都"][n % 4], n % 9973),
        "contact_name": format!("张{}", ["伟", "芳", "娜", "强", "敏"][n % 5]),
        "phone": format!("139{:08}", n % 100_000_000),
        "amount": format!("{}.00", 5_000 + n % 800_000),
        "source": sources[n % sources.len()],
        "rating": (["a", "b", "c"][n % 3]),
        "region": "山东省青岛市",
        "email": format!("buyer{n}@example.com"),
        "need": "想了解报价和交期，下周有采购计划",
    })
}

/// The CRM pack of the repository.
pub(crate) fn pack() -> Result<Pack> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/crm/");
    Ok(Pack::read(&|name| std::fs::read(format!("{folder}{name}")).ok())?)
}

/// Rows a second.
pub(crate) fn creates(postgres: Option<&str>) -> Result<f64> {
    let folder = tempfile::Builder::new().prefix("clew-limit").tempdir_in("/var/tmp")?;
    let location = match postgres {
        None => Location::Sqlite(sqlite_file(folder.path())),
        Some(url) => Location::Postgres {
            url: url.to_owned(),
            schema: format!("clew_limit_{}", std::process::id()),
        },
    };
    let platform = Platform::open(
        std::sync::Arc::new(Store::open(location)?),
        connect::ports(folder.path())?,
    )?;
    platform.install_pack(&Who::cli(), &pack()?)?;
    let catalog = platform.catalog()?;
    let form = catalog.form("lead")?.clone();
    let table = catalog.table(form.id)?.clone();
    let act = Act {
        cause: Cause::of(Actor::Cli, Origin::Cli),
        at: platform.now(),
        form_version: form.version,
    };
    let (begin, mut made) = (Instant::now(), 0usize);
    while begin.elapsed() < TIME {
        let group: Vec<(NewRecord, Vec<String>)> =
            (made..made + GROUP).map(|n| new_record(&platform, &form, n)).collect::<Result<_>>()?;
        let (table, act, first) = (table.clone(), act.clone(), i64::try_from(made)?);
        platform.store().write(move |tx| {
            for (record, _) in &group {
                records::create(tx, &table, record, &act)?;
            }
            let grams = (first + 1..).zip(group.iter().map(|(_, grams)| grams.clone()));
            Ok(query::index_grams(tx, &table, &grams.collect::<Vec<_>>())?)
        })?;
        made += GROUP;
    }
    Ok(made as f64 / begin.elapsed().as_secs_f64())
}

fn new_record(platform: &Platform, form: &Form, n: usize) -> Result<(NewRecord, Vec<String>)> {
    let lead = lead(n);
    let json = lead.as_object().context("an object")?;
    let values: Values = engines::forms::read::values(form, &model::Access::full(), json)
        .map_err(|r| anyhow::anyhow!("{r:?}"))?;
    let sort_keys = engines::forms::derive::sort_keys(form, &values);
    let grams = engines::search::index(&engines::forms::derive::sought(form, &values)).grams;
    let record = NewRecord {
        id: RecordId(platform.ports().ids.next()),
        sort_keys: sort_keys.into_iter().filter_map(|(f, k)| Some((f, k?))).collect(),
        values,
        activities: Vec::new(),
    };
    Ok((record, grams))
}
