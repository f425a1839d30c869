//! People and groups of the demonstration.

use super::devices::TAGS;
use crate::clock::Timestamp;
use crate::directory::licences::SKUS;
use crate::ids::Ids;
use crate::store::groups::New;
use crate::store::sql::values;
use crate::store::{Result, Tx, groups, users};

const DEPARTMENTS: [&str; 4] = ["Sales", "Logistics", "Finance", "Support"];

/// How many devices there are: every third one has a user.
const DEVICES: usize = 280;

/// Makes them. Of every seven users one has no licence, and of every five one has none that lets devices be managed.
pub fn fill(tx: &Tx<'_>, ids: &dyn Ids, now: Timestamp) -> Result<()> {
    for number in (3..=DEVICES).step_by(3) {
        let id = ids.id().to_string();
        users::insert(tx, &id, &format!("user{number:03}@contoso.com"), now)?;
        tx.execute(
            "UPDATE directory_users SET display_name = ?3, mail_nickname = ?4, mail = user_principal_name, \
             department = ?5, usage_location = 'NL', preferred_language = 'nl-NL' WHERE tenant = ?1 AND id = ?2",
            values![
                id,
                format!("User {number}"),
                format!("user{number:03}"),
                DEPARTMENTS[number % DEPARTMENTS.len()]
            ],
        )?;
        let sku = match number {
            _ if number.is_multiple_of(7) => continue,
            _ if number.is_multiple_of(5) => &SKUS[3],
            _ => &SKUS[0],
        };
        users::assign(tx, &id, &format!(r#"[{{"skuId":"{}","disabledPlans":[]}}]"#, sku.id))?;
    }
    let all = ("All", "(device.devicePhysicalIds -any (_ -contains \"[ZTDId]\"))".to_owned());
    let tagged = TAGS
        .iter()
        .flatten()
        .map(|tag| (*tag, format!("(device.devicePhysicalIds -any (_ -eq \"[OrderID]:{tag}\"))")));
    for (name, rule) in std::iter::once(all).chain(tagged) {
        let id = ids.id().to_string();
        let new =
            New { id: &id, types: r#"["DynamicMembership"]"#, security_enabled: true, mail_enabled: false };
        groups::insert(tx, &new, now)?;
        tx.execute(
            "UPDATE directory_groups SET display_name = ?3, mail_nickname = ?4, membership_rule = ?5, \
             membership_rule_processing_state = 'On' WHERE tenant = ?1 AND id = ?2",
            values![
                id,
                format!("Modern Workplace Devices-{name}"),
                format!("ModernWorkplaceDevices-{name}"),
                rule
            ],
        )?;
    }
    Ok(())
}
