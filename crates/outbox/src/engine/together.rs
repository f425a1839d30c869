//! Asking for several changes with one request.

use graph::{Answer, BatchItem, Call, Failure, MAX_BATCH, Transport, Verdict, Version, Warrant};

use super::{Stop, session::Session};
use crate::{Environment, Storage};

/// A call that goes out.
pub struct Parcel {
    /// The id under which it goes.
    pub id: String,
    pub call: Call,
    pub warrant: Warrant,
}

/// What was said of a call.
pub type Said = Result<Answer<()>, Failure>;

/// What can go together, in its order: of one version, and as many as fit. What needs a warrant goes alone.
pub fn lots<K>(calls: impl IntoIterator<Item = (K, Version, bool)>) -> Vec<Vec<K>> {
    let (mut lots, mut alone) = (Vec::new(), Vec::new());
    let mut of_version: [Vec<K>; 2] = [Vec::new(), Vec::new()];
    for (key, version, needs_warrant) in calls {
        match version {
            _ if needs_warrant => alone.push(vec![key]),
            Version::V1 => of_version[0].push(key),
            Version::Beta => of_version[1].push(key),
        }
    }
    for mut of_version in of_version {
        while !of_version.is_empty() {
            let rest = of_version.split_off(of_version.len().min(MAX_BATCH));
            lots.push(std::mem::replace(&mut of_version, rest));
        }
    }
    lots.extend(alone);
    lots
}

/// What an answer says; that about another thing is none.
pub fn about<V>(
    answer: Answer<Option<V>>,
    id: impl Fn(&V) -> &String,
    wanted: &str,
) -> Result<Answer<V>, Failure> {
    let request_id = answer.request_id.clone();
    let mut found = None;
    let answer = answer.map(|value| found = value);
    match found.filter(|found| id(found).eq_ignore_ascii_case(wanted)) {
        Some(found) => Ok(answer.map(|()| found)),
        None => {
            Err(Failure::Unreadable { words: "the answer is about something else".to_owned(), request_id })
        }
    }
}

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Sends a lot, which is marked as sent: what was said of each, in their order.
    pub async fn send_lot(&self, lot: &[Parcel]) -> Result<Vec<Said>, Stop> {
        let Some(version) = lot.first().filter(|_| lot.len() > 1).map(|parcel| parcel.call.version) else {
            return self.send_each(lot).await;
        };
        self.still_leads()?;
        let items: Vec<BatchItem> =
            lot.iter().map(|parcel| parcel.call.clone().item(parcel.id.clone())).collect();
        let id = self.engine.env.request_id();
        Ok(match self.engine.client.batch(version, &id, &items).await {
            Ok(results) => results.into_iter().map(|result| result.map(|answer| answer.map(drop))).collect(),
            // It takes no batches, or not this one. None of it was done.
            Err(failure) if failure.verdict() == Verdict::Rejected => return self.send_each(lot).await,
            Err(failure) => lot.iter().map(|_| Err(failure.clone())).collect(),
        })
    }

    async fn send_each(&self, lot: &[Parcel]) -> Result<Vec<Said>, Stop> {
        let mut said = Vec::new();
        for Parcel { id, call, warrant } in lot {
            self.still_leads()?;
            said.push(self.engine.client.call(id, call, warrant).await);
        }
        Ok(said)
    }

    /// Answers came to what was asked together, among them perhaps a failure of the service as a whole: then it is left alone,
    /// whatever the others say.
    pub fn reached_but(&mut self, failure: Option<&Failure>) -> Option<Stop> {
        let Some(failure) = failure else {
            self.reached();
            return None;
        };
        Some(self.out_of_order(failure))
    }
}

#[cfg(test)]
mod tests {
    use super::lots;
    use graph::Version::{Beta, V1};

    #[test]
    fn what_can_go_together() {
        let calls = (0..50).map(|at| (at, if at % 10 == 9 { Beta } else { V1 }, at == 20));
        let lots = lots(calls);
        let sizes: Vec<usize> = lots.iter().map(Vec::len).collect();
        assert_eq!(sizes, [20, 20, 4, 5, 1]);
        assert_eq!((lots[0][0], lots[2][3], lots[3][0], lots[4][0]), (0, 48, 9, 20));
    }
}
