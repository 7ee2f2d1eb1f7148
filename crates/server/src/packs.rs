//! The packs inside the binary.

use anyhow::{Context as _, Result, anyhow};
use app::demo::Plan;
use app::forms::Pack;
use app::{Platform, Who};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../packs"]
struct Built;

/// What a new workspace begins with.
const FIRST: &str = "crm";

/// Gives a workspace its first forms: now, or with the set-up, which asks for the currency of their money.
pub(crate) fn begin(platform: &Platform) -> Result<()> {
    if platform.is_set_up()? {
        return install_first(platform);
    }
    platform.begins_with(read(FIRST)?);
    Ok(())
}

/// Gives a workspace without forms its first ones.
pub(crate) fn install_first(platform: &Platform) -> Result<()> {
    if !platform.catalog()?.forms.is_empty() {
        return Ok(());
    }
    let pack = read(FIRST)?;
    let done = platform.install_pack(&Who::system(), &pack);
    let done = done.with_context(|| format!("the pack {FIRST} cannot be installed"))?;
    tracing::info!(pack = FIRST, forms = done.published.len(), "installed a pack");
    Ok(())
}

/// What to invent for it.
pub(crate) fn first_demo() -> Result<Plan> {
    let file = Built::get(&format!("{FIRST}/demo.json"));
    let file = file.ok_or_else(|| anyhow!("the pack {FIRST} invents nothing"))?;
    Plan::read(&file.data).map_err(|fault| anyhow!("the pack {FIRST}: {fault}"))
}

fn read(code: &str) -> Result<Pack> {
    let file = |name: &str| Some(Built::get(&format!("{code}/{name}"))?.data.into_owned());
    Pack::read(&file).map_err(|fault| anyhow!("the pack {code}: {fault}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_pack_can_be_read() {
        assert!(!read(FIRST).expect("a pack").forms.is_empty());
    }
}
