//! Whose pages may speak to the server.
//!
//! A browser lets the page of any site ask any address, this computer's as well. Where nobody signs in, that page is then as good as
//! whoever sits at the computer. Browsers say whose page asks, and no page can make that up; programs say nothing, and are believed.

use std::fmt;
use std::str::FromStr;

use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Uri, header};

use super::hosts;
use super::public::PublicAddress;

/// Scheme, host and port of a site, such as `https://console.contoso.com`, as browsers write it: in lower case, and without the port
/// that the scheme has anyway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    text: String,
    /// The port that may be written and needn't.
    usual_port: &'static str,
}

impl Origin {
    /// As browsers write it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether a host, with or without a port, is the one of this origin.
    pub fn is_host(&self, host: &str) -> bool {
        let host = host.strip_suffix(self.usual_port).unwrap_or(host);
        self.text.split_once("://").is_some_and(|(_, own)| own.eq_ignore_ascii_case(host))
    }

    /// Whether the site is on this computer.
    fn is_here(&self) -> bool {
        let authority = self.text.split_once("://").map(|(_, authority)| authority.parse::<Authority>());
        matches!(authority, Some(Ok(authority)) if hosts::is_loopback(authority.host()))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

impl FromStr for Origin {
    type Err = String;

    fn from_str(text: &str) -> Result<Origin, String> {
        let wrong =
            || "it has a scheme and a host and nothing else, such as https://console.contoso.com".to_owned();
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
        Ok(Origin { text: format!("{scheme}://{host}"), usual_port })
    }
}

/// Nobody's name is in it, and where a port is, it is a number.
fn is_plain(authority: &Authority) -> bool {
    let port_is_number = authority.as_str() == authority.host() || authority.port_u16().is_some();
    !authority.host().is_empty() && !authority.as_str().contains('@') && port_is_number
}

/// Whose page sends a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asker {
    /// Nobody's: a program, or a page of the server's own that reads.
    NoPage,
    /// The page of a site that may read and change everything.
    Permitted(HeaderValue),
    /// The page of another site; which one, unless it has none.
    Foreign(Option<Origin>),
}

impl Asker {
    /// Who sends a request with these headers. Without a proxy every page of this computer is welcome: what runs on it could ask
    /// without a page as well. Behind a proxy the computer is that of whoever signed in, and only what was named is welcome.
    pub fn of(uri: &Uri, headers: &HeaderMap, public: Option<&PublicAddress>, permitted: &[Origin]) -> Asker {
        let mut said = headers.get_all(header::ORIGIN).iter();
        let (Some(value), None) = (said.next(), said.next()) else {
            let is_said = headers.contains_key(header::ORIGIN);
            return if is_said { Asker::Foreign(None) } else { Asker::NoPage };
        };
        let Some(origin) = value.to_str().ok().and_then(|text| {
            // As a browser writes it, or no browser wrote it.
            text.parse::<Origin>().ok().filter(|origin| origin.text == text)
        }) else {
            return Asker::Foreign(None);
        };
        let is_own = match public {
            Some(public) => public.origin() == origin.text,
            // The name by which a forwarder of this computer was asked can't be made up by a page: it may set such a header only
            // after it was permitted to, and is not asked with it.
            None => origin.is_here() || hosts::base(uri, headers).eq_ignore_ascii_case(&origin.text),
        };
        if is_own || permitted.contains(&origin) {
            Asker::Permitted(value.clone())
        } else {
            Asker::Foreign(Some(origin))
        }
    }
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
            ("https://*.contoso.com/a", None),
            ("ftp://graph.contoso.com", None),
            ("https://", None),
            ("null", None),
            ("*", None),
            ("", None),
        ] {
            let parsed = text.parse::<Origin>().ok();
            assert_eq!(parsed.as_ref().map(Origin::as_str), wanted, "{text}");
        }
    }

    fn asker(headers: &[(&'static str, &str)], public: Option<&str>) -> String {
        let said = headers;
        let mut headers = HeaderMap::new();
        for (name, value) in said {
            headers.append(*name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
        }
        let public = public.map(|public| public.parse().unwrap());
        let permitted = ["https://console.contoso.com".parse().unwrap()];
        match Asker::of(&Uri::from_static("/"), &headers, public.as_ref(), &permitted) {
            Asker::NoPage => "no page".to_owned(),
            Asker::Permitted(value) => format!("permitted {}", value.to_str().unwrap()),
            Asker::Foreign(Some(origin)) => format!("foreign {origin}"),
            Asker::Foreign(None) => "foreign".to_owned(),
        }
    }

    #[test]
    fn whose_page_asks() {
        const PUBLIC: &str = "https://graph.contoso.com";
        let here = "permitted";
        for (origin, alone, behind_proxy) in [
            ("http://127.0.0.1:8740", here, "foreign"),
            ("http://127.0.0.1", here, "foreign"),
            ("http://127.8.9.1:1", here, "foreign"),
            ("http://localhost:8080", here, "foreign"),
            ("https://localhost", here, "foreign"),
            ("http://[::1]:8080", here, "foreign"),
            ("http://[::2]:8080", "foreign", "foreign"),
            ("http://192.168.0.1", "foreign", "foreign"),
            ("http://0.0.0.0:8740", "foreign", "foreign"),
            ("http://localhost.contoso.com", "foreign", "foreign"),
            ("http://127.0.0.1.contoso.com", "foreign", "foreign"),
            ("https://console.contoso.com", "permitted", "permitted"),
            ("http://console.contoso.com", "foreign", "foreign"),
            ("https://console.contoso.com:8443", "foreign", "foreign"),
            ("https://a.console.contoso.com", "foreign", "foreign"),
            ("https://console.contoso.com.attacker.com", "foreign", "foreign"),
            (PUBLIC, "foreign", "permitted"),
            ("https://graph.contoso.com.attacker.com", "foreign", "foreign"),
            ("http://graph.contoso.com", "foreign", "foreign"),
        ] {
            let headers = [("host", "127.0.0.1:8740"), ("origin", origin)];
            for (public, wanted) in [(None, alone), (Some(PUBLIC), behind_proxy)] {
                assert_eq!(asker(&headers, public), format!("{wanted} {origin}"), "{origin} {public:?}");
            }
        }
        for origin in [
            "null",
            "",
            "*",
            "http://127.0.0.1:8740/",
            "http://LOCALHOST",
            "http://127.0.0.1@attacker.com",
            "https://attacker.com@127.0.0.1",
            "file://",
            "http://localhost http://attacker.com",
            "http://l\u{f6}calhost",
        ] {
            assert_eq!(asker(&[("origin", origin)], None), "foreign", "{origin}");
        }
        let twice = [("origin", "http://localhost"), ("origin", "https://attacker.com")];
        assert_eq!(asker(&twice, None), "foreign");
        assert_eq!(asker(&[("host", "localhost")], None), "no page");
    }

    #[test]
    fn what_a_forwarder_says_is_its_own_page() {
        let forwarded = |origin| {
            let headers = [
                ("host", "127.0.0.1:8740"),
                ("x-forwarded-host", "Preview.Contoso.com"),
                ("x-forwarded-proto", "https"),
                ("origin", origin),
            ];
            asker(&headers, None)
        };
        assert_eq!(forwarded("https://preview.contoso.com"), "permitted https://preview.contoso.com");
        assert_eq!(forwarded("https://attacker.com"), "foreign https://attacker.com");
    }
}
