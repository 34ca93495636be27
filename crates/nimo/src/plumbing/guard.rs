//! What stands before every route: whose page sent this, and to which name.

use crate::plumbing::fault::Fault;
use crate::plumbing::origin::{Origin, Way};
use axum::http::HeaderMap;
use std::net::{IpAddr, SocketAddr};

/// Did a page of ours send this act? `Sec-Fetch-Site` decides where the browser sends it, else `Origin` must be ours.
///
/// # Errors
/// [`Fault::Refused`] for a foreign page and for a sender that says neither.
pub fn own_page_only(headers: &HeaderMap, origin: &Origin) -> Result<(), Fault> {
    let said = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    let ours = match (said("sec-fetch-site"), said("origin")) {
        (Some(site), _) => site == "same-origin",
        (None, Some(from)) => origin.is_our_origin(from, said("host").unwrap_or("")),
        (None, None) => false,
    };
    if ours { Ok(()) } else { Err(Fault::Refused("page.foreign")) }
}

/// Is the request addressed to us by our own name?
///
/// # Errors
/// [`Fault::Unreadable`] for another name.
pub fn own_name_only(host: Option<&str>, origin: &Origin) -> Result<(), Fault> {
    match host {
        Some(host) if origin.is_our_host(host) => Ok(()),
        _ => Err(Fault::Unreadable("このアドレスでは開けません。管理者から聞いたアドレスで開き直してください。")),
    }
}

/// Behind a proxy, did it come from there (or from this very machine)? Anybody else went round the proxy.
///
/// # Errors
/// [`Fault::Unreadable`] for a request from elsewhere.
pub fn through_the_proxy_only(peer: Option<SocketAddr>, way: &Way) -> Result<(), Fault> {
    let is_theirs = |ip: IpAddr, proxy: &IpAddr| ip == proxy.to_canonical() || ip.is_loopback();
    match (way, peer.map(|peer| peer.ip().to_canonical())) {
        (Way::Proxy(proxy), Some(ip)) if !is_theirs(ip, proxy) => Err(Fault::Unreadable(
            "この入口からは開けません。管理者から聞いたアドレスで開き直してください。\
             （運用担当のかたへ: --behind-proxy が、プロキシーの接続元のアドレスと同じか確かめてください。）",
        )),
        _ => Ok(()),
    }
}

/// The network address that the back-off counts by. A proxy's word counts only when it comes from the proxy, and of its
/// word only the end: what stands before was written by whoever came to the proxy.
pub fn client_address(peer: SocketAddr, headers: &HeaderMap, way: &Way) -> String {
    let peer = peer.ip().to_canonical();
    let told = || {
        let line = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
        line.rsplit(',').next()?.trim().parse::<IpAddr>().ok()
    };
    let from = match way {
        Way::Proxy(proxy) if proxy.to_canonical() == peer => told().map_or(peer, |told| told.to_canonical()),
        _ => peer,
    };
    from.to_string()
}

/// Which bytes of a file are asked for: `bytes=0-16383`. One range alone, with both ends; whoever asks otherwise gets the first bytes.
pub fn wanted_bytes(headers: &HeaderMap) -> Option<(u64, u64)> {
    let (from, to) = headers.get("range")?.to_str().ok()?.strip_prefix("bytes=")?.split_once('-')?;
    let (from, to) = (from.parse().ok()?, to.parse().ok()?);
    (from <= to).then_some((from, to))
}

/// The secret of the session cookie, if one came.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let pairs = headers.get_all("cookie").iter().filter_map(|value| value.to_str().ok()).flat_map(|all| all.split(';'));
    pairs.filter_map(|pair| pair.trim().split_once('=')).find(|(n, _)| *n == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn only_our_own_page_may_send_an_act() {
        let near = Origin::loopback();
        let host = ("host", "127.0.0.1:8080");
        for good in [vec![host, ("sec-fetch-site", "same-origin")], vec![host, ("origin", "http://127.0.0.1:8080")]] {
            assert!(own_page_only(&headers(&good), &near).is_ok(), "{good:?}");
        }
        for bad in [
            vec![host],
            vec![host, ("sec-fetch-site", "cross-site"), ("origin", "http://127.0.0.1:8080")],
            vec![host, ("sec-fetch-site", "same-site")],
            vec![host, ("sec-fetch-site", "none")],
            vec![host, ("origin", "https://evil.test")],
            vec![host, ("origin", "null")],
        ] {
            assert!(own_page_only(&headers(&bad), &near).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_forwarded_address_is_believed_from_the_proxy_alone() {
        let told = headers(&[("x-forwarded-for", "198.51.100.9, 203.0.113.5")]);
        let (proxy, other) = ("192.0.2.1:9".parse().unwrap(), "192.0.2.7:9".parse().unwrap());
        let way = Way::Proxy("192.0.2.1".parse().unwrap());
        assert_eq!(client_address(proxy, &told, &way), "203.0.113.5");
        assert_eq!(client_address(other, &told, &way), "192.0.2.7");
        assert_eq!(client_address(proxy, &told, &Way::Tls), "192.0.2.1");
    }

    #[test]
    fn of_several_forwarded_addresses_the_last_counts_and_one_address_has_one_spelling() {
        let way = Way::Proxy("192.0.2.1".parse().unwrap());
        let mut told = headers(&[("x-forwarded-for", "198.51.100.9")]);
        told.append("x-forwarded-for", "198.51.100.10, ::ffff:203.0.113.5".parse().unwrap());
        for proxy in ["192.0.2.1:9", "[::ffff:192.0.2.1]:9"] {
            assert_eq!(client_address(proxy.parse().unwrap(), &told, &way), "203.0.113.5", "{proxy}");
        }
        for nonsense in ["unknown", "203.0.113.5:4711", ""] {
            let told = headers(&[("x-forwarded-for", nonsense)]);
            assert_eq!(client_address("192.0.2.1:9".parse().unwrap(), &told, &way), "192.0.2.1", "{nonsense}");
        }
    }

    #[test]
    fn one_range_of_bytes_with_both_ends_is_understood() {
        let wanted = |said: &'static str| wanted_bytes(&headers(&[("range", said)]));
        assert_eq!((wanted("bytes=0-16383"), wanted("bytes=5-5")), (Some((0, 16383)), Some((5, 5))));
        for odd in ["", "bytes=5-", "bytes=-5", "bytes=9-3", "bytes=0-1,5-6", "lines=0-1", "bytes=a-b"] {
            assert_eq!(wanted(odd), None, "{odd}");
        }
    }

    #[test]
    fn nobody_goes_round_the_proxy() {
        let way = Way::Proxy("192.0.2.1".parse().unwrap());
        for near in ["192.0.2.1:9", "[::ffff:192.0.2.1]:9", "127.0.0.1:9", "[::1]:9"] {
            assert!(through_the_proxy_only(near.parse().ok(), &way).is_ok(), "{near}");
        }
        let round = "192.0.2.7:9".parse().ok();
        assert!(matches!(through_the_proxy_only(round, &way), Err(Fault::Unreadable(_))));
        assert!(through_the_proxy_only(round, &Way::Tls).is_ok());
    }
}
