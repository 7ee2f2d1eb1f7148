//! Data imports: from a file that people have to records of a form, and back.

mod aiming;
mod checking;
mod choosing;
mod erased;
mod fitting;
mod hidden;
mod keeping;
pub(crate) mod kit;
mod options;
mod parts;
mod past;
mod remembered;
mod running;
mod samples;
mod spaces;
mod steps;
mod template;
mod traps;
mod twice;
mod undoing;
mod untidy;
mod wide;
