//! Cedar behind one function.

use crate::access::{Action, Actor, Facts};
use crate::plumbing::clock::Moment;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use cedar_policy::{
    ActionConstraint, Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, Policy,
    PolicyId, PolicySet, Request, RestrictedExpression, Schema, ValidationMode, Validator,
};
use std::collections::{HashMap, HashSet};
use std::str::FromStr;

const SCHEMA: &str = include_str!("schema.cedarschema");
const POLICIES: &[&str] = &[
    include_str!("policy.cedar"),
    include_str!("../accounts/policy.cedar"),
    include_str!("../council/policy.cedar"),
    include_str!("../issues/policy.cedar"),
    include_str!("../issues/digest/policy.cedar"),
    include_str!("../issues/score/policy.cedar"),
    include_str!("../issues/elsewhere/policy.cedar"),
    include_str!("../goals/policy.cedar"),
    include_str!("../goals/indicator/policy.cedar"),
    include_str!("../packet/policy.cedar"),
    include_str!("../providers/policy.cedar"),
    include_str!("../vacancies/policy.cedar"),
    include_str!("../wishes/policy.cedar"),
    include_str!("../planning/policy.cedar"),
    include_str!("../houses/policy.cedar"),
    include_str!("../public/policy.cedar"),
];

/// The policies of all rooms, read and checked against the schema once.
pub struct Gate {
    schema: Schema,
    /// For each action the policies that speak of it: what speaks of other actions cannot decide, and to look at all of them for
    /// each question took longer than the answer.
    policies: HashMap<EntityUid, PolicySet>,
    /// For an action that no policy names: those that speak of every action.
    walls: PolicySet,
    authorizer: Authorizer,
}

/// Leave to do `A` to one thing. It lives for one request, cannot be copied and is not stored; the gate alone makes it.
pub struct Permit<A: Action> {
    actor: Actor,
    facts: A::On,
    now: Moment,
    policies: Vec<String>,
}

impl<A: Action> Permit<A> {
    /// Who was given leave.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The thing, as the gate knew it.
    pub fn facts(&self) -> &A::On {
        &self.facts
    }

    /// The office of the thing.
    pub fn office(&self) -> OfficeId {
        self.facts.office()
    }

    /// The moment of the request.
    pub fn now(&self) -> Moment {
        self.now
    }

    /// The policies that gave leave.
    pub fn policies(&self) -> &[String] {
        &self.policies
    }
}

impl Gate {
    /// Reads schema and policies.
    ///
    /// # Errors
    /// A sentence that names the policy that the schema does not know.
    pub fn open() -> Result<Gate, Fault> {
        let wrong = |what: String| Fault::broken("policies", what);
        let (schema, _) = Schema::from_cedarschema_str(SCHEMA).map_err(|error| wrong(error.to_string()))?;
        let mut policies = PolicySet::new();
        for text in POLICIES {
            let part = PolicySet::from_str(text).map_err(|error| wrong(error.to_string()))?;
            for policy in part.policies() {
                policies.add(named(policy)?).map_err(|error| wrong(error.to_string()))?;
            }
        }
        let verdict = Validator::new(schema.clone()).validate(&policies, ValidationMode::Strict);
        if !verdict.validation_passed() {
            return Err(wrong(verdict.to_string()));
        }
        let speaking = |action: Option<&EntityUid>| {
            PolicySet::from_policies(policies.policies().filter(|policy| speaks_of(policy, action)).cloned())
                .map_err(|error| wrong(error.to_string()))
        };
        let by_action: Result<HashMap<_, _>, Fault> =
            schema.actions().map(|action| Ok((action.clone(), speaking(Some(action))?))).collect();
        let (policies, walls) = (by_action?, speaking(None)?);
        Ok(Gate { schema, policies, walls, authorizer: Authorizer::new() })
    }

    /// Would [`Gate::permit`] say yes? For buttons; nothing is refused and nothing is logged.
    ///
    /// # Errors
    /// When the gate itself is broken.
    pub fn would_permit<A: Action>(&self, actor: &Actor, facts: &A::On, now: Moment) -> Result<bool, Fault> {
        let (decision, _) = self.decide::<A>(actor, facts, now).map_err(|what| Fault::broken("gate", what))?;
        Ok(decision == Decision::Allow)
    }

    /// May this actor do `A` to this thing now? A refusal is logged with the policies that said no, and no name.
    ///
    /// # Errors
    /// [`Fault::Refused`]; [`Fault::SignedOut`] when the session has ended.
    pub fn permit<A: Action>(&self, actor: &Actor, facts: A::On, now: Moment) -> Result<Permit<A>, Fault> {
        let (decision, policies) = self.decide::<A>(actor, &facts, now).map_err(|what| Fault::broken("gate", what))?;
        if decision == Decision::Allow {
            return Ok(Permit { actor: actor.clone(), facts, now, policies });
        }
        tracing::info!(action = A::WORD, actor = actor.kind(), policies = policies.join(","), "refused");
        if actor.signed_in().is_some_and(|person| now >= person.until) {
            return Err(Fault::SignedOut);
        }
        Err(Fault::Refused(A::WORD))
    }

    fn decide<A: Action>(&self, actor: &Actor, facts: &A::On, now: Moment) -> Result<(Decision, Vec<String>), String> {
        let thing = entity(A::On::KIND, &facts.spelled(), facts.attributes())?;
        let person = entity(actor.kind(), &actor.spelled(), actor.attributes())?;
        let action = EntityUid::from_type_name_and_id(
            EntityTypeName::from_str("Action").map_err(|error| error.to_string())?,
            EntityId::new(A::WORD),
        );
        let policies = self.policies.get(&action).unwrap_or(&self.walls);
        let context = Context::from_pairs([("now".to_string(), RestrictedExpression::new_long(now.seconds()))])
            .map_err(|error| error.to_string())?;
        let request = match Request::new(person.uid(), action, thing.uid(), context, Some(&self.schema)) {
            Ok(request) => request,
            // The schema does not know such an act by such an actor: that is a no, not a fault.
            Err(_) => return Ok((Decision::Deny, vec!["schema".into()])),
        };
        let entities =
            Entities::from_entities([person, thing], Some(&self.schema)).map_err(|error| error.to_string())?;
        let response = self.authorizer.is_authorized(&request, policies, &entities);
        let mut reasons: Vec<String> = response.diagnostics().reason().map(ToString::to_string).collect();
        reasons.sort();
        if reasons.is_empty() {
            reasons.push("no policy permits".into());
        }
        Ok((response.decision(), reasons))
    }
}

/// Does the policy say anything about this action? About none in particular speak those without a constraint.
fn speaks_of(policy: &Policy, action: Option<&EntityUid>) -> bool {
    match policy.action_constraint() {
        ActionConstraint::Any => true,
        ActionConstraint::Eq(one) => action == Some(&one),
        ActionConstraint::In(some) => action.is_some_and(|action| some.contains(action)),
    }
}

fn named(policy: &Policy) -> Result<Policy, Fault> {
    let id = policy.annotation("id").ok_or_else(|| Fault::broken("policies", "a policy without @id"))?;
    Ok(policy.new_id(PolicyId::new(id)))
}

fn entity(kind: &str, id: &str, attributes: Vec<(&'static str, RestrictedExpression)>) -> Result<Entity, String> {
    let kind = EntityTypeName::from_str(kind).map_err(|error| error.to_string())?;
    let attributes: HashMap<_, _> = attributes.into_iter().map(|(name, value)| (name.to_string(), value)).collect();
    Entity::new(EntityUid::from_type_name_and_id(kind, EntityId::new(id)), attributes, HashSet::new())
        .map_err(|error| error.to_string())
}
