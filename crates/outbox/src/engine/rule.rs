//! Making, changing and deleting clean-up rules.

use graph::{Failure, Transport};

use super::{
    Stop,
    session::{Session, concerns_all},
};
use crate::{
    Action, Change, CleanupRule, CleanupRules, Environment, RuleChange, State, Storage, Trouble, TroubleKind,
};

/// The platform of the rule that stands for the older setting.
const ALL: &str = "all";

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Asks for a change of a rule. To ask once more wants the same once more.
    pub async fn rule(&mut self, at: usize) -> Result<(), Stop> {
        let was = self.intents[at].state;
        let Some(change) = self.rule_of(at).cloned() else { return Ok(()) };
        self.mark_sent(at).await?;
        self.still_leads()?;
        let (id, client) = (self.wire_id(at), &self.engine.client);
        let outcome = match change.days {
            Some(_) => client.keep_cleanup_rule(&id, &change.wanted()).await.map(|answer| answer.map(drop)),
            None => client.delete_cleanup_rule(&id, &change.rule).await,
        };
        match outcome {
            Ok(answer) => {
                self.was_taken(at, answer);
                self.keep(at, Vec::new()).await
            }
            Err(failure) if change.days.is_none() && failure.is_not_found() => self.look_for_rule(at).await,
            Err(failure) if is_there_already(&failure) => self.rule_is_there(at, &failure).await,
            Err(failure) => self.not_taken(at, was, &failure).await,
        }
    }

    fn rule_of(&self, at: usize) -> Option<&RuleChange> {
        match &self.intents[at].action {
            Action::Rule(change) => Some(change),
            _ => None,
        }
    }

    /// Reads the rules back: a change is done when it is seen.
    pub async fn look_for_rule(&mut self, at: usize) -> Result<(), Stop> {
        let (is_seen, rules) = self.compare_rules(at).await?;
        self.judge_read_back(at, is_seen);
        self.keep(at, vec![Change::Rules(rules)]).await
    }

    /// The service has a rule for that platform. It may be the one that is wanted: made by an attempt of which nothing was
    /// heard, or by somebody else.
    async fn rule_is_there(&mut self, at: usize, failure: &Failure) -> Result<(), Stop> {
        let (is_seen, rules) = self.compare_rules(at).await?;
        let now = self.now();
        let intent = &mut self.intents[at];
        intent.state = if is_seen { State::Done } else { State::Rejected };
        intent.trouble =
            (!is_seen).then(|| Trouble { kind: TroubleKind::RuleExists, ..Trouble::of(failure, now) });
        self.keep(at, vec![Change::Rules(rules)]).await
    }

    async fn compare_rules(&mut self, at: usize) -> Result<(bool, CleanupRules), Stop> {
        self.still_leads()?;
        let mut pages = self.engine.client.cleanup_rules();
        let mut found = Vec::new();
        loop {
            match pages.next().await {
                Ok(Some(page)) => {
                    self.went_well(at, &page);
                    found.extend(page.value.iter().map(CleanupRule::seen));
                }
                Ok(None) => break,
                Err(failure) => return Err(self.hold(at, &failure).await),
            }
        }
        let is_seen = self.rule_of(at).is_some_and(|change| change.is_fulfilled(&found));
        let before = self.engine.storage.rules().await?;
        let mut rules = CleanupRules { rules: found, ..self.read_now(before) };
        if rules.rules.iter().any(|rule| rule.platform == ALL) {
            rules.legacy.clear();
        }
        Ok((is_seen, rules))
    }

    /// What is known of the rules, as of now.
    fn read_now(&self, before: CleanupRules) -> CleanupRules {
        let address = self.status.address.clone();
        let is_same = before.address == address;
        let before = if is_same { before } else { CleanupRules::default() };
        CleanupRules { address, read: Some(self.now()), refused: None, ..before }
    }

    /// Reads the rules, and the setting that was there before them. That they can't be read holds nothing up.
    pub async fn pull_rules(&mut self) -> Result<(), Stop> {
        self.still_leads()?;
        let kept = self.engine.storage.rules().await?;
        let before = self.read_now(kept.clone());
        let rules = match self.engine.client.cleanup_rules().all().await {
            Ok(found) => {
                let rules: Vec<CleanupRule> = found.iter().map(CleanupRule::seen).collect();
                let legacy = if rules.iter().any(|rule| rule.platform == ALL) {
                    String::new()
                } else {
                    self.older_setting().await?
                };
                CleanupRules { rules, legacy, ..before }
            }
            Err(failure) if concerns_all(&failure) => return Err(self.out_of_order(&failure)),
            Err(failure) => {
                let refused = Some(Trouble::of_list(&failure, self.now()));
                let read = kept.read.filter(|_| kept.address == before.address);
                CleanupRules { read, refused, ..before }
            }
        };
        self.commit(vec![Change::Rules(rules)]).await
    }

    /// Where a service doesn't have it any more, nothing is said of it.
    async fn older_setting(&mut self) -> Result<String, Stop> {
        self.still_leads()?;
        match self.engine.client.cleanup_settings().await {
            Ok(answer) => Ok(answer.value.days()),
            Err(failure) if concerns_all(&failure) => Err(self.out_of_order(&failure)),
            Err(_) => Ok(String::new()),
        }
    }
}

/// Whether the service says that the platform has a rule. It says so with the status of a failure of its own.
fn is_there_already(failure: &Failure) -> bool {
    matches!(failure, Failure::Refused(refusal) if refusal.message.contains("cleanup rule already exists"))
}
