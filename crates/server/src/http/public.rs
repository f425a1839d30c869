//! The one public address of a server behind a proxy.
//!
//! Without it every header by which a proxy tells where a request came in could as well be made up by whoever asks. So what a proxy
//! says isn't believed at all: whoever runs the server says it once, and answers hold that address whoever asks.

use std::str::FromStr;

use super::origin::Origin;

/// Scheme and host by which everybody reaches a server behind a proxy, such as `https://graph.contoso.com`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicAddress(Origin);

impl PublicAddress {
    /// Scheme and host, with nothing behind them.
    pub fn origin(&self) -> &str {
        self.0.as_str()
    }

    /// Whether a host that a request names is this one. Proxies may pass on the name by which they were asked.
    pub fn is_host(&self, host: &str) -> bool {
        self.0.is_host(host)
    }
}

impl FromStr for PublicAddress {
    type Err = String;

    fn from_str(text: &str) -> Result<PublicAddress, String> {
        text.parse().map(PublicAddress)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
