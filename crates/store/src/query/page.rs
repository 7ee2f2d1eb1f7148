//! One page of records.

use model::{Code, FieldRef, RecordId, Rejection};

use super::anchors::Anchors;
use super::keyset::{Cursor, KeyValue, after};
use super::search;
use super::segments::{Segment, SortBy, segments};
use super::shape::Question;
use crate::fault::{Error, Fault};
use crate::records::{ColumnPlan, Record, load_sets, plan_columns, read_row};
use crate::session::{Read, all, first, must};
use crate::sql::Sql;
use crate::table::joined;

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
    let dialect = read.dialect();
    let empty = Sql::new(dialect);
    let segments = segments(question.table, sort, &empty);
    // On SQLite the hits come first, each beside its row: newest first they are not even collected.
    let hits = question.search.filter(|_| !dialect.is_postgres());
    let streamed = hits.filter(|_| is_newest_first(&segments));
    let scopes = match hits.filter(|_| streamed.is_none()) {
        Some(grams) => vec![question.wheres_of_hits(grams, dialect)?],
        None => question
            .scopes()
            .unwrap_or_default()
            .iter()
            .map(|scope| question.wheres_within(&scope.condition, dialect))
            .collect::<Result<_, _>>()?,
    };
    let mut walk = Walk {
        scopes,
        wheres: match streamed {
            Some(grams) => question.wheres_of_hits(grams, dialect)?,
            None => question.wheres(dialect)?,
        },
        table: question.table.rows(),
        rows: match hits {
            Some(_) => format!("{} CROSS JOIN {}", question.table.grams(), question.table.rows()),
            None => question.table.rows(),
        },
        key: streamed.map_or("t.rk".to_owned(), |_| format!("{}.rowid", question.table.grams())),
        segments,
        plan: plan_columns(question.table, fields),
        empty,
    };
    let cursor = match from {
        From::Start => None,
        From::After(cursor) if !cursor.fits(&walk.segments) => {
            return Err(Rejection::at(Code::Malformed, "after").into());
        }
        From::After(cursor) => Some(cursor),
        From::At(at) => {
            let (items, next) = walk.jump(read, (*at, size), anchors)?;
            return filled(read, question, &walk.plan, (items, next));
        }
    };
    let place = || cursor.map_or(Place::START, Place::after);
    if let Some(grams) = question.search.filter(|_| dialect.is_postgres()) {
        if is_newest_first(&walk.segments) {
            let hits = search::newest(question.table, grams, cursor.map(|c| c.row));
            let near = Walk { wheres: question.wheres_among(&hits)?, ..walk.clone() };
            let (items, next) = near.collect(read, place(), size)?;
            if next.is_some() {
                return filled(read, question, &walk.plan, (items, next));
            }
        }
        if let Some(hits) = search::few(read, question.table, grams)? {
            walk.wheres = question.wheres_among(&hits)?;
        }
    }
    let found = walk.collect(read, place(), size)?;
    filled(read, question, &walk.plan, found)
}

/// The page of what was found, many-valued fields included.
fn filled(
    read: &mut dyn Read,
    question: &Question<'_>,
    plan: &ColumnPlan,
    (mut items, next): (Vec<Record>, Option<Cursor>),
) -> Result<Page, Error> {
    fill_sets(read, question, plan, &mut items)?;
    Ok(Page { items, next })
}

/// A place inside the walk.
struct Place {
    segment: usize,
    cursor: Option<Cursor>,
    skip: i64,
}

impl Place {
    const START: Self = Self { segment: 0, cursor: None, skip: 0 };

    /// Right after a cursor.
    fn after(cursor: &Cursor) -> Self {
        Self { segment: cursor.segment, cursor: Some(cursor.clone()), skip: 0 }
    }
}

#[derive(Clone)]
struct Walk {
    wheres: Sql,
    /// Instead of `wheres`: conditions of the scopes, or of the hits, whose walks are merged.
    scopes: Vec<Sql>,
    segments: Vec<Segment>,
    plan: ColumnPlan,
    /// The table of records.
    table: String,
    /// What stands behind FROM; the records are `t`.
    rows: String,
    /// What orders records of equal sort keys.
    key: String,
    empty: Sql,
}

/// Newest first, and nothing else.
fn is_newest_first(segments: &[Segment]) -> bool {
    matches!(segments, [only] if only.keys.is_empty() && only.descending && only.condition.is_none())
}

impl Walk {
    /// What tells this walk from others, for the anchors: conditions with their values, and the order.
    fn name(&self) -> String {
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

    /// Reads from an ordinal on. The row before it comes along, so that the same jump is an anchor's next time.
    fn jump(
        &self,
        read: &mut dyn Read,
        (at, size): (i64, u32),
        anchors: &Anchors,
    ) -> Result<(Vec<Record>, Option<Cursor>), Fault> {
        if at <= 0 {
            return self.collect(read, Place::START, size);
        }
        let name = self.name();
        let (ordinal, cursor) = anchors.nearest(&name, at);
        let start = match &cursor {
            Some(cursor) if ordinal == at => Place::after(cursor),
            _ => {
                let before = self.place(read, at - 1, (ordinal, cursor))?;
                let found = self.read_on(read, before, 1)?;
                let Some((_, last)) = found.first() else { return Ok((Vec::new(), None)) };
                anchors.remember(&name, at, last);
                Place::after(last)
            }
        };
        let (items, next) = self.collect(read, start, size)?;
        if let Some(next) = &next {
            anchors.remember(&name, at + i64::from(size), next);
        }
        Ok((items, next))
    }

    /// Finds the place of an ordinal from an anchor before it.
    fn place(
        &self,
        read: &mut dyn Read,
        at: i64,
        (ordinal, cursor): (i64, Option<Cursor>),
    ) -> Result<Place, Fault> {
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
        if !self.scopes.is_empty() {
            let most = place.skip.saturating_add(1);
            let mut sql = self.sql("SELECT COUNT(*) FROM (SELECT rk FROM (");
            sql.append(&self.merged(place, most)).push(") u LIMIT ").bind(most).push(") counted");
            let found = first(read, &sql, |row| must(row.int(0)?, "count"))?;
            return found.ok_or_else(|| Fault::new("no count"));
        }
        let conditions = self.conditions(place, &self.wheres);
        let mut sql = self.sql("SELECT COUNT(*) FROM (SELECT 1 FROM ");
        sql.push(&joined(&self.rows, [&conditions])).append(&conditions);
        sql.push(" LIMIT ").bind(place.skip.saturating_add(1)).push(") counted");
        first(read, &sql, |row| must(row.int(0)?, "count"))?.ok_or_else(|| Fault::new("no count"))
    }

    /// A page from a place on, and where to go on.
    fn collect(
        &self,
        read: &mut dyn Read,
        place: Place,
        size: u32,
    ) -> Result<(Vec<Record>, Option<Cursor>), Fault> {
        // One more than wanted tells whether there is a next page.
        let mut found = self.read_on(read, place, i64::from(size) + 1)?;
        let more = found.len() > size as usize;
        found.truncate(size as usize);
        let next = found.last().filter(|_| more).map(|(_, cursor)| cursor.clone());
        Ok((found.into_iter().map(|(record, _)| record).collect(), next))
    }

    /// Records from a place on, through as many segments as it takes, each with the cursor right after it.
    fn read_on(
        &self,
        read: &mut dyn Read,
        mut place: Place,
        limit: i64,
    ) -> Result<Vec<(Record, Cursor)>, Fault> {
        let mut found = Vec::new();
        while place.segment < self.segments.len() && (found.len() as i64) < limit {
            found.extend(self.read_segment(read, &place, limit - found.len() as i64)?);
            place = Place { segment: place.segment + 1, cursor: None, skip: 0 };
        }
        Ok(found)
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
        let order = self.order(segment, self.row(segment));
        let conditions = self.conditions(place, &self.wheres);
        if !self.scopes.is_empty() {
            let from = joined(&self.table, [&sql, &order]);
            sql.push(" FROM (SELECT rk FROM (");
            sql.append(&self.merged(place, place.skip.saturating_add(limit))).push(") m");
            sql.append(&merged_order(segment, &self.empty)).push(" LIMIT ").bind(limit);
            sql.push(" OFFSET ").bind(place.skip).push(") u CROSS JOIN ").push(&from);
            sql.push(" WHERE t.rk = u.rk").append(&order);
        } else if place.skip > 0 {
            // Skipping walks an index; only the rows of the page are looked up.
            let from = joined(&self.table, [&sql]);
            sql.push(" FROM ")
                .push(&from)
                .push(" WHERE t.rk IN (SELECT t.rk FROM ")
                .push(&joined(&self.rows, [&conditions, &order]));
            sql.append(&conditions).append(&order);
            sql.push(" LIMIT ").bind(limit).push(" OFFSET ").bind(place.skip).push(")");
            sql.append(&self.order(segment, &segment.row));
        } else {
            let from = joined(&self.rows, [&sql, &conditions]);
            sql.push(" FROM ").push(&from).append(&conditions).append(&order);
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

    /// Row keys and sort keys of every scope from the place on, at most so many of each, each record once.
    fn merged(&self, place: &Place, most: i64) -> Sql {
        let segment = &self.segments[place.segment];
        let order = self.order(segment, &segment.row);
        let mut union = self.empty.clone();
        for (i, scope) in self.scopes.iter().enumerate() {
            let conditions = self.conditions(place, scope);
            let mut sql = self.sql("SELECT * FROM (SELECT t.rk AS rk");
            for (k, key) in segment.keys.iter().enumerate() {
                sql.push(", ").append(&key.column).push(&format!(" AS k{k}"));
            }
            let from = joined(&self.rows, [&sql, &conditions, &order]);
            sql.push(" FROM ").push(&from).append(&conditions).append(&order);
            sql.push(" LIMIT ").bind(most).push(&format!(") b{i}"));
            union.push(if i > 0 { " UNION " } else { "" }).append(&sql);
        }
        union.take_joins();
        union
    }

    fn conditions(&self, place: &Place, wheres: &Sql) -> Sql {
        let segment = &self.segments[place.segment];
        let mut sql = wheres.clone();
        if let Some(condition) = &segment.condition {
            sql.push(" AND ").append(condition);
        }
        if let Some(cursor) = &place.cursor {
            sql.append(&after(segment, cursor, &self.empty));
            if self.key != "t.rk" {
                // Said of the index itself, so that it begins there.
                sql.push(" AND ").push(&self.key).push(" < ").bind(cursor.row);
            }
        }
        sql
    }

    /// What orders records of equal sort keys: the search index's key, or that of the sorted table.
    fn row<'s>(&'s self, segment: &'s Segment) -> &'s str {
        if self.key == "t.rk" { &segment.row } else { &self.key }
    }

    fn order(&self, segment: &Segment, row_key: &str) -> Sql {
        let mut sql = self.sql(" ORDER BY ");
        for key in &segment.keys {
            if key.nullable {
                sql.append(&key.column).push(" IS NULL, ");
            }
            sql.append(&key.column).push(if key.descending { " DESC, " } else { ", " });
        }
        sql.push(row_key).push(if segment.descending { " DESC" } else { "" });
        sql
    }

    fn sql(&self, text: &str) -> Sql {
        Sql::of(self.empty.dialect, text)
    }
}

/// The order of a segment over the columns of a merged walk.
fn merged_order(segment: &Segment, empty: &Sql) -> Sql {
    let mut sql = empty.clone();
    sql.push(" ORDER BY ");
    for (k, key) in segment.keys.iter().enumerate() {
        if key.nullable {
            sql.push(&format!("k{k} IS NULL, "));
        }
        sql.push(&format!("k{k}")).push(if key.descending { " DESC, " } else { ", " });
    }
    sql.push("rk").push(if segment.descending { " DESC" } else { "" });
    sql
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
