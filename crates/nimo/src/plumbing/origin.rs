//! Where nimo is reached. Beyond loopback it must know its own address and stand behind TLS.

use std::net::{IpAddr, SocketAddr};

/// The address under which browsers reach nimo: `https://nimo.example.lg.jp`, or loopback without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    public: Option<String>,
}

impl Origin {
    /// The origin over loopback, where no `--origin` is given.
    pub fn loopback() -> Origin {
        Origin { public: None }
    }

    /// Reads `--origin`.
    ///
    /// # Errors
    /// A sentence when it is not `https://` and a host with perhaps a port, and nothing behind.
    pub fn parse(text: &str) -> Result<Origin, String> {
        let host = text.strip_prefix("https://").map(|rest| rest.trim_end_matches('/'));
        let fine = |host: &&str| {
            !host.is_empty()
                && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']'))
        };
        match host.filter(fine) {
            Some(host) => Ok(Origin { public: Some(host.to_ascii_lowercase()) }),
            None => Err(format!(
                "--origin は https://nimo.example.lg.jp のように入れてください（いまは「{text}」）。\n--origin must be https:// and a host name."
            )),
        }
    }

    /// Is it https? Then cookies are `__Host-` cookies.
    pub fn is_https(&self) -> bool {
        self.public.is_some()
    }

    /// The name of the session cookie.
    pub fn cookie_name(&self) -> &'static str {
        if self.is_https() { "__Host-nimo" } else { "nimo_dev" }
    }

    /// The address as people type it.
    pub fn address(&self, listen: SocketAddr) -> String {
        self.public.as_ref().map_or_else(|| format!("http://{listen}"), |host| format!("https://{host}"))
    }

    /// The address under which the browser that sent this `Host` header reaches nimo.
    pub fn address_for(&self, host: &str) -> String {
        self.public.as_ref().map_or_else(|| format!("http://{host}"), |ours| format!("https://{ours}"))
    }

    /// Is this `Host` header ours? A foreign name that leads here (DNS rebinding) is not.
    pub fn is_our_host(&self, host: &str) -> bool {
        match &self.public {
            Some(ours) => host.eq_ignore_ascii_case(ours),
            None => is_loopback_name(host),
        }
    }

    /// Does this `Origin` header name the page's own origin, given the `Host` header?
    pub fn is_our_origin(&self, origin: &str, host: &str) -> bool {
        match &self.public {
            Some(ours) => origin.strip_prefix("https://").is_some_and(|o| o.eq_ignore_ascii_case(ours)),
            None => {
                is_loopback_name(host) && origin.strip_prefix("http://").is_some_and(|o| o.eq_ignore_ascii_case(host))
            }
        }
    }
}

fn is_loopback_name(host: &str) -> bool {
    let name = match host.rfind(':') {
        Some(at) if !host[at..].contains(']') => &host[..at],
        _ => host,
    };
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

/// How the bytes reach us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// Plain http over loopback.
    Loopback,
    /// TLS of our own.
    Tls,
    /// Behind a proxy at this address, which does the TLS. Only what comes from there may say whom it speaks for.
    Proxy(IpAddr),
}

/// May nimo listen there like this?
///
/// # Errors
/// The sentence with which it refuses to start.
pub fn may_listen(listen: SocketAddr, origin: &Origin, way: &Way) -> Result<(), String> {
    match (listen.ip().is_loopback(), origin.is_https(), way) {
        (_, true, Way::Tls | Way::Proxy(_)) | (true, false, Way::Loopback) => Ok(()),
        (false, _, Way::Loopback) | (false, false, _) => Err(format!(
            "{listen} はこのコンピューターの外からも届く場所です。--origin https://… と、--tls-cert と --tls-key（または --behind-proxy）を付けてください。\
             暗号のない http では、ブラウザーがサインインの印を捨てるため、だれもサインインできません。\n\
             Listening beyond loopback needs --origin and either --tls-cert/--tls-key or --behind-proxy."
        )),
        (true, true, Way::Loopback) | (true, false, _) => Err(
            "--origin は、--tls-cert と --tls-key、または --behind-proxy といっしょに使います。\n--origin goes with --tls-cert/--tls-key or --behind-proxy."
                .into(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_loopback_nothing_listens_without_origin_and_tls_or_proxy() {
        let (near, far) = ("127.0.0.1:8080".parse().unwrap(), "0.0.0.0:8080".parse().unwrap());
        let https = Origin::parse("https://nimo.example.lg.jp").unwrap();
        let proxy = Way::Proxy("192.0.2.1".parse().unwrap());
        assert!(may_listen(near, &Origin::loopback(), &Way::Loopback).is_ok());
        assert!(may_listen(far, &https, &Way::Tls).is_ok());
        assert!(may_listen(near, &https, &proxy).is_ok());
        for (listen, origin, way) in [
            (far, &Origin::loopback(), &Way::Loopback),
            (far, &https, &Way::Loopback),
            (far, &Origin::loopback(), &Way::Tls),
            (near, &https, &Way::Loopback),
            (near, &Origin::loopback(), &proxy),
        ] {
            assert!(may_listen(listen, origin, way).unwrap_err().contains("--origin"), "{listen} {origin:?} {way:?}");
        }
    }

    #[test]
    fn only_our_own_name_is_our_host_and_our_origin() {
        let https = Origin::parse("https://nimo.example.lg.jp/").unwrap();
        assert!(https.is_our_host("NIMO.example.lg.jp") && https.is_our_origin("https://nimo.example.lg.jp", "x"));
        for origin in ["http://nimo.example.lg.jp", "https://nimo.example.lg.jp.evil.test", "null", ""] {
            assert!(!https.is_our_origin(origin, "nimo.example.lg.jp"), "{origin}");
        }
        let near = Origin::loopback();
        assert!(near.is_our_host("127.0.0.1:8080") && near.is_our_host("localhost") && near.is_our_host("[::1]:8080"));
        assert!(!near.is_our_host("evil.test") && !near.is_our_host("127.0.0.1.evil.test:80"));
        assert!(near.is_our_origin("http://localhost:8080", "localhost:8080"));
        assert!(!near.is_our_origin("http://localhost:9090", "localhost:8080"));
        for typed in ["http://nimo.example.lg.jp", "https://", "https://a/b", "nimo", "https://a b"] {
            assert!(Origin::parse(typed).is_err(), "{typed}");
        }
    }
}
