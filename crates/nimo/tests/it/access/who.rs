//! Everybody who asks, in the order of the table.

use nimo::accounts::model::Role;

/// What an account is there for, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Post {
    Administrator,
    Secretariat,
    OtherSecretariat,
    Member,
    OtherMember,
    Viewer,
    Provider,
    OtherProvider,
}

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Visitor,
    Here(Post),
    /// He signed in, and then his account was closed.
    Closed(Post),
    /// He is signed in at another office and holds ids of this one.
    Elsewhere(Post),
}

impl Post {
    /// All of them, in the order of the table.
    pub const ALL: [Post; 8] = [
        Post::Administrator,
        Post::Secretariat,
        Post::OtherSecretariat,
        Post::Member,
        Post::OtherMember,
        Post::Viewer,
        Post::Provider,
        Post::OtherProvider,
    ];

    pub fn role(self) -> Role {
        match self {
            Post::Administrator => Role::Administrator,
            Post::Secretariat | Post::OtherSecretariat => Role::Secretariat,
            Post::Member | Post::OtherMember => Role::Member,
            Post::Viewer => Role::Viewer,
            Post::Provider | Post::OtherProvider => Role::Provider,
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Post::Administrator => "ad",
            Post::Secretariat => "se",
            Post::OtherSecretariat => "so",
            Post::Member => "me",
            Post::OtherMember => "mo",
            Post::Viewer => "vi",
            Post::Provider => "pr",
            Post::OtherProvider => "po",
        }
    }
}

impl Who {
    /// Everybody, in the order of the table.
    pub fn all() -> impl Iterator<Item = Who> {
        let elsewhere = [Post::Administrator, Post::Secretariat, Post::Provider].map(Who::Elsewhere);
        let here = Post::ALL.map(Who::Here).into_iter().chain(Post::ALL.map(Who::Closed));
        std::iter::once(Who::Visitor).chain(here).chain(elsewhere)
    }

    pub fn code(self) -> &'static str {
        match self {
            Who::Visitor => "",
            Who::Here(post) | Who::Closed(post) | Who::Elsewhere(post) => post.code(),
        }
    }

    pub fn begins_a_group(self) -> bool {
        !matches!(self, Who::Visitor)
            && matches!(self, Who::Here(p) | Who::Closed(p) | Who::Elsewhere(p) if p == Post::ALL[0])
    }
}
