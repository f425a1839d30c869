//! A service that answers from a script, and what it was asked.

use std::{
    cell::RefCell,
    collections::VecDeque,
    fmt::Write,
    pin::pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

use graph::{Request, Response, Transport, TransportError};

/// What comes of one request.
pub type Step = Result<Response, TransportError>;

/// Gives the prepared answers one after another, and remembers the requests.
#[derive(Clone, Debug)]
pub struct Script {
    answers: Rc<RefCell<VecDeque<Step>>>,
    asked: Rc<RefCell<Vec<Request>>>,
}

impl Script {
    pub fn new(answers: impl IntoIterator<Item = Step>) -> Script {
        let answers = Rc::new(RefCell::new(answers.into_iter().collect()));
        Script { answers, asked: Rc::default() }
    }

    /// The addresses that were asked for.
    pub fn addresses(&self) -> Vec<String> {
        self.asked.borrow().iter().map(|request| request.address.clone()).collect()
    }

    /// Everything that was asked, as text.
    pub fn transcript(&self) -> String {
        let mut out = String::new();
        for request in self.asked.borrow().iter() {
            writeln!(out, "{} {}", request.method.as_str(), request.address)
                .expect("a string takes any text");
            for (name, value) in &request.headers {
                writeln!(out, "{name}: {value}").expect("a string takes any text");
            }
            if let Some(body) = &request.body {
                writeln!(out, "\n{}", String::from_utf8_lossy(body)).expect("a string takes any text");
            }
            out.push('\n');
        }
        out
    }
}

impl Transport for Script {
    async fn send(&self, request: Request) -> Step {
        self.asked.borrow_mut().push(request);
        let answer = self.answers.borrow_mut().pop_front();
        answer.expect("nothing is asked that the script has no answer to")
    }
}

/// An answer with a body.
#[expect(clippy::unnecessary_wraps, reason = "a script holds steps, some of which are losses")]
pub fn answer(status: u16, body: &str) -> Step {
    Ok(Response { status, headers: Vec::new(), body: body.as_bytes().to_vec() })
}

/// An answer with headers and a body.
#[expect(clippy::unnecessary_wraps, reason = "a script holds steps, some of which are losses")]
pub fn answer_with(status: u16, headers: &[(&str, &str)], body: &str) -> Step {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Ok(Response { status, headers, body: body.as_bytes().to_vec() })
}

/// No answer.
pub fn lost() -> Step {
    Err(TransportError { words: "the connection was closed".to_owned() })
}

/// Runs what never waits: a script answers at once.
pub fn run<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("a script answers at once"),
    }
}
