//! Brings the schema up to date, once, before the doors open. On PostgreSQL this runs as the owner of the tables; the
//! application's own role is granted rows, never tables.

use crate::plumbing::clock::Moment;
use crate::plumbing::engine::{self, Engine};
use crate::plumbing::fault::Fault;
use sqlx::{AnyConnection, AssertSqlSafe, Executor, Row};

/// One step: what both engines read, then what one of them adds.
struct Step {
    name: &'static str,
    both: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

const STEPS: &[Step] = &[
    Step {
        name: "0001_seam",
        both: include_str!("../../migrations/0001_seam.sql"),
        sqlite: include_str!("../../migrations/0001_seam.sqlite.sql"),
        postgres: include_str!("../../migrations/0001_seam.postgres.sql"),
    },
    Step {
        name: "0002_meeting",
        both: include_str!("../../migrations/0002_meeting.sql"),
        sqlite: include_str!("../../migrations/0002_meeting.sqlite.sql"),
        postgres: include_str!("../../migrations/0002_meeting.postgres.sql"),
    },
    Step {
        name: "0003_record",
        both: include_str!("../../migrations/0003_record.sql"),
        sqlite: include_str!("../../migrations/0003_record.sqlite.sql"),
        postgres: include_str!("../../migrations/0003_record.postgres.sql"),
    },
    Step {
        name: "0004_issue",
        both: include_str!("../../migrations/0004_issue.sql"),
        sqlite: include_str!("../../migrations/0004_issue.sqlite.sql"),
        postgres: include_str!("../../migrations/0004_issue.postgres.sql"),
    },
    Step {
        name: "0005_measure",
        both: include_str!("../../migrations/0005_measure.sql"),
        sqlite: include_str!("../../migrations/0005_measure.sqlite.sql"),
        postgres: include_str!("../../migrations/0005_measure.postgres.sql"),
    },
    Step {
        name: "0006_score",
        both: include_str!("../../migrations/0006_score.sql"),
        sqlite: include_str!("../../migrations/0006_score.sqlite.sql"),
        postgres: include_str!("../../migrations/0006_score.postgres.sql"),
    },
    Step {
        name: "0007_elsewhere",
        both: include_str!("../../migrations/0007_elsewhere.sql"),
        sqlite: include_str!("../../migrations/0007_elsewhere.sqlite.sql"),
        postgres: include_str!("../../migrations/0007_elsewhere.postgres.sql"),
    },
    Step {
        name: "0008_digest",
        both: include_str!("../../migrations/0008_digest.sql"),
        sqlite: include_str!("../../migrations/0008_digest.sqlite.sql"),
        postgres: include_str!("../../migrations/0008_digest.postgres.sql"),
    },
    Step { name: "0009_index", both: include_str!("../../migrations/0009_index.sql"), sqlite: "", postgres: "" },
    Step {
        name: "0010_indicator",
        both: include_str!("../../migrations/0010_indicator.sql"),
        sqlite: include_str!("../../migrations/0010_indicator.sqlite.sql"),
        postgres: include_str!("../../migrations/0010_indicator.postgres.sql"),
    },
    Step {
        name: "0011_stage",
        both: include_str!("../../migrations/0011_stage.sql"),
        sqlite: include_str!("../../migrations/0011_stage.sqlite.sql"),
        postgres: include_str!("../../migrations/0011_stage.postgres.sql"),
    },
    Step {
        name: "0012_goal",
        both: include_str!("../../migrations/0012_goal.sql"),
        sqlite: include_str!("../../migrations/0012_goal.sqlite.sql"),
        postgres: include_str!("../../migrations/0012_goal.postgres.sql"),
    },
    Step {
        name: "0013_packet",
        both: include_str!("../../migrations/0013_packet.sql"),
        sqlite: include_str!("../../migrations/0013_packet.sqlite.sql"),
        postgres: include_str!("../../migrations/0013_packet.postgres.sql"),
    },
    Step { name: "0014_house", both: include_str!("../../migrations/0014_house.sql"), sqlite: "", postgres: "" },
    Step {
        name: "0015_seat",
        both: include_str!("../../migrations/0015_seat.sql"),
        sqlite: include_str!("../../migrations/0015_seat.sqlite.sql"),
        postgres: include_str!("../../migrations/0015_seat.postgres.sql"),
    },
    Step {
        name: "0016_before",
        both: include_str!("../../migrations/0016_before.sql"),
        sqlite: include_str!("../../migrations/0016_before.sqlite.sql"),
        postgres: include_str!("../../migrations/0016_before.postgres.sql"),
    },
    Step {
        name: "0017_sitting",
        both: include_str!("../../migrations/0017_sitting.sql"),
        sqlite: include_str!("../../migrations/0017_sitting.sqlite.sql"),
        postgres: include_str!("../../migrations/0017_sitting.postgres.sql"),
    },
    Step {
        name: "0018_confirmation",
        both: include_str!("../../migrations/0018_confirmation.sql"),
        sqlite: include_str!("../../migrations/0018_confirmation.sqlite.sql"),
        postgres: include_str!("../../migrations/0018_confirmation.postgres.sql"),
    },
    Step {
        name: "0019_publication",
        both: include_str!("../../migrations/0019_publication.sql"),
        sqlite: include_str!("../../migrations/0019_publication.sqlite.sql"),
        postgres: include_str!("../../migrations/0019_publication.postgres.sql"),
    },
    Step {
        name: "0020_retention",
        both: include_str!("../../migrations/0020_retention.sql"),
        sqlite: include_str!("../../migrations/0020_retention.sqlite.sql"),
        postgres: include_str!("../../migrations/0020_retention.postgres.sql"),
    },
    Step {
        name: "0021_provider",
        both: include_str!("../../migrations/0021_provider.sql"),
        sqlite: include_str!("../../migrations/0021_provider.sqlite.sql"),
        postgres: include_str!("../../migrations/0021_provider.postgres.sql"),
    },
    Step {
        name: "0022_vacancy",
        both: include_str!("../../migrations/0022_vacancy.sql"),
        sqlite: include_str!("../../migrations/0022_vacancy.sqlite.sql"),
        postgres: include_str!("../../migrations/0022_vacancy.postgres.sql"),
    },
    Step {
        name: "0023_plan_load",
        both: include_str!("../../migrations/0023_plan_load.sql"),
        sqlite: "",
        postgres: include_str!("../../migrations/0023_plan_load.postgres.sql"),
    },
    Step {
        name: "0024_vacant_house",
        both: include_str!("../../migrations/0024_vacant_house.sql"),
        sqlite: include_str!("../../migrations/0024_vacant_house.sqlite.sql"),
        postgres: include_str!("../../migrations/0024_vacant_house.postgres.sql"),
    },
    Step {
        name: "0025_wish",
        both: include_str!("../../migrations/0025_wish.sql"),
        sqlite: include_str!("../../migrations/0025_wish.sqlite.sql"),
        postgres: include_str!("../../migrations/0025_wish.postgres.sql"),
    },
    Step {
        name: "0026_wish_erasure",
        both: include_str!("../../migrations/0026_wish_erasure.sql"),
        sqlite: include_str!("../../migrations/0026_wish_erasure.sqlite.sql"),
        postgres: include_str!("../../migrations/0026_wish_erasure.postgres.sql"),
    },
];

/// Rows that the application only adds.
const GROWING: &[&str] = &[
    "trail", "trail_cause", "revision", "sheet", "minutes_keep", "doubt_settled", "meeting_held", "record_decision",
    "issue_step", "issue_split", "fate", "fate_withdrawal", "measure_progress", "round", "round_issue", "round_member",
    "round_step", "round_freeze", "digest", "indicator_value", "indicator_counting", "goal", "goal_setting",
    "goal_actual", "goal_evaluation", "masking_threshold", "support_tally", "agenda_choice", "packet",
    "packet_withdrawal", "outcome_sentence", "council_appointment", "council_appointment_withdrawal",
    "council_seat_withdrawal", "council_member_withdrawal", "handout_withdrawal", "handout_file", "dispatch",
    "dispatch_withdrawal", "dispatch_link", "dispatch_link_end", "attendance_step", "attendance_step_end",
    "transcript_disposal", "confirmation_withdrawal", "correction_withdrawal", "confirming", "confirming_end",
    "publication", "publication_withdrawal", "edition", "approval_return", "approval_withdrawal", "pay_settlement",
    "pay_settlement_withdrawal", "redaction", "redaction_withdrawal", "public_release", "public_release_withdrawal",
    "public_release_file", "disposal", "disposal_line", "retention_hold", "retention_hold_end", "provider_edition",
    "provider_past", "provider_page", "vacancy_notice", "mismatch", "mismatch_withdrawal", "vacancy_rule",
    "house_step", "reading_rule", "reading", "reading_withdrawal", "reading_issue",
];
/// Rows that the application adds and changes, and never deletes.
const STANDING: &[&str] = &[
    "office", "account_name", "account", "council", "meeting", "block", "block_alias", "issue", "element",
    "issue_columns", "programme", "measure", "budget_deadline", "score_sheet", "score", "case_card", "council_charter",
    "council_seat", "council_member", "meeting_preparation", "handout", "sitting", "sitting_person", "block_taken",
    "transcript", "ballot", "sheet_form", "telling", "confirmation", "correction", "approval", "approval_rule",
    "pay_scale", "pay_list", "deadline_mark", "retention_rule", "provider", "provider_absence", "provider_note",
    "home", "vacancy", "plan_load", "plan_quarter", "plan_rule", "vacant_house", "house_check", "house_rule",
];
/// What other rooms read of a room's rows.
const VIEWS: &[&str] = &[
    "v_council_block", "v_council_alias", "v_council_meeting", "v_council_held", "v_public_minutes",
    "v_public_release", "v_public_file",
];
/// Rows that the application adds, changes and deletes.
const PASSING: &[&str] = &[
    "account_closure", "session", "invitation", "account_council", "draft", "meeting_withdrawal", "meeting_carried",
    "item", "search_row", "record_consent", "issue_join", "measure_issue", "case_issue", "goal_measure", "goal_issue",
    "block_strike", "item_begin", "sitting_close", "sitting_writer", "transcript_line", "provider_delivery",
    "provider_delivery_file", "account_provider", "wish",
];
/// What a disposal may do to rows that otherwise only grow. A trigger on each lets nothing through but emptying, and only of what stands in
/// the register of disposals.
const DISPOSED_OF: &[(&str, &str)] = &[
    ("handout_file", "update (name, bytes)"),
    ("public_release_file", "update (bytes)"),
    ("dispatch", "update (body)"),
    ("dispatch_withdrawal", "update (reason)"),
    ("edition", "update (reason, body, pdf)"),
    ("council_appointment", "update (words)"),
    ("council_appointment_withdrawal", "update (reason)"),
    ("pay_settlement", "update (body)"),
    ("pay_settlement_withdrawal", "update (reason)"),
    ("approval_withdrawal", "update (reason)"),
    ("revision", "delete"),
];

/// Carries the schema to the newest step, all in one transaction. `owner` may be the application's own address on SQLite.
///
/// # Errors
/// A newer database than this nimo is refused; what the database says.
#[allow(clippy::disallowed_methods, reason = "the schema has no office and no permit")]
pub async fn migrate(owner: &str, application: &str) -> Result<(), Fault> {
    let engine = Engine::of(owner).ok_or_else(|| Fault::broken("database", "neither sqlite: nor postgres:"))?;
    let pool = engine::open(engine, owner, true).await?;
    let mut tx = pool.begin_with(engine.begin_write()).await?;
    tx.execute("create table if not exists nimo_step (name text not null primary key, at text not null)").await?;
    let done = tx.fetch_all("select name from nimo_step order by name").await?;
    let done: Vec<String> = done.iter().map(|row| row.try_get("name")).collect::<Result<_, _>>()?;
    if done.iter().any(|name| STEPS.iter().all(|step| step.name != name.as_str())) {
        return Err(Fault::Setup(
            "このデータベースは、いまの nimo より新しい nimo が作りました。新しいほうの nimo を動かしてください。\n\
             A newer nimo wrote this database: start that one.",
        ));
    }
    for step in STEPS.iter().filter(|step| !done.iter().any(|name| name == step.name)) {
        for part in [step.both, if engine == Engine::Sqlite { step.sqlite } else { step.postgres }] {
            sqlx::raw_sql(part).execute(&mut *tx).await?;
        }
        sqlx::query("insert into nimo_step (name, at) values ($1, $2)")
            .bind(step.name)
            .bind(Moment::now().to_string())
            .execute(&mut *tx)
            .await?;
    }
    if engine == Engine::Postgres {
        let owner: String = tx.fetch_one("select current_user::text as name").await?.try_get("name")?;
        grant(&mut tx, &application_role(application, &owner).await?).await?;
    }
    tx.commit().await?;
    pool.close().await;
    Ok(())
}

async fn grant(connection: &mut AnyConnection, role: &str) -> Result<(), Fault> {
    let quoted = format!("\"{}\"", role.replace('"', "\"\""));
    let rights = [
        (VIEWS, "select"),
        (GROWING, "select, insert"),
        (STANDING, "select, insert, update"),
        (PASSING, "select, insert, update, delete"),
    ];
    for (tables, verbs) in rights {
        for table in tables {
            sqlx::raw_sql(AssertSqlSafe(format!("grant {verbs} on {table} to {quoted}")))
                .execute(&mut *connection)
                .await?;
        }
    }
    for (table, verb) in DISPOSED_OF {
        sqlx::raw_sql(AssertSqlSafe(format!("grant {verb} on {table} to {quoted}"))).execute(&mut *connection).await?;
    }
    Ok(())
}

/// The name by which the application signs in to PostgreSQL. It must be able neither to own nor to bypass: an owner can
/// switch row-level security off.
async fn application_role(application: &str, owner: &str) -> Result<String, Fault> {
    let pool = engine::open(Engine::Postgres, application, false).await?;
    let row = sqlx::query(
        "select current_user::text as name, case when rolsuper or rolbypassrls then 1 else 0 end as mighty,
           case when pg_has_role(current_user, $1::text::name, 'member') or exists (
             select 1 from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p')
           ) then 1 else 0 end as owns
         from pg_roles r where rolname = current_user",
    )
    .bind(owner)
    .fetch_one(&pool)
    .await?;
    pool.close().await;
    if row.try_get::<i32, _>("mighty")? == 1 {
        return Err(Fault::Setup(
            "--database の役は、superuser か BYPASSRLS です。どちらでもない役を作り、--database に入れてください。\n\
             --database signs in as a role that bypasses row-level security: give one that cannot.",
        ));
    }
    if row.try_get::<i32, _>("owns")? == 1 {
        return Err(Fault::Setup(
            "--database の役が、表の持ち主です。表を持たない別の役を作り、--database に入れてください。\
             表の持ち主は --owner-database に入れます。\n\
             --database signs in as an owner of tables: give a role that owns none, and the owner in --owner-database.",
        ));
    }
    Ok(row.try_get("name")?)
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "the schema has no office and no permit")]
mod tests {
    use super::*;
    use sqlx::AnyPool;

    /// A database as a nimo before this step left it.
    async fn left_before(step: &str, url: &str, rows: &[&'static str]) {
        let pool = engine::open(Engine::Sqlite, url, true).await.unwrap();
        let mut tx = pool.begin_with("begin immediate").await.unwrap();
        tx.execute("create table nimo_step (name text not null primary key, at text not null)").await.unwrap();
        for older in STEPS.iter().take_while(|older| older.name != step) {
            for part in [older.both, older.sqlite] {
                sqlx::raw_sql(part).execute(&mut *tx).await.unwrap();
            }
            sqlx::query("insert into nimo_step (name, at) values ($1, '')")
                .bind(older.name)
                .execute(&mut *tx)
                .await
                .unwrap();
        }
        for row in rows {
            sqlx::raw_sql(*row).execute(&mut *tx).await.unwrap();
        }
        tx.commit().await.unwrap();
        pool.close().await;
    }

    async fn say(pool: &AnyPool, sql: &'static str) -> Result<Vec<String>, sqlx::Error> {
        sqlx::query(sql).fetch_all(pool).await?.iter().map(|row| row.try_get(0)).collect()
    }

    #[tokio::test]
    async fn accounts_of_an_older_database_and_all_that_names_them_stay_when_the_table_is_made_anew() {
        let folder = std::env::temp_dir().join(format!("nimo-steps-{}", uuid::Uuid::now_v7()));
        std::fs::create_dir(&folder).unwrap();
        let url = format!("sqlite://{}/nimo.db?mode=rwc", folder.display());
        left_before(
            "0022_vacancy",
            &url,
            &[
                "insert into office (id, code, name, made_at) values (1, '999999', 'みほん市', '')",
                "insert into account_name (login, office, account) values ('imamura', 1, 'a')",
                "insert into account (office, id, login, name, role, password, version, made_at)
                 values (1, 'a', 'imamura', '今村', 'secretariat', 'hash', 3, 'day')",
                "insert into session (office, token_hash, account, made_at, seen_at, ends_at) values (1, 't', 'a', '', '', '')",
            ],
        )
        .await;
        migrate(&url, &url).await.unwrap();
        let pool = engine::open(Engine::Sqlite, &url, true).await.unwrap();
        let kept = "select s.token_hash || a.login || a.name || a.role || a.password || a.version || a.made_at
                    from session s join account a on a.office = s.office and a.id = s.account";
        assert_eq!(say(&pool, kept).await.unwrap(), ["timamura今村secretariathash3day"]);
        assert!(say(&pool, "select \"table\" from pragma_foreign_key_check").await.unwrap().is_empty());
        let of_nobody = "insert into session (office, token_hash, account, made_at, seen_at, ends_at)
                         values (1, 'u', 'nobody', '', '', '') returning account";
        assert!(say(&pool, of_nobody).await.is_err(), "a session of nobody is refused as before");
        let odd = "update account set role = 'mayor' returning role";
        assert!(say(&pool, odd).await.is_err(), "a role that nimo does not know is refused as before");
        let provider = "update account set role = 'provider' returning role";
        assert_eq!(say(&pool, provider).await.unwrap(), ["provider"]);
        pool.close().await;
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
