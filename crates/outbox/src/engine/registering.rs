//! Registering and nothing else, for a program that is embedded elsewhere: of the service nothing is read but what became of the
//! devices that were sent.

use std::{future::ready, pin::Pin};

use graph::{MAX_BATCH, Transport};

use super::{Engine, Next, Stop, quiet, session::Session};
use crate::{Action, Environment, Millis, RowStatus, State, Storage, StorageError};

impl<S: Storage, T: Transport, E: Environment> Engine<S, T, E> {
    /// Does what is due for registrations, one step for each, as [`Engine::turn`] does; other intents stay as they are. For an
    /// [`Environment`] that is [`Environment::REGISTERS_ONLY`].
    ///
    /// # Errors
    /// [`StorageError`]: the next turn begins with what is kept.
    pub async fn turn_registering(&self) -> Result<Next, StorageError> {
        let mut session = Session::open(self).await?;
        if session.status.until > self.env.now() {
            return Ok(Next { at: Some(session.status.until) });
        }
        match session.registrations().await {
            Ok(()) | Err(Stop::Held | Stop::Later) => session.commit(Vec::new()).await.or_else(quiet)?,
            Err(Stop::Replaced) => return Ok(Next { at: None }),
            Err(Stop::Storage(error)) => return Err(error),
        }
        Ok(Next { at: session.next_registration() })
    }
}

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    async fn registrations(&mut self) -> Result<(), Stop> {
        for at in 0..self.intents.len() {
            if !matches!(self.intents[at].action, Action::Register { .. }) || !self.is_due(at, false) {
                continue;
            }
            let outcome = match self.intents[at].state {
                State::Waiting => self.register(at).await,
                State::Sent if self.is_remembered(at) => self.register(at).await,
                State::Sent => self.look(at).await,
                State::Accepted => self.follow(at).await,
                _ => Ok(()),
            };
            match outcome {
                Err(Stop::Later) => {}
                outcome => outcome?,
            }
        }
        Ok(())
    }

    /// When there will be something to do; `None`: all is over.
    fn next_registration(&self) -> Option<Millis> {
        let open = self.intents.iter().filter(|intent| {
            matches!(intent.action, Action::Register { .. })
                && !intent.is_over()
                && intent.state != State::Held
        });
        let due = open.map(|intent| intent.due).min()?;
        Some(if self.status.trouble.is_some() { due.max(self.status.until) } else { due })
    }

    /// Reads all devices, where anything but registrations is of interest. A plain function, and boxed: a program that only registers
    /// is linked without all of that then.
    pub fn pull_unless_registering(&mut self) -> Pin<Box<dyn Future<Output = Result<(), Stop>> + '_>> {
        if E::REGISTERS_ONLY { Box::pin(ready(Ok(()))) } else { Box::pin(self.pull()) }
    }

    /// Asks for the ids of devices of an intent that are said to be registered, and of which the service didn't say as which.
    pub async fn find_unnamed(&mut self, at: usize) -> Result<(), Stop> {
        let rows = self.intents[at].rows().iter().enumerate();
        let unnamed = rows.filter(|(_, row)| {
            let is_unnamed =
                matches!(&row.status, RowStatus::Complete { device, observed: false } if device.is_empty());
            is_unnamed && !row.serial.trim().is_empty()
        });
        let unnamed: Vec<(usize, String)> =
            unnamed.map(|(place, row)| (place, row.serial.trim().to_owned())).take(MAX_BATCH).collect();
        for (place, serial) in unnamed {
            self.still_leads()?;
            match self.engine.client.registered_by_serial(&serial).await {
                Ok(found) => {
                    if let [device] = found.as_slice() {
                        let device = device.v1.id.clone();
                        let row = &mut self.intents[at].rows_mut()[place];
                        // Since when it is registered stays as it is.
                        row.status = RowStatus::Complete { device, observed: false };
                    }
                }
                Err(failure) => return Err(self.hold(at, &failure).await),
            }
        }
        Ok(())
    }
}
