//! The mistakes that are recognised.

use countersign::VerifyError;

/// One thing that went wrong when a request was signed or sent; `Display` is a clause that says what and what to do.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Mistake {
    /// The signature is not written as plain Base64.
    Base64Form(Base64Form),

    /// `Created` is a number, but not of seconds since 1970.
    CreatedUnit(TimeUnit),

    /// `Created` is no number at all.
    CreatedNotANumber {
        /// What the header holds.
        found: String,
    },

    /// The string was signed with another value of `Created` than the one that was sent.
    CreatedDiffers {
        /// The seconds that were signed.
        signed: u64,
        /// The seconds that were sent.
        sent: u64,
    },

    /// The padding holds the digest alone, without the DigestInfo that names the hash.
    DigestInfoMissing,

    /// The DigestInfo leaves out the NULL parameters of the hash.
    DigestInfoWithoutNull,

    /// Characters in the JSON strings were escaped in the signed body and not in the sent one, or the reverse.
    Escapes {
        /// Which characters.
        style: EscapeStyle,
        /// Whether the signed body has the escapes; otherwise the sent one has.
        in_signed: bool,
    },

    /// The payload holds a carriage return, a line feed or a tab, which the vendor forbids.
    ForbiddenByte {
        /// The byte.
        byte: u8,
        /// Where it stands, counted from 0.
        at: usize,
    },

    /// Another hash than SHA-256 was used.
    Hash(HashKind),

    /// The digest of the string was signed as if it were the string, so that it was hashed twice.
    HashedTwice {
        /// How the digest was written before it was hashed again.
        form: DigestForm,
    },

    /// The names of the headers were signed with their values.
    HeaderNames {
        /// What stood before the value of `Created`, such as `created: `.
        prefix: String,
    },

    /// The value of a listed header was not signed.
    HeaderLeftOut(String),

    /// No header value was signed, only the payload.
    HeadersLeftOut,

    /// The value of a header was signed that the list does not name.
    HeaderNotListed(String),

    /// The key id is not the one of the scheme.
    KeyId {
        /// What the header says.
        found: String,
    },

    /// The signature has not the length that this key makes.
    KeySize {
        /// The length of the signature, in bits.
        signature_bits: usize,
        /// The length of the key, in bits.
        key_bits: u32,
    },

    /// The body was signed with other white space than it was sent with.
    Layout {
        /// The layout that was signed.
        signed: Layout,
    },

    /// The signed header list is written with another separator than `;`.
    ListSeparator(String),

    /// The list names a header twice.
    ListedTwice(String),

    /// The values were signed in another order than the list gives.
    ListOrder {
        /// The order that was signed.
        signed: Vec<String>,
    },

    /// The members of the body were signed in another order than they were sent in.
    MembersReordered {
        /// The order that was signed, of the outermost object.
        signed: Vec<String>,
    },

    /// The members of the body were sorted by name before the body was signed, and not in what was sent.
    MembersSorted,

    /// The key is right, but what was signed is none of the strings that were tried.
    NothingMatched,

    /// The string itself was signed, without hashing it.
    NotHashed,

    /// The signature was made by another private key, or was damaged.
    OtherKey {
        /// The SHA-256 digest of the expected public key (SubjectPublicKeyInfo, DER), in hex.
        expected_spki_sha256: String,
        /// The length of the expected key, in bits.
        expected_bits: u32,
    },

    /// The signature has no PKCS#1 v1.5 padding, as raw RSA makes it.
    PaddingMissing,

    /// A parameter of the `Signature` header is not one of the scheme.
    ParameterUnknown(String),

    /// A parameter of the `Signature` header is missing.
    ParameterMissing(&'static str),

    /// The parameters of the `Signature` header are not in the order or the spelling of the scheme.
    ParameterOrder,

    /// The parameters of the `Signature` header are in quotes.
    ParametersQuoted,

    /// The parameters of the `Signature` header are not separated by a comma and one space.
    ParameterSpacing,

    /// Something stood in the place of the payload that was derived from it.
    PayloadDigest {
        /// How it was written.
        form: DigestForm,
    },

    /// The payload was signed before the header values.
    PayloadFirst,

    /// A payload was signed, but none was sent.
    PayloadInvented {
        /// What was signed.
        signed: String,
    },

    /// The header values were signed, but not the payload.
    PayloadLeftOut,

    /// The signature is padded by PSS instead of PKCS#1 v1.5.
    Pss,

    /// The request is refused for a reason that needs no search.
    Refused(VerifyError),

    /// A separator was put between parts of the signature string.
    Separator {
        /// The separator.
        text: String,
        /// Where it was put.
        place: Place,
    },

    /// The bytes of the signature are in reverse order.
    SignatureReversed,

    /// The signature has leading zero bytes too many or too few.
    SignatureZeros,

    /// The body was signed in another text encoding.
    TextEncoding(TextEncoding),

    /// `Created` is off by a whole number of half hours: local time was taken for UTC.
    TimeZone {
        /// How far `Created` is ahead of the right time, in minutes; negative if behind.
        minutes: i64,
    },

    /// `Created` is too far from this clock, for no reason that shows.
    TimeWindow {
        /// The seconds that were sent.
        created: u64,
        /// How far `Created` is ahead of this clock, in seconds; negative if behind.
        ahead: i64,
        /// How far it may be, in either direction.
        tolerance: u64,
    },

    /// A line break was signed at the end that was not sent.
    TrailingNewline {
        /// The line break.
        text: &'static str,
    },

    /// White space was sent at the end of the body that was not signed.
    TrailingNotSigned,
}

/// How `Created` counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum TimeUnit {
    /// The header holds milliseconds since 1970.
    Milliseconds,
    /// The header holds microseconds since 1970.
    Microseconds,
    /// The header holds nanoseconds since 1970.
    Nanoseconds,
    /// The header holds ticks of .NET: 100 ns each, since the year 1.
    Ticks,
    /// The header holds the digits of a date, `20170101010203`.
    CalendarDigits,
    /// Milliseconds were signed, while the header holds seconds.
    MillisecondsSigned,
    /// Seconds were signed, while the header holds milliseconds.
    SecondsSigned,
}

/// Where a body has white space between its tokens.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Layout {
    /// Nowhere.
    Compact,
    /// One space after each colon.
    SpaceAfterColon,
    /// One space after each comma.
    SpaceAfterComma,
    /// One space after each colon and each comma.
    SpaceAfterColonAndComma,
    /// A line for each member, indented by this many spaces for each level.
    Spaces(u8),
    /// A line for each member, indented by this many spaces for each level, with CR LF at the line ends.
    SpacesCrLf(u8),
    /// A line for each member, indented by a tab for each level.
    Tabs,
    /// As it was sent, but without carriage returns, line feeds and tabs.
    LineBreaksRemoved,
    /// As it was sent, but with LF for each CR LF.
    LineFeeds,
    /// As it was sent, but with CR LF for each LF.
    CrLf,
}

/// Which characters a JSON writer escapes though it need not.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum EscapeStyle {
    /// Everything outside ASCII as `\u00e9`.
    NonAscii,
    /// Everything outside ASCII as `\u00E9`.
    NonAsciiUpperCase,
    /// `/` as `\/`.
    Slashes,
    /// `/` as `\/` and everything outside ASCII as `\u00e9`: PHP's default.
    SlashesAndNonAscii,
    /// `<`, `>` and `&`: Go's default.
    Html,
    /// `<`, `>`, `&`, `=` and `'`: Gson's default.
    Gson,
    /// `<`, `>`, `&`, `'`, `+`, `` ` `` and everything outside ASCII, in upper case: the default of .NET.
    DotNet,
    /// Any escape that need not be there.
    Any,
}

/// A text encoding other than UTF-8.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum TextEncoding {
    /// UTF-16, least significant byte first: `Encoding.Unicode` of .NET.
    Utf16LittleEndian,
    /// UTF-16, most significant byte first.
    Utf16BigEndian,
    /// ISO 8859-1.
    Latin1,
    /// UTF-8 with a byte order mark in front.
    ByteOrderMark,
}

/// A hash function.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum HashKind {
    /// MD5.
    Md5,
    /// SHA-1.
    Sha1,
    /// SHA-224.
    Sha224,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

/// How a digest, or a text, was written before it was signed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum DigestForm {
    /// The bytes of the SHA-256 digest.
    Bytes,
    /// The SHA-256 digest in lower-case hex.
    Hex,
    /// The SHA-256 digest in upper-case hex.
    UpperHex,
    /// The SHA-256 digest in Base64.
    Base64,
    /// The text itself in Base64.
    TextInBase64,
}

/// How a signature was written instead of in plain Base64.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Base64Form {
    /// Base64 with the URL-safe alphabet (`-` and `_`).
    UrlSafe,
    /// Base64 without the `=` at the end.
    Unpadded,
    /// Hexadecimal digits.
    Hex,
    /// Base64 of Base64.
    Twice,
    /// Base64 of hexadecimal digits.
    OfHex,
    /// None of these.
    Unknown,
}

/// Where a separator was put.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Place {
    /// Between the header values only.
    BetweenValues,
    /// Between the last header value and the payload only.
    BeforePayload,
    /// After every header value.
    AfterEachValue,
}
