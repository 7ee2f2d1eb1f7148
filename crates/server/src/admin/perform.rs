//! Does what was asked, with the workspace open.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _, Write};

use anyhow::{Result, anyhow, bail};
use app::backup::Start;
use app::demo::DemoRequest;
use app::forms::Pack;
use app::jobs::ExportRequest;
use app::people::NewPerson;
use app::{Platform, Who};
use model::RecordId;
use store::backup::unhex;
use store::log::Part;

use super::wait::wait_for;
use super::{PersonRequest, Reply, Request, demo, import};
use crate::user_add::told;
use crate::{VERSION, packs};

/// Who runs the platform's threads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Served {
    /// Nobody: what follows from a command is done before it ends.
    Here,
    /// The server.
    Elsewhere,
}

/// Does it, and answers.
pub(super) fn perform(
    platform: &Platform,
    served: Served,
    request: &Request,
    reply: &mut dyn Reply,
) -> Result<()> {
    match request {
        Request::Backup => backup(platform, reply),
        Request::Verify { deep, from_checkpoint } => {
            let start = if *from_checkpoint { Start::Checkpoint } else { Start::Beginning };
            verify(platform, (start, *deep), reply)
        }
        Request::ArchivablePart { before } => {
            let before = before.to_zoned(jiff::tz::TimeZone::UTC)?.timestamp();
            match platform.archivable(before).map_err(told)? {
                Some(part) => Ok(reply.line(&serde_json::to_string(&part)?)?),
                None => Ok(()),
            }
        }
        Request::WriteLogPart { part } => {
            platform.write_log_part(*part, &mut Body(reply)).map_err(told)
        }
        Request::DropLogPart { part, file, hash } => {
            drop_part(platform, *part, (file, hash), reply)
        }
        Request::Erase { form, record } => erase(platform, form, *record, reply),
        Request::Export(request) => export(platform, served, request, reply),
        Request::Import(request) => import::import(platform, served, request, reply),
        Request::AddPerson(person) => add_person(platform, served, person, reply),
        Request::InstallPack { files } => {
            let report = platform.install_pack(&Who::cli(), &pack(files)?).map_err(told)?;
            for form in report.published {
                reply.line(&format!("installed {form}"))?;
            }
            for form in report.kept {
                reply.line(&format!("left alone {form}: it exists already"))?;
            }
            Ok(())
        }
        Request::DiffPack { files } => {
            for form in platform.diff_pack(&pack(files)?).map_err(told)? {
                for difference in form.differences {
                    let (code, params) = (difference.code, difference.params);
                    reply.line(&format!("{} {code} {params}", form.form))?;
                }
            }
            Ok(())
        }
        Request::MakeDemo { records, seed } => {
            let request = DemoRequest { records: *records, seed: *seed };
            demo::make(platform, served, request, reply)
        }
        Request::RemoveDemo => demo::remove(platform, served, reply),
        Request::ExportPack { code, forms } => {
            let files = platform.export_pack(code, forms).map_err(told)?;
            let texts: BTreeMap<String, String> = files
                .into_iter()
                .map(|(name, bytes)| (name, String::from_utf8_lossy(&bytes).into_owned()))
                .collect();
            Ok(reply.body(&serde_json::to_vec(&texts)?)?)
        }
    }
}

fn pack(files: &BTreeMap<String, String>) -> Result<Pack> {
    let file = |name: &str| files.get(name).map(|text| text.clone().into_bytes());
    Pack::read(&file).map_err(|fault| anyhow!("{fault}"))
}

fn backup(platform: &Platform, reply: &mut dyn Reply) -> Result<()> {
    let written = platform.backup(VERSION, &mut Body(reply)).map_err(told)?;
    let rows: u64 = written.manifest.tables.iter().map(|t| t.rows).sum();
    let (files, head) = (written.manifest.files, &written.manifest.head);
    let seq = head.seq;
    for hash in &written.lost {
        reply.note(&format!("the bytes of the file {} are lost", store::backup::hex(hash)))?;
    }
    reply.line(&format!("backed up {rows} rows and {files} files, up to change no. {seq} 备份完成：{rows} 行、{files} 个附件，到第 {seq} 号变更"))?;
    Ok(reply.line(&format!("head {}", head.hash))?)
}

fn verify(platform: &Platform, (start, deep): (Start, bool), reply: &mut dyn Reply) -> Result<()> {
    let proof = platform.verify_behind(start, deep).map_err(told)?;
    for line in &proof.lines {
        reply.line(line)?;
    }
    if !proof.sound {
        bail!("the data was altered or damaged: restore a backup 数据被改动或损坏，请用备份恢复");
    }
    if proof.lines.iter().any(|line| line.starts_with("WARNING")) {
        reply.line("敏感字段的密钥不对：请把原服务器数据文件夹里的 seal.key 放到这里")?;
    }
    Ok(reply.line(match deep {
        true => "校验通过：日志完好，每条记录都与日志一致",
        false => "校验通过：日志完好，没有被改动",
    })?)
}

fn drop_part(
    platform: &Platform,
    part: Part,
    (file, hash): (&str, &str),
    reply: &mut dyn Reply,
) -> Result<()> {
    let hashes = unhex(file).zip(unhex(hash)).ok_or_else(|| anyhow!("a hash is none"))?;
    let moved = platform.drop_log_part(&Who::cli(), part, hashes).map_err(told)?;
    Ok(reply.line(&format!("what {moved} entries said is out of the database now"))?)
}

fn erase(platform: &Platform, form: &str, record: RecordId, reply: &mut dyn Reply) -> Result<()> {
    let done = platform.erase_record(&Who::cli(), form, record).map_err(told)?;
    let (entries, activities, files) = (done.entries, done.activities, done.files);
    let what = format!("{entries} log entries, {activities} follow-ups, {files} files");
    Ok(reply.line(&format!("erased {record} by seq {}: {what}", done.seq))?)
}

fn export(
    platform: &Platform,
    served: Served,
    request: &ExportRequest,
    reply: &mut dyn Reply,
) -> Result<()> {
    let who = Who { zone: platform.catalog()?.workspace.time_zone(), ..Who::cli() };
    let job = platform.export_records(&who, request.clone()).map_err(told)?;
    wait_for(platform, served, job, reply)?;
    let file = platform.open_export(&who, job).map_err(told)?;
    let mut from = File::open(file.path)?;
    let mut piece = vec![0; 64 * 1024];
    loop {
        match from.read(&mut piece)? {
            0 => return Ok(()),
            n => reply.body(&piece[..n])?,
        }
    }
}

fn add_person(
    platform: &Platform,
    served: Served,
    asked: &PersonRequest,
    reply: &mut dyn Reply,
) -> Result<()> {
    let new = NewPerson {
        name: asked.name.clone(),
        login: Some(asked.login.clone()),
        role: asked.role.clone(),
        password: asked.password.clone(),
        ..NewPerson::default()
    };
    let created = platform.create_person(&Who::cli(), &new).map_err(told)?;
    // An administrator added so takes the place of the set-up, with which the first forms would have come.
    if served == Served::Elsewhere && platform.is_set_up()? {
        packs::install_first(platform)?;
    }
    let told = match created.invitation {
        // Where no address was settled, the command line does not know under which name people reach the server.
        Some(link) => {
            format!("{}/invite/{}", platform.catalog()?.workspace.address, link.token)
        }
        None => created.person.id.to_string(),
    };
    Ok(reply.line(&told)?)
}

/// A reply as something to write a file into.
struct Body<'a>(&'a mut dyn Reply);

impl Write for Body<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.body(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
