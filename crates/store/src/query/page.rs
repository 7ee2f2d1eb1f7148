//! One page of records.

use model::{FieldRef, RecordId};

use super::anchors::Anchors;
use super::keyset::{Cursor, KeyValue, after};
use super::segments::{Segment, SortBy, segments};
use super::shape::Question;
use crate::fault::{Error, Fault};
use crate::records::{ColumnPlan, Record, load_sets, plan_columns, read_row};
use crate::session::{Read, all, first, must};
use crate::sql::Sql;

/// Where a page begins.
#[derive(Debug, Clone, PartialEq)]
pub enum From {
    /// At the first record.
    Start,
    /// Right after this one.
    After(Cursor),
    /// At this ordinal, from 0.
    At(i64),
}

/// Records in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The records.
    pub items: Vec<Record>,
    /// Where to go on; none at the end.
    pub next: Option<Cursor>,
}

/// Reads a page of at most `size` records.
///
/// # Errors
/// A rejection when the conditions cannot be asked of the database; a fault when it does not answer.
pub fn page(
    read: &mut dyn Read,
    question: &Question<'_>,
    (sort, fields): (&[SortBy], &[FieldRef]),
    (from, size): (&From, u32),
    anchors: &Anchors,
) -> Result<Page, Error> {
    let empty = Sql::new(read.dialect());
    let walk = Walk {
        wheres: question.wheres(read.dialect())?,
        segments: segments(question.table, sort, &empty),
        plan: plan_columns(question.table, fields),
        rows: question.table.rows(),
        empty,
    };
    let start = match from {
        From::Start => Place { segment: 0, cursor: None, skip: 0 },
        From::After(cursor) => {
            Place { segment: cursor.segment, cursor: Some(cursor.clone()), skip: 0 }
        }
        From::At(at) => walk.place(read, *at, anchors)?,
    };
    let (mut items, next) = walk.collect(read, start, size)?;
    if let (From::At(at), Some(next)) = (from, &next) {
        anchors.remember(&walk.key(), at + i64::from(size), next);
    }
    fill_sets(read, question, &walk.plan, &mut items)?;
    Ok(Page { items, next })
}

/// A place inside the walk.
struct Place {
    segment: usize,
    cursor: Option<Cursor>,
    skip: i64,
}

struct Walk {
    wheres: Sql,
    segments: Vec<Segment>,
    plan: ColumnPlan,
    rows: String,
    empty: Sql,
}

impl Walk {
    /// What tells this walk from others, for the anchors: conditions with their values, and the order.
    fn key(&self) -> String {
        let mut key = format!("{} {} {:?}", self.rows, self.wheres.text(), self.wheres.params());
        for segment in &self.segments {
            for k in &segment.keys {
                key.push_str(&format!(" {} {}", k.column.text(), k.descending));
            }
            key.push(if segment.descending { '<' } else { '>' });
            if let Some(c) = &segment.condition {
                key.push_str(&format!("{} {:?}", c.text(), c.params()));
            }
        }
        key
    }

    /// Finds the place of an ordinal from the nearest anchor before it.
    fn place(&self, read: &mut dyn Read, at: i64, anchors: &Anchors) -> Result<Place, Fault> {
        let (ordinal, cursor) = anchors.nearest(&self.key(), at);
        let mut place =
            Place { segment: cursor.as_ref().map_or(0, |c| c.segment), cursor, skip: at - ordinal };
        while place.skip > 0 && place.segment + 1 < self.segments.len() {
            let inside = self.count_segment(read, &place)?;
            if place.skip < inside {
                break;
            }
            place = Place { segment: place.segment + 1, cursor: None, skip: place.skip - inside };
        }
        Ok(place)
    }

    /// Rows of the place's segment from the place on; no more than it takes to decide.
    fn count_segment(&self, read: &mut dyn Read, place: &Place) -> Result<i64, Fault> {
        let mut sql = self.sql("SELECT COUNT(*) FROM (SELECT 1 FROM ");
        sql.push(&self.rows).push(" t").append(&self.conditions(place));
        sql.push(" LIMIT ").bind(place.skip + 1).push(") counted");
        first(read, &sql, |row| must(row.int(0)?, "count"))?.ok_or_else(|| Fault::new("no count"))
    }

    fn collect(
        &self,
        read: &mut dyn Read,
        mut place: Place,
        size: u32,
    ) -> Result<(Vec<Record>, Option<Cursor>), Fault> {
        let mut items = Vec::with_capacity(size as usize);
        let mut last = None;
        while place.segment < self.segments.len() {
            // One more than wanted tells whether there is a next page.
            let want = i64::from(size) + 1 - items.len() as i64;
            for (record, cursor) in self.read_segment(read, &place, want)? {
                if items.len() == size as usize {
                    return Ok((items, last));
                }
                items.push(record);
                last = Some(cursor);
            }
            place = Place { segment: place.segment + 1, cursor: None, skip: 0 };
        }
        Ok((items, None))
    }

    fn read_segment(
        &self,
        read: &mut dyn Read,
        place: &Place,
        limit: i64,
    ) -> Result<Vec<(Record, Cursor)>, Fault> {
        let segment = &self.segments[place.segment];
        let mut sql = self.sql("SELECT ");
        self.plan.select(&mut sql);
        for key in &segment.keys {
            sql.push(", ").append(&key.column);
        }
        sql.push(" FROM ").push(&self.rows).push(" t");
        if place.skip > 0 {
            // Skipping walks an index; only the rows of the page are looked up.
            sql.push(" WHERE t.rk IN (SELECT t.rk FROM ").push(&self.rows).push(" t");
            sql.append(&self.conditions(place)).append(&self.order(segment));
            sql.push(" LIMIT ").bind(limit).push(" OFFSET ").bind(place.skip).push(")");
            sql.append(&self.order(segment));
        } else {
            sql.append(&self.conditions(place)).append(&self.order(segment));
            sql.push(" LIMIT ").bind(limit);
        }
        let offset = 4 + self.plan.singles.len();
        all(read, &sql, |row| {
            let record = read_row(row, &self.plan)?;
            let keys: Result<Vec<_>, Fault> = segment
                .keys
                .iter()
                .enumerate()
                .map(|(i, key)| KeyValue::read(row, offset + i, key.shape))
                .collect();
            let cursor = Cursor { segment: place.segment, keys: keys?, row: record.key };
            Ok((record, cursor))
        })
    }

    fn conditions(&self, place: &Place) -> Sql {
        let segment = &self.segments[place.segment];
        let mut sql = self.wheres.clone();
        if let Some(condition) = &segment.condition {
            sql.push(" AND ").append(condition);
        }
        if let Some(cursor) = &place.cursor {
            sql.append(&after(segment, cursor, &self.empty));
        }
        sql
    }

    fn order(&self, segment: &Segment) -> Sql {
        let mut sql = self.sql(" ORDER BY ");
        for key in &segment.keys {
            if key.nullable {
                sql.append(&key.column).push(" IS NULL, ");
            }
            sql.append(&key.column).push(if key.descending { " DESC, " } else { ", " });
        }
        sql.push("t.rk").push(if segment.descending { " DESC" } else { "" });
        sql
    }

    fn sql(&self, text: &str) -> Sql {
        Sql::of(self.empty.dialect, text)
    }
}

fn fill_sets(
    read: &mut dyn Read,
    question: &Question<'_>,
    plan: &ColumnPlan,
    items: &mut [Record],
) -> Result<(), Fault> {
    let ids: Vec<RecordId> = items.iter().map(|r| r.id).collect();
    let mut many = load_sets(read, question.table, &plan.many, &ids)?;
    for record in items {
        record.values.extend(many.remove(&record.id).unwrap_or_default());
    }
    Ok(())
}
