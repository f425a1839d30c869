//! Steps of a life: objects of the directory, and clean-up rules.

use serde_json::{Value, json};

use super::operation::Op;
use super::rules::CLEANED;
use super::run::{Checked, RULES, Run, same, text};
use super::world::{DONE, SHOWN};

impl Run {
    pub fn keep(&mut self, op: &Op) -> Checked {
        let deleted = "directory/deletedItems";
        match op {
            Op::DeleteObject(pick) => {
                let (at, id) = self.object(*pick);
                let expected = self.world.delete_object(at);
                self.ask("DELETE", &self.at("devices", &id, ""), &Value::Null, expected).map(drop)
            }
            Op::Restore(pick, is_plain) => {
                let (at, id) = self.object(*pick);
                let expected = self.world.change_deleted(at, SHOWN, |object| object.deleted_at = None);
                let set = if *is_plain { deleted } else { "devices" };
                self.ask("POST", &self.at(set, &id, "/restore"), &Value::Null, expected).map(drop)
            }
            Op::Purge(pick) => {
                let (at, id) = self.object(*pick);
                let expected = self.world.change_deleted(at, DONE, |object| object.is_gone = true);
                self.ask("DELETE", &format!("{deleted}/{id}"), &Value::Null, expected).map(drop)
            }
            Op::Enable(pick, is_enabled) => {
                let (at, id) = self.object(*pick);
                let expected = self.world.enable(at, *is_enabled);
                let body = json!({ "accountEnabled": is_enabled });
                self.ask("PATCH", &self.at("devices", &id, ""), &body, expected).map(drop)
            }
            _ => Ok(()),
        }
    }

    pub fn clean(&mut self, op: &Op) -> Checked {
        self.way.beta = true;
        let rule = |platform: Option<&usize>, days: &i64| {
            let mut body = json!({ "deviceInactivityBeforeRetirementInDays": days });
            if let Some(platform) = platform {
                body["deviceCleanupRulePlatformType"] = CLEANED[*platform].0.into();
            }
            body
        };
        match op {
            Op::Rule(platform, days) => {
                let expected = self.world.rule(*platform, *days);
                self.ask("POST", RULES, &rule(Some(platform), days), expected)?;
            }
            Op::ChangeRule(pick, platform, days) => {
                let (at, id) = self.rule(*pick);
                let expected = self.world.change_rule(at, *platform, *days);
                let body = rule(platform.as_ref(), days);
                self.ask("PATCH", &self.at(RULES, &id, ""), &body, expected)?;
            }
            Op::DropRule(pick) => {
                let (at, id) = self.rule(*pick);
                let expected = self.world.drop_rule(at);
                self.ask("DELETE", &self.at(RULES, &id, ""), &Value::Null, expected)?;
            }
            Op::RuleForAll(days) => {
                let expected = self.world.rule_for_all(*days);
                let body = json!({ "deviceInactivityBeforeRetirementInDays": days.to_string() });
                let address = "deviceManagement/managedDeviceCleanupSettings";
                let answer = self.ask("PATCH", address, &body, expected)?;
                if expected == SHOWN {
                    same(&answer["deviceInactivityBeforeRetirementInDays"], &json!(days.to_string()))?;
                }
            }
            _ => {}
        }
        let listed = self.app.get(&format!("/beta/{RULES}")).values();
        for (rule, shown) in self.world.rules.iter_mut().zip(listed) {
            rule.id = text(&shown["id"]);
        }
        Ok(())
    }
}
