//! Enumerations that may grow on the other side.

/// An enumeration of the wire; its first member is the default. A member that isn't known here is kept as it was sent: a newer service must not break
/// an older reader, and what it said must not be lost on the way through.
macro_rules! open_enum {
    (
        $(#[$about:meta])*
        $name:ident {
            $(#[$first_doc:meta])* $first:ident = $first_text:literal,
            $( $(#[$doc:meta])* $variant:ident = $text:literal, )+
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub enum $name {
            $(#[$first_doc])*
            #[default]
            $first,
            $( $(#[$doc])* $variant, )+
            /// A member that is not known here, as it was sent.
            Other(String),
        }

        impl $name {
            /// Every member that is known here.
            pub const KNOWN: &[$name] = &[$name::$first, $( $name::$variant, )+];

            /// The member's name on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $name::$first => $first_text,
                    $( $name::$variant => $text, )+
                    $name::Other(text) => text,
                }
            }

            /// The member of that name. Names differ by case from one version of the service to another.
            pub fn from_name(text: &str) -> $name {
                if text.eq_ignore_ascii_case($first_text) { return $name::$first; }
                $( if text.eq_ignore_ascii_case($text) { return $name::$variant; } )+
                $name::Other(text.to_owned())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
                Ok($name::from_name(&text))
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::schema::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .enum_values(Some([$first_text, $( $text, )+]))
                    .into()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {}
    };
}

pub(crate) use open_enum;
