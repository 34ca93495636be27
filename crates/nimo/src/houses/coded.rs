//! Short lists of which one holds: a stable code and the words that people read.

/// Declares a list with its `ALL`, `code`, `parse` and `label`.
macro_rules! coded {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$line:meta])* $one:ident = $code:literal, $label:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$line])* $one,)+ }

        impl $name {
            /// Each, in the order of the form.
            pub const ALL: &'static [$name] = &[$($name::$one),+];

            /// As stored.
            pub fn code(self) -> &'static str {
                match self { $($name::$one => $code,)+ }
            }

            /// From what is stored or chosen.
            pub fn parse(code: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|one| one.code() == code)
            }

            /// As shown.
            pub fn label(self) -> &'static str {
                match self { $($name::$one => $label,)+ }
            }
        }
    };
}
