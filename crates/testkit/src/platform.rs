//! A platform with everything around it.

use std::ops::Deref;
use std::sync::Arc;

use app::{Platform, Ports};
use store::Store;

use crate::{
    CountingIds, FolderFiles, TestClock, TestDatabase, TestHttp, TestRandom, TestVault, TestWitness,
};

/// A platform on a database of its own. Fields drop in their order: the database goes last.
pub struct TestPlatform {
    platform: Arc<Platform>,
    /// Tells and moves the time.
    pub clock: Arc<TestClock>,
    /// What went outside.
    pub http: Arc<TestHttp>,
    /// Has the key for sensitive fields, and can lose it.
    pub vault: Arc<TestVault>,
    /// Remembers beside the database.
    pub witness: Arc<TestWitness>,
    ports: Ports,
    database: TestDatabase,
}

impl TestPlatform {
    /// A platform on SQLite.
    pub fn new() -> Self {
        Self::on(TestDatabase::sqlite())
    }

    /// A platform on PostgreSQL; none where no server is named.
    pub fn on_postgres() -> Option<Self> {
        TestDatabase::postgres().map(Self::on)
    }

    /// A platform on this database.
    ///
    /// # Panics
    /// When it cannot be opened.
    pub fn on(database: TestDatabase) -> Self {
        let (clock, http) = (Arc::new(TestClock::default()), Arc::new(TestHttp::default()));
        let vault = Arc::new(TestVault::default());
        let witness = Arc::new(TestWitness::default());
        let ports = Ports {
            clock: clock.clone(),
            ids: Arc::new(CountingIds::default()),
            random: Arc::new(TestRandom::default()),
            http: http.clone(),
            files: Arc::new(FolderFiles::new()),
            vault: vault.clone(),
            witness: witness.clone(),
        };
        let platform = open(&database, &ports);
        Self { platform, clock, http, vault, witness, ports, database }
    }

    /// Another node on the same database, with the same clock and outside.
    ///
    /// # Panics
    /// When the database cannot be opened.
    pub fn another_node(&self) -> Arc<Platform> {
        open(&self.database, &self.ports)
    }

    /// The platform, to share with threads.
    pub fn shared(&self) -> Arc<Platform> {
        Arc::clone(&self.platform)
    }
}

impl Default for TestPlatform {
    fn default() -> Self {
        Self::new()
    }
}

impl Deref for TestPlatform {
    type Target = Platform;

    fn deref(&self) -> &Platform {
        &self.platform
    }
}

fn open(database: &TestDatabase, ports: &Ports) -> Arc<Platform> {
    let store = Store::open(database.location().clone()).expect("the database opens");
    let platform = Platform::open(Arc::new(store), ports.clone());
    Arc::new(platform.expect("the platform opens"))
}
