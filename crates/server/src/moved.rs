//! A workspace that was copied into PostgreSQL leaves a note in its data folder. Whoever forgets `--database` would
//! else go on writing to the old database, and neither copy would be whole.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

/// The note's name. Removing the file is how one goes back to the old database on purpose.
const NOTE: &str = "moved-to-postgresql.txt";

/// Leaves the note.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn note(folder: &Path) -> Result<()> {
    let text = "This workspace was copied into a PostgreSQL database: start the server with --database.\n\
                Remove this file only to go back to the old database, which has not changed since.\n\
                这里的数据已经复制到 PostgreSQL，请用 --database 启动。\n\
                只有确定要回到旧数据库（复制以后的改动都不在里面）时，才删除这个文件。\n";
    let path = folder.join(NOTE);
    fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))
}

/// Refuses the old database of a folder with the note.
///
/// # Errors
/// When the note is there.
pub(crate) fn refuse(folder: &Path) -> Result<()> {
    let path = folder.join(NOTE);
    if path.exists() {
        let shown = path.display();
        bail!(
            "this workspace was moved to PostgreSQL: name it with --database, or remove {shown} to go back \
             数据已迁移到 PostgreSQL，请加上 --database；确定要回到旧数据库时才删除这个文件"
        );
    }
    Ok(())
}
