//! Typed ids: UUIDv7 for things, a small number for the office.

/// An office (自治体・保健所・組合): every row of its own leads with this number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfficeId(
    /// The number, from 1.
    pub i64,
);

impl std::fmt::Display for OfficeId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// What every id of ours can do.
pub trait Key: Copy + std::fmt::Display + Send + Sync + 'static {
    /// A new id; later ones sort after earlier ones.
    fn fresh() -> Self;
    /// The id as an address or a row spells it.
    fn parse(text: &str) -> Option<Self>;
}

/// Declares the id of one kind of thing. Ids of two kinds are never mixed up: they are different types.
#[macro_export]
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(uuid::Uuid);

        impl $name {
            /// A new id; later ones sort after earlier ones.
            pub fn fresh() -> Self {
                Self(uuid::Uuid::now_v7())
            }

            /// The id as an address or a row spells it: 36 characters, small letters. Anything else is no id.
            pub fn parse(text: &str) -> Option<Self> {
                let id = uuid::Uuid::parse_str(text).ok()?;
                (id.to_string() == text).then_some(Self(id))
            }
        }

        impl $crate::plumbing::ids::Key for $name {
            fn fresh() -> Self {
                Self::fresh()
            }

            fn parse(text: &str) -> Option<Self> {
                Self::parse(text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    crate::id!(
        /// For the tests below.
        SampleId
    );

    #[test]
    fn an_id_has_one_spelling() {
        let id = SampleId::fresh();
        assert_eq!(SampleId::parse(&id.to_string()), Some(id));
        for other in ["", "1", "../x", &id.to_string().to_uppercase(), &format!("{{{id}}}")] {
            assert!(SampleId::parse(other).is_none(), "{other}");
        }
    }
}
