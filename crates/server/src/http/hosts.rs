//! By what name a server was reached.

use std::net::{IpAddr, Ipv6Addr};

use axum::http::uri::Authority;
use axum::http::{HeaderMap, Uri, header};

use super::public::PublicAddress;

/// Whether a request was meant for this computer. A page of a stranger may make a name of its own lead here; then the
/// browser takes this server for a part of that page, and only the name tells: it can't be made up in a page. The name of the
/// proxy is nobody else's to lead here.
pub fn is_meant(uri: &Uri, headers: &HeaderMap, public: Option<&PublicAddress>) -> bool {
    // Browsers always name the host; what doesn't is none.
    host(uri, headers).is_none_or(|host| {
        public.is_some_and(|public| public.is_host(host))
            || host
                .parse::<Authority>()
                .is_ok_and(|authority| !host.contains('@') && is_loopback(authority.host()))
    })
}

/// Whether a name or an address is of this computer whatever network it is in.
pub fn is_loopback(name: &str) -> bool {
    if name.eq_ignore_ascii_case("localhost") {
        return true;
    }
    match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        Some(address) => address.parse::<Ipv6Addr>().is_ok_and(|address| address.is_loopback()),
        None => name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback()),
    }
}

/// Scheme and host of the addresses in answers: those by which the client came, as it says itself. What it says leads nobody
/// but itself elsewhere: its answer is kept for nobody else.
pub fn base(uri: &Uri, headers: &HeaderMap) -> String {
    let forwarded = |name: &str| {
        let value = headers.get(name)?.to_str().ok()?;
        Some(value.split(',').next().unwrap_or_default().trim().to_owned()).filter(|value| !value.is_empty())
    };
    let is_host = |host: &String| host.parse::<Authority>().is_ok();
    let scheme = forwarded("x-forwarded-proto").filter(|scheme| matches!(scheme.as_str(), "http" | "https"));
    let host = forwarded("x-forwarded-host")
        .filter(is_host)
        .or_else(|| host(uri, headers).map(str::to_owned).filter(is_host));
    format!("{}://{}", scheme.as_deref().unwrap_or("http"), host.as_deref().unwrap_or("localhost"))
}

fn host<'a>(uri: &'a Uri, headers: &'a HeaderMap) -> Option<&'a str> {
    match headers.get(header::HOST) {
        // A name that is no text is not one of ours.
        Some(value) => Some(value.to_str().unwrap_or("?")),
        None => uri.authority().map(Authority::as_str),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_this_computer() {
        for (host, local) in [
            ("localhost", true),
            ("LOCALHOST:8080", true),
            ("127.0.0.1:8080", true),
            ("127.8.9.1", true),
            ("[::1]:80", true),
            ("[::1]", true),
            ("0.0.0.0:80", false),
            ("[::2]", false),
            ("localhost.contoso.com", false),
            ("127.0.0.1.contoso.com", false),
            ("contoso.com@127.0.0.1", false),
            ("127.0.0.1@contoso.com", false),
            ("192.168.0.1", false),
            ("", false),
        ] {
            let headers = HeaderMap::from_iter([(header::HOST, host.parse().unwrap())]);
            assert_eq!(is_meant(&Uri::from_static("/"), &headers, None), local, "{host}");
        }
    }
}
