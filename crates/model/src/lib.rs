//! WORDS: ids, values, definitions, commands, changes, rejections.
//!
//! Knows no I/O, no async, no clock and no other room. Every other crate speaks in these words, so this one stays
//! small and still. Begin with [`form::Form`], [`value::Value`], [`command::Command`] and [`change::Change`].

pub mod access;
pub mod actor;
pub mod change;
pub mod command;
pub mod document;
pub mod expr;
pub mod feedback;
pub mod form;
pub mod ids;
pub mod job;
pub mod kind;
pub mod label;
pub mod notice;
pub mod person;
pub mod rejection;
pub mod remark;
pub mod shape;
pub mod system;
pub mod task;
pub mod value;
pub mod view;

pub use access::{Access, Grant, RowScope};
pub use actor::{Actor, Cause, Origin};
pub use change::{Change, ChangeKind, FieldChange, Seq};
pub use command::{Command, Values};
pub use expr::{Expr, FieldPath, FieldRef, Function};
pub use form::{Field, Form};
pub use ids::{
    ActivityId, ApiKeyId, BatchId, DepartmentId, FeedbackId, FieldId, FileId, FormId, IdError,
    ImportId, InvitationId, JobId, NoticeId, OptionId, RecordId, RemarkId, RoleId, TaskId, UserId,
    ViewId, WebhookId, WorkspaceId,
};
pub use kind::FieldKind;
pub use label::Label;
pub use rejection::{Code, Rejection, Rejections};
pub use shape::Shape;
pub use system::SystemField;
pub use value::Value;
