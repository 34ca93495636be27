//! One request sees one moment: all that it reads stands in one snapshot, until it writes.

use crate::on_both;
use nimo::accounts::model::Role;
use nimo::plumbing::db::{Tx, View};
use nimo::plumbing::fault::Fault;
use sqlx::Row;

async fn councils(tx: &mut Tx) -> Result<i64, Fault> {
    let office = tx.office().0;
    let row =
        sqlx::query("select count(*) as n from council where office = $1").bind(office).fetch_one(tx.sql()).await?;
    Ok(row.try_get("n")?)
}

on_both! {
    async fn what_others_write_meanwhile_is_seen_when_the_snapshot_is_let_go(town) {
        let office = town.office("999999", "みほん市").await;
        let other = town.office("999998", "となり町").await;
        let mut clerk = town.signed_in(office, "jimu", Role::Secretariat, &[]).await;
        let view = View::of(town.app.db());
        assert_eq!(view.read(office, councils).await.unwrap(), 0);
        clerk.place("連絡協議会", "").await;
        assert_eq!(view.read(office, councils).await.unwrap(), 0, "the same moment");
        view.let_go();
        assert_eq!(view.read(office, councils).await.unwrap(), 1);
        assert_eq!(view.read(other, councils).await.unwrap(), 0, "another office has a snapshot of its own");
        assert_eq!(view.read(office, councils).await.unwrap(), 1);
    }
}

on_both! {
    async fn a_reading_that_failed_leaves_no_snapshot_behind(town) {
        let office = town.office("999999", "みほん市").await;
        let mut clerk = town.signed_in(office, "jimu", Role::Secretariat, &[]).await;
        let view = View::of(town.app.db());
        assert_eq!(view.read(office, councils).await.unwrap(), 0);
        let failed = view.read(office, async |tx| Ok(sqlx::query("select nothing from nowhere").execute(tx.sql()).await.map(|_| ())?));
        assert!(failed.await.is_err());
        clerk.place("連絡協議会", "").await;
        assert_eq!(view.read(office, councils).await.unwrap(), 1);
    }
}
