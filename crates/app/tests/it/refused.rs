//! Refusals as tests look at them.

use app::Error;
use model::Code;

/// The code and field of each reason.
pub(crate) fn refused<T>(outcome: Result<T, Error>) -> Vec<(Code, String)> {
    match outcome {
        Ok(_) => panic!("it was not refused"),
        Err(Error::Fault(fault)) => panic!("{fault}"),
        Err(Error::Rejected(all)) => {
            all.0.into_iter().map(|r| (r.code, r.field.unwrap_or_default())).collect()
        }
    }
}

/// The one reason's code.
pub(crate) fn code<T>(outcome: Result<T, Error>) -> Code {
    let all = refused(outcome);
    assert_eq!(all.len(), 1, "{all:?}");
    all[0].0
}
