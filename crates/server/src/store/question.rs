//! Questions of one statement. They need no transaction: a statement sees one state of the data.

use super::database::{Kind, lock};
use super::link::Link;
use super::slice::Owned;
use super::sql::{Row, ToValue, Value};
use super::{Database, StoreError, Tenant};

/// A statement, and what stands for `?2` and so on; `?1` is the tenant.
#[derive(Clone, Debug)]
pub struct Question {
    /// The statement.
    pub sql: String,
    /// The values.
    pub values: Vec<Owned>,
}

impl Question {
    /// The values but for the tenant.
    pub fn values(&self) -> Vec<Value<'_>> {
        self.values.iter().map(ToValue::value).collect()
    }

    /// All values.
    pub(super) fn all_values(&self, tenant: Tenant) -> Vec<Value<'_>> {
        debug_assert!(self.sql.contains("?1"), "it doesn't say of which tenant: {}", self.sql);
        let own = self.values.iter().map(ToValue::value);
        std::iter::once(Value::Integer(tenant.0)).chain(own).collect()
    }

    /// Shows the first row of the answer, or that there is none.
    fn ask<T, E: From<StoreError>>(
        &self,
        link: &dyn Link,
        tenant: Tenant,
        show: impl FnOnce(Option<&Row<'_>>) -> Result<T, E>,
    ) -> Result<T, E> {
        let (mut show, mut shown) = (Some(show), None);
        link.each(&self.sql, &self.all_values(tenant), &mut |row| {
            shown = show.take().map(|show| show(Some(row)));
            false
        })?;
        match (shown, show) {
            (Some(shown), _) => shown,
            (None, Some(show)) => show(None),
            (None, None) => Err(StoreError::Panicked.into()),
        }
    }
}

impl Database {
    /// Asks for one row of a tenant, by a statement that finds it at once. It is shown on the thread that asks, wherever that can
    /// be: to hand it over to another one takes longer than to read it.
    pub(crate) async fn ask<T, E, F>(&self, tenant: Tenant, question: Question, show: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(Option<&Row<'_>>) -> Result<T, E> + Send + 'static,
    {
        match &self.0.kind {
            Kind::Threads { direct: Some(direct), .. } => {
                let rows = direct.ask(tenant, &question).await?;
                let row = rows.first().map(|row| Row(row));
                show(row.as_ref())
            }
            Kind::Threads { readers, .. } => match readers.take_idle().filter(|_| !self.is_shared()) {
                Some(taken) => taken.answer(|link| question.ask(link, tenant, show)),
                None => readers.clone().read(move |link| question.ask(link, tenant, show)).await,
            },
            Kind::Inline(link) => question.ask(&*lock(link), tenant, show),
        }
    }
}
