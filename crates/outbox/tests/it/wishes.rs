//! What a person wants to know is read, however long it takes until the service lets it.

use std::{
    cell::{Cell, RefCell},
    pin::pin,
    task::{Context, Poll, Waker},
};

use graph::{Request, Response, Transport, TransportError};
use outbox::{Engine, Environment, Millis, Next};

use crate::memory::{EMPTY, Memory, NOW};

/// A service whose lists are empty, and that throttles one of them for now.
#[derive(Default)]
struct Service {
    throttled: Cell<&'static str>,
    read: RefCell<Vec<String>>,
}

impl Transport for &Service {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let path = request.address.split('?').next().unwrap_or_default();
        let list = path.rsplit('/').next().unwrap_or_default();
        if list == self.throttled.get() {
            let headers = vec![("Retry-After".to_owned(), "30".to_owned())];
            return Ok(Response { status: 429, headers, body: Vec::new() });
        }
        self.read.borrow_mut().push(list.to_owned());
        Ok(Response { status: 200, headers: Vec::new(), body: EMPTY.as_bytes().to_vec() })
    }
}

/// A clock that is moved by hand.
struct Clock<'c>(&'c Cell<Millis>);

impl Environment for Clock<'_> {
    fn now(&self) -> Millis {
        self.0.get()
    }

    fn chance(&self) -> u64 {
        7
    }

    fn request_id(&self) -> String {
        "r".to_owned()
    }

    fn leads(&self) -> bool {
        true
    }
}

fn turn(engine: &Engine<&Memory, &Service, Clock<'_>>, refresh: bool) -> Next {
    let mut turn = pin!(engine.turn(refresh));
    match turn.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome.expect("memory doesn't fail"),
        Poll::Pending => panic!("nothing here waits"),
    }
}

#[test]
fn what_was_asked_for_is_read_once_the_service_lets_it() {
    const ALL: [&str; 2] = ["windowsAutopilotDeviceIdentities", "devices"];
    for throttled in ALL {
        let (memory, service, now) = (Memory::default(), Service::default(), Cell::new(NOW));
        let engine = Engine::new(&memory, &service, Clock(&now), "https://service.example");
        turn(&engine, true);
        assert!(ALL.iter().all(|list| service.read.borrow().iter().any(|read| read == list)));

        service.throttled.set(throttled);
        assert_eq!(turn(&engine, true).at, Some(NOW + 30_000), "{throttled}");
        service.throttled.set("");
        service.read.borrow_mut().clear();
        now.set(NOW + 29_000);
        // Nor does asking once more cut short what the service has asked for.
        assert_eq!(turn(&engine, true).at, Some(NOW + 30_000), "{throttled}");
        assert_eq!(*service.read.borrow(), Vec::<String>::new());
        now.set(NOW + 30_000);
        assert_eq!(turn(&engine, false).at, None, "{throttled}");
        assert!(ALL.iter().all(|list| service.read.borrow().iter().any(|read| read == list)), "{throttled}");
        assert_eq!(memory.status.borrow().pulled, Some(NOW + 30_000), "{throttled}");

        // That was all.
        service.read.borrow_mut().clear();
        now.set(NOW + 60_000);
        assert_eq!(turn(&engine, false).at, None, "{throttled}");
        assert_eq!(*service.read.borrow(), Vec::<String>::new());
    }
}

#[test]
fn a_wish_that_comes_while_nothing_goes_through_is_kept() {
    let (memory, service, now) = (Memory::default(), Service::default(), Cell::new(NOW));
    let engine = Engine::new(&memory, &service, Clock(&now), "https://service.example");
    turn(&engine, true);
    // Somebody else was throttled, and says so.
    let throttled = Service::default();
    throttled.throttled.set("windowsAutopilotDeviceIdentities");
    turn(&Engine::new(&memory, &throttled, Clock(&now), "https://service.example"), true);
    service.read.borrow_mut().clear();
    assert_eq!(turn(&engine, true).at, Some(NOW + 30_000));
    assert_eq!(*service.read.borrow(), Vec::<String>::new());
    now.set(NOW + 30_000);
    turn(&engine, false);
    assert_eq!(service.read.borrow().first().map(String::as_str), Some("windowsAutopilotDeviceIdentities"));
}
