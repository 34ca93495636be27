//! A hand on the database behind the doors, an eye on what stands under the words of a page, and dice that fall the same
//! way in every run.

use crate::town::Town;
use nimo::plumbing::engine::Engine;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor, Row};

/// A connection that no wall stops: the file itself, or PostgreSQL's superuser.
pub async fn hand(town: &Town) -> AnyConnection {
    connect(&town.owner_database.replace("nimo_owner@", "postgres@")).await
}

/// A connection as the application has it.
pub async fn application(town: &Town) -> AnyConnection {
    connect(&town.database).await
}

async fn connect(url: &str) -> AnyConnection {
    sqlx::any::install_default_drivers();
    AnyConnection::connect(url).await.expect("the database answers")
}

/// The first column of every row, as text.
pub async fn texts(hand: &mut AnyConnection, sql: &str) -> Vec<String> {
    let rows = hand.fetch_all(AssertSqlSafe(sql.to_string())).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    rows.iter().map(|row| row.try_get::<Option<String>, _>(0).expect("text").unwrap_or_default()).collect()
}

/// Does the database refuse this? What it says.
pub async fn refusal(hand: &mut AnyConnection, sql: &str) -> String {
    match hand.execute(AssertSqlSafe(sql.to_string())).await {
        Ok(_) => panic!("not refused: {sql}"),
        Err(error) => error.to_string(),
    }
}

/// Every table of nimo.
pub async fn tables(town: &Town, hand: &mut AnyConnection) -> Vec<String> {
    let sql = match town.engine {
        Engine::Sqlite => "select name from sqlite_master where type = 'table' and name not like 'sqlite%' order by 1",
        Engine::Postgres => "select tablename::text from pg_tables where schemaname = 'public' order by 1",
    };
    texts(hand, sql).await
}

/// The columns of a table.
pub async fn columns(town: &Town, hand: &mut AnyConnection, table: &str) -> Vec<String> {
    let sql = match town.engine {
        Engine::Sqlite => format!("select name from pragma_table_info('{table}') order by cid"),
        Engine::Postgres => format!(
            "select column_name::text from information_schema.columns where table_name = '{table}' order by ordinal_position"
        ),
    };
    texts(hand, &sql).await
}

/// Every row of every table, perhaps of one office only, as text.
pub async fn dump(town: &Town, office: Option<i64>) -> String {
    let mut hand = hand(town).await;
    let mut all = String::new();
    for table in tables(town, &mut hand).await {
        let columns = columns(town, &mut hand, &table).await;
        let of = match (office, table.as_str()) {
            (Some(office), "office") => format!("where id = {office}"),
            (Some(office), _) if columns.iter().any(|column| column == "office") => format!("where office = {office}"),
            (Some(_), _) => continue,
            (None, _) => String::new(),
        };
        // What SQLite keeps of its index is bytes, not text.
        let is_bytes = table.starts_with("search_index");
        let line = columns.iter().map(|column| match is_bytes {
            true => format!("coalesce(hex({column}), 'null')"),
            false => format!("coalesce(cast({column} as text), 'null')"),
        });
        let line = line.collect::<Vec<_>>().join(" || '|' || ");
        let rows = texts(&mut hand, &format!("select {line} from {table} {of} order by 1")).await;
        all.push_str(&format!("{table}\n{}\n", rows.join("\n")));
    }
    hand.close().await.expect("closed");
    all
}

/// A tag of a page with its attributes, as a browser takes it apart.
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// What stands behind it, up to the next tag.
    pub text: String,
}

impl Tag {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// Every tag of a page; an end tag begins with `/`.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut tags = vec![];
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            continue;
        }
        let end = rest.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(rest.len());
        let mut tag = Tag {
            name: rest[..end].trim_end_matches('/').to_ascii_lowercase(),
            attributes: vec![],
            text: String::new(),
        };
        rest = &rest[end..];
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if rest.is_empty() || rest.starts_with('>') {
                break;
            }
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>')).unwrap_or(rest.len());
            let name = rest[..end.max(1)].to_ascii_lowercase();
            rest = &rest[end.max(1)..];
            let mut value = String::new();
            if let Some(after) = rest.strip_prefix('=') {
                let (quote, start) = match after.chars().next() {
                    Some(quote @ ('"' | '\'')) => (Some(quote), 1),
                    _ => (None, 0),
                };
                let stop = after[start..].find(|c: char| quote.map_or(c.is_whitespace() || c == '>', |q| c == q));
                let stop = start + stop.unwrap_or(after.len() - start);
                value = plain(&after[start..stop]);
                rest = after.get(stop + usize::from(quote.is_some())..).unwrap_or("");
            }
            tag.attributes.push((name, value));
        }
        tag.text = plain(rest.trim_start_matches('>').split('<').next().unwrap_or(""));
        tags.push(tag);
    }
    tags
}

/// What a browser would send for the form with this action if somebody pressed its button now.
pub fn form(html: &str, action: &str) -> Vec<(String, String)> {
    let all = tags(html);
    let start = all.iter().position(|tag| tag.name == "form" && tag.get("action") == Some(action));
    let start = start.unwrap_or_else(|| panic!("no form for {action} in {html}"));
    let (mut fields, mut select): (Vec<(String, String)>, String) = (vec![], String::new());
    for tag in all[start..].iter().take_while(|tag| tag.name != "/form") {
        let value = tag.get("value").unwrap_or("").to_string();
        match (tag.name.as_str(), tag.get("name")) {
            ("input", Some(name)) => {
                let is_choice = matches!(tag.get("type"), Some("radio" | "checkbox"));
                if !is_choice || tag.get("checked").is_some() {
                    fields.push((name.into(), value));
                }
            }
            // The first line end is the template's; a browser drops it.
            ("textarea", Some(name)) => {
                fields.push((name.into(), tag.text.strip_prefix('\n').unwrap_or(&tag.text).to_string()));
            }
            ("select", Some(name)) => {
                select = name.into();
                fields.push((select.clone(), String::new()));
            }
            ("option", _) if tag.get("selected").is_some() => {
                if let Some(field) = fields.iter_mut().find(|(name, _)| *name == select) {
                    field.1 = value;
                }
            }
            _ => {}
        }
    }
    fields
}

/// Escapes undone, once.
pub fn plain(html: &str) -> String {
    let undone = html.replace("&#34;", "\"").replace("&#39;", "'").replace("&#60;", "<").replace("&#62;", ">");
    undone.replace("&#38;", "&")
}

/// Dice.
pub struct Dice(pub u64);

impl Dice {
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 8
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// One of these.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// So many bytes, or fewer.
    pub fn bytes(&mut self, most: usize) -> Vec<u8> {
        (0..self.below(most + 1)).map(|_| self.next() as u8).collect()
    }
}
