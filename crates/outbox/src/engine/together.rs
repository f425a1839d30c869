//! Asking for several things with one request.

use std::collections::VecDeque;

use graph::{Answer, BatchItem, Call, Failure, MAX_BATCH, Refusal, Transport, Verdict, Version, Warrant};
use serde_json::Value;

use super::{
    Stop, pace,
    session::{Session, concerns_all},
};
use crate::{Change, Environment, Intent, Millis, Storage, StorageError};

/// Something that goes out, by its place among the intents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// An order to a device.
    Order(usize),
    /// A change of a registered device.
    Update(usize),
    /// A step of a removal, and which.
    Step(usize, usize),
}

impl Piece {
    fn at(self) -> usize {
        match self {
            Piece::Order(at) | Piece::Update(at) | Piece::Step(at, _) => at,
        }
    }
}

/// What is marked as sent.
struct Marked {
    piece: Piece,
    /// The intent as it was before.
    was: Intent,
    id: String,
    call: Call,
    warrant: Warrant,
}

/// What became of a lot.
enum Outcome {
    /// Each has its own answer.
    Each(Vec<Result<Answer<()>, Failure>>),
    /// The service takes no batches, or not this one: nothing of it was done.
    NotTogether,
    /// It failed as a whole.
    Failed(Failure),
}

/// What was read at an address.
pub type Read = Result<Answer<Option<Value>>, Failure>;

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Sends pieces, or sends them once more under their ids to a service that remembers ids: as many together as can go. No two may
    /// be of one device or one intent, as what is sent together arrives in any order.
    pub async fn send_pieces(&mut self, pieces: Vec<Piece>) -> Result<(), Stop> {
        let mut lots: VecDeque<Vec<Piece>> = self.lots(pieces).into();
        while let Some(lot) = lots.pop_front() {
            let marked = self.mark_lot(&lot).await?;
            if marked.is_empty() {
                continue;
            }
            match self.send_lot(&marked).await? {
                Outcome::Each(said) => self.keep_said(marked, said).await?,
                Outcome::NotTogether => {
                    self.unmark(&marked).await?;
                    for piece in lot.into_iter().rev() {
                        lots.push_front(vec![piece]);
                    }
                }
                Outcome::Failed(failure) => {
                    for Marked { piece, was, .. } in &marked {
                        self.piece_refused(*piece, was, &failure);
                    }
                    let stop = self.out_of_order(&failure);
                    self.keep_apart(&places(&marked), Vec::new()).await?;
                    return Err(stop);
                }
            }
        }
        Ok(())
    }

    /// What can go together, in its order: of one version, and as many as fit. What needs a warrant goes alone.
    fn lots(&self, pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
        let (mut alone, mut v1, mut beta) = (Vec::new(), Vec::new(), Vec::new());
        for piece in pieces {
            match self.call_of(piece) {
                Some((_, Warrant::Reason(_) | Warrant::Code(_))) => alone.push(vec![piece]),
                Some((Call { version: Version::V1, .. }, Warrant::None)) => v1.push(piece),
                Some((Call { version: Version::Beta, .. }, Warrant::None)) => beta.push(piece),
                None => {}
            }
        }
        let together = v1.chunks(MAX_BATCH).chain(beta.chunks(MAX_BATCH)).map(<[Piece]>::to_vec);
        together.chain(alone).collect()
    }

    /// Marks pieces as sent: which of them go out, as others may not any more, or not today. From here on they may have arrived,
    /// whoever reads them.
    async fn mark_lot(&mut self, lot: &[Piece]) -> Result<Vec<Marked>, Stop> {
        self.in_touch()?;
        let mut marked = Vec::new();
        for piece in lot.iter().copied() {
            let was = self.intents[piece.at()].clone();
            if !self.mark_piece(piece) {
                continue;
            }
            if let Some((call, warrant)) = self.call_of(piece) {
                marked.push(Marked { piece, was, id: self.id_of(piece), call, warrant });
            }
        }
        let places: Vec<usize> = lot.iter().map(|piece| piece.at()).collect();
        self.keep_marked(&places).await?;
        Ok(marked)
    }

    async fn send_lot(&self, lot: &[Marked]) -> Result<Outcome, Stop> {
        self.still_leads()?;
        let client = &self.engine.client;
        if let [Marked { id, call, warrant, .. }] = lot {
            return Ok(Outcome::Each(vec![client.call(id, call, warrant).await]));
        }
        let version = lot.first().map_or(Version::V1, |marked| marked.call.version);
        let items: Vec<BatchItem> =
            lot.iter().map(|marked| marked.call.clone().item(marked.id.clone())).collect();
        let id = self.engine.env.request_id();
        Ok(match client.batch(version, &id, &items).await {
            Ok(results) => {
                Outcome::Each(results.into_iter().map(|result| result.map(|it| it.map(drop))).collect())
            }
            Err(failure) => match failure.verdict() {
                Verdict::Rejected | Verdict::Approval | Verdict::Justification => Outcome::NotTogether,
                Verdict::Retry(_) | Verdict::Uncertain(_) | Verdict::SignIn => Outcome::Failed(failure),
            },
        })
    }

    /// Keeps what was said of pieces that were sent together.
    async fn keep_said(
        &mut self,
        marked: Vec<Marked>,
        said: Vec<Result<Answer<()>, Failure>>,
    ) -> Result<(), Stop> {
        let places = places(&marked);
        let (before, mut failed) = (self.status.failures, Vec::new());
        for (Marked { piece, was, .. }, said) in marked.into_iter().zip(said) {
            match said {
                Ok(answer) => self.piece_taken(piece, answer),
                Err(failure) => {
                    self.piece_refused(piece, &was, &failure);
                    failed.push(failure);
                }
            }
        }
        let stop = self.reached_but(before, failed);
        self.keep_apart(&places, Vec::new()).await?;
        stop.map_or(Ok(()), Err)
    }

    /// Has pieces be as they were before they were marked: nothing of them was done.
    async fn unmark(&mut self, marked: &[Marked]) -> Result<(), Stop> {
        for Marked { piece, was, .. } in marked {
            let intent = &mut self.intents[piece.at()];
            (intent.state, intent.first_sent, intent.last_sent) = (was.state, was.first_sent, was.last_sent);
            // What was told of a step stays told; how far it is on the wire doesn't.
            if let Piece::Step(_, step) = piece
                && let (Some(removal), Some(was)) = (intent.removal_mut(), was.removal())
                && let (Some(errand), Some(was)) = (removal.errands.get_mut(*step), was.errands.get(*step))
            {
                errand.clone_from(was);
            }
        }
        self.keep_all(&places(marked), Vec::new()).await
    }

    /// Writes intents of which each is to be kept, whatever a person has made of another meanwhile.
    pub async fn keep_apart(&mut self, places: &[usize], changes: Vec<Change>) -> Result<(), Stop> {
        match self.keep_all(places, changes).await {
            Err(Stop::Storage(StorageError::Overtaken)) => {}
            outcome => return outcome,
        }
        let mut overtaken = Ok(());
        for at in places {
            match self.keep_all(&[*at], Vec::new()).await {
                Err(Stop::Storage(StorageError::Overtaken)) => {
                    overtaken = Err(Stop::Storage(StorageError::Overtaken));
                }
                outcome => outcome?,
            }
        }
        overtaken
    }

    /// Answers came to what was asked together, some of them failures; `before`: how many failures of the service there were in a row.
    /// Where one says that the service is to be left alone, it is, whatever the others say, and as long as the gravest wants.
    pub fn reached_but(&mut self, before: u32, failed: Vec<Failure>) -> Option<Stop> {
        let is_throttled =
            |failure: &Failure| matches!(failure, Failure::Refused(Refusal { status: 429, .. }));
        let mut of_all: Vec<Failure> =
            failed.into_iter().filter(|it| concerns_all(it) && !is_for_long(it)).collect();
        of_all.sort_by_key(|failure| (is_throttled(failure), said_wait(failure)));
        let Some(failure) = of_all.pop() else {
            self.reached();
            return None;
        };
        self.status.failures = before;
        Some(self.out_of_order(&failure))
    }

    /// Reads at addresses, as many as fit in a batch, with one request; each alone, where the service takes none.
    pub async fn read_together(&self, version: Version, urls: Vec<String>) -> Result<Vec<Read>, Failure> {
        let items: Vec<BatchItem> = urls.iter().cloned().map(BatchItem::get).collect();
        if items.is_empty() {
            return Ok(Vec::new());
        }
        let client = &self.engine.client;
        match client.batch(version, &self.engine.env.request_id(), &items).await {
            Err(failure) if failure.verdict() == Verdict::Rejected => {
                let mut found = Vec::new();
                for url in urls {
                    let read = client.look(version, &url).await;
                    match read {
                        Err(failure) if concerns_all(&failure) => return Err(failure),
                        read => found.push(read),
                    }
                }
                Ok(found)
            }
            outcome => outcome,
        }
    }
}

fn places(marked: &[Marked]) -> Vec<usize> {
    marked.iter().map(|marked| marked.piece.at()).collect()
}

/// How long the service wants to be left alone, in milliseconds.
fn said_wait(failure: &Failure) -> Millis {
    match failure.verdict() {
        Verdict::Retry(Some(wait)) | Verdict::Uncertain(Some(wait)) => {
            Millis::try_from(wait.as_millis()).unwrap_or(Millis::MAX)
        }
        _ => 0,
    }
}

/// Whether so long a wait is said of what was asked, as its number for the day is spent, rather than of the service.
fn is_for_long(failure: &Failure) -> bool {
    said_wait(failure) > pace::IN_TOUCH
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
