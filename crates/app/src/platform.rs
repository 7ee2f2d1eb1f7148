//! The platform: one workspace's store, definitions and ports, and the one door to write through.

use std::sync::{Arc, OnceLock};

use jiff::Timestamp;
use model::{Code, Rejection};
use store::query::Anchors;
use store::{Committed, Error, Fault, FaultKind, Store, Tx, Urgency};

use crate::auth::Memory;
use crate::catalog::{Catalog, CatalogCache};
use crate::forms::Pack;
use crate::idempotency::UnderWay;
use crate::imports::Pipelines;
use crate::index_use::IndexUse;
use crate::live::Hub;
use crate::ports::Ports;

/// Runs after publications by others are tried this often before giving up.
const STALE_RETRIES: usize = 5;

/// One workspace, open.
pub struct Platform {
    store: Arc<Store>,
    ports: Ports,
    catalog: CatalogCache,
    anchors: Anchors,
    auth: Memory,
    live: Hub,
    index_use: IndexUse,
    imports: Pipelines,
    under_way: UnderWay,
    first_pack: OnceLock<Arc<Pack>>,
}

impl Platform {
    /// Opens the workspace in a store.
    ///
    /// # Errors
    /// When the definitions cannot be read.
    pub fn open(store: Arc<Store>, ports: Ports) -> Result<Self, Error> {
        let catalog = CatalogCache::open(&store, Arc::clone(&ports.vault))?;
        Ok(Self {
            store,
            ports,
            catalog,
            anchors: Anchors::new(),
            auth: Memory::default(),
            live: Hub::default(),
            index_use: IndexUse::default(),
            imports: Pipelines::default(),
            under_way: UnderWay::default(),
            first_pack: OnceLock::new(),
        })
    }

    /// What set-up installs in a workspace without forms: only then is it known in which currency the company counts.
    pub fn begins_with(&self, pack: Pack) {
        // Said once, when the server starts.
        drop(self.first_pack.set(Arc::new(pack)));
    }

    /// What set-up installs.
    pub(crate) fn first_pack(&self) -> Option<&Arc<Pack>> {
        self.first_pack.get()
    }

    /// The database.
    pub fn store(&self) -> &Arc<Store> {
        &self.store
    }

    /// What comes from outside.
    pub fn ports(&self) -> &Ports {
        &self.ports
    }

    /// The moment.
    pub fn now(&self) -> Timestamp {
        self.ports.clock.now()
    }

    /// The newest definitions.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn catalog(&self) -> Result<Arc<Catalog>, Fault> {
        self.catalog.get(&self.store)
    }

    /// Open screens.
    pub fn live(&self) -> &Hub {
        &self.live
    }

    /// Which slow lists ask for an index.
    pub(crate) fn index_use(&self) -> &IndexUse {
        &self.index_use
    }

    /// Files that are being read into records on this node.
    pub(crate) fn imports(&self) -> &Pipelines {
        &self.imports
    }

    /// Keys of requests that this node is working on.
    pub(crate) fn under_way(&self) -> &UnderWay {
        &self.under_way
    }

    /// Anchors of lists that were jumped into.
    pub(crate) fn anchors(&self) -> &Anchors {
        &self.anchors
    }

    /// What is remembered of sessions and attempts to sign in.
    pub(crate) fn auth(&self) -> &Memory {
        &self.auth
    }

    /// The one door: runs a request with the definitions that hold when it commits, and returns when it is durable.
    /// The request may run more than once; ids and times are taken before.
    ///
    /// # Errors
    /// What the request returns; unique indexes' refusals as `Duplicate` at the field.
    pub(crate) fn write<T: Send + 'static>(
        &self,
        run: impl Fn(&mut Tx<'_>, &Catalog) -> Result<T, Error> + Send + Sync + 'static,
    ) -> Result<Committed<T>, Error> {
        self.write_as(Urgency::Interactive, run)
    }

    /// The same for a chunk of long work and for reactors, behind people's requests. Keep a chunk under 500 rows.
    ///
    /// # Errors
    /// As [`Platform::write`].
    pub(crate) fn write_chunk<T: Send + 'static>(
        &self,
        run: impl Fn(&mut Tx<'_>, &Catalog) -> Result<T, Error> + Send + Sync + 'static,
    ) -> Result<Committed<T>, Error> {
        self.write_as(Urgency::Background, run)
    }

    /// The same for long work that is broken off, and tried again later, when somebody interactive comes.
    ///
    /// # Errors
    /// As [`Platform::write`]; `TransactionLost` when it was broken off.
    pub(crate) fn write_yielding<T: Send + 'static>(
        &self,
        run: impl Fn(&mut Tx<'_>, &Catalog) -> Result<T, Error> + Send + Sync + 'static,
    ) -> Result<Committed<T>, Error> {
        self.write_as(Urgency::Yielding, run)
    }

    fn write_as<T: Send + 'static>(
        &self,
        urgency: Urgency,
        run: impl Fn(&mut Tx<'_>, &Catalog) -> Result<T, Error> + Send + Sync + 'static,
    ) -> Result<Committed<T>, Error> {
        let run = Arc::new(run);
        let mut catalog = self.catalog()?;
        for _ in 0..STALE_RETRIES {
            let (shared, picture) = (Arc::clone(&run), Arc::clone(&catalog));
            let request = move |tx: &mut Tx<'_>| {
                tx.expect_catalog(picture.version)?;
                shared(tx, &picture)
            };
            let written = match urgency {
                Urgency::Interactive => self.store.write(request),
                Urgency::Background => self.store.write_chunk(request),
                Urgency::Yielding => self.store.write_yielding(request),
            };
            match written {
                Err(Error::Fault(fault)) if fault.kind == FaultKind::StaleCatalog => {
                    catalog = self.catalog.reload(&self.store)?;
                }
                Err(Error::Fault(fault)) => return Err(meaning(&catalog, fault)),
                other => return other,
            }
        }
        Err(Error::rejected(Code::StaleDefinition))
    }
}

/// A refused unique index, as people know the field.
fn meaning(catalog: &Catalog, fault: Fault) -> Error {
    let FaultKind::Unique(constraint) = &fault.kind else { return fault.into() };
    for (form, table) in &catalog.tables {
        if let Some(field) = table.unique_field(constraint) {
            let form = catalog.forms.get(form);
            if let Some((form, field)) = form.and_then(|f| Some((f, f.field_by_id(field)?))) {
                let rejection = Rejection::at(Code::Duplicate, field.code.as_str());
                return rejection.with("form", form.code.as_str()).into();
            }
        }
        if *constraint == format!("{}.id", table.rows())
            || *constraint == format!("{}_id_key", table.rows())
        {
            return Rejection::at(Code::IdTaken, "id").into();
        }
    }
    fault.into()
}
