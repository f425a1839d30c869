//! What a request of the directory costs, in the units by which the real service throttles: `x-ms-resource-unit`.

use axum::http::{HeaderName, Method};

/// The header.
pub const HEADER: HeaderName = HeaderName::from_static("x-ms-resource-unit");

/// The parts of the directory.
const DIRECTORY: [&str; 7] =
    ["devices", "directory", "directoryObjects", "groups", "me", "subscribedSkus", "users"];

/// What requests cost that cost more than one unit, by method and the last segments of their routes.
///
/// Source: the limits of identity and access in the documentation of Microsoft Graph.
const COSTS: [(Method, &str, u32); 12] = [
    (Method::POST, "/getByIds", 3),
    (Method::POST, "/checkMemberGroups", 4),
    (Method::POST, "/getMemberGroups", 2),
    (Method::GET, "/groups/{id}/members", 3),
    (Method::GET, "/memberOf", 2),
    (Method::GET, "/transitiveMemberOf", 2),
    (Method::GET, "/licenseDetails", 2),
    (Method::GET, "/ownedDevices", 2),
    (Method::GET, "/registeredDevices", 2),
    (Method::GET, "/subscribedSkus", 3),
    (Method::GET, "/users", 2),
    (Method::GET, "/users/delta", 2),
];

/// How short a page is that costs less.
const SHORT: usize = 20;

/// What a request costs that took this route, which begins with the version; `None`: it isn't one of the directory. `$select` and a
/// short page make it cheaper, `$expand` dearer; nothing is free.
pub fn cost(method: &Method, route: &str, query: &str) -> Option<u32> {
    let (_, below) = route.strip_prefix('/')?.split_once('/')?;
    let part = below.split('/').next().unwrap_or_default();
    // The devices of a user are Intune's.
    if !DIRECTORY.contains(&part) || below.contains("/managedDevices") {
        return None;
    }
    let dearer = COSTS.iter().find(|(of, end, _)| of == method && route.ends_with(end));
    let mut cost = dearer.map_or(1, |(.., cost)| *cost);
    for pair in query.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = super::percent::decode(name).to_ascii_lowercase();
        match name.strip_prefix('$').unwrap_or_default() {
            "expand" => cost += 1,
            "select" => cost = cost.saturating_sub(1),
            "top" if value.parse::<usize>().is_ok_and(|top| top < SHORT) => cost = cost.saturating_sub(1),
            _ => {}
        }
    }
    Some(cost.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs() {
        for (method, route, query, wanted) in [
            (Method::GET, "/v1.0/devices", "", Some(1)),
            (Method::GET, "/beta/users", "", Some(2)),
            (Method::GET, "/v1.0/users", "$select=id&$top=19", Some(1)),
            (Method::GET, "/v1.0/users", "$top=20", Some(2)),
            (Method::GET, "/v1.0/users", "%24select=id", Some(1)),
            (Method::POST, "/v1.0/users", "", Some(1)),
            (Method::GET, "/v1.0/groups/{id}/members", "$expand=x", Some(4)),
            (Method::GET, "/v1.0/groups/{id}/members/$count", "", Some(1)),
            (Method::GET, "/v1.0/me/transitiveMemberOf", "", Some(2)),
            (Method::POST, "/v1.0/directoryObjects/getByIds", "", Some(3)),
            (Method::GET, "/v1.0/directory/deletedItems/{id}", "", Some(1)),
            (Method::GET, "/v1.0/users/{id}/managedDevices", "", None),
            (Method::GET, "/v1.0/deviceManagement/managedDevices/{id}/users", "", None),
            (Method::GET, "/world/partnerCenter/partners", "", None),
            (Method::GET, "/healthz", "", None),
        ] {
            assert_eq!(cost(&method, route, query), wanted, "{method} {route}?{query}");
        }
    }
}
