//! The address of the service, as people type it.

/// Hosts that are this computer: what goes to them passes no network. By its IPv6 address it can't be named in the page's
/// policy.
const LOOPBACK: [&str; 2] = ["localhost", "127.0.0.1"];

/// What is wrong with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressProblem {
    /// It is none, or holds more than an address of a service should.
    NoAddress,
    /// Others could read what is sent there.
    NotEncrypted,
}

/// The address of a service in what a person typed: without version and without a slash at the end. `own` is the origin of
/// the page: what came from there may go there.
///
/// # Errors
/// [`AddressProblem`].
pub fn service_address(typed: &str, own: &str) -> Result<String, AddressProblem> {
    let address = typed.trim().trim_end_matches('/');
    // People copy the address that scripts have.
    let address = ["/v1.0", "/beta"].iter().find_map(|end| address.strip_suffix(end)).unwrap_or(address);
    let (scheme, rest) = address.split_once("://").ok_or(AddressProblem::NoAddress)?;
    let host_and_port = rest.split('/').next().unwrap_or_default();
    let host = match host_and_port.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => {
            port.parse::<u16>().map_err(|_| AddressProblem::NoAddress)?;
            host
        }
        _ => host_and_port,
    };
    // A name, a query, a fragment, and what no address has.
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || "@?#\\\"<>|^`{}".contains(c);
    if host.is_empty() || rest.contains(is_odd) {
        return Err(AddressProblem::NoAddress);
    }
    let origin = format!("{scheme}://{host_and_port}").to_ascii_lowercase();
    let is_safe = match scheme.to_ascii_lowercase().as_str() {
        "https" => true,
        "http" => LOOPBACK.contains(&host.to_ascii_lowercase().as_str()) || origin == own,
        _ => return Err(AddressProblem::NoAddress),
    };
    if !is_safe {
        return Err(AddressProblem::NotEncrypted);
    }
    Ok(format!("{origin}{}", &rest[host_and_port.len()..]))
}

#[cfg(test)]
mod tests {
    use super::{AddressProblem, service_address};

    #[test]
    fn addresses() {
        let own = "http://muster.lan:8080";
        for (typed, wanted) in [
            ("https://muster.example", Ok("https://muster.example")),
            (" HTTPS://Muster.Example/ ", Ok("https://muster.example")),
            ("https://muster.example:8443/graph/", Ok("https://muster.example:8443/graph")),
            ("https://graph.microsoft.com/v1.0", Ok("https://graph.microsoft.com")),
            ("https://muster.example/Tenant/beta/", Ok("https://muster.example/Tenant")),
            ("http://localhost:8080", Ok("http://localhost:8080")),
            ("http://127.0.0.1:8080/", Ok("http://127.0.0.1:8080")),
            ("http://[::1]:8080", Err(AddressProblem::NotEncrypted)),
            ("http://[::1]", Err(AddressProblem::NotEncrypted)),
            ("http://muster.lan:8080", Ok("http://muster.lan:8080")),
            ("http://muster.lan", Err(AddressProblem::NotEncrypted)),
            ("http://muster.example", Err(AddressProblem::NotEncrypted)),
            ("http://localhost.example", Err(AddressProblem::NotEncrypted)),
            ("http://127.0.0.1.example", Err(AddressProblem::NotEncrypted)),
            ("", Err(AddressProblem::NoAddress)),
            ("muster.example", Err(AddressProblem::NoAddress)),
            ("https://", Err(AddressProblem::NoAddress)),
            ("https:///v1.0", Err(AddressProblem::NoAddress)),
            ("https://:443", Err(AddressProblem::NoAddress)),
            ("https://muster.example:port", Err(AddressProblem::NoAddress)),
            ("https://localhost@muster.example", Err(AddressProblem::NoAddress)),
            ("http://localhost\\@muster.example", Err(AddressProblem::NoAddress)),
            ("https://muster.example?x=1", Err(AddressProblem::NoAddress)),
            ("https://muster.example/#x", Err(AddressProblem::NoAddress)),
            ("https://muster example", Err(AddressProblem::NoAddress)),
            ("ftp://muster.example", Err(AddressProblem::NoAddress)),
            ("javascript:alert(1)", Err(AddressProblem::NoAddress)),
        ] {
            assert_eq!(service_address(typed, own), wanted.map(str::to_owned), "{typed}");
        }
    }
}
