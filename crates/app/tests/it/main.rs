//! The use cases, on a platform of their own for each test. A test's name is what holds.

mod auth;
mod crm;
mod people;
mod records;
mod refused;
mod sight;
