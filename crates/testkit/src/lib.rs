//! For tests only: a whole platform on a database of its own, with a clock that stands still, ids that count, and an
//! outside that records what it is told.
//!
//! Begin with [`TestPlatform`]; write tests that matter for both databases with [`both_databases!`].

mod clock;
mod database;
mod files;
mod http;
mod ids;
mod people;
mod platform;
mod random;
mod vault;
mod witness;

pub use clock::TestClock;
pub use database::TestDatabase;
pub use files::FolderFiles;
pub use http::TestHttp;
pub use ids::CountingIds;
pub use people::PASSWORD;
pub use platform::TestPlatform;
pub use random::TestRandom;
pub use vault::TestVault;
pub use witness::TestWitness;

/// Runs each named test on both databases. A test is `fn name(platform: &TestPlatform)`. The PostgreSQL half runs
/// where `CLEW_TEST_POSTGRES` names a server, and skips with a message elsewhere.
#[macro_export]
macro_rules! both_databases {
    ($($name:ident,)*) => {
        mod on_sqlite {
            $(#[test]
            fn $name() {
                super::$name(&$crate::TestPlatform::new());
            })*
        }
        mod on_postgres {
            $(#[test]
            fn $name() {
                if let Some(platform) = $crate::TestPlatform::on_postgres() {
                    super::$name(&platform);
                }
            })*
        }
    };
}
