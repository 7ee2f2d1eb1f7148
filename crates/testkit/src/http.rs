//! An outside that remembers what it was sent and answers what it was told to.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use app::ports::{Http, HttpAnswer, HttpRequest};

/// Answers 200 until other answers are scripted.
#[derive(Default)]
pub struct TestHttp {
    requests: Mutex<Vec<HttpRequest>>,
    answers: Mutex<VecDeque<Result<HttpAnswer, String>>>,
}

impl TestHttp {
    /// Scripts the next answer after those scripted already.
    pub fn answer(&self, status: u16, text: &str) {
        self.script(Ok(HttpAnswer { status, text: text.to_owned() }));
    }

    /// Scripts that no answer comes.
    pub fn fail(&self, why: &str) {
        self.script(Err(why.to_owned()));
    }

    /// Takes the requests so far, oldest first.
    pub fn take_requests(&self) -> Vec<HttpRequest> {
        std::mem::take(&mut *self.requests.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn script(&self, answer: Result<HttpAnswer, String>) {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).push_back(answer);
    }
}

impl Http for TestHttp {
    fn post(&self, request: &HttpRequest) -> Result<HttpAnswer, String> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).push(request.clone());
        let scripted = self.answers.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        scripted.unwrap_or_else(|| Ok(HttpAnswer { status: 200, text: String::new() }))
    }
}
