//! Two members beside the administrator: one whose department holds the whole large form, one with few records of
//! their own in it. Both see by scopes, so a list must cost them about what it costs who sees everything.

use anyhow::{Context, Result};
use serde_json::json;

use crate::client::Client;
use crate::limits;
use crate::server::Server;

/// Records of the member with few.
const FEW: usize = 200;

/// Sessions of the two.
pub(crate) struct Members {
    /// Sees everything that the administrator made.
    pub(crate) of_all: String,
    /// Sees 200 records.
    pub(crate) of_few: String,
}

/// Puts the administrator, and with that everything that will be imported, into a department.
pub(crate) fn settle(server: &Server) -> Result<String> {
    let mut client = server.client()?;
    let department =
        client.json("POST", "/departments", &json!({"name": "销售一部"}).to_string())?;
    let id = department["id"].as_str().context("a department has an id")?.to_owned();
    let me = client.json("GET", "/me", "")?;
    let me = me["person"]["id"].as_str().or(me["id"].as_str()).context("who am I")?.to_owned();
    client.json("PATCH", &format!("/people/{me}"), &json!({"department": id}).to_string())?;
    Ok(id)
}

/// Makes the two members.
pub(crate) fn join(server: &Server, department: &str) -> Result<Members> {
    let mut client = server.client()?;
    let other = client.json("POST", "/departments", &json!({"name": "销售二部"}).to_string())?;
    let other = other["id"].as_str().context("a department has an id")?.to_owned();
    let of_all = member(&mut client, server, ("全员", "all"), department)?;
    let of_few = member(&mut client, server, ("少量", "few"), &other)?;
    let mut few = Client::connect(&server.host, &of_few)?;
    for n in 0..FEW {
        let body = json!({"values": limits::lead(800_000_000 + n)}).to_string();
        few.json("POST", "/forms/lead/records", &body)?;
    }
    Ok(Members { of_all, of_few })
}

fn member(
    client: &mut Client,
    server: &Server,
    (name, login): (&str, &str),
    department: &str,
) -> Result<String> {
    let person = json!({"name": name, "role": "member", "department": department});
    let made = client.json("POST", "/people", &person.to_string())?;
    let token = made["invitation"]["token"].as_str().context("an invitation has a token")?;
    let accept = json!({"login": login, "password": "correct-horse-battery"}).to_string();
    let mut guest = Client::connect(&server.host, "")?;
    let answer = guest.send("POST", &format!("/invitations/{token}"), &accept)?;
    answer.json().context("accepting an invitation")?;
    answer.cookie.context("accepting gave no cookie")
}
