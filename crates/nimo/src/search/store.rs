//! The SQL of search.

use crate::access::{Action, Permit};
use crate::council::model::CouncilId;
use crate::council::store::sees_all;
use crate::plumbing::db::Tx;
use crate::plumbing::engine::Engine;
use crate::plumbing::fault::Fault;
use crate::search::Search;
use sqlx::{AssertSqlSafe, Row};

/// A section of something kept.
pub struct Section<'a> {
    /// The council it belongs to; who may read that may find this.
    pub council: CouncilId,
    /// The thing: a meeting.
    pub thing: &'a str,
    /// The part of it: a block, or `head`.
    pub section: &'a str,
    /// The day by which the newest comes first.
    pub held_on: &'a str,
    /// The words.
    pub text: &'a str,
}

/// A section that was found.
pub struct Found {
    /// The thing.
    pub thing: String,
    /// The part of it.
    pub section: String,
}

/// Puts a section into the index, in place of what stood there.
pub async fn put<A: Action>(tx: &mut Tx, permit: &Permit<A>, section: Section<'_>) -> Result<(), Fault> {
    remove(tx, permit, section.thing, section.section).await?;
    let folded = glyphs::fold(&section.text.replace('\n', " "));
    let grams = glyphs::bigrams(&folded).join(" ");
    let insert = match tx.engine() {
        Engine::Sqlite => {
            "insert into search_row (office, council, thing, section, held_on, folded) values ($1, $2, $3, $4, $5, $6)
             returning rowid"
        }
        Engine::Postgres => {
            "insert into search_row (office, council, thing, section, held_on, folded, grams)
             values ($1, $2, $3, $4, $5, $6, array_to_tsvector(string_to_array($7, ' '))) returning rowid"
        }
    };
    let query = sqlx::query(insert)
        .bind(tx.office().0)
        .bind(section.council.to_string())
        .bind(section.thing)
        .bind(section.section)
        .bind(section.held_on)
        .bind(folded.as_str());
    match tx.engine() {
        Engine::Postgres => {
            query.bind(grams).execute(tx.sql()).await?;
        }
        Engine::Sqlite => {
            let rowid: i64 = query.fetch_one(tx.sql()).await?.try_get(0)?;
            sqlx::query("insert into search_index (rowid, folded) values ($1, $2)")
                .bind(rowid)
                .bind(grams)
                .execute(tx.sql())
                .await?;
        }
    }
    Ok(())
}

/// Takes a section out of the index; its words leave the file with it.
pub async fn remove<A: Action>(tx: &mut Tx, _permit: &Permit<A>, thing: &str, section: &str) -> Result<(), Fault> {
    if tx.engine() == Engine::Sqlite {
        let row = sqlx::query("select rowid, folded from search_row where office = $1 and thing = $2 and section = $3")
            .bind(tx.office().0)
            .bind(thing)
            .bind(section)
            .fetch_optional(tx.sql())
            .await?;
        let Some(row) = row else { return Ok(()) };
        let (rowid, folded): (i64, String) = (row.try_get(0)?, row.try_get(1)?);
        sqlx::query("insert into search_index (search_index, rowid, folded) values ('delete', $1, $2)")
            .bind(rowid)
            .bind(glyphs::bigrams(&folded).join(" "))
            .execute(tx.sql())
            .await?;
    }
    sqlx::query("delete from search_row where office = $1 and thing = $2 and section = $3")
        .bind(tx.office().0)
        .bind(thing)
        .bind(section)
        .execute(tx.sql())
        .await?;
    Ok(())
}

/// The newest sections that hold the words, among those that the actor may read, after the first `skip` of them; one more than
/// `most` tells that there are more.
pub async fn find(
    tx: &mut Tx,
    permit: &Permit<Search>,
    words: &str,
    (most, skip): (usize, usize),
) -> Result<Vec<Found>, Fault> {
    let Some(person) = permit.actor().signed_in() else { return Err(Fault::SignedOut) };
    let folded = glyphs::fold(words.trim());
    if folded.trim().is_empty() {
        return Ok(vec![]);
    }
    let sees_all = sees_all(person);
    let councils: Vec<String> = person.councils.iter().map(ToString::to_string).collect();
    if !sees_all && councils.is_empty() {
        return Ok(vec![]);
    }
    let holds = if tx.engine() == Engine::Sqlite { "instr(s.folded, $2) > 0" } else { "strpos(s.folded, $2) > 0" };
    let scope = if sees_all {
        String::new()
    } else {
        let places = (0..councils.len()).map(|n| format!("${}", n + 6)).collect::<Vec<_>>();
        format!("and s.council in ({})", places.join(", "))
    };
    let page = (i64::try_from(most).unwrap_or(i64::MAX), i64::try_from(skip).unwrap_or(i64::MAX));
    // A word that is said everywhere fills the page from the newest texts; only what is seldom said is worth asking the index for.
    let newest = format!(
        "select s.thing, s.section from (select s.thing, s.section, s.held_on, s.rowid, s.folded from search_row s
           where s.office = $1 and $3 = '' {scope} order by s.held_on desc, s.rowid desc limit {NEWEST}) s
         where {holds} order by s.held_on desc, s.rowid desc limit $4 offset $5"
    );
    let found = asked(tx, &newest, [&folded, ""], page, &councils, sees_all).await?;
    if found.len() == most {
        return Ok(found);
    }
    let wanted = wanted(tx.engine(), &folded);
    let candidates = match (&wanted, tx.engine()) {
        (None, _) => "$3 = ''",
        (Some(_), Engine::Sqlite) => "s.rowid in (select rowid from search_index where search_index match $3)",
        (Some(_), Engine::Postgres) => "s.rowid in (select search_candidates($3))",
    };
    let all = format!(
        "select s.thing, s.section from search_row s where s.office = $1 and {holds} and {candidates} {scope}
         order by s.held_on desc, s.rowid desc limit $4 offset $5"
    );
    asked(tx, &all, [&folded, wanted.as_deref().unwrap_or("")], page, &councils, sees_all).await
}

/// So many of the newest texts are looked through before the index is asked.
const NEWEST: usize = 500;

async fn asked(
    tx: &mut Tx,
    sql: &str,
    [folded, wanted]: [&str; 2],
    (most, skip): (i64, i64),
    councils: &[String],
    sees_all: bool,
) -> Result<Vec<Found>, Fault> {
    let query = sqlx::query(AssertSqlSafe(sql.to_string())).bind(tx.office().0).bind(folded).bind(wanted);
    let mut query = query.bind(most).bind(skip);
    for council in councils.iter().filter(|_| !sees_all) {
        query = query.bind(council.as_str());
    }
    let rows = query.fetch_all(tx.sql()).await?;
    rows.iter().map(|row| Ok(Found { thing: row.try_get("thing")?, section: row.try_get("section")? })).collect()
}

/// What the index is asked for; `None` when the query has nothing that an index could hold, and every text is looked at.
fn wanted(engine: Engine, folded: &str) -> Option<String> {
    let chars: Vec<char> = folded.chars().filter(|c| !c.is_whitespace()).collect();
    let grams: Vec<String> = match chars.len() {
        1 => vec![chars[0].to_string()],
        // A blank in the query parts the grams as it parts those of the text.
        _ => folded
            .split_whitespace()
            .flat_map(|word| word.chars().zip(word.chars().skip(1)).map(|(a, b)| format!("{a}{b}")).collect::<Vec<_>>())
            .collect(),
    };
    let is_known = |gram: &String| engine == Engine::Postgres || gram.chars().all(is_surely_a_token);
    let grams: Vec<String> = grams.into_iter().filter(is_known).collect();
    if grams.is_empty() {
        return None;
    }
    let is_prefix = chars.len() == 1;
    let term = |gram: &String| match engine {
        Engine::Sqlite => format!("\"{}\"{}", gram.replace('"', "\"\""), if is_prefix { "*" } else { "" }),
        Engine::Postgres => {
            let quoted = gram.replace('\\', "\\\\").replace('\'', "''");
            format!("'{quoted}'{}", if is_prefix { ":*" } else { "" })
        }
    };
    let terms: Vec<String> = grams.iter().map(term).collect();
    Some(terms.join(if engine == Engine::Sqlite { " AND " } else { " & " }))
}

/// Characters that SQLite's tokenizer surely takes as parts of a word; others are left to the folded text.
fn is_surely_a_token(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '々' | '〇' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_is_asked_for_the_bigrams_of_the_query() {
        assert_eq!(wanted(Engine::Sqlite, "空室率").as_deref(), Some("\"空室\" AND \"室率\""));
        assert_eq!(wanted(Engine::Postgres, "空室率").as_deref(), Some("'空室' & '室率'"));
        assert_eq!(wanted(Engine::Postgres, "退").as_deref(), Some("'退':*"));
        assert_eq!(wanted(Engine::Postgres, "a'\\").as_deref(), Some("'a''' & '''\\\\'"));
        assert_eq!(wanted(Engine::Sqlite, "\"*"), None);
        assert_eq!(wanted(Engine::Sqlite, "院、退"), None);
    }
}
