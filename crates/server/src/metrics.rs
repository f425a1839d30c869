//! Numbers for those who watch the server: how many requests there were, and how long they took.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// A kind of request to a route: its method and the status of its answer.
type Kind = (&'static str, u16);

/// How many there were of each kind, and how long they took.
type Kinds = BTreeMap<Kind, (u64, Duration)>;

/// What was counted since the process began, for each route. A route holds no ids.
#[derive(Default)]
pub struct Metrics(Mutex<BTreeMap<String, Kinds>>);

impl Metrics {
    /// Counts a request that was answered.
    pub fn answered(&self, route: &str, method: &str, status: u16, took: Duration) {
        // Anybody can make up methods.
        let method =
            ["GET", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"].into_iter().find(|known| *known == method);
        let method = method.unwrap_or("other");
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // The name is copied once, not for each request.
        if !all.contains_key(route) {
            all.insert(route.to_owned(), BTreeMap::new());
        }
        if let Some(kinds) = all.get_mut(route) {
            let (count, total) = kinds.entry((method, status)).or_default();
            *count += 1;
            *total += took;
        }
    }

    /// All of them, in the text format of Prometheus; `late` is for how long something has been due.
    pub fn text(&self, late: Duration) -> String {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = String::from(
            "# HELP muster_request_duration_seconds Requests that were answered, and how long they took.\n\
             # TYPE muster_request_duration_seconds summary\n",
        );
        let all =
            all.iter().flat_map(|(route, kinds)| kinds.iter().map(move |(kind, sum)| (route, kind, sum)));
        for (route, (method, status), (count, total)) in all {
            let labels = format!("route=\"{route}\",method=\"{method}\",status=\"{status}\"");
            let seconds = total.as_secs_f64();
            // Writing to a text never fails.
            let _ = writeln!(text, "muster_request_duration_seconds_count{{{labels}}} {count}");
            let _ = writeln!(text, "muster_request_duration_seconds_sum{{{labels}}} {seconds}");
        }
        let _ = write!(
            text,
            "# HELP muster_work_late_seconds For how long something has been due that is not done.\n\
             # TYPE muster_work_late_seconds gauge\n\
             muster_work_late_seconds {}\n",
            late.as_secs_f64()
        );
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_of_a_kind_are_one_line() {
        let metrics = Metrics::default();
        for (route, took) in [("/b/{id}", 250), ("/a", 1), ("/b/{id}", 500)] {
            metrics.answered(route, "GET", 200, Duration::from_millis(took));
        }
        metrics.answered("/a", "GET", 404, Duration::ZERO);
        insta::assert_snapshot!(metrics.text(Duration::from_secs(3)), @r#"
        # HELP muster_request_duration_seconds Requests that were answered, and how long they took.
        # TYPE muster_request_duration_seconds summary
        muster_request_duration_seconds_count{route="/a",method="GET",status="200"} 1
        muster_request_duration_seconds_sum{route="/a",method="GET",status="200"} 0.001
        muster_request_duration_seconds_count{route="/a",method="GET",status="404"} 1
        muster_request_duration_seconds_sum{route="/a",method="GET",status="404"} 0
        muster_request_duration_seconds_count{route="/b/{id}",method="GET",status="200"} 2
        muster_request_duration_seconds_sum{route="/b/{id}",method="GET",status="200"} 0.75
        # HELP muster_work_late_seconds For how long something has been due that is not done.
        # TYPE muster_work_late_seconds gauge
        muster_work_late_seconds 3
        "#);
    }
}
