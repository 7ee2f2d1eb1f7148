//! `clew pack`: definitions as files, in a folder or in a zip.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::{Args, Subcommand};
use zip::write::SimpleFileOptions;

use super::output::Output;
use crate::admin::{Request, Terminal, ask};
use crate::cli::DataArgs;

/// No honest file of a pack is larger.
const LARGEST: u64 = 16 << 20;

/// What to do with packs.
#[derive(Debug, Subcommand)]
pub(crate) enum PackTask {
    /// Publish the forms of a pack that do not exist yet
    Install(PackArgs),
    /// Write the forms of the workspace as a pack
    Export(PackExport),
    /// Say what a pack would change
    Diff(PackArgs),
}

/// Which pack.
#[derive(Debug, Args)]
pub(crate) struct PackArgs {
    #[command(flatten)]
    place: DataArgs,
    /// A folder, or a .zip file
    #[arg(value_name = "DIR|FILE")]
    pack: PathBuf,
}

/// What to write where.
#[derive(Debug, Args)]
pub(crate) struct PackExport {
    #[command(flatten)]
    place: DataArgs,
    /// A new folder, or a .zip file
    #[arg(value_name = "DIR|FILE")]
    pack: PathBuf,
    /// The pack's code: ids that follow from it are not written
    #[arg(long, default_value = "exported")]
    code: String,
    /// Codes of the forms; all when none is named
    #[arg(long, value_name = "CODE")]
    form: Vec<String>,
}

/// Does it.
///
/// # Errors
/// When the pack cannot be read or written, or its forms are refused.
pub(crate) fn pack(task: &PackTask) -> Result<()> {
    match task {
        PackTask::Install(args) => {
            told(&args.place, &Request::InstallPack { files: read(&args.pack)? })
        }
        PackTask::Diff(args) => told(&args.place, &Request::DiffPack { files: read(&args.pack)? }),
        PackTask::Export(export) => {
            let (code, forms) = (export.code.clone(), export.form.clone());
            let mut answer = Vec::new();
            let request = Request::ExportPack { code, forms };
            ask(&export.place.place(), &request, &mut Terminal { body: &mut answer })?;
            write(&export.pack, &serde_json::from_slice(&answer)?)
        }
    }
}

fn told(place: &DataArgs, request: &Request) -> Result<()> {
    ask(&place.place(), request, &mut Terminal { body: &mut std::io::sink() })
}

fn is_zip(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
}

fn read(path: &Path) -> Result<BTreeMap<String, String>> {
    let shown = path.display();
    let mut files = BTreeMap::new();
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            let file = entry?.path();
            let name = file.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_owned();
            if name.ends_with(".json") {
                let text = fs::read_to_string(&file);
                files.insert(name, text.with_context(|| file.display().to_string())?);
            }
        }
        return Ok(files);
    }
    let file = File::open(path).with_context(|| format!("{shown} cannot be read"))?;
    let mut archive = zip::ZipArchive::new(file).with_context(|| format!("{shown} is no zip"))?;
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place)?;
        // A folder inside the zip does not matter: a pack is flat.
        let name = entry.name()?.rsplit('/').next().unwrap_or_default().to_owned();
        if name.ends_with(".json") {
            let mut text = String::new();
            (&mut entry).take(LARGEST).read_to_string(&mut text)?;
            files.insert(name, text);
        }
    }
    Ok(files)
}

fn write(path: &Path, files: &BTreeMap<String, String>) -> Result<()> {
    if is_zip(path) {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in files {
            zip.start_file(name.as_str(), SimpleFileOptions::default())?;
            zip.write_all(text.as_bytes())?;
        }
        let mut output = Output::begin(path)?;
        output.write_all(zip.finish()?.get_ref())?;
        return output.finish();
    }
    if path.exists() && fs::read_dir(path)?.next().is_some() {
        bail!("{} is not empty", path.display());
    }
    fs::create_dir_all(path)?;
    for (name, text) in files {
        fs::write(path.join(name), text)?;
    }
    Ok(())
}
