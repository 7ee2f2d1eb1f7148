//! Several statements on the wire at once: all are sent before the first answer is waited for.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use tokio_postgres::{Client, Error, Row, RowStream, Statement};

use super::bind::Bound;
use super::statements::Statements;
use crate::sql::Param;

/// One statement to send.
pub(super) struct Step<'a> {
    pub(super) text: &'a str,
    pub(super) params: &'a [Param],
    pub(super) want: Want,
}

/// What is wanted of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Want {
    /// Nothing: BEGIN, SAVEPOINT and the like, sent without being prepared.
    Nothing,
    /// How many rows it touched.
    Count,
    /// All its rows.
    Rows,
    /// Its rows one by one. Only for the last step: an unread stream holds up what comes behind it.
    Stream,
}

/// What came back for a step.
pub(super) enum Answer {
    Nothing,
    Count(u64),
    Rows(Vec<Row>),
    Stream(Pin<Box<RowStream>>),
    Prepared(Statement),
}

/// The first step that failed; steps behind it either failed with it or were not sent.
pub(super) struct Broken {
    pub(super) step: usize,
    pub(super) error: Error,
}

type Waiting<'a> = Pin<Box<dyn Future<Output = Result<Answer, Error>> + 'a>>;

/// Sends all steps and waits for all answers. A statement that this connection sees for the first time costs a round
/// trip of its own: what stands before it may be the DDL that it needs.
pub(super) async fn send(
    client: &Client,
    statements: &mut Statements,
    steps: &[Step<'_>],
) -> Result<Vec<Answer>, Broken> {
    let mut answers = Vec::with_capacity(steps.len());
    while answers.len() < steps.len() {
        let begin = answers.len();
        let mut wave: Vec<Waiting<'_>> = Vec::with_capacity(steps.len() - begin);
        let mut unknown = None;
        for step in &steps[begin..] {
            if step.want == Want::Nothing {
                wave.push(Box::pin(async {
                    client.batch_execute(step.text).await.map(|()| Answer::Nothing)
                }));
            } else if let Some(statement) = statements.get(step.text) {
                wave.push(run(client, statement, step));
            } else {
                unknown = Some(step.text);
                wave.push(Box::pin(async {
                    client.prepare(step.text).await.map(Answer::Prepared)
                }));
                break;
            }
        }
        let found = in_order(wave).await;
        for (i, answer) in found.into_iter().enumerate() {
            match answer.map_err(|error| Broken { step: begin + i, error })? {
                Answer::Prepared(statement) => statements.keep(unknown.unwrap_or(""), statement),
                answer => answers.push(answer),
            }
        }
    }
    Ok(answers)
}

fn run<'a>(client: &'a Client, statement: Statement, step: &'a Step<'a>) -> Waiting<'a> {
    let params = step.params.iter().map(Bound);
    match step.want {
        Want::Nothing | Want::Count => {
            Box::pin(async move { client.execute_raw(&statement, params).await.map(Answer::Count) })
        }
        Want::Rows => Box::pin(async move {
            let bound: Vec<Bound<'_>> = params.collect();
            let refs: Vec<&(dyn tokio_postgres::types::ToSql + Sync)> =
                bound.iter().map(|b| b as &(dyn tokio_postgres::types::ToSql + Sync)).collect();
            client.query(&statement, &refs).await.map(Answer::Rows)
        }),
        Want::Stream => Box::pin(async move {
            let stream = client.query_raw(&statement, params).await?;
            Ok(Answer::Stream(Box::pin(stream)))
        }),
    }
}

/// Polls every future once, in order, which puts its request on the wire, then waits for each. What is refused before
/// it is sent (a value that does not fit) keeps everything behind it from being sent: a COMMIT must never overtake.
/// Ends with the first error.
async fn in_order(mut waiting: Vec<Waiting<'_>>) -> Vec<Result<Answer, Error>> {
    let mut early: Vec<Option<Result<Answer, Error>>> = Vec::with_capacity(waiting.len());
    poll_fn(|cx| {
        for future in &mut waiting {
            let polled = match future.as_mut().poll(cx) {
                Poll::Ready(answer) => Some(answer),
                Poll::Pending => None,
            };
            let refused = matches!(polled, Some(Err(_)));
            early.push(polled);
            if refused {
                break;
            }
        }
        Poll::Ready(())
    })
    .await;
    let mut answers = Vec::with_capacity(early.len());
    for (future, polled) in waiting.iter_mut().zip(early) {
        let answer = match polled {
            Some(answer) => answer,
            None => future.await,
        };
        let failed = answer.is_err();
        answers.push(answer);
        if failed {
            break;
        }
    }
    answers
}
