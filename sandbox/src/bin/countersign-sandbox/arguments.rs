//! The arguments of the command.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};

/// What the command line says.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct Arguments {
    pub(crate) port: u16,
    pub(crate) public_key: Option<PathBuf>,
    pub(crate) ca_file: Option<PathBuf>,
    pub(crate) documents: Vec<PathBuf>,
    /// The seed of the storm, if there is to be one.
    pub(crate) storm: Option<u64>,
}

impl Arguments {
    /// Reads the command line; prints help or an error, and ends the process, if that is what it asks for.
    pub(crate) fn parse() -> Self {
        Self::from_matches(&command().get_matches())
    }

    fn from_matches(matches: &clap::ArgMatches) -> Self {
        Self {
            port: matches.get_one("port").copied().unwrap_or(0),
            public_key: matches.get_one("public-key").cloned(),
            ca_file: matches.get_one("ca-file").cloned(),
            documents: matches.get_many("document").into_iter().flatten().cloned().collect(),
            storm: matches.get_one("storm").copied(),
        }
    }
}

fn command() -> Command {
    Command::new("countersign-sandbox")
        .version(env!("CARGO_PKG_VERSION"))
        .about(
            "Runs a local HTTPS server that serves API documents: it checks user, password and signature, explains what \
             is wrong with a signature, checks parameters and body, and answers with the examples of the document. For \
             Bango Resale it keeps entitlements in memory.",
        )
        .after_help(
            "It listens on this machine only, prints one line for each request, and stops on Ctrl-C.\n\
             Without --public-key it accepts the vendor's published example key, which proves nothing.\n\
             Without --document it serves the classic API of Bango Resale.",
        )
        .arg(
            Arg::new("port")
                .long("port")
                .value_name("PORT")
                .help("The port to listen on [default: one that is free]")
                .value_parser(value_parser!(u16)),
        )
        .arg(
            Arg::new("public-key")
                .long("public-key")
                .value_name("FILE")
                .help("The public key to check signatures with: PEM, DER or RSAKeyValue XML")
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            Arg::new("document")
                .long("document")
                .value_name("FILE")
                .help("An API document to serve: OpenAPI 3.1 in JSON; may be given several times")
                .action(ArgAction::Append)
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            Arg::new("ca-file")
                .long("ca-file")
                .value_name("PATH")
                .help(
                    "Where to write the certificate that clients must trust [default: a temporary file, removed in \
                     the end]",
                )
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            Arg::new("storm")
                .long("storm")
                .value_name("SEED")
                .help(
                    "Misbehave by chance: latency, cut connections, 429, 5xx, a wrong clock, bad certificates; the same \
                     number brings the same faults",
                )
                .value_parser(value_parser!(u64)),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Arguments, clap::Error> {
        let words = std::iter::once("countersign-sandbox").chain(line.split_whitespace());
        command().try_get_matches_from(words).map(|matches| Arguments::from_matches(&matches))
    }

    #[test]
    fn every_argument_may_be_left_out() {
        command().debug_assert();
        let none = Arguments {
            port: 0,
            public_key: None,
            ca_file: None,
            documents: Vec::new(),
            storm: None,
        };
        assert_eq!(parse("").unwrap(), none);
        let all = Arguments {
            port: 8443,
            public_key: Some("key.pem".into()),
            ca_file: Some("ca.pem".into()),
            documents: vec!["a.json".into(), "b.json".into()],
            storm: Some(42),
        };
        let line = "--port 8443 --public-key key.pem --ca-file=ca.pem --document a.json --document b.json --storm 42";
        assert_eq!(parse(line).unwrap(), all);
    }

    #[test]
    fn wrong_arguments_are_named() {
        let error = |line| parse(line).unwrap_err().to_string();
        assert!(error("--port 65536").contains("65536"));
        assert!(error("--prot 1").contains("--port"));
        assert!(error("file").contains("'file'"));
    }
}
