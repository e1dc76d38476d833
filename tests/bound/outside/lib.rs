//! A struct that is bound to a document of this crate.

use countersign::Endpoint;

/// Writes a note.
#[derive(Endpoint)]
#[endpoint(document = "api/notes.json", operation = "putNote")]
#[serde(rename_all = "camelCase")]
pub struct PutNote<'a> {
    /// Which one.
    #[endpoint(path, header = "NoteId")]
    pub note_id: &'a str,
    /// What is in it.
    pub note_text: &'a str,
}

#[test]
fn the_request_is_that_of_the_document() {
    let base_url = countersign::BaseUrl::parse("https://notes.example").unwrap();
    let request = PutNote { note_id: "a/b", note_text: "Hello" }.prepare(&base_url).unwrap();

    assert_eq!(PutNote::METHOD, "PUT");
    assert_eq!(PutNote::SIGNED_HEADERS, ["Created", "NoteId"]);
    assert_eq!(request.uri().path(), "/v1/note/a%2Fb");
    assert_eq!(request.payload(), &br#"{"noteText":"Hello"}"#[..]);
}
