//! What can be assigned to people: the products that a tenant has, and what is in each.
//!
//! Ids and names are those that Microsoft publishes as "Product names and service plan identifiers for licensing".

/// A product.
#[derive(Debug)]
pub struct Sku {
    /// Its id.
    pub id: &'static str,
    /// Its name for programs.
    pub part_number: &'static str,
    /// What is in it.
    pub plans: &'static [Plan],
}

/// A part of a product.
#[derive(Debug)]
pub struct Plan {
    /// Its id.
    pub id: &'static str,
    /// Its name for programs.
    pub name: &'static str,
}

/// By this plan somebody may have devices managed.
const INTUNE: Plan = Plan { id: "c1ec4a95-1f05-45b3-a911-aa3fa01094f5", name: "INTUNE_A" };
const PREMIUM: Plan = Plan { id: "41781fb2-bc02-4b7c-bd55-b576c07bb09d", name: "AAD_PREMIUM" };
const MULTIFACTOR: Plan = Plan { id: "8a256a2b-b617-496d-b51b-e76466e88db0", name: "MFA_PREMIUM" };
const EXCHANGE: Plan = Plan { id: "efb87545-963c-4e0d-99df-69c6916d9eb0", name: "EXCHANGE_S_ENTERPRISE" };
const WINDOWS: Plan = Plan { id: "21b439ba-a0ca-424f-a6cc-52f954a5b111", name: "WIN10_PRO_ENT_SUB" };

/// What every tenant has.
pub const SKUS: &[Sku] = &[
    Sku {
        id: "05e9a617-0261-4cee-bb44-138d3ef5d965",
        part_number: "SPE_E3",
        plans: &[INTUNE, PREMIUM, MULTIFACTOR, EXCHANGE, WINDOWS],
    },
    Sku {
        id: "efccb6f7-5641-4e0e-bd10-b4976e1bf68e",
        part_number: "EMS",
        plans: &[INTUNE, PREMIUM, MULTIFACTOR],
    },
    Sku { id: "061f9ace-7d42-4136-88ac-31dc755f143f", part_number: "INTUNE_A", plans: &[INTUNE] },
    // Without Intune, so that checks for it find somebody who lacks it.
    Sku { id: "19ec0d23-8335-4cbd-94ac-6050e30712fa", part_number: "EXCHANGEENTERPRISE", plans: &[EXCHANGE] },
];

/// The product of that id, whatever its case.
pub fn sku(id: &str) -> Option<&'static Sku> {
    SKUS.iter().find(|sku| sku.id.eq_ignore_ascii_case(id))
}
