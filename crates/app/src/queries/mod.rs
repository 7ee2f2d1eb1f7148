//! Questions, a file each. Every one takes a [`crate::Who`] and carries their Access; there is no other way to read
//! records.

mod actions;
mod acts;
mod aggregate;
mod compared;
mod forms;
mod happening;
mod history;
mod likeliest;
mod links;
mod list;
mod looked_up;
mod options;
mod read_text;
mod record;
mod request;
mod reveal;
mod reversals;
mod search;
mod similar;
mod tasks;
mod timeline;
mod titled;
mod unseen;

pub use actions::{DoneAct, StandingAction};
pub use acts::{ActPage, OwnAct};
pub use aggregate::{AggregateRequest, AggregateRow, Group, MeasureRequest};
pub use forms::{Can, FormSummary, FormView, PoolView};
pub use happening::{BroughtBack, HandedOver, MadeRecord, ShownAction, TakenBack};
pub use history::{HistoryItem, HistoryPage, ShownChange, TaskTurn};
pub use links::{BackLinks, LinkedRecord};
pub use list::ListPage;
pub use options::PickOption;
pub use read_text::{Proposal, TextSign};
pub use record::{RecordCan, RecordView, Viewer};
pub(crate) use request::searched;
pub use request::{CountMode, ListRequest};
pub use search::{FoundBy, Hit};
pub use similar::{Likeness, SimilarRecord};
pub use tasks::{
    Place as TaskPlace, ShownRecord, ShownTask, TaskCounts, TaskPage, Wanted as TasksWanted,
};
pub use timeline::{ActivitiesSought, PresentActivities, ShownActivity, ShownRemark};
pub use unseen::PickColleague;
