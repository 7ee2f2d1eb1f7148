//! Many rows at once by COPY: an INSERT of as many has each value bound and planned as a parameter of its own, which
//! costs more than writing it.

use bytes::{BufMut, Bytes, BytesMut};
use futures_util::SinkExt;
use tokio_postgres::types::{IsNull, ToSql, Type};
use tokio_postgres::{Client, Error, Statement};

use super::bind::{Bound, refuse_nul_in};
use super::statements::Statements;
use crate::fault::Fault;
use crate::rows::NewRows;

const HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
const END: i16 = -1;

/// Asks for nothing, but tells the types of the columns.
pub(super) fn types_of(rows: &NewRows) -> String {
    format!("SELECT {} FROM {} LIMIT 0", rows.columns(), rows.table)
}

/// The statement that takes the rows.
pub(super) fn copy_of(rows: &NewRows) -> String {
    format!("COPY {} ({}) FROM STDIN (FORMAT binary)", rows.table, rows.columns())
}

/// The prepared statement of this text.
pub(super) async fn prepared(
    client: &Client,
    statements: &mut Statements,
    text: &str,
) -> Result<Statement, Error> {
    if let Some(statement) = statements.get(text) {
        return Ok(statement);
    }
    let statement = client.prepare(text).await?;
    statements.keep(text, statement.clone());
    Ok(statement)
}

/// The rows in COPY's binary form.
///
/// # Errors
/// When a value does not fit its column.
pub(super) fn encoded(rows: &NewRows, types: &[Type]) -> Result<Bytes, Fault> {
    let mut out = BytesMut::with_capacity(rows.rows.len() * rows.columns.len() * 16);
    out.put_slice(HEADER);
    let misfit = |e: &dyn std::fmt::Display| Fault::new(format!("{}: {e}", copy_of(rows)));
    let width = i16::try_from(types.len()).map_err(|e| misfit(&e))?;
    for row in &rows.rows {
        if row.len() != types.len() {
            return Err(misfit(&"a row has another number of values"));
        }
        refuse_nul_in(row, &rows.table)?;
        out.put_i16(width);
        for (value, ty) in row.iter().zip(types) {
            let length_at = out.len();
            out.put_i32(-1);
            if let IsNull::No = Bound(value).to_sql(ty, &mut out).map_err(|e| misfit(&e))? {
                let length = i32::try_from(out.len() - length_at - 4).map_err(|e| misfit(&e))?;
                out[length_at..length_at + 4].copy_from_slice(&length.to_be_bytes());
            }
        }
    }
    out.put_i16(END);
    Ok(out.freeze())
}

/// Hands the rows over.
pub(super) async fn copy(client: &Client, copy: &Statement, rows: Bytes) -> Result<(), Error> {
    let mut sink = Box::pin(client.copy_in(copy).await?);
    sink.send(rows).await?;
    sink.as_mut().finish().await.map(|_| ())
}
