//! What the gate knows of a provider: that there is one, seen by an office.

use crate::access::Facts;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::providers::model::ProviderId;
use cedar_policy::RestrictedExpression as Value;

/// A provider, seen by an office. The provider is commons; what is kept of it is the office's own.
#[derive(Clone)]
pub struct ProviderFacts {
    office: OfficeId,
    provider: ProviderId,
}

impl Facts for ProviderFacts {
    type Id = ProviderId;
    const KIND: &'static str = "Provider";

    async fn load(tx: &mut Tx, provider: ProviderId) -> Result<Option<Self>, Fault> {
        let row =
            sqlx::query("select id from provider where id = $1").bind(provider.row()).fetch_optional(tx.sql()).await?;
        Ok(row.map(|_| ProviderFacts { office: tx.office(), provider }))
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> ProviderId {
        self.provider
    }

    fn spelled(&self) -> String {
        self.provider.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0))]
    }
}
