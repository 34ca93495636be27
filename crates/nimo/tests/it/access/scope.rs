//! The list of councils and the gate say the same of every council, for every role with every membership.

use crate::on_both;
use crate::town::Browser;
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;

on_both! {
    async fn the_list_shows_exactly_the_councils_whose_pages_open(town) {
        let office = town.office("999999", "みほん市").await;
        let mut clerk = town.signed_in(office, "clerk", Role::Secretariat, &[]).await;
        let council = clerk.place("連絡協議会", "").await;
        let councils = [clerk.place("退院促進部会", &council).await, clerk.place("地域移行協議会", "").await, council];
        let neighbours = town.office("999998", "となり町").await;
        let mut neighbour = town.signed_in(neighbours, "neighbour", Role::Secretariat, &[]).await;
        let foreign = neighbour.place("となりの協議会", "").await;
        for role in Role::ALL {
            for membership in 0..1usize << councils.len() {
                let own: Vec<&String> = (0..councils.len()).filter(|n| membership >> n & 1 == 1).map(|n| &councils[n]).collect();
                let mut browser = town.signed_in(office, &format!("{}{membership}", role.code()), role, &ids(&own)).await;
                agrees(&mut browser, role, &own, &councils, &foreign).await;
            }
        }
    }
}

fn ids(own: &[&String]) -> Vec<CouncilId> {
    own.iter().map(|id| CouncilId::parse(id).unwrap()).collect()
}

async fn agrees(browser: &mut Browser, role: Role, own: &[&String], all: &[String], foreign: &str) {
    let list = browser.get("/councils").await.body;
    let is_listed = |id: &str| list.contains(&format!("href=\"/councils/{id}\""));
    for id in all {
        let status = browser.get(&format!("/councils/{id}")).await.status;
        assert_eq!(
            is_listed(id),
            status == 200,
            "{role:?} with {} of {}: the page says {status}",
            own.len(),
            all.len()
        );
        let reads = match role {
            Role::Administrator | Role::Viewer => true,
            Role::Secretariat | Role::Member => own.contains(&id),
            Role::Provider => false,
        };
        assert_eq!(status, if reads { 200 } else { 403 }, "{role:?}");
    }
    assert!(!is_listed(foreign) && browser.get(&format!("/councils/{foreign}")).await.status == 404, "{role:?}");
}
