//! A folder of published files, and what has to hold of it wherever it is put.

use crate::paper::read_pdf;
use crate::town::words;
use nimo::plumbing::secret::hash_bytes;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

/// A file.
pub struct File(pub Vec<u8>);

impl File {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0).into_owned()
    }
}

/// Every file by its path.
#[derive(Default)]
pub struct Files(BTreeMap<String, File>);

impl std::ops::Deref for Files {
    type Target = BTreeMap<String, File>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

pub fn read(folder: &Path) -> Files {
    let (mut files, mut folders) = (Files::default(), vec![folder.to_path_buf()]);
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                files.0.insert(name, File(std::fs::read(&path).unwrap()));
            }
        }
    }
    files
}

/// The values of an attribute.
fn values<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    html.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Where a link leads, from the page on which it stands; `None` where it leads out.
fn target(page: &str, href: &str) -> Option<(String, String)> {
    let (path, place) = href.split_once('#').unwrap_or((href, ""));
    let mut at: Vec<&str> = page.split('/').collect();
    if path.is_empty() {
        return Some((page.into(), place.into()));
    }
    at.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(at.pop()?),
            "." => {}
            part => at.push(part),
        }
    }
    Some((at.join("/"), place.into()))
}

impl Files {
    fn pages(&self) -> impl Iterator<Item = (&String, String)> {
        self.iter().filter(|(path, _)| path.ends_with(".html")).map(|(path, file)| (path, file.text()))
    }

    pub fn every_link_leads_somewhere(&self) {
        let mut count = 0;
        for (page, html) in self.pages() {
            for href in values(&html, "href").into_iter().chain(values(&html, "src")) {
                assert!(!href.contains(':') && !href.starts_with('/'), "{page}: {href} leads out");
                let (path, place) =
                    target(page, href).unwrap_or_else(|| panic!("{page}: {href} leads out of the folder"));
                let file = self.get(&path).unwrap_or_else(|| panic!("{page}: {href} leads nowhere"));
                let is_there = place.is_empty() || file.text().contains(&format!(" id=\"{place}\""));
                assert!(is_there, "{page}: {href}: no such place");
                count += 1;
            }
            assert!(!html.contains("http://") && !html.contains("https://"), "{page} names an address");
        }
        let feed = self["feed.xml"].text();
        for href in values(&feed, "href") {
            assert!(self.contains_key(href), "feed.xml: {href}");
        }
        assert!(count > 200, "{count} links were tried");
    }

    pub fn every_page_says_what_it_is(&self) {
        for (page, html) in self.pages() {
            let ids = values(&html, "id");
            let mut once = ids.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(ids.len(), once.len(), "{page}: an id stands twice: {ids:?}");
            if page.ends_with("fragment.html") {
                for never in ["<html", "<head", "<script", "<style", "<h1", "<main", "style="] {
                    assert!(!html.contains(never), "{page}: {never}");
                }
                assert!(ids.iter().all(|id| id.starts_with("nimo-")), "{page}: {ids:?}");
                continue;
            }
            let tongue = if page.starts_with("en/") { "en" } else { "ja" };
            assert!(html.starts_with(&format!("<!doctype html>\n<html lang=\"{tongue}\">")), "{page}");
            assert_eq!(html.matches("<h1").count(), 1, "{page}: one heading of the page");
            assert_eq!(html.matches("<main").count(), 1, "{page}: one main part");
            let title = html.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap_or("");
            assert!(title.contains("みほん市") && !title.contains('<'), "{page}: {title}");
            balanced(page, &html);
        }
    }

    pub fn manifest_fits(&self) {
        let list: serde_json::Value = serde_json::from_slice(&self["manifest.json"].0).unwrap();
        let listed = list["files"].as_array().unwrap();
        assert_eq!(listed.len() + 1, self.len(), "all but the list itself");
        for one in listed {
            let file = &self[one["path"].as_str().unwrap()];
            assert_eq!(one["bytes"], file.0.len(), "{one}");
            assert_eq!(one["sha256"], hash_bytes(&file.0).as_str(), "{one}");
            assert!(!one["media"].as_str().unwrap().is_empty() && !one["part"].as_str().unwrap().is_empty());
        }
    }
}

/// Every element that is opened is closed, in its order.
fn balanced(page: &str, html: &str) {
    const ALONE: &[&str] = &["meta", "link", "br", "col", "hr", "input", "wbr"];
    let mut open: Vec<String> = vec![];
    for tag in html.split('<').skip(1) {
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if tag.starts_with('/') {
            assert_eq!(open.pop().as_deref(), Some(name.as_str()), "{page}: </{name}>");
        } else if !tag.starts_with('!') && !ALONE.contains(&name.as_str()) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{page}: {open:?} stay open");
}

fn unzipped(docx: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut text = String::new();
    for at in 0..archive.len() {
        let mut part = vec![];
        archive.by_index(at).unwrap().read_to_end(&mut part).unwrap();
        let part = String::from_utf8_lossy(&part).into_owned();
        text += &words(&part).replace(' ', "");
        text += &part;
    }
    text
}

/// No file holds one of these words: as bytes, as text without tags, unpacked, or as a PDF is read.
pub fn no_byte_tells(files: &Files, canaries: &[&str]) {
    for (path, file) in files.iter() {
        let mut texts = vec![file.text(), words(&file.text()), path.clone()];
        if path.ends_with(".docx") {
            texts.push(unzipped(&file.0));
        }
        if path.ends_with("minutes.pdf") || path.ends_with("roster.pdf") || path.ends_with("notice.pdf") {
            texts.extend(read_pdf(&file.0).map(|text| text.split_whitespace().collect()));
        }
        for canary in canaries {
            assert!(texts.iter().all(|text| !text.contains(canary)), "{path} tells 「{canary}」");
        }
    }
}

/// Each key of the data stands in the schema, and what the schema wants is there.
pub fn fits_its_schema(data: &str) {
    let schema = include_str!("../../../../../docs/public-minutes.schema.json");
    let (schema, data): (serde_json::Value, serde_json::Value) =
        (serde_json::from_str(schema).unwrap(), serde_json::from_str(data).unwrap());
    fits("$", &schema, &data);
    let mut wrong = data.clone();
    wrong["proceedings"][0]["is"] = "speech".into();
    assert!(std::panic::catch_unwind(|| fits("$", &schema, &wrong)).is_err(), "the schema refuses something");
}

/// The few words of JSON Schema that ours uses.
fn fits(at: &str, schema: &serde_json::Value, value: &serde_json::Value) {
    let kinds: Vec<&str> = match &schema["type"] {
        serde_json::Value::Array(kinds) => kinds.iter().filter_map(|kind| kind.as_str()).collect(),
        kind => kind.as_str().into_iter().collect(),
    };
    let kind = match value {
        serde_json::Value::Null => "null",
        serde_json::Value::String(_) => "string",
        serde_json::Value::Number(_) => "integer",
        serde_json::Value::Array(_) => "array",
        serde_json::Value::Object(_) => "object",
        serde_json::Value::Bool(_) => "boolean",
    };
    assert!(kinds.is_empty() || kinds.contains(&kind), "{at}: {kind} instead of {kinds:?}");
    if let Some(fixed) = schema.get("const") {
        assert_eq!(fixed, value, "{at}");
    }
    if let Some(some) = schema["enum"].as_array() {
        assert!(some.contains(value), "{at}: {value}");
    }
    for (n, item) in value.as_array().into_iter().flatten().enumerate() {
        fits(&format!("{at}[{n}]"), &schema["items"], item);
    }
    if let Some(object) = value.as_object() {
        for (name, value) in object {
            assert!(schema["properties"].get(name).is_some(), "{at}.{name} is not in the schema");
            fits(&format!("{at}.{name}"), &schema["properties"][name], value);
        }
        for name in schema["required"].as_array().into_iter().flatten() {
            assert!(object.contains_key(name.as_str().unwrap()), "{at} lacks {name}");
        }
    }
}
