//! `clew migrate`.

use anyhow::{Result, bail};
use app::backup::copy;
use clap::Args;
use store::backup::hex;
use store::head;

use crate::cli::DataArgs;
use crate::moved;
use crate::open::{Place, must_be_there, open};
use crate::user_add::told;
use crate::{VERSION, print};

/// `clew migrate`.
#[derive(Debug, Args)]
pub(crate) struct MigrateTask {
    #[command(flatten)]
    pub(crate) place: DataArgs,
    /// The empty PostgreSQL database to copy into
    #[arg(long, value_name = "URL")]
    pub(crate) to: String,
}

/// Copies everything into an empty PostgreSQL database and proves that it is the same. Files stay in the data folder.
///
/// # Errors
/// When a server is running or the target is not empty.
pub(crate) fn migrate(task: &MigrateTask) -> Result<()> {
    if !task.to.starts_with("postgres://") && !task.to.starts_with("postgresql://") {
        bail!("--to names a PostgreSQL database: postgres://user@host/name 请写 PostgreSQL 的地址");
    }
    let place = task.place.place();
    must_be_there(&place)?;
    let (folder, platform) = open(&place)?;
    let target = Place { database: Some(task.to.clone()), ..place.clone() };
    let copied = copy(&platform, VERSION, &target.location(folder.path())).map_err(told)?;
    let here = platform.store().read(|read| head::read(read))?;
    if hex(&here.hash) != copied.manifest.head.hash {
        bail!("the copy does not end where the original does 复制得不完整");
    }
    platform.verify(false).map_err(told)?.expect_sound()?;
    if place.database.is_none() {
        moved::note(folder.path())?;
    }
    let (entries, seq) = (copied.entries, here.seq);
    print(&format!(
        "copied {entries} log entries, up to change no. {seq}, and compared 已复制并核对 {entries} 条日志，到第 {seq} 号变更"
    ))?;
    print(&format!("head {}", copied.manifest.head.hash))?;
    print(
        "start the server with --database from now on; the old database is untouched \
         以后请用 --database 启动；旧数据库原样保留",
    )
}
