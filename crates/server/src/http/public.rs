//! The one public address of a server behind a proxy.
//!
//! Without it every header by which a proxy tells where a request came in could as well be made up by whoever asks. So what a proxy
//! says isn't believed at all: whoever runs the server says it once, and answers hold that address whoever asks.

use std::str::FromStr;

use axum::http::uri::Authority;
use axum::http::{HeaderMap, Method, Uri, header};

/// Scheme and host by which everybody reaches a server behind a proxy, such as `https://graph.contoso.com`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicAddress {
    /// As browsers write an origin: in lower case, and without the port that the scheme has anyway.
    origin: String,
    /// The port that may be written and needn't.
    usual_port: &'static str,
}

impl PublicAddress {
    /// Scheme and host, with nothing behind them.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether a host that a request names is this one. Proxies may pass on the name by which they were asked.
    pub fn is_host(&self, host: &str) -> bool {
        let host = host.strip_suffix(self.usual_port).unwrap_or(host);
        self.origin.split_once("://").is_some_and(|(_, own)| own.eq_ignore_ascii_case(host))
    }

    /// Whether a browser sends a request for the page of another site, which may change something. What the proxy knows a
    /// person by, a cookie or a certificate, browsers send with some of those too; so they are the other site's, not the person's.
    pub fn is_foreign(&self, method: &Method, headers: &HeaderMap) -> bool {
        let changes = !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
        changes
            && headers.get(header::ORIGIN).is_some_and(|origin| origin.as_bytes() != self.origin.as_bytes())
    }
}

impl FromStr for PublicAddress {
    type Err = String;

    fn from_str(text: &str) -> Result<PublicAddress, String> {
        let wrong = || {
            "the public address has a scheme and a host and nothing else, such as https://graph.contoso.com"
                .to_owned()
        };
        let address: Uri = text.parse().map_err(|_| wrong())?;
        let (Some(scheme), Some(authority)) = (address.scheme_str(), address.authority()) else {
            return Err(wrong());
        };
        let usual_port = match scheme {
            "https" => ":443",
            "http" => ":80",
            _ => return Err(wrong()),
        };
        let is_whole = address.path() == "/" && address.query().is_none() && !text.contains('#');
        if !is_whole || !is_plain(authority) {
            return Err(wrong());
        }
        let host = authority.as_str().to_ascii_lowercase();
        let host = host.strip_suffix(usual_port).unwrap_or(&host);
        Ok(PublicAddress { origin: format!("{scheme}://{host}"), usual_port })
    }
}

/// Nobody's name is in it, and where a port is, it is a number.
fn is_plain(authority: &Authority) -> bool {
    let port_is_number = authority.as_str() == authority.host() || authority.port_u16().is_some();
    !authority.host().is_empty() && !authority.as_str().contains('@') && port_is_number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (text, wanted) in [
            ("https://graph.contoso.com", Some("https://graph.contoso.com")),
            ("https://Graph.Contoso.com/", Some("https://graph.contoso.com")),
            ("HTTPS://graph.contoso.com:443", Some("https://graph.contoso.com")),
            ("https://graph.contoso.com:8443", Some("https://graph.contoso.com:8443")),
            ("http://10.0.0.5:80", Some("http://10.0.0.5")),
            ("https://[2001:db8::1]", Some("https://[2001:db8::1]")),
            ("graph.contoso.com", None),
            ("https://graph.contoso.com/muster", None),
            ("https://graph.contoso.com/?a", None),
            ("https://graph.contoso.com#a", None),
            ("https://me@graph.contoso.com", None),
            ("https://graph.contoso.com:99999", None),
            ("ftp://graph.contoso.com", None),
            ("https://", None),
            ("", None),
        ] {
            let parsed = text.parse::<PublicAddress>().ok();
            assert_eq!(parsed.as_ref().map(PublicAddress::origin), wanted, "{text}");
        }
    }

    #[test]
    fn hosts() {
        let public: PublicAddress = "https://graph.contoso.com".parse().unwrap();
        for (host, is_it) in [
            ("graph.contoso.com", true),
            ("GRAPH.contoso.com:443", true),
            ("graph.contoso.com:80", false),
            ("graph.contoso.com.attacker.com", false),
            ("a.graph.contoso.com", false),
            ("me@graph.contoso.com", false),
            ("", false),
        ] {
            assert_eq!(public.is_host(host), is_it, "{host}");
        }
    }
}
