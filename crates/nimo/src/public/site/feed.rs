//! What was published lately, as Atom.
//!
//! The files do not know under which address they will stand, so nothing here does: ids are of the things themselves (`urn:uuid:`), and
//! links are relative, without `xml:base`. RFC 4287 has them resolved against the address from which the feed was fetched.

use super::page::escaped;
use super::pages::newest;
use super::words::Tongue;
use crate::plumbing::secret::hash;
use crate::public::model::Published;
use std::fmt::Write;

/// So many entries.
const MOST: usize = 50;

/// The feed.
pub fn feed(published: &Published) -> String {
    let all = newest(published);
    let say = |key| Tongue::Japanese.say(key).plain();
    // A town that has published nothing has a feed, too, and an Atom feed has a day: that of the format itself.
    let updated = all.first().map_or_else(|| "2005-12-01".to_string(), |one| one.on.to_string());
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let office = escaped(&published.office);
    let _ = write!(
        out,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"ja\">\n<id>urn:uuid:{}</id>\n<title>{office} {}</title>\n\
         <updated>{updated}T00:00:00+09:00</updated>\n<link rel=\"self\" href=\"feed.xml\"/>\n<link href=\"index.html\"/>\n\
         <author><name>{office}</name></author>\n",
        own_id(&published.code),
        say("site"),
    );
    for one in all.iter().take(MOST) {
        let title = escaped(&format!("{} {}", one.name, say(one.what)));
        let _ = write!(
            out,
            "<entry>\n<id>urn:uuid:{}</id>\n<title>{title}</title>\n<updated>{}T00:00:00+09:00</updated>\n\
             <link href=\"{}\"/>\n<summary>{title}</summary>\n</entry>\n",
            one.id, one.on, one.path,
        );
    }
    out + "</feed>\n"
}

/// The id of the feed of an office, from its code: a UUID of one's own making (RFC 9562, version 8).
fn own_id(code: &str) -> String {
    let hash = hash(&format!("nimo public feed {code}"));
    format!("{}-{}-8{}-8{}-{}", &hash[..8], &hash[8..12], &hash[13..16], &hash[17..20], &hash[20..32])
}
