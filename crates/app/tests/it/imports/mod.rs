//! Data imports: from a file that people have to records of a form, and back.

mod aiming;
mod kit;
mod running;
mod samples;
mod traps;
mod undoing;
